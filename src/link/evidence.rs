//! What else the article mentions, as far as it speaks for an entry.

use super::candidate::Candidate;
use crate::find::Match;
use crate::numbering::{Numbering, pair};
use crate::pack::{Object, Pack, Strength};
use crate::prelude::*;
use crate::text::{Document, Phrase, hash};

const PER_ENTITY: f64 = 0.04;
const PER_WORD: f64 = 0.02;
const MOST_ENTITIES: usize = 3;
const MOST_WORDS: usize = 3;

/// The entries and words of one article.
pub(super) struct Surroundings {
    entries: Numbering,
    /// Hashes of all words, and of all pairs of neighbours.
    words: Numbering,
}

impl Surroundings {
    pub(super) fn of(document: &Document, matches: &[Match], packs: &[Pack]) -> Surroundings {
        let mut entries = Numbering::default();
        for name in matches.iter().flat_map(|m| &m.names) {
            let Some(pack) = packs.get(name.pack as usize) else {
                continue;
            };
            let view = pack.name_at(name.name);
            if view.strength() != Strength::Weak {
                entries.number(pair(name.pack, view.entity()));
            }
        }
        let mut words = Numbering::default();
        // Words matter only where there is something to link.
        if !entries.is_empty() {
            for two in document.tokens().windows(2).filter(|two| two[0].is_capitalised()) {
                words.number(two[0].hash.into());
                if two[1].is_capitalised() {
                    words.number(hash::extend(two[0].hash, two[1].hash).into());
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
        let mut related: Vec<u32> = Vec::new();
        for fact in view.facts() {
            if let Object::Entity(entity) = fact.object()
                && entity != candidate.entry.entity
                && self.entries.has(pair(candidate.entry.pack, entity))
                && !related.contains(&entity)
            {
                related.push(entity);
            }
        }
        let context: Vec<&str> = view
            .context()
            .filter(|text| {
                let phrase = Phrase::of(text);
                phrase.words() <= 2 && self.words.has(phrase.hash().into())
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
