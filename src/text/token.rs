//! Tokens of news text, cut so that the names in it come out whole or in whole words.

use super::Span;
use super::fold::is_optional_mark;
use super::letter::{is_capital, is_letter, is_numeric, is_small};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Letters, perhaps with digits, apostrophes or the dots of an abbreviation.
    Word,
    /// Begins with a digit.
    Number,
    /// The `'s` cut from the word before it.
    Possessive,
    /// One mark of punctuation or one symbol.
    Punct,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// It opens a block: the text's start, or a line break that ends a paragraph.
    Block,
    /// White space.
    Space,
    /// A hyphen or dash between two words, which makes no token of its own.
    Hyphen,
    /// Nothing.
    Tight,
}

/// How a token is written. A set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u8);

impl Shape {
    /// The first letter is upper-case.
    pub const INITIAL: Shape = Shape(1);
    /// A letter after the first is upper-case.
    pub const INNER: Shape = Shape(2);
    /// Some letter is lower-case.
    pub const LOWER: Shape = Shape(4);
    /// Some character is a digit.
    pub const DIGIT: Shape = Shape(8);
    /// It ends in the dot of an abbreviation, or has dots between its letters.
    pub const DOTTED: Shape = Shape(16);
    /// It has letters of a script without case.
    pub const CASELESS: Shape = Shape(32);

    /// Whether every bit of `other` is set.
    pub fn has(self, other: Shape) -> bool {
        self.0 & other.0 == other.0
    }

    fn set(&mut self, other: Shape) {
        self.0 |= other.0;
    }

    /// The shape of a written word.
    pub fn of(word: &str) -> Shape {
        let mut shape = Shape::default();
        let mut letters = 0;
        let mut take = |c: char| match c {
            'a'..='z' => {
                shape.set(Shape::LOWER);
                letters += 1;
            }
            '0'..='9' => shape.set(Shape::DIGIT),
            '.' => shape.set(Shape::DOTTED),
            c if is_capital(c) => {
                shape.set(if letters == 0 { Shape::INITIAL } else { Shape::INNER });
                letters += 1;
            }
            c if c.is_ascii() => {}
            c if is_small(c) => {
                shape.set(Shape::LOWER);
                letters += 1;
            }
            c if is_numeric(c) => shape.set(Shape::DIGIT),
            c if is_letter(c) && !is_optional_mark(c) => {
                shape.set(Shape::CASELESS);
                letters += 1;
            }
            _ => {}
        };
        if word.is_ascii() {
            word.bytes().for_each(|b| take(char::from(b)));
        } else {
            word.chars().for_each(take);
        }
        shape
    }
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// Hash of its folded form, as packs store it.
    pub hash: u32,
    pub(super) fold_start: u32,
    pub(super) fold_len: u32,
    /// What it is.
    pub class: Class,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub joint: Joint,
}

impl Token {
    /// Whether it can be part of a name: anything but punctuation.
    pub fn is_word(&self) -> bool {
        self.class != Class::Punct
    }

    /// Begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.shape.has(Shape::INITIAL)
    }

    /// Two or more letters, none of them lower-case: `TTP`, `U.N.`, or a shouted headline's word.
    pub fn is_capitals(&self) -> bool {
        self.shape.has(Shape::INITIAL) && self.shape.has(Shape::INNER) && !self.shape.has(Shape::LOWER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (word, initial, inner, lower) in [
            ("JuA", true, true, true),
            ("TTP", true, true, false),
            ("U.N.", true, true, false),
            ("Umar", true, false, true),
            ("al", false, false, true),
            ("iPhone", false, true, true),
            ("ياسر", false, false, false),
        ] {
            let shape = Shape::of(word);
            assert_eq!(shape.has(Shape::INITIAL), initial, "{word}");
            assert_eq!(shape.has(Shape::INNER), inner, "{word}");
            assert_eq!(shape.has(Shape::LOWER), lower, "{word}");
        }
    }
}
