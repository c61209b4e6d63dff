//! A plain recogniser: titles, group words, given names, and what stands around a capitalised run.
//!
//! It needs no model. A trained recogniser takes its place behind the same trait.

use core::ops::Range;

use super::runs::{runs, trim};
use super::{Guess, Hint, Recogniser, words};
use crate::annotation::Kind;
use crate::names;
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::text::{Class, Document, Joint, Shape, Token};

/// The rule recogniser.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules;

impl Recogniser for Rules {
    fn recognise(&self, document: &Document, sentences: Range<usize>, hints: &[Hint]) -> Vec<Guess> {
        let mut out = Vec::new();
        for sentence in document
            .sentences()
            .get(sentences)
            .unwrap_or(&[])
            .iter()
            .filter(|s| !s.shouting)
        {
            for run in runs(document, &sentence.tokens) {
                let view = Run {
                    document,
                    sentence: &sentence.tokens,
                    hints,
                };
                view.read(run, &mut out);
            }
        }
        out
    }
}

/// A capitalised run in its sentence.
struct Run<'a> {
    document: &'a Document,
    sentence: &'a Range<u32>,
    hints: &'a [Hint],
}

impl Run<'_> {
    /// Proposes the names in a run: what stands before a title, what stands after it, or the whole.
    fn read(&self, run: Range<u32>, out: &mut Vec<Guess>) {
        let opens = run.start == self.sentence.start || self.punct(run.start.wrapping_sub(1));
        let run = trim(self.document, &run, opens);
        if run.is_empty() {
            return;
        }
        match self.last_title(&run) {
            Some(title) => {
                self.group(run.start..title.start, false, out);
                let name = title.end..run.end;
                if !name.is_empty() && self.is_name_like(&name, true) {
                    out.push(Guess {
                        tokens: name,
                        kind: Kind::Person,
                        confidence: 0.92,
                    });
                }
            }
            None => {
                if !self.group(run.clone(), true, out) {
                    self.person(run, opens, out);
                }
            }
        }
    }

    /// The last title in a run that a name follows: `Secretary of State`, `General`.
    fn last_title(&self, run: &Range<u32>) -> Option<Range<u32>> {
        let folds: Vec<&str> = run.clone().map(|i| self.document.fold(i as usize)).collect();
        let name = names::title::name_start(&folds);
        // `Prime Minister's Office`, `General Assembly`, `Bishop Museum`: the title is part of a body's name.
        let joined = self
            .token(run.start + name as u32)
            .is_some_and(|t| t.joint == Joint::Hyphen);
        if name == 0 || joined || folds[name..].iter().any(|word| names::head::head(word).is_some()) {
            return None;
        }
        let title = (0..name)
            .find(|&at| at + names::title::leading(&folds[at..]) == name)
            .unwrap_or(name - 1);
        Some(run.start + title as u32..run.start + name as u32)
    }

    /// Proposes the run as a group if it is named like one. `alone`: nothing of the run is a title.
    fn group(&self, run: Range<u32>, alone: bool, out: &mut Vec<Guess>) -> bool {
        let Some((tokens, confidence)) = self
            .names_group(&run)
            .or_else(|| if alone { self.called_group(&run) } else { None })
        else {
            return false;
        };
        out.push(Guess {
            tokens,
            kind: Kind::Group,
            confidence,
        });
        true
    }

    /// By its own words: a head word, a foreign head word, an acronym with a cue.
    fn names_group(&self, run: &Range<u32>) -> Option<(Range<u32>, f64)> {
        let words = run.end - run.start;
        if words < 2 {
            return None;
        }
        // The head closes the name, opens it (`Jamaat-ul-Ahrar`), or governs an `of` (`Ministry of Justice`).
        let named = run.clone().any(|i| {
            let governs = matches!(self.fold(i + 1), "of" | "for" | "on" | "to" | "without" | "against");
            names::head::head(self.fold(i)).is_some_and(|head| {
                head.closes && i + 1 == run.end
                    || head.opens && governs && i + 1 < run.end
                    || head.foreign && (run.start..i).all(|j| self.is_place(j))
            })
        });
        named.then(|| (run.clone(), 0.85))
    }

    /// By what stands around it: `the Islamic State group`, `Fatah party`, `TTP militants`, `(TTP)`.
    fn called_group(&self, run: &Range<u32>) -> Option<(Range<u32>, f64)> {
        let known_place = run.clone().all(|i| self.is_place(i));
        if known_place {
            return None;
        }
        let next = self.fold(run.end);
        let spaced = self
            .token(run.end)
            .is_some_and(|t| t.joint == Joint::Space && !t.is_capitalised());
        if next == "network" && spaced && self.person_cue(run) < 2.0 {
            return Some((run.start..run.end + 1, 0.85));
        }
        if spaced && words::GROUP_CLASSES.has(next) {
            return Some((run.clone(), 0.8));
        }
        if run.end - run.start == 1 && self.token(run.start).is_some_and(is_acronym) {
            return self.acronym(run.start).map(|confidence| (run.clone(), confidence));
        }
        None
    }

    fn acronym(&self, at: u32) -> Option<f64> {
        if words::NOT_GROUPS.has(self.fold(at)) || self.fold(at).len() < 3 {
            return None;
        }
        let bracketed = self.raw(at.wrapping_sub(1)) == "(" && self.raw(at + 1) == ")";
        // `(LEAD)`: a bracket explains only the name it follows.
        let follows = self.token(at.wrapping_sub(1)).is_some_and(|t| t.joint == Joint::Space)
            && self.token(at.wrapping_sub(2)).is_some_and(|t| t.is_word());
        if bracketed && !follows {
            return None;
        }
        let after = self.fold(at + 1);
        if bracketed
            || words::SPEECH.has(after)
            || words::GROUP_CLASSES.has(after)
            || self.raw(at + 1).starts_with(['\'', '’'])
        {
            return Some(0.85);
        }
        // `RM900` is a price, `B52` a plane: with digits it takes a cue.
        let digits = self.token(at).is_some_and(|t| t.shape.has(Shape::DIGIT));
        (!digits).then_some(0.65)
    }

    /// Proposes the run as a person if enough speaks for it.
    fn person(&self, run: Range<u32>, opens: bool, out: &mut Vec<Guess>) {
        let run = self.without_demonyms(run);
        let words = run.end.saturating_sub(run.start);
        if words == 0 || words > 5 || !self.is_name_like(&run, words::ROLES.has(self.fold(run.start.wrapping_sub(1)))) {
            return;
        }
        let score =
            self.person_cue(&run) - if words == 1 { 1.5 } else { 0.0 } - if opens && words == 1 { 1.0 } else { 0.0 };
        if score >= 2.0 {
            out.push(Guess {
                tokens: run,
                kind: Kind::Person,
                confidence: if score >= 3.0 { 0.9 } else { 0.75 },
            });
        }
    }

    /// How much speaks for a person; 2 and more is enough.
    fn person_cue(&self, run: &Range<u32>) -> f64 {
        let mut score = 0.0;
        let words = run.end - run.start;
        if words::FORENAMES.has(self.fold(run.start)) {
            score += if words > 1 { 2.5 } else { 0.5 };
        }
        if words > 1
            && run
                .clone()
                .any(|i| self.raw(i).ends_with('.') || names::person::is_particle(self.fold(i)))
        {
            score += 1.0;
        }
        if run.clone().skip(1).any(|i| names::person::is_suffix(self.fold(i))) {
            score += 2.0;
        }
        let next = self.token(run.end);
        if next.is_some_and(|t| t.joint == Joint::Space) && words::SPEECH.has(self.fold(run.end)) {
            score += 1.5;
        }
        if self.raw(run.end) == "," {
            let after = self.fold(run.end + 1);
            let age = self.token(run.end + 1).is_some_and(|t| t.class == Class::Number) && self.raw(run.end + 2) == ",";
            let article = matches!(after, "a" | "an" | "the");
            let role = (0..if article { 5 } else { 1 }).any(|n| words::ROLES.has(self.fold(run.end + 1 + n)));
            let owner = matches!(after, "who" | "whose");
            score += match age || owner || role {
                true => 2.0,
                false if article => 1.0,
                false => 0.0,
            };
        }
        let before = run.start.wrapping_sub(1);
        let previous = if self.raw(before) == "," {
            before.wrapping_sub(1)
        } else {
            before
        };
        if words::ROLES.has(self.fold(previous)) && previous < run.start {
            score += 2.0;
        }
        match self.fold(before) {
            "the" => score -= 4.0,
            "in" | "at" | "near" | "from" | "to" | "across" | "throughout" | "outside" => score -= 1.5,
            "told" | "by" | "and" | "with" => score += 0.5,
            _ => {}
        }
        if words == 2 || words == 3 {
            score += 0.5;
        }
        score
    }

    /// Could be a person's name as far as its words go: no place, no group word, not all capitals. After a title
    /// or a given name one such word may be the surname.
    fn is_name_like(&self, run: &Range<u32>, titled: bool) -> bool {
        let words = run.end - run.start;
        let bad = run
            .clone()
            .filter(|&i| self.is_place(i) || names::head::head(self.fold(i)).is_some())
            .count() as u32;
        let office = run
            .clone()
            .all(|i| names::title::title(self.fold(i)).is_some_and(|t| !t.also_name));
        let acronyms = run.clone().any(|i| {
            self.token(i)
                .is_some_and(|t| t.is_capitals() && !self.raw(i).contains('.'))
        });
        !acronyms
            && !office
            && (bad == 0 || ((titled || words::FORENAMES.has(self.fold(run.start))) && bad < words))
            && words <= 6
    }

    fn without_demonyms(&self, run: Range<u32>) -> Range<u32> {
        let start = run
            .clone()
            .find(|&i| !words::DEMONYMS.has(self.fold(i)))
            .unwrap_or(run.end);
        start..run.end
    }

    fn is_place(&self, at: u32) -> bool {
        let folded = self.fold(at);
        words::PLACES.has(folded)
            || words::DEMONYMS.has(folded)
            || self.hints.binary_search_by(|h| h.tokens.start.cmp(&at)).is_ok_and(|n| {
                self.hints
                    .get(n)
                    .is_some_and(|h| h.kind == EntryKind::Other && !h.contested && h.tokens.end == at + 1)
            })
    }

    fn token(&self, at: u32) -> Option<&Token> {
        self.document.token(at as usize)
    }

    fn fold(&self, at: u32) -> &str {
        self.document.fold(at as usize)
    }

    fn raw(&self, at: u32) -> &str {
        self.document.raw(at as usize)
    }

    fn punct(&self, at: u32) -> bool {
        matches!(self.raw(at), "“" | "\"" | "‘" | ":" | "—")
    }
}

/// `TTP`, `JuA`: short, with two capitals.
pub(super) fn is_acronym(token: &Token) -> bool {
    token.class == Class::Word
        && token.shape.has(Shape::INITIAL)
        && token.shape.has(Shape::INNER)
        && token.span.end - token.span.start <= 8
        && !token.shape.has(Shape::CASELESS)
}
