//! Labels of a stretch of tokens: the best, and how likely each is.
//!
//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over labels that say where in a
//! name a token stands: outside, or beginning, inside, last or the only word of a person's or a group's.

// Labels number the rows and columns of small matrices; iterators over them would hide the sums.
#![allow(clippy::needless_range_loop)]

use crate::annotation::Kind;
use crate::prelude::*;

/// Labels: 0 is outside; then begin, inside, last, only of a person; then of a group.
pub const LABELS: usize = 9;

/// A score for each label.
pub(super) type Scores = [f32; LABELS];

/// Scores of a label after another; the last row is for the first token of a sentence.
pub type Transitions = [[f32; LABELS]; LABELS + 1];

/// Transitions, and what they are worth as factors: worked out once for all runs of an article.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// The scores.
    pub scores: Transitions,
    /// Their exponentials; 0 where a label may not follow.
    factors: Transitions,
}

impl Steps {
    /// Works the factors out.
    pub fn new(scores: &Transitions) -> Steps {
        let mut factors = [[0.0; LABELS]; LABELS + 1];
        for before in 0..=LABELS {
            for label in 0..LABELS {
                if may_follow(before, label) {
                    factors[before][label] = exp(scores[before][label]);
                }
            }
        }
        Steps {
            scores: *scores,
            factors,
        }
    }
}

/// The row of [`Transitions`] for the first token of a sentence.
pub(super) const START: usize = LABELS;

const OUTSIDE: usize = 0;

/// Whether a name is under way after a label.
fn is_open(label: usize) -> bool {
    matches!(label, 1 | 2 | 5 | 6)
}

/// Whether one label may follow another.
pub fn may_follow(before: usize, label: usize) -> bool {
    let continues = matches!(label, 2 | 3 | 6 | 7);
    match before < LABELS && is_open(before) {
        true => continues && kind_of(before) == kind_of(label),
        false => !continues,
    }
}

/// The kind of name a label belongs to.
pub fn kind_of(label: usize) -> Option<Kind> {
    match label {
        0 => None,
        1..=4 => Some(Kind::Person),
        _ => Some(Kind::Group),
    }
}

/// Whether a label begins a name.
pub fn begins(label: usize) -> bool {
    matches!(label, 1 | 4 | 5 | 8)
}

/// The label of the token at `n` of a name of `length` tokens.
#[cfg(not(target_arch = "wasm32"))]
pub fn label(kind: Kind, n: usize, length: usize) -> usize {
    let first = if kind == Kind::Person { 1 } else { 5 };
    first
        + match (n, length) {
            (_, 1) => 3,
            (0, _) => 0,
            (n, length) if n + 1 == length => 2,
            _ => 1,
        }
}

/// A stretch of tokens with none but outside tokens around it.
pub(super) struct Lattice<'a> {
    scores: &'a [Scores],
    steps: &'a Steps,
    transitions: &'a Transitions,
    /// The row of the transition into the first token.
    before: usize,
    /// Whether a token of the same sentence follows.
    followed: bool,
}

/// What [`Lattice::sum`] finds: forward and backward sums, each token's scaled to 1.
pub(super) struct Sums<'a> {
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    weights: Vec<Scores>,
    scales: Vec<f32>,
    steps: &'a Transitions,
}

