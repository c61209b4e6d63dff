//! Which pack entry a chain is, with the reasons, or none.
//!
//! A candidate must bear a name the chain uses. How strong that name is sets
//! where its confidence starts; rivals for the same name lower it, what else
//! the article mentions raises it. Below the threshold, or with a rival close
//! by, there is no link: a wrong card about a living person is the worst
//! this program can do.

mod candidate;
mod evidence;

use crate::find::Match;
use crate::pack::{EntryKind, Pack};
use crate::prelude::*;
use crate::recognise::Mention;
use crate::resolve::{Chain, EntryRef};
use crate::text::Document;

use candidate::{Candidate, candidates};
use evidence::Surroundings;

/// Below this confidence there is no link.
pub const THRESHOLD: f64 = 0.6;

/// A rival this close leaves the matter open.
const MARGIN: f64 = 0.08;

/// What linking says of a chain.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// No entry, or none that is sure enough.
    Unlinked,
    /// This entry.
    Linked(Linked),
    /// An entry that is neither person nor group, or that its pack says is never to be marked.
    Silenced,
}

/// A link and its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// The entry.
    pub entry: EntryRef,
    /// 0 to 1.
    pub confidence: f64,
    /// In words a reader understands.
    pub evidence: Vec<String>,
}

/// Links every chain, or says why not.
pub fn link(
    document: &Document,
    chains: &[Chain],
    mentions: &[Mention],
    matches: &[Match],
    packs: &[Pack],
) -> Vec<Outcome> {
    let surroundings = Surroundings::of(document, matches, packs);
    chains
        .iter()
        .map(|chain| {
            let mut found = candidates(document, chain, mentions, matches, packs);
            for candidate in &mut found {
                surroundings.weigh(candidate, packs);
            }
            choose(chain, found, packs)
        })
        .collect()
}

/// Turns silenced chains into unlinked ones.
pub fn speak(outcomes: &mut [Outcome]) {
    for outcome in outcomes.iter_mut().filter(|o| **o == Outcome::Silenced) {
        *outcome = Outcome::Unlinked;
    }
}

fn choose(chain: &Chain, found: Vec<Candidate>, packs: &[Pack]) -> Outcome {
    // Ties go to the later pack: a publisher's own stands over the starter pack.
    let better = |a: &Candidate, b: &Candidate| a.confidence.total_cmp(&b.confidence).then(a.entry.cmp(&b.entry));
    let kind_of = |c: &Candidate| view(packs, c.entry).map_or(EntryKind::Other, |v| v.kind());
    let Some(best) = found.iter().max_by(|a, b| better(a, b)) else {
        return if chain.kind == EntryKind::Other {
            Outcome::Silenced
        } else {
            Outcome::Unlinked
        };
    };
    let silent = kind_of(best) == EntryKind::Other || view(packs, best.entry).is_some_and(|v| v.is_hidden());
    if silent && (chain.kind == EntryKind::Other || best.confidence >= THRESHOLD) {
        return Outcome::Silenced;
    }
    let open = found
        .iter()
        .any(|c| best.confidence - c.confidence < MARGIN && !same_entity(packs, c.entry, best.entry));
    if best.confidence < THRESHOLD || open || chain.kind == EntryKind::Other {
        return if chain.kind == EntryKind::Other {
            Outcome::Silenced
        } else {
            Outcome::Unlinked
        };
    }
    Outcome::Linked(Linked {
        entry: best.entry,
        confidence: best.confidence,
        evidence: best.evidence.clone(),
    })
}

/// Two packs' entries under one id are one entity.
fn same_entity(packs: &[Pack], a: EntryRef, b: EntryRef) -> bool {
    a == b || matches!((view(packs, a), view(packs, b)), (Some(x), Some(y)) if x.id() == y.id() && x.kind() == y.kind())
}

/// The pack's view of an entry.
pub(crate) fn view(packs: &[Pack], entry: EntryRef) -> Option<crate::pack::EntityView<'_>> {
    packs.get(entry.pack as usize).map(|pack| pack.entity(entry.entity))
}
