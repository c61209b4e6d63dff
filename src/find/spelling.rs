//! Whether a stretch of text is written as a name demands.

use core::ops::Range;

use super::NameRef;
use crate::numbering::{Numbering, pair};
use crate::pack::{NameView, Strength};
use crate::prelude::*;
use crate::text::{Document, Phrase, Shape};

/// What a name demands of the text and whose it is, worked out once a name and article.
#[derive(Debug)]
struct Demand {
    /// Its entity's number in the pack.
    entity: u32,
    /// Whether it can stand alone.
    alone: bool,
    folded: String,
    /// Words, by position, that must begin with a capital.
    capitals: u32,
    /// The exact letters, dots aside, where case is part of the name.
    cased: Option<String>,
}

/// The demands of the names met so far.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    names: Numbering,
    demands: Vec<Demand>,
}

impl Spellings {
    /// The entity that a name met before is of, as a key, and whether the name can stand alone.
    pub(super) fn entity(&self, name: NameRef) -> Option<(u64, bool)> {
        let demand = self.demands.get(self.names.get(name.key())?)?;
        Some((pair(name.pack, demand.entity), demand.alone))
    }

    /// Whether the words are this name: the same letters when folded (a hash can collide), capitals where
    /// the name has them, and for an acronym exactly its case.
    pub(super) fn fits(
        &mut self,
        reference: NameRef,
        name: &NameView<'_>,
        document: &Document,
        tokens: &Range<u32>,
    ) -> bool {
        let (number, new) = self.names.number(reference.key());
        if new {
            self.demands.push(Demand::of(name));
        }
        let Some(demand) = self.demands.get(number) else {
            return false;
        };
        let mut rest = demand.folded.as_str();
        for (n, i) in tokens.clone().enumerate() {
            let Some(token) = document.token(i as usize) else {
                return false;
            };
            let Some(after) = rest.strip_prefix(document.fold(i as usize)) else {
                return false;
            };
            rest = after.strip_prefix(' ').unwrap_or(after);
            let capital = token.is_capitalised() || token.shape.has(Shape::CASELESS);
            if !capital && demand.capitals & (1 << n.min(31)) != 0 {
                return false;
            }
        }
        rest.is_empty()
            && demand.cased.as_ref().is_none_or(|exact| {
                let raw = document.slice(document.span_of(tokens));
                exact.chars().eq(raw.chars().filter(|c| *c != '.'))
            })
    }
}

impl Demand {
    fn of(name: &NameView<'_>) -> Demand {
        let text = name.text();
        let document = Document::new(text);
        let phrase = Phrase::of(text);
        let words = document.tokens().iter().filter(|t| t.is_word()).collect::<Vec<_>>();
        let skipped = words.len().saturating_sub(phrase.words());
        let capitals = words
            .iter()
            .skip(skipped)
            .enumerate()
            .filter(|(_, t)| t.is_capitalised())
            .fold(0, |bits, (n, _)| bits | 1 << n.min(31));
        Demand {
            entity: name.entity(),
            alone: name.strength() != Strength::Weak,
            folded: phrase.folded().to_owned(),
            capitals,
            cased: name.is_cased().then(|| text.chars().filter(|c| *c != '.').collect()),
        }
    }
}
