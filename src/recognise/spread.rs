//! What one sentence settles holds for the article: the packs' names found once are looked for everywhere, and
//! surnames in other spellings.

use core::ops::Range;

use super::is_acronym;
use super::{Mention, words};
use crate::annotation::Found;
use crate::names;
use crate::numbering::Numbering;
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::text::{Class, Document, Joint, Token, hash};

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

/// The forms of the names found so far.
#[derive(Default)]
struct Forms<'d> {
    phrases: Numbering,
    /// By the number of the phrase.
    forms: Vec<Form>,
    /// Hashes of first words: nothing else can begin a form.
    firsts: Numbering,
    longest: u32,
    /// By the hash of the spelling key: the surnames that sound so, and how sure they are. Two are enough to
    /// know that a third spelling can't be settled.
    keys: Numbering,
    surnames: Vec<Vec<(&'d str, f64)>>,
}

impl<'d> Forms<'d> {
    fn of(document: &'d Document, mentions: &[Mention]) -> Forms<'d> {
        let mut forms = Forms::default();
        for mention in mentions.iter().filter(|m| m.kind != EntryKind::Other) {
            // The model's second look has weighed its own names against the whole article already.
            let listed = mention.matched.is_some();
            let words = mention.tokens.end - mention.tokens.start;
            let person = mention.kind == EntryKind::Person;
            if listed && (words > 1 || person || is_distinctive(document, mention.tokens.start)) {
                forms.add(
                    document,
                    mention.tokens.clone(),
                    mention.kind,
                    mention.confidence * WHOLE,
                );
            }
            let last = last_name(document, mention);
            let name = document.fold(last as usize);
            let capital = document.token(last as usize).is_some_and(Token::is_capitalised);
            if person && words > 1 && capital && !words::PLACES.has(name) {
                if listed {
                    forms.add(document, last..last + 1, EntryKind::Person, mention.confidence * PART);
                }
                let (number, new) = forms.keys.number(key(name));
                if new {
                    forms.surnames.push(Vec::new());
                }
                let alike = &mut forms.surnames[number];
                if alike.len() < 2 && !alike.iter().any(|(n, _)| *n == name) {
                    alike.push((name, mention.confidence));
                }
            }
        }
        forms
    }

    fn add(&mut self, document: &Document, tokens: Range<u32>, kind: EntryKind, confidence: f64) {
        let words = tokens.end - tokens.start;
        let (number, new) = self.phrases.number(phrase(document, tokens.clone()));
        if new {
            self.forms.push(Form {
                words,
                kind,
                confidence,
            });
        }
        let form = &mut self.forms[number];
        form.confidence = form.confidence.max(confidence);
        self.firsts
            .number(document.token(tokens.start as usize).map_or(0, |t| t.hash.into()));
        self.longest = self.longest.max(words);
    }

    /// The longest form that stands at a token: how many words, what, how sure.
    fn at(&self, document: &Document, at: u32, limit: u32) -> Option<(u32, EntryKind, f64)> {
        let token = document.token(at as usize).filter(|t| t.class == Class::Word)?;
        if self.firsts.has(token.hash.into()) {
            let longest = self.longest.min(limit - at);
            for n in (1..=longest).rev() {
                let number = self.phrases.get(phrase(document, at..at + n));
                let form = number.and_then(|n| self.forms.get(n)).filter(|f| f.words == n);
                if let Some(form) = form.filter(|_| is_name_here(document, at, n)) {
                    return Some((n, form.kind, form.confidence));
                }
            }
        }
        token
            .is_capitalised()
            .then(|| self.variant(document, at))
            .flatten()
            .map(|c| (1, EntryKind::Person, c))
    }

    /// A lone capitalised word that spells a known surname otherwise: `Khurasani` where `Khorasani` was named.
    fn variant(&self, document: &Document, at: u32) -> Option<f64> {
        let folded = document.fold(at as usize);
        if folded.len() < 5 || words::PLACES.has(folded) || words::DEMONYMS.has(folded) {
            return None;
        }
        match self.surnames.get(self.keys.get(key(folded))?)?.as_slice() {
            [(name, confidence)] if *name != folded && is_name_here(document, at, 1) => Some(confidence * VARIANT),
            _ => None,
        }
    }
}

/// Further mentions of the names in `mentions`: whole names, surnames of people named in full, and surnames
/// in another spelling.
pub(super) fn spread(document: &Document, mentions: &[Mention]) -> Vec<Mention> {
    let forms = Forms::of(document, mentions);
    let tokens = document.tokens().len() as u32;
    let mut out = Vec::new();
    let mut at = 0;
    for next in mentions
        .iter()
        .map(|m| m.tokens.clone())
        .chain(core::iter::once(tokens..tokens))
    {
        while at < next.start {
            let Some((words, kind, confidence)) = forms.at(document, at, next.start) else {
                at += 1;
                continue;
            };
            let tokens = at..at + words;
            at = tokens.end;
            let span = document.span_of(&tokens);
            out.push(Mention {
                span,
                tokens,
                kind,
                confidence,
                found: Found::Document,
                matched: None,
            });
        }
        at = at.max(next.end);
    }
    out
}

fn key(folded: &str) -> u64 {
    hash::word(&names::spelling::key(folded)).into()
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

fn phrase(document: &Document, tokens: Range<u32>) -> u64 {
    let word = |i: u32| document.token(i as usize).map_or(0, |t| t.hash);
    (tokens.start + 1..tokens.end)
        .fold(word(tokens.start), |h, i| hash::extend(h, word(i)))
        .into()
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
    let open = |t: Option<&Token>, i: u32| {
        t.is_some_and(|t| {
            t.class == Class::Word && t.is_capitalised() && !words::OPENERS.has(document.fold(i as usize))
        })
    };
    // `the Reyes family`: not one of them but all.
    let all = names::person::is_family_word(document.fold(end as usize + 1));
    let hyphen_before = token(start).is_some_and(|t| t.joint == Joint::Hyphen);
    let before = start > 0
        && token(start).is_some_and(|t| t.joint == Joint::Space)
        && open(token(start - 1), start - 1)
        && names::title::title(document.fold(start as usize - 1)).is_none()
        && !words::DEMONYMS.has(document.fold(start as usize - 1));
    let after = token(end + 1).is_some_and(|t| t.joint == Joint::Space) && open(token(end + 1), end + 1);
    !(all || hyphen_before || before || after)
}
