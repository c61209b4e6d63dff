//! Where a name may begin and end inside a hyphenated word.

use core::ops::Range;

use crate::text::letter::is_capital;
use crate::text::{Document, Joint};

/// Whether a match is only part of a hyphenated name: `Taliban` in `Tehreek-i-Taliban`,
/// but not in `pro-Taliban` or `Taliban-led`.
pub(super) fn cuts_a_name(document: &Document, tokens: &Range<u32>) -> bool {
    let joined = |i: u32| document.token(i as usize).is_some_and(|t| t.joint == Joint::Hyphen);
    let before = joined(tokens.start) && tokens.start > 0 && links_names(document, tokens.start - 1);
    let after = joined(tokens.end) && links_names(document, tokens.end);
    before || after
}

/// Particles that make one name of the words on both sides of them.
fn links_names(document: &Document, token: u32) -> bool {
    matches!(
        document.fold(token as usize),
        "i" | "e"
            | "ul"
            | "al"
            | "el"
            | "ur"
            | "us"
            | "ud"
            | "ush"
            | "uz"
            | "ar"
            | "as"
            | "ash"
            | "an"
            | "ad"
            | "at"
            | "bin"
            | "ben"
            | "ibn"
            | "abu"
            | "de"
            | "da"
            | "di"
            | "du"
            | "la"
            | "le"
            | "o"
            | "u"
            | "y"
    ) && !document.raw(token as usize).chars().all(is_capital)
}
