//! Finds the names that nobody listed, and makes one list of mentions of them and the packs' names.

mod feature;
mod given;
mod lattice;
mod look;
mod merge;
mod model;
mod scene;
#[cfg(not(target_arch = "wasm32"))]
pub mod score;
mod spread;
#[cfg(not(target_arch = "wasm32"))]
pub mod train;
mod vote;
mod words;

use core::ops::Range;

use crate::annotation::{Found, Kind};
use crate::pack::EntryKind;
use crate::text::{Class, Shape, Span, Token};

#[cfg(not(target_arch = "wasm32"))]
pub use feature::Family;
pub use given::{Given, given, given_spans};
pub use look::Looking;
pub use merge::mentions;
pub use model::{Model, ModelError};

/// How sure the recogniser is to be of a name to mark it, unless the caller says otherwise.
pub const SURE: f64 = 0.5;

/// A name that the recogniser proposes.
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

/// `TTP`, `JuA`: short, with two capitals.
fn is_acronym(token: &Token) -> bool {
    token.class == Class::Word
        && token.shape.has(Shape::INITIAL)
        && token.shape.has(Shape::INNER)
        && token.span.end - token.span.start <= 8
        && !token.shape.has(Shape::CASELESS)
}
