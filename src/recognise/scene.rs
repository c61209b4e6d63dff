//! An article as the model sees it: every word and every way of writing it known once.

use core::ops::Range;

use super::Hint;
use super::model::{Model, NO_CLASS};
use crate::names;
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::text::hash::{self, mix};
use crate::text::{Class, Document, Joint, Sentence, Shape, Token};

/// How many name lists a model may have.
pub(super) const LISTS: usize = 16;

/// The longest listed name that is looked for, in words.
pub(super) const LONGEST: usize = 6;

/// A folded word of the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub hash: u32,
    /// Its class at four grains, fine to coarse.
    pub classes: [u16; 4],
    /// The first one to four letters, the last one to four; 0 where it is shorter.
    pub affixes: [u32; 8],
    /// How often it stands without a capital, and with one inside a sentence.
    small: u32,
    capital: u32,
}

/// A word as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub word: u32,
    pub shape: u32,
}

/// Numbers for 32-bit keys, in order of first use.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    /// One more than the number, at the place of its key; a power of two long.
    slots: Vec<u32>,
    keys: Vec<u32>,
}

impl Interner {
    /// The number of a key, and whether it is new.
    pub fn number(&mut self, key: u32) -> (u32, bool) {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.place(key);
        match self.slots[at] {
            0 => {
                self.keys.push(key);
                self.slots[at] = self.keys.len() as u32;
                (self.keys.len() as u32 - 1, true)
            }
            number => (number - 1, false),
        }
    }

    /// The number of a key that has one.
    pub fn get(&self, key: u32) -> Option<u32> {
        match self.slots.is_empty() {
            true => None,
            false => self.slots[self.place(key)].checked_sub(1),
        }
    }

    fn place(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = mix(key) as usize & mask;
        while self.slots[at] != 0 && self.keys[self.slots[at] as usize - 1] != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(256)];
        for n in 0..self.keys.len() {
            let at = self.place(self.keys[n]);
            self.slots[at] = n as u32 + 1;
        }
    }
}

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    form: u32,
    /// Where it stands in names of the lists: three bits of four for each list.
    lists: u64,
    /// What a pack says of it; 0 is nothing.
    pack: u8,
    /// The first word of its sentence.
    opens: bool,
    /// In a sentence that is mostly capitals.
    shouts: bool,
    /// Whether it can be part of a name.
    able: bool,
    /// Whether it is written as one.
    written: bool,
}

/// An article as the model sees it. Words come first, for the whole article; then each sentence is set.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    words: Vec<Word>,
    numbers: Interner,
    /// By token.
    word_of: Vec<u32>,
    forms: Vec<Form>,
    form_numbers: Interner,
    places: Vec<Place>,
}

/// The form before the text and the one after it.
const EDGES: [u32; 2] = [0, 1];

impl Default for Scene {
    fn default() -> Scene {
        let edge = |n: u32| Word {
            hash: n,
            classes: [NO_CLASS - 1; 4],
            affixes: [0; 8],
            small: 0,
            capital: 0,
        };
        Scene {
            words: EDGES.map(edge).to_vec(),
            numbers: Interner::default(),
            word_of: Vec::new(),
            forms: EDGES.map(|n| Form { word: n, shape: n }).to_vec(),
            form_numbers: Interner::default(),
            places: Vec::new(),
        }
    }
}

impl Scene {
    /// Takes the words of a sentence. All sentences must come, in order, before the first is set.
    pub fn take(&mut self, document: &Document, sentence: &Sentence, model: &Model) {
        let mut first = true;
        for i in tokens(sentence) {
            let Some(token) = document.token(i) else { break };
            let (number, new) = self.numbers.number(token.hash);
            let number = number + EDGES.len() as u32;
            if new {
                self.words.push(Word::new(token.hash, document.fold(i), model));
            }
            if token.class == Class::Word && !sentence.shouting {
                let word = &mut self.words[number as usize];
                if !token.is_capitalised() {
                    word.small += 1;
                } else if !first {
                    word.capital += 1;
                }
            }
            self.word_of.push(number);
            self.places.push(Place {
                opens: first,
                shouts: sentence.shouting,
                ..Place::default()
            });
            first &= token.class != Class::Word;
        }
    }

