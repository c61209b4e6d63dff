//! Fitting weights: the likelihood of the marked labels, climbed by FTRL-Proximal.
//!
//! FTRL-Proximal (McMahan et al. 2013) takes a step for each run of tokens, gives each weight its own pace,
//! and keeps a weight at zero unless it earns more than `l1`: so the model comes out small.

use crate::recognise::lattice::{LABELS, Lattice, START, Scores, Steps, Transitions, may_follow};

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Passes over the data.
    pub epochs: usize,
    /// The longest step.
    pub alpha: f32,
    /// What a weight must earn to be there.
    pub l1: f32,
    /// Orders the data.
    pub seed: u64,
}

/// A run of tokens to learn from.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// The story it is from.
    pub story: usize,
    /// By token: its features, numbered.
    pub features: Vec<Vec<u32>>,
    pub labels: Vec<u8>,
    /// Scores that stand already, or none.
    pub base: Vec<Scores>,
    pub starts: bool,
    pub followed: bool,
    pub weight: f32,
}

/// Weights in the making.
struct State {
    /// For each feature and label: the gradients so far, and their squares.
    sums: Vec<Scores>,
    squares: Vec<Scores>,
    steps: Transitions,
    step_squares: Transitions,
    pace: Pace,
    base: Transitions,
}

/// Fitted weights.
pub(super) struct Fit {
    pub weights: Vec<Scores>,
    pub transitions: Transitions,
}

fn weight(sum: f32, square: f32, alpha: f32, l1: f32) -> f32 {
    match sum.abs() <= l1 {
        true => 0.0,
        false => (sum.signum() * l1 - sum) * alpha / (1.0 + square.sqrt()),
    }
}

fn update(sum: &mut f32, square: &mut f32, gradient: f32, alpha: f32, l1: f32) {
    let before = weight(*sum, *square, alpha, l1);
    let squared = *square + gradient * gradient;
    *sum += gradient - (squared.sqrt() - square.sqrt()) / alpha * before;
    *square = squared;
}

/// Fits weights for `features` features to the examples, over transitions that stand already.
pub(super) fn fit(
    examples: &[&Example],
    features: usize,
    base: &Transitions,
    pace: Pace,
    mut each: impl FnMut(usize),
) -> Fit {
    let mut state = State {
        sums: vec![[0.0; LABELS]; features],
        squares: vec![[0.0; LABELS]; features],
        steps: [[0.0; LABELS]; LABELS + 1],
        step_squares: [[0.0; LABELS]; LABELS + 1],
        pace,
        base: *base,
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = pace.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for epoch in 0..pace.epochs {
        for i in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(i, (random % (i as u64 + 1)) as usize);
        }
        for &n in &order {
            state.learn(examples[n]);
        }
        each(epoch);
    }
    state.finish()
}

impl State {
    fn weights_of(&self, feature: u32) -> Scores {
        let (sums, squares) = (&self.sums[feature as usize], &self.squares[feature as usize]);
        core::array::from_fn(|l| weight(sums[l], squares[l], self.pace.alpha, self.pace.l1))
    }

    fn transitions(&self) -> Transitions {
        let mut out = self.base;
        for (before, row) in out.iter_mut().enumerate() {
            for (label, value) in row.iter_mut().enumerate() {
                *value += weight(
                    self.steps[before][label],
                    self.step_squares[before][label],
                    self.pace.alpha,
                    0.0,
                );
            }
        }
        out
    }

    fn learn(&mut self, example: &Example) {
        let mut scores = match example.base.is_empty() {
            true => vec![[0.0; LABELS]; example.labels.len()],
            false => example.base.clone(),
        };
        for (scores, features) in scores.iter_mut().zip(&example.features) {
            for &feature in features {
                let weights = self.weights_of(feature);
                scores.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
            }
        }
        let transitions = self.transitions();
        let steps = Steps::new(&transitions);
        let sums = Lattice::new(&scores, &steps, example.starts, example.followed).sum();
        let (alpha, l1) = (self.pace.alpha, self.pace.l1);
        for (at, features) in example.features.iter().enumerate() {
            let mut gradient = sums.marginal(at);
            gradient[example.labels[at] as usize] -= 1.0;
            for (label, gradient) in gradient.iter().enumerate() {
                let gradient = gradient * example.weight;
                if gradient.abs() < 1e-5 {
                    continue;
                }
                for &feature in features {
                    let (sum, square) = (
                        &mut self.sums[feature as usize][label],
                        &mut self.squares[feature as usize][label],
                    );
                    update(sum, square, gradient, alpha, l1);
                }
            }
        }
        let mut expected = sums.pairs(if example.starts { START } else { 0 });
        let mut before = if example.starts { START } else { 0 };
        for &label in &example.labels {
            expected[before][label as usize] -= 1.0;
            before = label.into();
        }
        if example.followed {
            let last = sums.marginal(example.labels.len() - 1);
            for (label, p) in last.iter().enumerate() {
                expected[label][0] += p;
            }
            expected[before][0] -= 1.0;
        }
        for (before, row) in expected.iter().enumerate() {
            for (label, gradient) in row.iter().enumerate().filter(|(l, _)| may_follow(before, *l)) {
                update(
                    &mut self.steps[before][label],
                    &mut self.step_squares[before][label],
                    gradient * example.weight,
                    alpha,
                    0.0,
                );
            }
        }
    }

    fn finish(self) -> Fit {
        Fit {
            weights: (0..self.sums.len() as u32).map(|f| self.weights_of(f)).collect(),
            transitions: self.transitions(),
        }
    }
}
