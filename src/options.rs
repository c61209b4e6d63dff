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
    /// Whom the publisher says the article is about: ids of pack entries, or their ids elsewhere, such as `Q42`.
    pub about: Vec<String>,
    /// What an editor has settled.
    pub overrides: Vec<Override>,
}

/// What an editor has settled of the names at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Where. A quote that fits several mentions means all of them; one that fits none does nothing.
    pub at: Quote,
    /// What holds there.
    pub ruling: Ruling,
}

/// A mention, told by its text and by what stands right before and after it: the quote selector of Web Annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The mention as the text has it.
    pub exact: String,
    /// Text right before it; may be empty.
    pub prefix: String,
    /// Text right after it; may be empty.
    pub suffix: String,
}

/// What holds of a mention, and with it of its chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It is the pack entry of this id.
    Force(String),
    /// It is not the pack entry of this id; empty for none at all.
    Forbid(String),
    /// It is the same as what stands there.
    Merge(Quote),
    /// It stands for somebody by itself.
    Split,
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
