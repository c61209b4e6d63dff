//! The entries that bear a name of the chain, and how much that name says.

use crate::find::Match;
use crate::names::{self, Fit};
use crate::pack::{EntryKind, NameView, Pack, Strength, key_hash, standing};
use crate::prelude::*;
use crate::recognise::Mention;
use crate::resolve::{Chain, EntryRef};
use crate::text::Document;

/// An entry that a chain could be.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub entry: EntryRef,
    pub confidence: f64,
    pub evidence: Vec<String>,
}

/// How a name of the chain is a name of the entry, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    Weak,
    Variant,
    Former,
    Acronym,
    Single,
    Full,
}

impl Ground {
    fn of(name: &NameView<'_>, words: usize) -> Ground {
        match name.strength() {
            Strength::Weak => Ground::Weak,
            Strength::Former => Ground::Former,
            Strength::Strong if name.is_acronym() || name.is_cased() => Ground::Acronym,
            Strength::Strong if words > 1 => Ground::Full,
            Strength::Strong => Ground::Single,
        }
    }

    /// Where confidence starts. A person's single name says little: there is always another Khan.
    fn confidence(self, kind: EntryKind) -> f64 {
        match (self, kind) {
            (Ground::Full, _) => 0.92,
            (Ground::Single, EntryKind::Person) => 0.4,
            (Ground::Single, _) => 0.86,
            (Ground::Acronym, _) => 0.82,
            (Ground::Former, _) => 0.8,
            (Ground::Variant, EntryKind::Person) => 0.5,
            (Ground::Variant, _) => 0.68,
            (Ground::Weak, _) => 0.35,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Ground::Full => "full name",
            Ground::Single => "name",
            Ground::Acronym => "acronym",
            Ground::Former => "former name",
            Ground::Variant => "name in another spelling",
            Ground::Weak => "short name",
        }
    }
}

/// The candidates of a chain, each with the best ground its names give.
pub(super) fn candidates(
    document: &Document,
    chain: &Chain,
    mentions: &[Mention],
    matches: &[Match],
    packs: &[Pack],
) -> Vec<Candidate> {
    // Entry, its grounds without repetition, and how many entries share its best name.
    let mut found: Vec<(EntryRef, Vec<Ground>)> = Vec::new();
    let mut rivals = 0.0;
    let mut note = |entry: EntryRef, ground: Ground| {
        let (pack, entity) = standing(packs, entry.pack, entry.entity);
        let entry = EntryRef { pack, entity };
        let at = found.iter().position(|(e, _)| *e == entry).unwrap_or_else(|| {
            found.push((entry, Vec::new()));
            found.len() - 1
        });
        if !found[at].1.contains(&ground) {
            found[at].1.push(ground);
        }
    };
    let own: Vec<&Mention> = chain
        .mentions
        .iter()
        .filter_map(|&m| mentions.get(m as usize))
        .collect();
    let fullest = own.iter().map(|m| m.tokens.len()).max().unwrap_or(0);
    for mention in own {
        let words = mention.tokens.len();
        match mention.matched.and_then(|m| matches.get(m as usize)) {
            Some(found) => {
                for name in &found.names {
                    let Some(pack) = packs.get(name.pack as usize) else {
                        continue;
                    };
                    let view = pack.name_at(name.name);
                    // The city says nothing of Denzel Washington.
                    let other = pack.entity(view.entity()).kind() == EntryKind::Other;
                    if !other || words == fullest {
                        note(
                            EntryRef {
                                pack: name.pack,
                                entity: view.entity(),
                            },
                            Ground::of(&view, words),
                        );
                    }
                }
            }
            None => variants(document, mention, packs, &mut note),
        }
    }
    let full: Vec<(EntryRef, Vec<Ground>)> = found
        .into_iter()
        .filter(|(entry, _)| fits_kind(packs, *entry, chain.kind))
        .collect();
    for (entry, _) in &full {
        rivals += super::view(packs, *entry).map_or(0.0, |v| prior(v.prior()));
    }
    full.into_iter()
        .filter_map(|(entry, grounds)| {
            let view = super::view(packs, entry)?;
            let best = *grounds.iter().max()?;
            let share = prior(view.prior()) / rivals;
            let several = if grounds.iter().filter(|g| **g >= Ground::Variant).count() > 1 {
                0.05
            } else {
                0.0
            };
            let start = best.confidence(view.kind()) + several;
            let mut evidence = vec![best.words().to_owned()];
            if several > 0.0 {
                evidence.extend(
                    grounds
                        .iter()
                        .filter(|g| **g != best)
                        .max()
                        .map(|g| g.words().to_owned()),
                );
            }
            Some(Candidate {
                entry,
                confidence: start * (0.4 + 0.6 * share),
                evidence,
            })
        })
        .collect()
}

/// An entry without a prior is taken for a rare one.
fn prior(value: f64) -> f64 {
    value.max(0.01)
}

fn fits_kind(packs: &[Pack], entry: EntryRef, kind: EntryKind) -> bool {
    super::view(packs, entry)
        .is_some_and(|v| v.kind() == kind || v.kind() == EntryKind::Other || kind == EntryKind::Other)
}

/// Entries one of whose names is this one in another spelling.
fn variants(document: &Document, mention: &Mention, packs: &[Pack], note: &mut impl FnMut(EntryRef, Ground)) {
    let words: Vec<&str> = mention.tokens.clone().map(|i| document.fold(i as usize)).collect();
    if words.len() < 2 {
        return;
    }
    let key = key_hash(&words.join(" "));
    for (number, pack) in packs.iter().enumerate() {
        for name in pack.names_by_key(key).filter(|name| name.has_spellings()) {
            let folded = crate::text::Phrase::of(name.text());
            let other: Vec<&str> = folded.folded().split(' ').collect();
            let entry = EntryRef {
                pack: number as u32,
                entity: name.entity(),
            };
            let fit = match pack.entity(name.entity()).kind() {
                EntryKind::Person => names::person::compatible(&words, &other),
                _ => names::group::compatible(&words, &other),
            };
            if fit == Fit::Same && name.strength() != Strength::Weak {
                note(entry, Ground::Variant);
            }
        }
    }
}
