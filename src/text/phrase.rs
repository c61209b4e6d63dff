//! A name as packs index it and as the finder meets it in a text.

use super::{Class, Document, Shape, hash};
use crate::prelude::*;

/// The folded words of a name, with the hashes under which packs keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    folded: String,
    words: usize,
    hash: u32,
    first: u32,
    single: Option<Shape>,
}

impl Phrase {
    /// Reads a name. Punctuation and a leading `the` do not count.
    pub fn of(name: &str) -> Phrase {
        let document = Document::new(name);
        let mut indexes: Vec<usize> = (0..document.tokens().len())
            .filter(|&i| document.tokens()[i].is_word() && !document.fold(i).is_empty())
            .collect();
        if indexes.len() > 1 && document.fold(indexes[0]) == "the" {
            indexes.remove(0);
        }
        let mut phrase = Phrase {
            folded: String::new(),
            words: indexes.len(),
            hash: 0,
            first: 0,
            single: None,
        };
        for (n, &i) in indexes.iter().enumerate() {
            let token = &document.tokens()[i];
            if n == 0 {
                phrase.first = token.hash;
                phrase.hash = token.hash;
                phrase.single = (indexes.len() == 1 && token.class == Class::Word).then_some(token.shape);
            } else {
                phrase.folded.push(' ');
                phrase.hash = hash::extend(phrase.hash, token.hash);
            }
            phrase.folded.push_str(document.fold(i));
        }
        phrase
    }

    /// The folded words with single spaces between them: `jamaat ul ahrar`.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// How many words there are.
    pub fn words(&self) -> usize {
        self.words
    }

    /// The hash of the whole.
    pub fn hash(&self) -> u32 {
        self.hash
    }

    /// The hash of the first word.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// One word with two capitals or more: `TTP`, `JuA`, `U.N.`. Its case is part of the name.
    pub fn looks_like_acronym(&self) -> bool {
        self.single
            .is_some_and(|shape| shape.has(Shape::INITIAL) && shape.has(Shape::INNER))
            && self.folded.chars().count() <= 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_share_a_hash() {
        for (a, b) in [
            ("Jamaat-ul-Ahrar", "jamaat ul ahrar"),
            ("The United Nations", "United Nations"),
            ("U.N. Security Council", "UN Security Council"),
            ("al-Qa’ida", "Al Qaida"),
            ("Procter & Gamble", "Procter and Gamble"),
            ("Erdoğan", "Erdogan"),
        ] {
            assert_eq!(Phrase::of(a).hash(), Phrase::of(b).hash(), "{a} / {b}");
            assert_eq!(Phrase::of(a).folded(), Phrase::of(b).folded(), "{a} / {b}");
        }
    }

    #[test]
    fn acronyms_are_told_by_their_capitals() {
        for (name, acronym) in [
            ("TTP", true),
            ("JuA", true),
            ("U.N.", true),
            ("Hamas", false),
            ("Umar Mansoor", false),
        ] {
            assert_eq!(Phrase::of(name).looks_like_acronym(), acronym, "{name}");
        }
    }

    #[test]
    fn nothing_is_no_phrase() {
        assert_eq!(Phrase::of(" — ").words(), 0);
    }
}