impl<'a> Lattice<'a> {
    pub fn new(scores: &'a [Scores], steps: &'a Steps, starts: bool, followed: bool) -> Lattice<'a> {
        Lattice {
            scores,
            steps,
            transitions: &steps.scores,
            before: if starts { START } else { OUTSIDE },
            followed,
        }
    }

    fn last(&self, label: usize) -> f32 {
        match (is_open(label), self.followed) {
            (true, _) => f32::NEG_INFINITY,
            (false, true) => self.transitions[label][OUTSIDE],
            (false, false) => 0.0,
        }
    }

    /// The likeliest labels (Viterbi).
    pub fn best(&self, labels: &mut Vec<u8>) {
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(self.scores.len());
        let mut now = [0.0; LABELS];
        for (i, scores) in self.scores.iter().enumerate() {
            let (mut next, mut from) = ([f32::NEG_INFINITY; LABELS], [0_u8; LABELS]);
            for label in 0..LABELS {
                if i == 0 {
                    if may_follow(self.before, label) {
                        next[label] = self.transitions[self.before][label];
                    }
                } else {
                    for before in 0..LABELS {
                        let score = now[before] + self.transitions[before][label];
                        if may_follow(before, label) && score > next[label] {
                            (next[label], from[label]) = (score, before as u8);
                        }
                    }
                }
                next[label] += scores[label];
            }
            now = next;
            back.push(from);
        }
        let mut label = OUTSIDE;
        for other in 0..LABELS {
            if now[other] + self.last(other) > now[label] + self.last(label) {
                label = other;
            }
        }
        let start = labels.len();
        labels.resize(start + self.scores.len(), 0);
        for i in (0..self.scores.len()).rev() {
            labels[start + i] = label as u8;
            label = back[i][label].into();
        }
    }

    /// The sums over all labellings (forward and backward).
    pub fn sum(&self) -> Sums<'a> {
        let count = self.scores.len();
        let mut sums = Sums {
            forward: Vec::with_capacity(count),
            backward: vec![[0.0; LABELS]; count],
            weights: Vec::with_capacity(count),
            scales: Vec::with_capacity(count),
            steps: &self.steps.factors,
        };
        let mut before = [0.0; LABELS + 1];
        before[self.before] = 1.0;
        for scores in self.scores {
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let weights = scores.map(|s| exp(s - most));
            let mut forward = [0.0; LABELS];
            for (label, forward) in forward.iter_mut().enumerate() {
                for (step, before) in sums.steps.iter().zip(&before) {
                    *forward += before * step[label];
                }
                *forward *= weights[label];
            }
            let scale = 1.0 / forward.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            forward = forward.map(|f| f * scale);
            before[..LABELS].copy_from_slice(&forward);
            before[START] = 0.0;
            sums.forward.push(forward);
            sums.weights.push(weights);
            sums.scales.push(scale);
        }
        let mut after = [0.0; LABELS];
        for (label, after) in after.iter_mut().enumerate() {
            *after = exp(self.last(label));
        }
        for i in (0..count).rev() {
            sums.backward[i] = after;
            let weights = &sums.weights[i];
            let mut next = [0.0; LABELS];
            for (next, step) in next.iter_mut().zip(sums.steps) {
                for label in 0..LABELS {
                    *next += step[label] * weights[label] * after[label];
                }
                *next *= sums.scales[i];
            }
            after = next;
        }
        sums
    }
}

impl Sums<'_> {
    /// How likely each label of a token is.
    pub fn marginal(&self, at: usize) -> Scores {
        let mut out = [0.0; LABELS];
        for (label, out) in out.iter_mut().enumerate() {
            *out = self.forward[at][label] * self.backward[at][label];
        }
        let sum = out.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        out.map(|p| p / sum)
    }

    /// How often each label is expected to follow each other one; `start` is the row of the first token.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn pairs(&self, start: usize) -> Transitions {
        let mut out = [[0.0; LABELS]; LABELS + 1];
        for at in 0..self.forward.len() {
            if at == 0 {
                out[start] = self.marginal(0);
                continue;
            }
            let mut here = [[0.0; LABELS]; LABELS];
            for (before, row) in here.iter_mut().enumerate() {
                for (label, value) in row.iter_mut().enumerate() {
                    *value = self.forward[at - 1][before]
                        * self.steps[before][label]
                        * self.weights[at][label]
                        * self.backward[at][label];
                }
            }
            let sum = here.iter().flatten().sum::<f32>().max(f32::MIN_POSITIVE);
            for (row, more) in out.iter_mut().zip(&here) {
                row.iter_mut().zip(more).for_each(|(o, m)| *o += m / sum);
            }
        }
        out
    }

    /// How likely the labels of the tokens from one on are just these.
    pub fn run(&self, start: usize, labels: &[u8]) -> f32 {
        let Some(&first) = labels.first() else { return 1.0 };
        let mut p = self.forward[start][first as usize];
        for (n, pair) in labels.windows(2).enumerate() {
            let (before, label) = (pair[0] as usize, pair[1] as usize);
            let at = start + n + 1;
            p *= self.steps[before][label] * self.weights[at][label] * self.scales[at];
        }
        let end = start + labels.len() - 1;
        let last = labels[labels.len() - 1] as usize;
        let sum: f32 = (0..LABELS).map(|l| self.forward[end][l] * self.backward[end][l]).sum();
        (p * self.backward[end][last] / sum.max(f32::MIN_POSITIVE)).clamp(0.0, 1.0)
    }
}

