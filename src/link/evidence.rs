//! What else the article mentions, as far as it speaks for an entry.

use std::collections::BTreeSet;

use super::candidate::Candidate;
use crate::find::Match;
use crate::pack::{Object, Pack, Strength};
use crate::resolve::EntryRef;
use crate::text::{Document, Phrase, hash};

const PER_ENTITY: f64 = 0.04;
const PER_WORD: f64 = 0.02;
const MOST_ENTITIES: usize = 3;
const MOST_WORDS: usize = 3;

/// The entries and words of one article.
pub(super) struct Surroundings {
    entries: BTreeSet<EntryRef>,
    /// Hashes of all words, and of all pairs of neighbours.
    words: BTreeSet<u32>,
}

impl Surroundings {
    pub(super) fn of(document: &Document, matches: &[Match], packs: &[Pack]) -> Surroundings {
        let mut entries = BTreeSet::new();
        for name in matches.iter().flat_map(|m| &m.names) {
            let Some(pack) = packs.get(name.pack as usize) else {
                continue;
            };
            let view = pack.name_at(name.name);
            if view.strength() != Strength::Weak {
                entries.insert(EntryRef {
                    pack: name.pack,
                    entity: view.entity(),
                });
            }
        }
        let mut words = BTreeSet::new();
        // Words matter only where there is something to link.
        if !entries.is_empty() {
            for pair in document.tokens().windows(2).filter(|pair| pair[0].is_capitalised()) {
                words.insert(pair[0].hash);
                if pair[1].is_capitalised() {
                    words.insert(hash::extend(pair[0].hash, pair[1].hash));
                }
            }
        }
        Surroundings { entries, words }
    }

    /// Raises a candidate's confidence by what the article has in common with its entry, and says so.
    pub(super) fn weigh(&self, candidate: &mut Candidate, packs: &[Pack]) {
        let Some(view) = super::view(packs, candidate.entry) else {
            return;
        };
        let related: BTreeSet<EntryRef> = view
            .facts()
            .filter_map(|fact| match fact.object() {
                Object::Entity(entity) => Some(EntryRef {
                    pack: candidate.entry.pack,
                    entity,
                }),
                Object::Text(_) => None,
            })
            .filter(|e| *e != candidate.entry && self.entries.contains(e))
            .collect();
        let context: Vec<&str> = view
            .context()
            .filter(|text| {
                let phrase = Phrase::of(text);
                phrase.words() <= 2 && self.words.contains(&phrase.hash())
            })
            .take(MOST_WORDS)
            .collect();
        let entities = related.len().min(MOST_ENTITIES);
        let raise = PER_ENTITY * entities as f64 + PER_WORD * context.len() as f64;
        candidate.confidence = (candidate.confidence + raise).min(0.99);
        match related.len() {
            0 => {}
            1 => candidate.evidence.push("1 co-mentioned entity".to_owned()),
            n => candidate.evidence.push(format!("{n} co-mentioned entities")),
        }
        if !context.is_empty() {
            candidate
                .evidence
                .push(format!("article mentions {}", context.join(", ")));
        }
    }
}
