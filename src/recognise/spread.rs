//! What one sentence settles holds for the article: names found once are looked for everywhere.

use std::collections::BTreeMap;

use super::rules::is_acronym;
use super::{Mention, words};
use crate::annotation::Found;
use crate::names;
use crate::pack::EntryKind;
use crate::text::{Class, Document, Joint, hash};

/// How far a repeated name is trusted, against the name it repeats.
const WHOLE: f64 = 0.98;
const PART: f64 = 0.93;
const VARIANT: f64 = 0.85;

/// A form to look for.
struct Form {
    words: u32,
    kind: EntryKind,
    confidence: f64,
}

/// Further mentions of the names in `mentions`: whole names, surnames of people named in full, and surnames
/// in another spelling.
pub(super) fn spread(document: &Document, mentions: &[Mention]) -> Vec<Mention> {
    let mut forms: BTreeMap<u32, Form> = BTreeMap::new();
    // By spelling key: the surnames that sound so, and how sure they are.
    let mut surnames: BTreeMap<String, Vec<(&str, f64)>> = BTreeMap::new();
    let mut longest = 0;
    let mut add = |hash: u32, words: u32, kind: EntryKind, confidence: f64| {
        let form = forms.entry(hash).or_insert(Form {
            words,
            kind,
            confidence,
        });
        form.confidence = form.confidence.max(confidence);
        longest = longest.max(words);
    };
    for mention in mentions.iter().filter(|m| m.kind != EntryKind::Other) {
        let words = mention.tokens.end - mention.tokens.start;
        if words > 1 || mention.kind == EntryKind::Person || is_distinctive(document, mention.tokens.start) {
            add(
                phrase(document, mention.tokens.start, words),
                words,
                mention.kind,
                mention.confidence * WHOLE,
            );
        }
        if mention.kind == EntryKind::Person && words > 1 {
            let last = last_name(document, mention);
            let token = document.token(last as usize);
            if let Some(token) =
                token.filter(|t| t.is_capitalised() && !words::PLACES.has(document.fold(last as usize)))
            {
                add(token.hash, 1, EntryKind::Person, mention.confidence * PART);
                let name = document.fold(last as usize);
                let alike = surnames.entry(names::spelling::key(name)).or_default();
                if alike.len() < 2 && !alike.iter().any(|(n, _)| *n == name) {
                    alike.push((name, mention.confidence));
                }
            }
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    for mention in mentions
        .iter()
        .map(|m| m.tokens.clone())
        .chain(std::iter::once(u32::MAX..u32::MAX))
    {
        let limit = mention.start.min(document.tokens().len() as u32);
        while at < limit {
            let longest_here = longest.min(limit - at);
            let found = (1..=longest_here).rev().find_map(|n| {
                let form = forms
                    .get(&phrase(document, at, n))
                    .filter(|f| f.words == n && is_name_here(document, at, n))?;
                Some((n, form.kind, form.confidence))
            });
            let found = found.or_else(|| variant(document, at, &surnames).map(|c| (1, EntryKind::Person, c)));
            match found {
                Some((n, kind, confidence)) => {
                    let tokens = at..at + n;
                    out.push(Mention {
                        span: document.span_of(&tokens),
                        tokens,
                        kind,
                        confidence,
                        found: Found::Document,
                        matched: None,
                    });
                    at += n;
                }
                None => at += 1,
            }
        }
        at = at.max(mention.end);
    }
    out
}

/// The surname's own word: the last one that is not a suffix.
fn last_name(document: &Document, mention: &Mention) -> u32 {
    let mut last = mention.tokens.end - 1;
    while last > mention.tokens.start && names::person::is_suffix(document.fold(last as usize)) {
        last -= 1;
    }
    last
}

/// One word that is no ordinary word: an acronym, or not a word that opens sentences or names a place.
fn is_distinctive(document: &Document, at: u32) -> bool {
    let folded = document.fold(at as usize);
    document.token(at as usize).is_some_and(is_acronym)
        || !(words::OPENERS.has(folded)
            || words::PLACES.has(folded)
            || words::DEMONYMS.has(folded)
            || names::head::head(folded).is_some())
}

fn phrase(document: &Document, start: u32, words: u32) -> u32 {
    let word = |i: u32| document.token(i as usize).map_or(0, |t| t.hash);
    (start + 1..start + words).fold(word(start), |h, i| hash::extend(h, word(i)))
}

/// Whether the words at a place are written as a name: capitals at both ends, no line break inside, and not
/// in the middle of a longer capitalised run of another name.
fn is_name_here(document: &Document, start: u32, words: u32) -> bool {
    let token = |i: u32| document.token(i as usize);
    let end = start + words - 1;
    let written = token(end).is_some_and(|t| t.is_capitalised())
        && token(start).is_some_and(|t| t.class == Class::Word)
        && (start + 1..=end).all(|i| token(i).is_some_and(|t| matches!(t.joint, Joint::Space | Joint::Hyphen)));
    if words > 1 || !written {
        return written;
    }
    let open = |t: Option<&crate::text::Token>, i: u32| {
        t.is_some_and(|t| {
            t.class == Class::Word && t.is_capitalised() && !words::OPENERS.has(document.fold(i as usize))
        })
    };
    let hyphen_before = token(start).is_some_and(|t| t.joint == Joint::Hyphen);
    let before = start > 0
        && token(start).is_some_and(|t| t.joint == Joint::Space)
        && open(token(start - 1), start - 1)
        && names::title::title(document.fold(start as usize - 1)).is_none()
        && !words::DEMONYMS.has(document.fold(start as usize - 1));
    let after = token(end + 1).is_some_and(|t| t.joint == Joint::Space) && open(token(end + 1), end + 1);
    !(hyphen_before || before || after)
}

/// A lone capitalised word that spells a known surname otherwise: `Khurasani` where `Khorasani` was named.
fn variant(document: &Document, at: u32, surnames: &BTreeMap<String, Vec<(&str, f64)>>) -> Option<f64> {
    let token = document.token(at as usize)?;
    let folded = document.fold(at as usize);
    if token.class != Class::Word
        || !token.is_capitalised()
        || folded.len() < 5
        || words::PLACES.has(folded)
        || words::DEMONYMS.has(folded)
    {
        return None;
    }
    match surnames.get(&names::spelling::key(folded))?.as_slice() {
        [(name, confidence)] if *name != folded && is_name_here(document, at, 1) => Some(confidence * VARIANT),
        _ => None,
    }
}