    /// Sets a sentence: how its words are written, which lists and packs know them, which can be names.
    pub fn set(&mut self, document: &Document, sentence: &Sentence, hints: &[Hint], model: &Model) {
        for i in tokens(sentence) {
            let Some(token) = document.token(i) else { break };
            let word = self.word_of[i];
            let shape = match sentence.shouting && token.is_capitals() {
                true => self.words[word as usize].recased(),
                false => shape(document.raw(i)),
            };
            let shape = mix(shape ^ joint(token.joint));
            let (number, new) = self.form_numbers.number(mix(shape) ^ word.wrapping_mul(0x9e37_79b1));
            let number = number + EDGES.len() as u32;
            if new {
                self.forms.push(Form { word, shape });
            }
            self.places[i].form = number;
        }
        self.enable(document, sentence, model);
        self.consult(document, sentence, model);
        let first = hints.partition_point(|h| h.tokens.end <= sentence.tokens.start);
        for hint in hints[first..]
            .iter()
            .take_while(|h| h.tokens.start < sentence.tokens.end)
        {
            let kind = match hint.kind {
                EntryKind::Person => 1,
                EntryKind::Group => 2,
                EntryKind::Other => 3,
            };
            for i in hint.tokens.clone() {
                let part = part(i as usize - hint.tokens.start as usize, hint.tokens.len());
                if let Some(place) = self.places.get_mut(i as usize) {
                    place.pack = kind << 4 | part << 1 | u8::from(hint.contested);
                }
            }
        }
    }

    /// A token can be part of a name if it is written like one, or is a number or a word that stands inside
    /// names and has such a token near it.
    fn enable(&mut self, document: &Document, sentence: &Sentence, model: &Model) {
        const NEAR: usize = 3;
        let range = tokens(sentence);
        let written = |i: usize| document.token(i).is_some_and(is_written_as_name);
        for i in range.clone() {
            let near = || {
                let from = i.saturating_sub(NEAR).max(range.start);
                (from..(i + NEAR + 1).min(range.end)).any(written)
            };
            // `Tae-hyung`, `Ould Daha`, `van den Berg`: what a hyphen or a particle ties to a name.
            let before = i > range.start && self.places[i - 1].able;
            let tied = |t: &Token| (t.joint == Joint::Hyphen && before) || names::person::is_particle(document.fold(i));
            let inner = |t: &Token| t.class == Class::Number || model.is_inner(t.hash) || tied(t);
            self.places[i].written = written(i);
            self.places[i].able = written(i) || (document.token(i).is_some_and(inner) && near());
        }
    }

    /// Looks names of the lists up: for each list the longest at each place, none inside another.
    fn consult(&mut self, document: &Document, sentence: &Sentence, model: &Model) {
        let range = tokens(sentence);
        let mut free = [range.start; LISTS];
        for start in range.clone() {
            if !self.places[start].able || !document.token(start).is_some_and(is_written_as_name) {
                continue;
            }
            let mut best = [0_usize; LISTS];
            let mut phrase = 0;
            for length in 1..=LONGEST.min(range.end - start) {
                let Some(token) = document.token(start + length - 1) else {
                    break;
                };
                if length > 1 && (token.class == Class::Punct || token.joint == Joint::Block) {
                    break;
                }
                phrase = match length {
                    1 => token.hash,
                    _ => hash::extend(phrase, token.hash),
                };
                if length == 1 || token.is_capitalised() || token.class == Class::Number {
                    let lists = model.lists_with(phrase);
                    for (list, best) in best.iter_mut().enumerate() {
                        if lists >> list & 1 == 1 {
                            *best = length;
                        }
                    }
                }
            }
            for (list, &length) in best.iter().enumerate() {
                if length > 0 && start >= free[list] {
                    free[list] = start + length;
                    for n in 0..length {
                        self.places[start + n].lists |= u64::from(part(n, length)) << (list * 4);
                    }
                }
            }
        }
    }

    pub fn form_at(&self, at: usize, place: i32) -> &Form {
        &self.forms[self.form_number(at, place) as usize]
    }

    /// The number of the form some places after a token.
    pub fn form_number(&self, at: usize, place: i32) -> u32 {
        match at.checked_add_signed(place as isize) {
            None => EDGES[0],
            Some(at) => self.places.get(at).map_or(EDGES[1], |p| p.form),
        }
    }

