//! One list of mentions: the packs' names, the recogniser's, and what repeats them.

use std::ops::Range;

use super::spread::spread;
use super::{Guess, Hint, Mention};
use crate::annotation::{Found, Kind};
use crate::pack::EntryKind;
use crate::text::Document;

/// How sure a pack match is of being a name at all.
const LISTED: f64 = 0.97;

/// Merges pack matches and guesses into one list without overlap, then looks for the same names in
/// the rest of the article.
///
/// Of two that overlap the longer stays: `Fatah Central Committee` is not Fatah. Of two that are equal the
/// pack's stays, with the recogniser's kind where the pack's entries differ in kind.
pub fn mentions(document: &Document, hints: &[Hint], guesses: &[Guess]) -> Vec<Mention> {
    let mut all: Vec<Mention> = hints
        .iter()
        .enumerate()
        .map(|(i, hint)| Mention {
            span: document.span_of(&hint.tokens),
            tokens: hint.tokens.clone(),
            kind: match guesses.binary_search_by_key(&hint.tokens.start, |g| g.tokens.start) {
                Ok(g) if hint.contested && guesses[g].tokens == hint.tokens => entry_kind(guesses[g].kind),
                _ => hint.kind,
            },
            confidence: LISTED,
            found: Found::Pack,
            matched: Some(i as u32),
        })
        .collect();
    all.extend(guesses.iter().map(|guess| Mention {
        span: document.span_of(&guess.tokens),
        tokens: guess.tokens.clone(),
        kind: entry_kind(guess.kind),
        confidence: guess.confidence,
        found: Found::Recogniser,
        matched: None,
    }));
    let mut all = without_overlap(all);
    let more = spread(document, &all);
    all.extend(more);
    without_overlap(all)
}

fn entry_kind(kind: Kind) -> EntryKind {
    match kind {
        Kind::Person => EntryKind::Person,
        Kind::Group => EntryKind::Group,
    }
}

/// Keeps the longest of those that overlap, the pack's of those as long, in order of the text.
fn without_overlap(mut all: Vec<Mention>) -> Vec<Mention> {
    let length = |m: &Mention| m.tokens.end - m.tokens.start;
    all.sort_by(|a, b| {
        a.tokens
            .start
            .cmp(&b.tokens.start)
            .then(length(b).cmp(&length(a)))
            .then(b.matched.is_some().cmp(&a.matched.is_some()))
    });
    let mut out: Vec<Mention> = Vec::with_capacity(all.len());
    for mention in all {
        match out.last_mut() {
            Some(last) if overlaps(&last.tokens, &mention.tokens) => {
                let longer = length(&mention) > length(last);
                let listed = length(&mention) == length(last) && mention.matched.is_some() && last.matched.is_none();
                if longer || listed {
                    *last = mention;
                }
            }
            _ => out.push(mention),
        }
    }
    out
}

fn overlaps(a: &Range<u32>, b: &Range<u32>) -> bool {
    a.start < b.end && b.start < a.end
}
