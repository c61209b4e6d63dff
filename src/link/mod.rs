//! Which pack entry a chain is, with the reasons, or none.
//!
//! A candidate must bear a name the chain uses. How strong that name is, how
//! likely the pack thinks each of its bearers and what else the article
//! mentions are weighed into one probability. Below the threshold, or with a
//! rival close by, there is no link: a wrong card about a living person is the
//! worst this program can do.

mod candidate;
mod evidence;
mod score;

use crate::find::Match;
use crate::options::{Override, Ruling};
use crate::pack::{Date, EntryKind, Pack};
use crate::prelude::*;
use crate::recognise::Mention;
use crate::resolve::{Chain, EntryRef, means};
use crate::text::Document;

use candidate::{Candidate, Ground, candidates};
use evidence::{Common, Surroundings};
pub use score::FEATURES;

/// Below this confidence there is no link.
pub const THRESHOLD: f64 = 0.55;

/// A rival this close leaves the matter open.
const MARGIN: f64 = 0.05;

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
    /// By its whole name, strong and present. Only then may a card say what would be libel of anybody else.
    pub full: bool,
}

/// What linking looks at.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The article.
    pub document: &'a Document,
    /// All its mentions.
    pub mentions: &'a [Mention],
    /// All pack names found in it.
    pub matches: &'a [Match],
    /// The loaded packs.
    pub packs: &'a [Pack],
    /// The article's date, where it is known.
    pub date: Option<Date>,
    /// Whom the publisher says the article is about.
    pub about: &'a [String],
    /// What an editor has settled.
    pub overrides: &'a [Override],
}

/// A candidate with what is weighed of it.
struct Weighed<'p> {
    candidate: Candidate,
    common: Common<'p>,
    features: [f64; FEATURES],
    confidence: f64,
}

impl Weighed<'_> {
    /// Whether all that speaks for it is one name of a person who is mostly called otherwise, and the pack does not
    /// say how likely that name means this person: there is always another Khan.
    fn is_bare(&self) -> bool {
        let Weighed { candidate, common, .. } = self;
        candidate.kind == EntryKind::Person
            && !candidate.grounds.has(Ground::Full)
            && !candidate.grounds.has(Ground::Acronym)
            && !candidate.displayed
            && !candidate.is_rated
            && !common.name
            && !common.named
            && common.entities + common.words.len() == 0
    }
}

/// Links every chain, or says why not.
pub fn link(scene: &Scene<'_>, chains: &[Chain]) -> Vec<Outcome> {
    let surroundings = Surroundings::of(scene);
    chains
        .iter()
        .map(|chain| {
            let rulings = rulings(scene, chain);
            settled(scene, &rulings)
                .unwrap_or_else(|| choose(scene, chain, weigh(scene, &surroundings, chain, &rulings)))
        })
        .collect()
}

/// For every chain its candidates with what is weighed of each: what the weights are learnt from.
pub fn features(scene: &Scene<'_>, chains: &[Chain]) -> Vec<Vec<(EntryRef, [f64; FEATURES])>> {
    let surroundings = Surroundings::of(scene);
    let of = |chain| {
        weigh(scene, &surroundings, chain, &[])
            .into_iter()
            .map(|w| (w.candidate.entry, w.features))
            .collect()
    };
    chains.iter().map(of).collect()
}

fn weigh<'p>(scene: &Scene<'p>, surroundings: &Surroundings, chain: &Chain, rulings: &[&Ruling]) -> Vec<Weighed<'p>> {
    let found = candidates(scene, chain);
    let mut out = Vec::new();
    for &candidate in &found {
        // Of all that claim the name as fully.
        let (mut kin, mut all) = (0.0, 0.0);
        for rival in found.iter().filter(|rival| rival.reach >= candidate.reach) {
            all += rival.claim();
            kin += if rival.kind == candidate.kind {
                rival.claim()
            } else {
                0.0
            };
        }
        let Some(view) = view(scene.packs, candidate.entry) else {
            continue;
        };
        let forbids = |ruling: &&Ruling| matches!(ruling, Ruling::Forbid(id) if id.is_empty() || id == view.id());
        if rulings.iter().any(forbids) {
            continue;
        }
        let common = surroundings.common(scene, chain, candidate.entry, &view);
        let features = score::features(&candidate, &common, (candidate.claim() / kin, candidate.claim() / all));
        out.push(Weighed {
            candidate,
            confidence: score::confidence(&features, &common),
            common,
            features,
        });
    }
    out
}