    pub fn form(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    pub fn word(&self, form: &Form) -> &Word {
        &self.words[form.word as usize]
    }

    /// The number of a token's word.
    pub fn word_number(&self, at: usize) -> u32 {
        self.word_of.get(at).copied().unwrap_or(EDGES[1])
    }

    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    pub fn form_count(&self) -> usize {
        self.forms.len()
    }

    pub fn opens(&self, at: usize) -> bool {
        self.places[at].opens
    }

    pub fn shouts(&self, at: usize) -> bool {
        self.places[at].shouts
    }

    /// Whether a token can be part of a name.
    pub fn is_able(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|p| p.able)
    }

    /// Whether a token is written as a name: a capital somewhere, or a script without them.
    pub fn is_written(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|p| p.written)
    }

    pub fn lists_at(&self, at: usize, place: i32) -> u64 {
        self.place(at, place).map_or(0, |p| p.lists)
    }

    pub fn pack_at(&self, at: usize, place: i32) -> u32 {
        self.place(at, place).map_or(0, |p| p.pack.into())
    }

    fn place(&self, at: usize, place: i32) -> Option<&Place> {
        self.places.get(at.checked_add_signed(place as isize)?)
    }

    /// How the token's word is written in the rest of the article, and what it is here.
    pub fn elsewhere(&self, at: usize) -> u32 {
        let place = &self.places[at];
        let word = &self.words[self.word_of[at] as usize];
        let seen = match (word.small, word.capital) {
            (0, 0) => 0,
            (0, 1) => 1,
            (0, _) => 2,
            (_, 0) => 3,
            _ => 4,
        };
        seen * 4 + u32::from(place.opens) * 2 + u32::from(place.able)
    }
}

impl Word {
    fn new(hash: u32, folded: &str, model: &Model) -> Word {
        let bytes = folded.as_bytes();
        let mut affixes = [0; 8];
        let (mut start, mut end) = (0, bytes.len());
        for n in 0..4 {
            if start >= bytes.len() {
                break;
            }
            start += 1;
            while !folded.is_char_boundary(start) {
                start += 1;
            }
            end -= 1;
            while !folded.is_char_boundary(end) {
                end -= 1;
            }
            affixes[n] = hash::word(&folded[..start]);
            affixes[n + 4] = hash::word(&folded[end..]);
        }
        Word {
            hash,
            classes: model.classes_of(hash),
            affixes,
            small: 0,
            capital: 0,
        }
    }

    /// How a word that is shouted here would be written in a quiet sentence, as far as the article tells.
    fn recased(&self) -> u32 {
        match (self.small, self.capital) {
            (0, 0) => 0x51,
            (small, capital) if capital > small => 0x52,
            _ => 0x53,
        }
    }
}

/// Where in a name a word stands: 1 begins it, 2 is inside, 3 ends it, 4 is all of it.
fn part(n: usize, length: usize) -> u8 {
    match (n, length) {
        (_, 1) => 4,
        (0, _) => 1,
        (n, length) if n + 1 == length => 3,
        _ => 2,
    }
}

fn tokens(sentence: &Sentence) -> Range<usize> {
    sentence.tokens.start as usize..sentence.tokens.end as usize
}

/// A capital somewhere, or a script without them.
fn is_written_as_name(token: &Token) -> bool {
    token.is_word() && (token.is_capitalised() || token.shape.has(Shape::INNER) || token.shape.has(Shape::CASELESS))
}

fn joint(joint: Joint) -> u32 {
    match joint {
        Joint::Block => 0x1000,
        Joint::Space => 0x2000,
        Joint::Hyphen => 0x3000,
        Joint::Tight => 0x4000,
    }
}

/// How a word is written: its runs of capitals, small letters, digits and other characters, each run counted
/// as one or more.
fn shape(raw: &str) -> u32 {
    let (mut shape, mut last, mut run) = (0x811c_9dc5_u32, ' ', 0);
    for c in raw.chars() {
        let kind = if c.is_uppercase() {
            'X'
        } else if c.is_lowercase() {
            'x'
        } else if c.is_numeric() {
            '0'
        } else {
            c
        };
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        if run <= 1 {
            shape = (shape ^ u32::from(kind)).wrapping_mul(0x0100_0193);
        }
    }
    shape
}
