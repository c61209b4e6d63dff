//! One list of mentions: the packs' names, the recogniser's, and what repeats them.

use super::spread::spread;
use super::{Guess, Hint, Mention};
use crate::annotation::{Found, Kind};
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::text::Document;

/// How sure a pack match is of being a name at all.
const LISTED: f64 = 0.97;

/// Merges pack matches and guesses into one list without overlap, then looks for the same names in
/// the rest of the article.
///
/// Of two that overlap the longer stays: `Fatah Central Committee` is not Fatah. Of two that are equal the
/// pack's stays, with the recogniser's kind where the pack's entries differ in kind.
pub fn mentions(document: &Document, hints: &[Hint], guesses: &[Guess]) -> Vec<Mention> {
    let listed = hints.iter().enumerate().map(|(i, hint)| Mention {
        span: document.span_of(&hint.tokens),
        tokens: hint.tokens.clone(),
        kind: match guesses.binary_search_by_key(&hint.tokens.start, |g| g.tokens.start) {
            Ok(g) if hint.contested && guesses[g].tokens == hint.tokens => entry_kind(guesses[g].kind),
            _ => hint.kind,
        },
        confidence: LISTED,
        found: Found::Pack,
        matched: Some(i as u32),
    });
    let guessed = guesses.iter().map(|guess| Mention {
        span: document.span_of(&guess.tokens),
        tokens: guess.tokens.clone(),
        kind: entry_kind(guess.kind),
        confidence: guess.confidence,
        found: Found::Recogniser,
        matched: None,
    });
    let found = merge(listed.collect(), guessed.collect());
    let more = spread(document, &found);
    merge(found, more)
}

fn entry_kind(kind: Kind) -> EntryKind {
    match kind {
        Kind::Person => EntryKind::Person,
        Kind::Group => EntryKind::Group,
    }
}

/// Two lists, each in order of the text, as one without overlap: the longest of those that overlap stays, and
/// the pack's of those as long.
fn merge(first: Vec<Mention>, second: Vec<Mention>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    loop {
        let next = match (first.peek(), second.peek()) {
            (Some(a), Some(b)) if b.tokens.start < a.tokens.start => second.next(),
            (Some(_), _) => first.next(),
            (None, _) => second.next(),
        };
        let Some(next) = next else { return out };
        match out.last_mut() {
            Some(last) if last.tokens.end > next.tokens.start => {
                let (now, before) = (next.tokens.len(), last.tokens.len());
                if now > before || (now == before && next.matched.is_some() && last.matched.is_none()) {
                    *last = next;
                }
            }
            _ => out.push(next),
        }
    }
}