/// What an editor has said of any mention of a chain.
fn rulings<'a>(scene: &Scene<'a>, chain: &Chain) -> Vec<&'a Ruling> {
    let mut out = Vec::new();
    for over in scene.overrides {
        let mut own = chain.mentions.iter().filter_map(|&m| scene.mentions.get(m as usize));
        if own.any(|mention| means(scene.document, &over.at, mention)) {
            out.push(&over.ruling);
        }
    }
    out
}

/// The link that an editor has set.
fn settled(scene: &Scene<'_>, rulings: &[&Ruling]) -> Option<Outcome> {
    for ruling in rulings {
        let Ruling::Force(id) = ruling else { continue };
        for (number, pack) in scene.packs.iter().enumerate().rev() {
            if let Some(view) = pack.entity_by_id(id) {
                let (pack, entity) = (number as u32, view.index());
                return Some(Outcome::Linked(Linked {
                    entry: EntryRef { pack, entity },
                    confidence: 1.0,
                    evidence: Vec::from(["set by an editor".to_owned()]),
                    full: true,
                }));
            }
        }
    }
    None
}

/// Turns silenced chains into unlinked ones.
pub fn speak(outcomes: &mut [Outcome]) {
    for outcome in outcomes.iter_mut().filter(|o| **o == Outcome::Silenced) {
        *outcome = Outcome::Unlinked;
    }
}

fn choose(scene: &Scene<'_>, chain: &Chain, found: Vec<Weighed<'_>>) -> Outcome {
    let none = if chain.kind == EntryKind::Other {
        Outcome::Silenced
    } else {
        Outcome::Unlinked
    };
    // Ties go to the later pack: a publisher's own stands over the starter pack.
    let better = |a: &Weighed<'_>, b: &Weighed<'_>| {
        let order = a.confidence.total_cmp(&b.confidence);
        order.then(a.candidate.entry.cmp(&b.candidate.entry))
    };
    let Some(best) = found.iter().max_by(|a, b| better(a, b)) else {
        return none;
    };
    let entry = best.candidate.entry;
    let silent = best.candidate.kind == EntryKind::Other || view(scene.packs, entry).is_some_and(|v| v.is_hidden());
    if silent && (chain.kind == EntryKind::Other || best.confidence >= THRESHOLD) {
        return Outcome::Silenced;
    }
    let open = found
        .iter()
        .any(|other| other.candidate.entry != entry && best.confidence - other.confidence < MARGIN);
    if best.confidence < THRESHOLD || open || chain.kind == EntryKind::Other || best.is_bare() {
        return none;
    }
    Outcome::Linked(Linked {
        entry,
        confidence: best.confidence.min(0.99),
        evidence: reasons(best),
        full: best.candidate.is_full(),
    })
}

/// The reasons for a link, in words a reader understands.
fn reasons(best: &Weighed<'_>) -> Vec<String> {
    let mut out = best.candidate.grounds.words();
    match best.common.entities {
        0 => {}
        1 => out.push("1 co-mentioned entity".to_owned()),
        n => out.push(format!("{n} co-mentioned entities")),
    }
    if best.common.named {
        out.push("named by the publisher".to_owned());
    }
    if !best.common.words.is_empty() {
        out.push(format!("article mentions {}", best.common.words.join(", ")));
    }
    out
}

/// The pack's view of an entry.
pub(crate) fn view(packs: &[Pack], entry: EntryRef) -> Option<crate::pack::EntityView<'_>> {
    packs.get(entry.pack as usize).map(|pack| pack.entity(entry.entity))
}
