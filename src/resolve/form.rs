//! One way of writing a name in the article, with every mention written so.

use core::ops::Range;

use crate::find::Match;
use crate::names::{self, title::Gender};
use crate::numbering::{Numbering, order, pair};
use crate::pack::{EntryKind, Pack, Strength};
use crate::prelude::*;
use crate::recognise::Mention;
use crate::text::{Class, Document, Joint, Shape, hash};

/// An entity of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryRef {
    /// Index into the packs.
    pub pack: u32,
    /// The entity's number in that pack.
    pub entity: u32,
}

impl EntryRef {
    /// As one number.
    pub(crate) fn key(self) -> u64 {
        pair(self.pack, self.entity)
    }
}

/// Mentions that read alike.
#[derive(Debug)]
pub(super) struct Form<'d> {
    /// Folded words, titles and joints aside.
    pub words: Vec<&'d str>,
    /// As first written.
    pub raw: &'d str,
    pub kind: EntryKind,
    /// Indexes of mentions, ascending.
    pub mentions: Vec<u32>,
    /// The pack entities that bear this name, weak names aside.
    pub entries: Vec<EntryRef>,
    /// Short, with capitals inside: `TTP`, `JuA`.
    pub acronym: bool,
    /// What the title before it tells: Mr. and Mrs. Reyes are two forms.
    pub gender: Option<Gender>,
    /// The same words stand with a title of the other gender too.
    pub contested: bool,
    /// It means more than one bearer of the name, or none: `Mr. and Mrs. Reyes`, `the Reyes family`, `Kern & Sons`.
    pub collective: bool,
}

/// What tells forms of the same words apart.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Manner {
    acronym: bool,
    gender: Option<Gender>,
    collective: bool,
}

impl Form<'_> {
    fn manner(&self) -> Manner {
        Manner {
            acronym: self.acronym,
            gender: self.gender,
            collective: self.collective,
        }
    }
}

impl Manner {
    fn of(document: &Document, mention: &Mention) -> Manner {
        Manner {
            acronym: is_acronym(document, mention),
            gender: gender(document, mention),
            collective: is_collective(document, mention),
        }
    }

    fn number(self) -> u32 {
        let gender = self.gender.map_or(0, |g| 1 + u32::from(g == Gender::Male));
        u32::from(self.collective) << 3 | u32::from(self.acronym) << 2 | gender
    }
}

/// The forms of all mentions, in order of first mention. One form has one kind: the surest mention's.
pub(super) fn forms<'d>(
    document: &'d Document,
    mentions: &[Mention],
    matches: &[Match],
    packs: &[Pack],
) -> Vec<Form<'d>> {
    let mut known = Numbering::default();
    let mut forms: Vec<(Form<'d>, f64)> = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let words: Vec<&str> = mention
            .tokens
            .clone()
            .filter(|&i| document.token(i as usize).is_some_and(|t| t.is_word()))
            .map(|i| document.fold(i as usize))
            .collect();
        let raw = document.slice(mention.span);
        let manner = Manner::of(document, mention);
        // Words are told by their hashes; where those collide, by the next key.
        let mut key = phrase(document, &mention.tokens, manner);
        let at = loop {
            let (number, new) = known.number(key);
            if new {
                let (kind, mentions, entries) = (mention.kind, Vec::new(), Vec::new());
                forms.push((
                    Form {
                        words,
                        raw,
                        kind,
                        mentions,
                        entries,
                        acronym: manner.acronym,
                        gender: manner.gender,
                        contested: false,
                        collective: manner.collective,
                    },
                    mention.confidence,
                ));
                break number;
            }
            if forms[number].0.words == words && forms[number].0.manner() == manner {
                break number;
            }
            key = key.wrapping_add(1);
        };
        let (form, confidence) = &mut forms[at];
        form.mentions.push(index as u32);
        if mention.confidence > *confidence {
            (*confidence, form.kind) = (mention.confidence, mention.kind);
        }
        for name in mention
            .matched
            .and_then(|m| matches.get(m as usize))
            .map_or(&[][..], |m| &m.names)
        {
            let Some(pack) = packs.get(name.pack as usize) else {
                continue;
            };
            let view = pack.name_at(name.name);
            let entry = EntryRef {
                pack: name.pack,
                entity: view.entity(),
            };
            if view.strength() != Strength::Weak && !form.entries.contains(&entry) {
                form.entries.push(entry);
            }
        }
    }
    for at in 0..forms.len() {
        let form = &forms[at].0;
        let other = form.gender.and_then(|g| {
            let opposite = if g == Gender::Male {
                Gender::Female
            } else {
                Gender::Male
            };
            let tokens = &mentions.get(*form.mentions.first()? as usize)?.tokens;
            let manner = Manner {
                gender: Some(opposite),
                ..form.manner()
            };
            known.get(phrase(document, tokens, manner))
        });
        if let Some(other) = other.filter(|&o| forms[o].0.words == forms[at].0.words) {
            forms[at].0.contested = true;
            forms[other].0.contested = true;
        }
    }
    forms.into_iter().map(|(form, _)| form).collect()
}

