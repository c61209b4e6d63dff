//! What the caller may say of a text.

use crate::annotation::Kind;
use crate::prelude::*;

/// What the caller knows about a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The article's date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Given mentions: the finders stay off, and just these are resolved, linked and described.
    pub spans: Option<Vec<GivenSpan>>,
    /// How sure the recogniser must be to mark a name, 0 to 1; by default [`SURE`](crate::recognise::SURE).
    pub sure: Option<f64>,
}

/// A mention that an editor or a scorer gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenSpan {
    /// First UTF-16 code unit.
    pub start: u32,
    /// One past the last UTF-16 code unit.
    pub end: u32,
    /// What it is, if that is known.
    pub kind: Option<Kind>,
}
