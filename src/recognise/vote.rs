//! What the first look at the whole article says of each word of it: the second look's features.
//!
//! A name that one sentence makes plain holds for the sentences that don't: the two-stage method of Krishnan
//! and Manning (2006), with surnames, acronyms and spelling twins as further ways for a name to come back.

use super::feature::{Family, Sink, feature};
use super::lattice::{LABELS, Scores, begins, kind_of};
use super::look::First;
use super::scene::{Interner, LONGEST, Scene};
use crate::annotation::Kind;
use crate::names::spelling;
use crate::prelude::*;
use crate::text::{Document, hash};

/// The first look's opinion of one word, over all the places where it is written as a name can be.
#[derive(Clone, Copy, Default)]
struct Tally {
    places: f32,
    labels: Scores,
    /// Bits: ends a person's longer name, begins one, is part of a group's longer name.
    parts: u8,
    /// By kind, a bit: another spelling of it was found in a name.
    spelt: u8,
    /// Whether a name found begins with it.
    first: bool,
    /// Whether it is the initials of a group found.
    initials: bool,
}

/// The first look's opinions of an article.
pub(super) struct Votes {
    /// By word.
    tallies: Vec<Tally>,
    phrases: Interner,
    /// By phrase: how often it was found as a person, as a group.
    found: Vec<[u16; 2]>,
    /// By token: features that stand there because a known phrase does.
    standing: Vec<u8>,
}

/// What the first look says is outside, a person, a group.
fn kinds(labels: &Scores) -> [f32; 3] {
    [labels[0], labels[1..5].iter().sum(), labels[5..].iter().sum()]
}

/// How sure, in eight steps.
fn step(p: f32) -> u32 {
    [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98]
        .iter()
        .filter(|&&edge| p > edge)
        .count() as u32
}

impl Votes {
    pub fn new(document: &Document, scene: &Scene, first: &First) -> Votes {
        let mut votes = Votes {
            tallies: vec![Tally::default(); scene.word_count()],
            phrases: Interner::default(),
            found: Vec::new(),
            standing: vec![0; document.tokens().len()],
        };
        for (slot, &at) in first.tokens.iter().enumerate() {
            if scene.is_written(at as usize) {
                let tally = &mut votes.tallies[scene.word_number(at as usize) as usize];
                tally.places += 1.0;
                for (sum, p) in tally.labels.iter_mut().zip(&first.marginals[slot]) {
                    *sum += p;
                }
            }
        }
        let names = first.names();
        let mut spellings: Vec<(u32, u8)> = Vec::new();
        let mut initials: Vec<u32> = Vec::new();
        for &(start, end, kind) in &names {
            votes.note(document, scene, start..end, kind, &mut spellings, &mut initials);
        }
        spellings.sort_unstable();
        initials.sort_unstable();
        votes.compare(document, scene, first, &spellings, &initials);
        votes.stand(document, scene, first, &names);
        votes
    }

    fn note(
        &mut self,
        document: &Document,
        scene: &Scene,
        name: core::ops::Range<usize>,
        kind: Kind,
        spellings: &mut Vec<(u32, u8)>,
        initials: &mut Vec<u32>,
    ) {
        let tally = |at: usize| scene.word_number(at) as usize;
        let person = kind == Kind::Person;
        let (number, new) = self.phrases.number(phrase(document, name.start, name.len()));
        if new {
            self.found.push([0; 2]);
        }
        let count = &mut self.found[number as usize][usize::from(!person)];
        *count = count.saturating_add(1);
        self.tallies[tally(name.start)].first = true;
        if name.len() > 1 {
            if person {
                self.tallies[tally(name.end - 1)].parts |= 1;
                self.tallies[tally(name.start)].parts |= 2;
            } else {
                for at in name.clone() {
                    self.tallies[tally(at)].parts |= 4;
                }
                for small in [false, true] {
                    let letters: String = name
                        .clone()
                        .filter(|&at| small || document.token(at).is_some_and(|t| t.is_capitalised()))
                        .filter_map(|at| document.fold(at).chars().next())
                        .collect();
                    initials.push(hash::word(&letters));
                }
            }
        }
        for at in name {
            let word = document.fold(at);
            if word.len() > 4 {
                spellings.push((hash::word(&spelling::key(word)), 1 << u8::from(!person)));
            }
        }
    }

    /// Finds the words that are initials or other spellings of what was found.
    fn compare(
        &mut self,
        document: &Document,
        scene: &Scene,
        first: &First,
        spellings: &[(u32, u8)],
        initials: &[u32],
    ) {
        let mut seen = vec![false; self.tallies.len()];
        for &at in &first.tokens {
            let at = at as usize;
            let number = scene.word_number(at) as usize;
            if !scene.is_written(at) || core::mem::replace(&mut seen[number], true) {
                continue;
            }
            let word = document.fold(at);
            if word.len() > 4 {
                let key = hash::word(&spelling::key(word));
                let from = spellings.partition_point(|s| s.0 < key);
                let alike = spellings[from..].iter().take_while(|s| s.0 == key);
                self.tallies[number].spelt = alike.fold(0, |bits, s| bits | s.1);
            }
            self.tallies[number].initials = initials.binary_search(&hash::word(word)).is_ok();
        }
    }