/// Full names first, then acronyms, then single words: each in order of first mention. So a surname in the
/// headline finds the full name of the first paragraph.
pub(super) fn by_fullness(forms: &[Form<'_>]) -> Vec<usize> {
    let rank = |form: &Form<'_>| match (form.words.len(), form.acronym) {
        (_, true) => pair(1, 0),
        (0 | 1, _) => pair(2, 0),
        // Of full names the longest first, so that shorter ones find them.
        (words, _) => pair(0, u32::MAX - words as u32),
    };
    order(forms.iter().map(rank).collect())
}

/// A key of a mention's words.
fn phrase(document: &Document, tokens: &Range<u32>, manner: Manner) -> u64 {
    let hashes = tokens
        .clone()
        .filter_map(|i| document.token(i as usize))
        .filter(|t| t.is_word())
        .map(|t| t.hash);
    pair(hashes.reduce(hash::extend).unwrap_or(0), manner.number() << 16)
}

/// The gender that a title right before a person's name tells.
fn gender(document: &Document, mention: &Mention) -> Option<Gender> {
    let before = (mention.tokens.start as usize)
        .checked_sub(1)
        .filter(|_| mention.kind == EntryKind::Person)?;
    let adjacent = document.token(before + 1)?.joint == Joint::Space;
    names::title::title(document.fold(before)).filter(|_| adjacent)?.gender
}

/// Whether the words around a person's name say that more than one bearer is meant, or none.
fn is_collective(document: &Document, mention: &Mention) -> bool {
    if mention.kind != EntryKind::Person {
        return false;
    }
    let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
    let is_title = |back: usize| {
        start
            .checked_sub(back)
            .is_some_and(|at| names::title::title(document.fold(at)).is_some())
    };
    let couple = is_title(1) && is_title(3) && document.fold(start - 2) == "and";
    // `Kern & Sons` is nobody's surname alone.
    let next = document.fold(end + 1);
    let firm = document.raw(end) == "&" && (names::person::is_family_word(next) || names::head::is_legal_form(next));
    couple || (end - start == 1 && (firm || names::person::is_family_word(document.fold(end))))
}

fn is_acronym(document: &Document, mention: &Mention) -> bool {
    let at = mention.tokens.start as usize;
    mention.tokens.len() == 1
        // In a headline all in capitals they say nothing.
        && document
            .sentences()
            .get(document.sentence_of(at))
            .is_none_or(|s| !s.shouting)
        && document.token(at).is_some_and(|t| {
            t.class == Class::Word
                && t.joint != Joint::Hyphen
                && t.shape.has(Shape::INITIAL)
                && t.shape.has(Shape::INNER)
                && t.span.end - t.span.start <= 8
        })
}
