//! The model's two looks at an article: at each sentence alone, then at each in the light of all.

use core::ops::Range;

use super::feature::{self, Family, PLACES};
use super::lattice::{LABELS, Lattice, Scores};
use super::model::Model;
use super::scene::Scene;
use super::vote::{self, Votes};
use super::{Guess, Hint};
use crate::annotation::Kind;
use crate::prelude::*;
use crate::text::{Document, Sentence};

/// How sure the first look must be that a token is no part of a name for the second not to ask.
const CERTAIN: f32 = 0.995;

/// A run of tokens of one sentence that can be names, as slots: only they are scored.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub slots: Range<usize>,
    /// Whether it begins its sentence.
    pub starts: bool,
    /// Whether its sentence goes on after it.
    pub followed: bool,
}

/// What the first look saw, slot by slot.
#[derive(Clone, Debug, Default)]
pub(super) struct First {
    pub tokens: Vec<u32>,
    pub marginals: Vec<Scores>,
    pub labels: Vec<u8>,
}

impl First {
    pub fn names(&self) -> Vec<(usize, usize, Kind)> {
        vote::names(&self.tokens, &self.labels)
    }
}

/// The runs of a sentence; their tokens become slots.
pub(super) fn runs(scene: &Scene, sentence: &Sentence, tokens: &mut Vec<u32>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for at in sentence.tokens.clone() {
        if !scene.is_able(at as usize) {
            continue;
        }
        match out.last_mut() {
            Some(run) if tokens.last() == Some(&at.wrapping_sub(1)) => run.slots.end += 1,
            _ => out.push(Run {
                slots: tokens.len()..tokens.len() + 1,
                starts: at == sentence.tokens.start,
                followed: true,
            }),
        }
        tokens.push(at);
        if let Some(run) = out.last_mut() {
            run.followed = at + 1 < sentence.tokens.end;
        }
    }
    out
}

/// A model looking at an article, so that a page's main thread can stop in between.
#[derive(Default)]
pub struct Looking {
    scene: Scene,
    /// By form and place: the sums of its features.
    memo: Vec<[i32; LABELS]>,
    /// By form, a bit for each place that is in the memo.
    known: Vec<u8>,
    runs: Vec<Run>,
    scores: Vec<Scores>,
    first: First,
    votes: Option<Votes>,
    guesses: Vec<Guess>,
    /// Sentences read, sentences looked at, runs looked at again.
    done: (usize, usize, usize),
}

impl core::fmt::Debug for Looking {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Looking")
    }
}

impl Looking {
    /// Does about `quantum` tokens of work; true when both looks are done. `hints` are all the document's pack
    /// matches in order.
    pub fn step(&mut self, document: &Document, hints: &[Hint], model: &Model, quantum: usize) -> bool {
        let sentences = document.sentences();
        let mut left = quantum;
        while left > 0 {
            let cost = match self.done {
                (read, _, _) if read < sentences.len() => {
                    self.scene.take(document, &sentences[read], model);
                    self.done.0 += 1;
                    sentences[read].tokens.len() / 4
                }
                (_, looked, _) if looked < sentences.len() => {
                    self.look(document, &sentences[looked], hints, model);
                    self.done.1 += 1;
                    sentences[looked].tokens.len()
                }
                (_, _, again) if again < self.runs.len() => {
                    if self.votes.is_none() {
                        self.votes = Some(Votes::new(document, &self.scene, &self.first));
                    }
                    self.look_again(again, model);
                    self.done.2 += 1;
                    self.runs[again].slots.len()
                }
                _ => return true,
            };
            left = left.saturating_sub(cost.max(1));
        }
        false
    }

    /// The names found, in order and without overlap.
    pub fn finish(self) -> Vec<Guess> {
        self.guesses
    }

    fn look(&mut self, document: &Document, sentence: &Sentence, hints: &[Hint], model: &Model) {
        self.scene.set(document, sentence, hints, model);
        for run in runs(&self.scene, sentence, &mut self.first.tokens) {
            for slot in run.slots.clone() {
                let sums = self.sums(self.first.tokens[slot] as usize, model);
                self.scores.push(model.scores(&sums));
            }
            let scores = &self.scores[run.slots.clone()];
            let lattice = Lattice::new(scores, model.steps(0), run.starts, run.followed);
            lattice.best(&mut self.first.labels);
            let sums = lattice.sum();
            self.first
                .marginals
                .extend((0..scores.len()).map(|at| sums.marginal(at)));
            self.runs.push(run);
        }
    }

    fn sums(&mut self, at: usize, model: &Model) -> [i32; LABELS] {
        let mut sums = [0; LABELS];
        self.memo.resize(self.scene.form_count() * PLACES.len(), [0; LABELS]);
        self.known.resize(self.scene.form_count(), 0);
        for (n, place) in PLACES.into_iter().enumerate() {
            let number = self.scene.form_number(at, place) as usize;
            let memo = &mut self.memo[number * PLACES.len() + n];
            if self.known[number] >> n & 1 == 0 {
                self.known[number] |= 1 << n;
                let form = self.scene.form(number as u32);
                let word = self.scene.word(form);
                feature::of_form(form, word, place, &mut |_: Family, f: u32| model.add(f, memo));
            }
            for (sum, memo) in sums.iter_mut().zip(memo) {
                *sum += *memo;
            }
        }
        feature::of_token(&self.scene, at, &mut |_: Family, f: u32| model.add(f, &mut sums));
        sums
    }

    fn look_again(&mut self, run: usize, model: &Model) {
        let Some(votes) = &self.votes else { return };
        let run = self.runs[run].clone();
        let outside =
            |slot: usize| self.first.marginals[slot][0] > CERTAIN && !votes.stands(self.first.tokens[slot] as usize);
        if run.slots.clone().all(outside) {
            return;
        }
        let mut scores = Vec::with_capacity(run.slots.len());
        for slot in run.slots.clone() {
            let (at, own, label) = (
                self.first.tokens[slot] as usize,
                &self.first.marginals[slot],
                self.first.labels[slot],
            );
            let mut sums = [0; LABELS];
            votes.of_token(&self.scene, at, own, label, &mut |_: Family, f: u32| {
                model.add(f, &mut sums)
            });
            let mut both = model.scores(&sums);
            for (sum, first) in both.iter_mut().zip(&self.scores[slot]) {
                *sum += first;
            }
            scores.push(both);
        }
        let lattice = Lattice::new(&scores, model.steps(1), run.starts, run.followed);
        let mut labels = Vec::with_capacity(scores.len());
        lattice.best(&mut labels);
        if labels.iter().all(|l| *l == 0) {
            return;
        }
        let sums = lattice.sum();
        let tokens = &self.first.tokens[run.slots];
        for (start, end, kind) in vote::names(tokens, &labels) {
            let at = start - tokens[0] as usize;
            let sure = sums.run(at, &labels[at..at + end - start]);
            self.guesses.push(Guess {
                tokens: start as u32..end as u32,
                kind,
                confidence: model.confidence(kind, sure),
            });
        }
    }
}