/// The exponential, from additions and multiplications alone: the standard library's differs between
/// platforms in the last bit, and the engine must say the same everywhere.
pub(super) fn exp(x: f32) -> f32 {
    if x < -80.0 {
        return 0.0;
    }
    let x = x.min(80.0);
    let k = (x * core::f32::consts::LOG2_E + if x < 0.0 { -0.5 } else { 0.5 }) as i32;
    let r = x - k as f32 * core::f32::consts::LN_2;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0)))));
    p * f32::from_bits(((k + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_near_enough() {
        for x in [-79.0_f32, -10.3, -1.0, -0.3, 0.0, 0.2, 1.0, 5.5, 40.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
        assert_eq!(exp(f32::NEG_INFINITY), 0.0);
    }

    /// Every labelling of three tokens, by hand.
    fn all(lattice: &Lattice) -> Vec<([u8; 3], f32)> {
        let mut out = Vec::new();
        for n in 0..LABELS.pow(3) {
            let labels = [n % LABELS, n / LABELS % LABELS, n / LABELS / LABELS];
            let legal = may_follow(lattice.before, labels[0])
                && labels.windows(2).all(|p| may_follow(p[0], p[1]))
                && !is_open(labels[2]);
            if legal {
                let mut score = lattice.transitions[lattice.before][labels[0]] + lattice.last(labels[2]);
                score += labels.windows(2).map(|p| lattice.transitions[p[0]][p[1]]).sum::<f32>();
                score += (0..3).map(|i| lattice.scores[i][labels[i]]).sum::<f32>();
                out.push((labels.map(|l| l as u8), score));
            }
        }
        out
    }

    #[test]
    fn best_and_sums_are_those_of_all_labellings() {
        let mut seed = 7_u32;
        let mut random = || {
            seed = crate::text::hash::mix(seed.wrapping_add(0x9e37_79b9));
            (seed >> 16) as f32 / 10_000.0 - 3.0
        };
        for (starts, followed) in [(true, true), (true, false), (false, true), (false, false)] {
            let mut scores = [[0.0; LABELS]; 3];
            scores.iter_mut().flatten().for_each(|s| *s = random());
            let mut transitions = [[0.0; LABELS]; LABELS + 1];
            transitions.iter_mut().flatten().for_each(|s| *s = random());
            let steps = Steps::new(&transitions);
            let lattice = Lattice::new(&scores, &steps, starts, followed);
            let all = all(&lattice);
            let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            let mut labels = Vec::new();
            lattice.best(&mut labels);
            assert_eq!(labels, best.0);

            let sums = lattice.sum();
            let total: f64 = all.iter().map(|(_, s)| f64::from(*s).exp()).sum();
            for at in 0..3 {
                let marginal = sums.marginal(at);
                for label in 0..LABELS {
                    let with = all.iter().filter(|(l, _)| l[at] as usize == label);
                    let p = with.map(|(_, s)| f64::from(*s).exp()).sum::<f64>() / total;
                    assert!((p - f64::from(marginal[label])).abs() < 1e-3);
                }
            }
            let run = &best.0[1..];
            let with = all.iter().filter(|(l, _)| l[1..] == *run);
            let p = with.map(|(_, s)| f64::from(*s).exp()).sum::<f64>() / total;
            assert!((p - f64::from(sums.run(1, run))).abs() < 1e-3, "{p}");
        }
    }
}