    /// Marks where the names found stand, whether they were found there or not.
    fn stand(&mut self, document: &Document, scene: &Scene, first: &First, names: &[(usize, usize, Kind)]) {
        let mut free = 0;
        for &at in &first.tokens {
            let at = at as usize;
            if at < free || !scene.is_written(at) || !self.tallies[scene.word_number(at) as usize].first {
                continue;
            }
            let left = document.tokens().len() - at;
            let known = (1..=LONGEST.min(left)).rev().find_map(|length| {
                let number = self.phrases.get(phrase(document, at, length))?;
                Some((length, self.found[number as usize]))
            });
            let Some((length, [mut persons, mut groups])) = known else {
                continue;
            };
            if let Ok(own) = names.binary_search_by_key(&at, |n| n.0)
                && names[own].1 == at + length
            {
                match names[own].2 {
                    Kind::Person => persons -= 1,
                    Kind::Group => groups -= 1,
                }
            }
            let code = match (persons, groups) {
                (0, 0) => 0,
                (1, 0) => 1,
                (_, 0) => 2,
                (0, 1) => 3,
                (0, _) => 4,
                (p, g) if p > g => 5,
                _ => 6,
            };
            for n in 0..length {
                let part = match (n, length) {
                    (_, 1) => 4,
                    (0, _) => 1,
                    (n, length) if n + 1 == length => 3,
                    _ => 2,
                };
                self.standing[at + n] = code << 3 | part;
            }
            free = at + length;
        }
    }

    /// Whether a name that was found elsewhere stands at a token.
    pub fn stands(&self, at: usize) -> bool {
        self.standing.get(at).is_some_and(|code| *code != 0)
    }

    /// The second look's features of a token, beside what the first look saw.
    pub fn of_token(&self, scene: &Scene, at: usize, own: &Scores, label: u8, sink: &mut impl Sink) {
        use Family::*;
        let mine = kinds(own);
        for (kind, p) in mine.iter().enumerate() {
            sink.take(Own, feature(Own, kind as u32, step(*p)));
        }
        let standing = self.standing[at];
        if standing != 0 {
            sink.take(Phrase, feature(Phrase, 0, standing.into()));
        }
        if !scene.is_written(at) {
            return;
        }
        let tally = &self.tallies[scene.word_number(at) as usize];
        let others = tally.places - 1.0;
        if others > 0.5 {
            let mut elsewhere = tally.labels;
            for (sum, own) in elsewhere.iter_mut().zip(own) {
                *sum = (*sum - own) / others;
            }
            for (kind, p) in kinds(&elsewhere).iter().enumerate() {
                sink.take(Same, feature(Same, kind as u32, step(*p)));
                if others > 1.5 {
                    sink.take(Same, feature(Same, 3 + kind as u32, step(*p)));
                }
            }
            let mut most = 0;
            for other in 1..LABELS {
                if elsewhere[other] > elsewhere[most] {
                    most = other;
                }
            }
            let vote = (most as u32) << 8 | step(elsewhere[most]);
            sink.take(Same, feature(Same, 6, vote));
            sink.take(Same, feature(Same, 7, vote << 8 | u32::from(label)));
        } else {
            sink.take(Same, feature(Same, 8, 0));
        }
        let parts = u32::from(tally.parts);
        let inside = kind_of(label.into()).is_some() && !matches!(label, 4 | 8);
        sink.take(Part, feature(Part, 0, parts << 1 | u32::from(inside)));
        sink.take(Part, feature(Part, 1, parts << 8 | u32::from(label)));
        if tally.initials {
            sink.take(Acronym, feature(Acronym, 0, 0));
        }
        if tally.spelt != 0 {
            sink.take(Spelling, feature(Spelling, 0, tally.spelt.into()));
        }
    }
}

fn phrase(document: &Document, start: usize, length: usize) -> u32 {
    let word = |at: usize| document.token(at).map_or(0, |t| t.hash);
    (start + 1..start + length).fold(word(start), |h, at| hash::extend(h, word(at)))
}

/// The names that labels make: tokens from the first to one past the last, and the kind. `tokens` are the
/// labelled ones in order.
pub(super) fn names(tokens: &[u32], labels: &[u8]) -> Vec<(usize, usize, Kind)> {
    let mut out: Vec<(usize, usize, Kind)> = Vec::new();
    for (&at, &label) in tokens.iter().zip(labels) {
        let Some(kind) = kind_of(label.into()) else { continue };
        let at = at as usize;
        match out.last_mut() {
            Some(name) if !begins(label.into()) && name.1 == at => name.1 = at + 1,
            _ => out.push((at, at + 1, kind)),
        }
    }
    out
}
