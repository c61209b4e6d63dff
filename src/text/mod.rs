//! Text as the rest of the crate sees it: tokens with their folded form, sentences, offsets.
//!
//! Spans are byte offsets of the UTF-8 text. Only [`utf16`] knows how
//! JavaScript counts.

mod cue;
mod decompose;
mod document;
pub mod fold;
pub mod hash;
pub mod letter;
mod lexicon;
mod phrase;
mod sentence;
mod small;
mod token;
pub mod utf16;

pub use document::{Document, Reading};
pub use lexicon::Lexicon;
pub use phrase::Phrase;
pub use sentence::Sentence;
pub use token::{Class, Joint, Shape, Token};

/// A byte range of a text; `end` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}
