//! How sure it is that a chain is an entry: a weighted sum of what speaks for it, as a probability.
//!
//! The weights are learnt; `tests/development/fit.rs` says how and prints them. A few had nothing to be learnt from
//! and are set by hand.

use super::candidate::{Candidate, Ground};
use super::evidence::Common;
use crate::names::Fit;
use crate::pack::EntryKind;

/// What is weighed, in the order of [`WEIGHTS`].
pub const FEATURES: usize = 21;

/// What each feature adds, in natural logarithms of odds.
#[rustfmt::skip]
const WEIGHTS: [f64; FEATURES] = [
    -2.64, // always
    -0.96, // a person's full name
    -0.55, // a person's single name
    -0.30, // a former name; by hand
    0.11, // a name in another spelling
    -1.01, // a weak name
    -5.70, // neither person nor group
    0.95, // the displayed name
    2.37, // several of its names
    -2.59, // the fullest form is somebody else's
    0.18, // the fullest form says the displayed name otherwise
    -0.51, // it is a part of the displayed name, or its initials
    -1.22, // it has nothing to do with the displayed name
    3.66, // share among its kind
    2.37, // share among all
    -0.52, // prior for this name
    2.35, // another word of its name
    0.90, // entities in common, each; by hand
    0.45, // words in common, each; by hand
    -0.74, // a person's single name: share among all
    1.40, // a person's single name is the displayed one
];

/// What an office held on the article's date adds, and dated facts all of other times take away; by hand.
const TIME: f64 = 0.7;

/// What the publisher's naming of an entry adds; by hand.
const NAMED: f64 = 3.0;

/// The features of a candidate. `share` is its part of all priors of the candidates that are named as fully, of
/// its kind and of any kind.
pub(super) fn features(candidate: &Candidate, common: &Common<'_>, share: (f64, f64)) -> [f64; FEATURES] {
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let person = candidate.kind == EntryKind::Person;
    let best = |ground| candidate.grounds.is_best(ground);
    let single = is(best(Ground::Single) && person);
    [
        1.0,
        is(best(Ground::Full) && person),
        single,
        is(best(Ground::Former)),
        is(best(Ground::Variant)),
        is(best(Ground::Weak)),
        is(candidate.kind == EntryKind::Other),
        is(candidate.displayed),
        is(candidate.grounds.are_several()),
        is(candidate.refuted),
        is(!candidate.displayed && candidate.likeness == Fit::Same),
        is(matches!(candidate.likeness, Fit::Tail | Fit::Head | Fit::Inner)),
        is(candidate.likeness == Fit::Different),
        share.0,
        share.1,
        candidate.claim(),
        // By a name that has nothing to do with the displayed one the rest of that name says little.
        is(common.name && candidate.likeness != Fit::Different),
        common.entities as f64,
        common.words.len() as f64,
        single * share.1,
        single * is(candidate.displayed),
    ]
}

/// The probability that a candidate with these features is the one meant.
pub(super) fn confidence(features: &[f64; FEATURES], common: &Common<'_>) -> f64 {
    let learnt: f64 = features
        .iter()
        .zip(&WEIGHTS)
        .map(|(feature, weight)| feature * weight)
        .sum();
    let named = if common.named { NAMED } else { 0.0 };
    let sum = learnt + TIME * f64::from(common.time) + named;
    // The logistic function without the platform's exponential, so that every machine gives the same bits.
    let mut power = 1.0 - sum.clamp(-20.0, 20.0) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    1.0 / (1.0 + power)
}
