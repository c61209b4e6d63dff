//! Finds the names that nobody listed, and makes one list of mentions of them and the packs' names.

mod given;
mod merge;
mod rules;
mod runs;
mod spread;
mod words;

use core::ops::Range;

use crate::annotation::{Found, Kind};
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::text::{Document, Span};

pub use given::{Given, given, given_spans};
pub use merge::mentions;
pub use rules::Rules;

/// A name that a recogniser proposes.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// Its words.
    pub tokens: Range<u32>,
    /// What it seems to be.
    pub kind: Kind,
    /// 0 to 1.
    pub confidence: f64,
}

/// What the packs say of a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Its words.
    pub tokens: Range<u32>,
    /// What its best entry is.
    pub kind: EntryKind,
    /// Whether the entries differ in kind, so that the text must tell.
    pub contested: bool,
}

/// Proposes names by what a sentence looks like. The trained recogniser takes this place.
pub trait Recogniser {
    /// Proposes names in a run of sentences, in order and without overlap.
    ///
    /// `hints` are all the document's pack matches in order.
    fn recognise(&self, document: &Document, sentences: Range<usize>, hints: &[Hint]) -> Vec<Guess>;
}

/// One name in the text, whichever way it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its bytes.
    pub span: Span,
    /// Its words.
    pub tokens: Range<u32>,
    /// What it is. `Other` is kept for now: it may turn out to be somebody's surname.
    pub kind: EntryKind,
    /// 0 to 1.
    pub confidence: f64,
    /// Which way it was found.
    pub found: Found,
    /// The pack match it is, as an index into the hints.
    pub matched: Option<u32>,
}

/// Whether a folded word is the adjective of a place or creed: `pakistani`.
pub fn is_demonym(word: &str) -> bool {
    words::DEMONYMS.has(word)
}

/// Whether a folded word names a place, a people, a faith or a day: `pakistan`.
pub fn is_place(word: &str) -> bool {
    words::PLACES.has(word)
}

/// Whether a folded word is a role of a person: `spokesman`, `commander`.
pub fn is_role(word: &str) -> bool {
    words::ROLES.has(word)
}

/// Whether a folded word says of a name beside it that it is a group's: `faction`, `party`.
pub fn is_group_class(word: &str) -> bool {
    words::GROUP_CLASSES.has(word)
}

/// Whether a folded word is a verb of saying: `said`, `claimed`.
pub fn is_speech_verb(word: &str) -> bool {
    words::SPEECH.has(word)
}

/// Whether a folded word opens sentences with a capital that means nothing: `the`, `according`.
pub fn is_opener(word: &str) -> bool {
    words::OPENERS.has(word)
}
