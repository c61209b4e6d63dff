//! What else the article mentions, as far as it speaks for an entry.

use super::Scene;
use super::candidate::is_outside;
use crate::names;
use crate::numbering::{Numbering, pair};
use crate::pack::{EntityView, Object, Strength};
use crate::prelude::*;
use crate::resolve::{Chain, EntryRef};
use crate::text::{Phrase, hash};

/// More than so many entities or words of one sort add nothing.
const MOST: usize = 3;

/// The entries and words of one article.
pub(super) struct Surroundings {
    entries: Numbering,
    /// Hashes of all capitalised words, and of all pairs of such neighbours.
    words: Numbering,
}

/// What the article has in common with one entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Common<'p> {
    /// How many entities that the entry's facts tell of.
    pub entities: usize,
    /// The words of its context, or of its description, that the article has.
    pub words: Vec<&'p str>,
    /// A word of the entry's name that the chain does not have, found elsewhere in the article.
    pub name: bool,
    /// 1 where it held an office on the article's date, -1 where all its dated facts lie at other times.
    pub time: i8,
    /// The publisher says that the article is about it.
    pub named: bool,
}

impl Surroundings {
    pub(super) fn of(scene: &Scene<'_>) -> Surroundings {
        let mut entries = Numbering::default();
        for name in scene.matches.iter().flat_map(|m| &m.names) {
            let Some(pack) = scene.packs.get(name.pack as usize) else {
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
            for two in scene.document.tokens().windows(2).filter(|two| two[0].is_capitalised()) {
                words.number(two[0].hash.into());
                if two[1].is_capitalised() {
                    words.number(hash::extend(two[0].hash, two[1].hash).into());
                }
            }
        }
        Surroundings { entries, words }
    }

    /// What the article has in common with an entry, that chain's own names aside.
    pub(super) fn common<'p>(
        &self,
        scene: &Scene<'_>,
        chain: &Chain,
        entry: EntryRef,
        view: &EntityView<'p>,
    ) -> Common<'p> {
        let mut related: Vec<u32> = Vec::new();
        let mut common = Common::default();
        for fact in view.facts() {
            if let Object::Entity(entity) = fact.object()
                && entity != entry.entity
                && self.entries.has(pair(entry.pack, entity))
                && !related.contains(&entity)
            {
                related.push(entity);
            }
            if fact.from().is_some() || fact.to().is_some() {
                let now = if is_outside(scene.date, fact.from(), fact.to()) {
                    -1
                } else {
                    1
                };
                common.time = if common.time == 0 { now } else { common.time.max(now) };
            }
        }
        if scene.date.is_none() {
            common.time = 0;
        }
        common.entities = related.len().min(MOST);
        let about = |id: &str| scene.about.iter().any(|named| named == id);
        common.named = about(view.id()) || view.links().any(|(_, id)| about(id));
        let own: Vec<u32> = chain
            .mentions
            .iter()
            .filter_map(|&m| scene.mentions.get(m as usize))
            .flat_map(|m| m.tokens.clone())
            .filter_map(|t| scene.document.token(t as usize))
            .map(|t| t.hash)
            .collect();
        let fresh = |word: &str| {
            let hash = hash::word(word);
            word.chars().nth(3).is_some()
                && !names::head::is_general(word)
                && !own.contains(&hash)
                && self.words.has(hash.into())
        };
        for text in view.context() {
            let phrase = Phrase::of(text);
            if phrase.words() <= 2 && self.words.has(phrase.hash().into()) {
                common.words.push(text);
            }
        }
        if common.words.is_empty() {
            let text = view.description("en").map_or("", |(text, _)| text);
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                if word.starts_with(char::is_uppercase) && fresh(Phrase::of(word).folded()) {
                    common.words.push(word);
                }
            }
        }
        common.words.truncate(MOST);
        common.name = view
            .names()
            .take(MOST)
            .any(|name| Phrase::of(name.text()).folded().split(' ').any(fresh));
        common
    }
}
