//! Runs of capitalised words: where an English name can be.

use core::ops::Range;

use super::words;
use crate::names;
use crate::prelude::*;
use crate::text::{Class, Document, Joint, Token};

/// The capitalised runs of a sentence, each as far as one name could reach.
pub(super) fn runs(document: &Document, sentence: &Range<u32>) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if starts(document, at, sentence.end) {
            let end = reach(document, at, sentence.end);
            out.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// Capitalised, or a particle hyphenated to a capital: `al-Shabab`.
fn starts(document: &Document, at: u32, limit: u32) -> bool {
    let Some(token) = document.token(at as usize) else {
        return false;
    };
    token.class == Class::Word
        && (token.is_capitalised()
            || (names::person::is_particle(document.fold(at as usize))
                && at + 1 < limit
                && document
                    .token(at as usize + 1)
                    .is_some_and(|t| t.joint == Joint::Hyphen && t.is_capitalised())))
}

fn reach(document: &Document, start: u32, limit: u32) -> u32 {
    let capital = |i: u32| {
        i < limit
            && document
                .token(i as usize)
                .is_some_and(|t| t.class == Class::Word && t.is_capitalised())
    };
    let linked = |i: u32| {
        document
            .token(i as usize)
            .is_some_and(|t| matches!(t.joint, Joint::Space | Joint::Hyphen))
    };
    let mut end = start + 1;
    // Whether `of` or `for` was crossed: only then may `and` be.
    let mut crossed = false;
    while end < limit {
        let Some(token) = document.token(end as usize) else {
            break;
        };
        let folded = document.fold(end as usize);
        if !linked(end) {
            break;
        }
        if (token.class == Class::Word && token.is_capitalised())
            || is_number_of_name(token, document.raw(end as usize))
            || (is_joint(document, end) && particle_holds(document, end, limit))
        {
            end += 1;
        } else if is_group_joiner(folded, crossed)
            && names::head::head(document.fold(end as usize - 1)).is_some_and(|head| head.opens)
            || crossed && folded == "and"
        {
            let after = if document.fold(end as usize + 1) == "the" {
                end + 2
            } else {
                end + 1
            };
            // `on Friday`, `to Kabul`: it happened then and there.
            let elsewhere = folded != "of" && folded != "and" && words::PLACES.has(document.fold(after as usize));
            if !(capital(after) && linked(after)) || elsewhere {
                break;
            }
            crossed = true;
            end = after + 1;
        } else {
            break;
        }
    }
    end
}

/// `bin Laden`, `Tehreek-i-Taliban`: the particle stands inside, a capital or another particle follows.
fn particle_holds(document: &Document, at: u32, limit: u32) -> bool {
    let mut next = at + 1;
    while next < limit && next < at + 3 {
        let Some(token) = document.token(next as usize) else {
            return false;
        };
        if !matches!(token.joint, Joint::Space | Joint::Hyphen) || token.class != Class::Word {
            return false;
        }
        if token.is_capitalised() {
            return true;
        }
        if !is_joint(document, next) {
            return false;
        }
        next += 1;
    }
    false
}

/// A particle of a person's name, or a joining word between hyphens.
fn is_joint(document: &Document, at: u32) -> bool {
    let folded = document.fold(at as usize);
    names::person::is_particle(folded)
        || (names::head::is_joining(folded) && document.token(at as usize).is_some_and(|t| t.joint == Joint::Hyphen))
}

fn is_group_joiner(folded: &str, crossed: bool) -> bool {
    matches!(folded, "of" | "for" | "on" | "to" | "without" | "against") || (crossed && folded == "and")
}

/// Roman numerals and the number of a unit or of an heir stay with the name.
fn is_number_of_name(token: &Token, raw: &str) -> bool {
    token.class == Class::Number && raw.len() <= 2 && token.joint == Joint::Hyphen
}

/// Cuts words off the front that only open the sentence or place the name in time or space.
pub(super) fn trim(document: &Document, run: &Range<u32>, sentence_start: bool) -> Range<u32> {
    let mut start = run.start;
    while start < run.end {
        let folded = document.fold(start as usize);
        let opener = words::OPENERS.has(folded)
            && (sentence_start || !document.token(start as usize).is_some_and(Token::is_capitals));
        if !opener {
            break;
        }
        start += 1;
    }
    start..run.end
}
