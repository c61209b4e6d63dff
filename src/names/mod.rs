//! What names are made of, and when two of them can be one.
//!
//! Pure functions on folded words ([`crate::text::fold`]): nothing here knows
//! a text or a pack.

pub mod acronym;
pub mod group;
pub mod head;
pub mod likeness;
mod nickname;
pub mod person;
pub mod spelling;
pub mod title;

/// How two names go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fit {
    /// One name, perhaps spelt or ordered otherwise, with or without middle names, initials, legal forms.
    Same,
    /// One is the last part of the other: a surname, `Taliban` of `Pakistani Taliban`.
    Tail,
    /// One is the first part of the other: a given name, `VOA` of `VOA News`.
    Head,
    /// One is some words of the other, neither its beginning nor its end alone: `García` of Gabriel García
    /// Márquez, `Court` of the Inter-American Court of Human Rights.
    Inner,
    /// They could be one, but the names alone don't say so: a far spelling.
    Unknown,
    /// Two names.
    Different,
}

/// Whether two rows of words are letter for letter the same, wherever the gaps are.
fn chars_equal(a: &[&str], b: &[&str]) -> bool {
    a.iter()
        .flat_map(|word| word.bytes())
        .eq(b.iter().flat_map(|word| word.bytes()))
}
