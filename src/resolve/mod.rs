//! Who is the same inside the article: mentions to chains.
//!
//! Mentions that read alike are one *form*. Full names open chains; short
//! forms (surnames, acronyms, heads and tails of names) join the one chain
//! they can belong to, and stay by themselves where there are two.

mod chain;
mod form;
mod introduce;
mod namesake;
mod overrule;
mod similar;

use crate::find::Match;
use crate::pack::{EntryKind, Pack};
use crate::prelude::*;
use crate::recognise::Mention;
use crate::text::Document;

use chain::Chains;
pub use form::EntryRef;
pub(crate) use overrule::means;
pub use overrule::overrule;
pub use similar::similar;

/// The mentions that stand for one person or group.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// What it is; `Other` where a pack says so and nothing in the article makes it a person.
    pub kind: EntryKind,
    /// Indexes of mentions, ascending.
    pub mentions: Vec<u32>,
}

/// Sorts mentions into chains, in order of first mention.
pub fn chains(document: &Document, mentions: &[Mention], matches: &[Match], packs: &[Pack]) -> Vec<Chain> {
    let forms = form::forms(document, mentions, matches, packs);
    let introduced = introduce::introduced(document, mentions, &forms);
    let mut chains = Chains::new(&forms, &introduced);
    for form in form::by_fullness(&forms) {
        chains.place(form);
    }
    chains.finish(mentions.len())
}
