//! A text with its tokens and sentences.

use core::ops::Range;

use super::cue;
use super::fold::{fold_into, is_apostrophe, is_hyphen, is_invisible};
use super::hash;
use super::letter::{is_capital, is_letter, is_numeric, is_small, is_word_char};
use super::sentence::{Sentence, Splitter};
use super::small::small;
use super::{Class, Joint, Shape, Span, Token};
use crate::prelude::*;

/// A text, its tokens with their folded forms, and its sentences.
#[derive(Clone, Debug, Default)]
pub struct Document {
    text: String,
    tokens: Vec<Token>,
    folds: String,
    sentences: Vec<Sentence>,
}

impl Document {
    /// Reads the whole text at once.
    pub fn new(text: impl Into<String>) -> Document {
        let mut reading = Reading::new(text.into());
        while !reading.step(usize::MAX) {}
        reading.finish()
    }

    /// The text as given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences in order; every token is in exactly one.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The number of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        let after = self.sentences.partition_point(|s| (s.tokens.start as usize) <= token);
        after.saturating_sub(1)
    }

    /// The token at an index, if there is one. Negative neighbours come out as `None` through `wrapping_sub`.
    pub fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// The folded forms of a stretch of tokens.
    pub fn folds(&self, tokens: &Range<u32>) -> Vec<&str> {
        let mut folds = Vec::with_capacity(tokens.len());
        for token in tokens.clone() {
            folds.push(self.fold(token as usize));
        }
        folds
    }

    /// A token's folded form; empty beyond the last token.
    pub fn fold(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| {
            let start = t.fold_start as usize;
            self.folds.get(start..start + t.fold_len as usize).unwrap_or("")
        })
    }

    /// A token as written; empty beyond the last token.
    pub fn raw(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| self.slice(t.span))
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// From the first token's start to the last token's end.
    pub fn span_of(&self, tokens: &Range<u32>) -> Span {
        let start = self.token(tokens.start as usize).map_or(0, |t| t.span.start);
        let end = (tokens.end as usize)
            .checked_sub(1)
            .and_then(|i| self.token(i))
            .map_or(start, |t| t.span.end);
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The tokens that touch a span of bytes.
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start as u32..end.max(start) as u32
    }
}

/// A document being read, so that a page's main thread can stop in between.
#[derive(Debug)]
pub struct Reading {
    document: Document,
    position: usize,
    splitter: Splitter,
    wrapped: bool,
}

impl Reading {
    /// Prepares to read a text.
    pub fn new(text: String) -> Reading {
        let wrapped = is_hard_wrapped(&text);
        let document = Document {
            tokens: Vec::with_capacity(text.len().min(1 << 20) / 5),
            folds: String::with_capacity(text.len().min(1 << 20)),
            text,
            sentences: Vec::new(),
        };
        Reading {
            document,
            position: 0,
            splitter: Splitter::default(),
            wrapped,
        }
    }

    /// Reads about `tokens` more tokens; true when the text is at its end.
    pub fn step(&mut self, tokens: usize) -> bool {
        let until = self.document.tokens.len().saturating_add(tokens);
        while self.document.tokens.len() < until {
            if !self.token() {
                return true;
            }
        }
        false
    }

    /// The document as far as it was read.
    pub fn finish(mut self) -> Document {
        self.splitter.close(&self.document.tokens, &mut self.document.sentences);
        self.document
    }

    /// Reads the next token; false at the end of the text.
    fn token(&mut self) -> bool {
        let (start, joint) = self.gap();
        // Spans are 32 bits wide; a text beyond that is read as far as they reach.
        let rest = match self.document.text.get(start..) {
            Some(rest) if start < u32::MAX as usize - 64 => rest,
            _ => return false,
        };
        let Some(first) = rest.chars().next() else {
            return false;
        };
        let possessive = joint == Joint::Tight && is_possessive(rest);
        let (class, len) = if possessive {
            (Class::Possessive, first.len_utf8() + 1)
        } else if is_word_char(first) {
            (
                if is_numeric(first) { Class::Number } else { Class::Word },
                word_len(rest),
            )
        } else if first == '&' {
            (Class::Word, 1)
        } else {
            (Class::Punct, first.len_utf8())
        };
        self.position = start + len;
        self.push(class, joint, start, start + len);
        true
    }

    fn push(&mut self, class: Class, joint: Joint, start: usize, end: usize) {
        let Document {
            text,
            tokens,
            folds,
            sentences,
        } = &mut self.document;
        let raw = text.get(start..end).unwrap_or("");
        let fold_start = folds.len();
        match class {
            Class::Possessive => folds.push('s'),
            Class::Word if raw == "&" => folds.push_str("and"),
            Class::Punct => folds.push_str(raw),
            _ => fold_into(raw, folds),
        }
        let folded = folds.get(fold_start..).unwrap_or("");
        tokens.push(Token {
            span: Span {
                start: start as u32,
                end: end as u32,
            },
            hash: hash::word(folded),
            fold_start: fold_start as u32,
            fold_len: folded.len() as u32,
            class,
            shape: Shape::of(raw),
            joint,
        });
        self.splitter.take(tokens, raw, folded, sentences);
    }

    /// Skips to the next token: its first byte, and what stands before it.
    fn gap(&self) -> (usize, Joint) {
        let text = &self.document.text;
        // Nearly always: one space or nothing, and then a plain letter or mark.
        if !self.document.tokens.is_empty() {
            match text.as_bytes().get(self.position..) {
                Some([b' ', b'!'..=b'~', ..]) => return (self.position + 1, Joint::Space),
                Some([b'!'..=b',' | b'.'..=b'~', ..]) => return (self.position, Joint::Tight),
                _ => {}
            }
        }
        let after_word = self.document.tokens.last().is_some_and(Token::is_word);
        let mut joint = if self.document.tokens.is_empty() {
            Joint::Block
        } else {
            Joint::Tight
        };
        let mut breaks = 0;
        let mut chars = text.get(self.position..).unwrap_or("").char_indices();
        let mut previous_return = false;
        while let Some((at, c)) = chars.next() {
            let here = self.position + at;
            if is_line_break(c) {
                breaks += u32::from(!(c == '\n' && previous_return));
                previous_return = c == '\r';
            } else if c.is_whitespace() {
                previous_return = false;
                if joint == Joint::Tight {
                    joint = Joint::Space;
                }
            } else if is_invisible(c) {
            } else if is_hyphen(c)
                && joint == Joint::Tight
                && breaks == 0
                && after_word
                && chars
                    .clone()
                    .find(|(_, c)| !is_invisible(*c))
                    .is_some_and(|(_, c)| is_word_char(c))
            {
                joint = Joint::Hyphen;
            } else {
                if breaks > 0 {
                    joint = if breaks == 1 && (self.wrapped || is_small(c)) && joint != Joint::Block {
                        Joint::Space
                    } else {
                        Joint::Block
                    };
                }
                return (here, joint);
            }
        }
        (text.len(), Joint::Block)
    }
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Scripts written without spaces, where every character may begin or end a name.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the text goes on with `'s` and then no further letter.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_apostrophe)
        && matches!(chars.next(), Some('s' | 'S'))
        && !chars.next().is_some_and(is_word_char)
}

/// Bytes of the word that `rest` begins with.
fn word_len(rest: &str) -> usize {
    // Nearly always: plain letters up to something that ends every word.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match rest.as_bytes().get(plain) {
        None => return plain,
        Some(b'.' | b',' | b':' | b'\'' | b'`') => {}
        Some(b) if b.is_ascii() && plain > 0 => return plain,
        _ => {}
    }
    let first = rest.chars().next().unwrap_or(' ');
    if stands_alone(first) {
        return first.len_utf8();
    }
    let mut end = 0;
    // Letters since the last inner dot, and whether there was such a dot: `U.S.` against `Smith.Then`.
    let (mut run, mut dotted) = (0, false);
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let tail = || rest.get(at + c.len_utf8()..).unwrap_or("");
        if is_word_char(c) && !stands_alone(c) {
            end = at + c.len_utf8();
            run += 1;
        } else if is_invisible(c) {
            // Stays inside a word, is left outside at its end.
        } else if is_apostrophe(c) && run > 0 && next.is_some_and(is_letter) && !is_possessive(&rest[at..]) {
            run += 1;
        } else if matches!(c, '.' | ',' | ':')
            && is_numeric(first)
            && next.is_some_and(is_numeric)
            && rest[..at].ends_with(is_numeric)
        {
        } else if c == '.' && run == 1 && is_letter(first) && single_letter(tail()) {
            dotted = true;
            run = 0;
        } else if c == '.' && keeps_dot(&rest[..end], tail(), dotted && run == 1) {
            return at + 1;
        } else {
            break;
        }
    }
    end.max(first.len_utf8())
}

/// Whether `tail` begins with one letter and not two: the next part of `U.S.`.
fn single_letter(tail: &str) -> bool {
    let mut chars = tail.chars();
    chars.next().is_some_and(is_letter) && !chars.next().is_some_and(|c| is_word_char(c) || is_apostrophe(c))
}

/// Whether the dot after `word` belongs to it: `U.S.`, `Gen.`, the initial in `George W. Bush`.
fn keeps_dot(word: &str, tail: &str, dotted: bool) -> bool {
    if dotted {
        return true;
    }
    let mut letters = word.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else {
        return false;
    };
    let follower = tail.trim_start_matches([' ', '\u{a0}']);
    let next = follower.chars().next();
    if second.is_none() {
        let opener: String = follower
            .chars()
            .take_while(|c| is_letter(*c))
            .take(12)
            .map(small)
            .collect();
        return is_capital(first) && next.is_some_and(is_capital) && !cue::is_opener(&opener);
    }
    if word.len() > 7 || !word.is_ascii() {
        return false;
    }
    let folded = word.to_ascii_lowercase();
    if cue::needs_number(&folded) {
        return next.is_some_and(|c| c.is_ascii_digit());
    }
    (is_capital(first) && cue::is_abbreviation(&folded)) || (cue::is_small_abbreviation(&folded))
}

/// Whether single line breaks are a mail-style wrap at some column and not paragraph ends.
fn is_hard_wrapped(text: &str) -> bool {
    let (mut lines, mut open, mut full, mut longest) = (0_u32, 0_u32, 0_u32, 0);
    for line in text.lines().map(str::trim_end).filter(|l| !l.is_empty()).take(400) {
        lines += 1;
        longest = longest.max(line.len());
        full += u32::from(line.len() >= 45);
        open += u32::from(!line.ends_with(['.', '!', '?', '"', '”', ':', ';']));
    }
    lines >= 5 && longest <= 100 && full * 3 >= lines * 2 && open * 2 >= lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let d = Document::new(text);
        (0..d.tokens().len()).map(|i| d.raw(i).to_owned()).collect()
    }

    #[test]
    fn tokens_of_news_text() {
        for (text, expected) in [
            ("U.S. Gen. Umar, aged 40.", "U.S.|Gen.|Umar|,|aged|40|."),
            ("the U.N.'s role", "the|U.N.|'s|role"),
            ("Jamaat-ul-Ahraar’s chief", "Jamaat|ul|Ahraar|’s|chief"),
            ("“Chief of our Jamaat,” he said", "“|Chief|of|our|Jamaat|,|”|he|said"),
            ("George W. Bush", "George|W.|Bush"),
            ("Plan B. The next", "Plan|B|.|The|next"),
            ("O'Brien and Sana'a", "O'Brien|and|Sana'a"),
            ("the Houthis' leader", "the|Houthis|'|leader"),
            ("$3,000.50 on No. 5", "$|3,000.50|on|No.|5"),
            ("he said no. Then", "he|said|no|.|Then"),
            ("Ernst & Young", "Ernst|&|Young"),
            ("war -- and peace – now", "war|-|-|and|peace|–|now"),
            ("Trump–Putin", "Trump|Putin"),
            ("J.K. Rowling", "J.K.|Rowling"),
            ("end.Next", "end|.|Next"),
            ("Martin Luther King Jr. spoke", "Martin|Luther|King|Jr.|spoke"),
            ("習近平 met", "習|近|平|met"),
            ("ياسر عرفات", "ياسر|عرفات"),
            ("O\u{ad}bama\u{200e}, yes", "O\u{ad}bama|,|yes"),
            ("", ""),
        ] {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn a_step_reads_what_it_is_asked_and_no_token_twice() {
        let text = "One two three. Four five.";
        let mut reading = Reading::new(text.into());
        let mut steps = 0;
        while !reading.step(2) {
            steps += 1;
        }
        let document = reading.finish();
        assert!(steps >= 3);
        assert_eq!(document.tokens().len(), Document::new(text).tokens().len());
    }

    #[test]
    fn blocks_and_wrapped_lines() {
        let joints = |text: &str| {
            Document::new(text)
                .tokens()
                .iter()
                .filter(|t| t.joint == Joint::Block)
                .count()
        };
        assert_eq!(joints("A head\nA body.\r\nMore."), 3);
        assert_eq!(joints("a line that goes on\nin lower case"), 1);
        let wrapped = "The spokesman for the Jamaat said on Friday that his\nGroup had done nothing of the kind and that the blame\nLay with the forces that had come over the border in\nApril and had stayed there, as everybody in the valley\nKnew.\n\nA second paragraph.";
        assert_eq!(joints(wrapped), 2);
    }

    #[test]
    fn spans_are_slices_of_the_text() {
        let text = "Ünal’s é😀 Na\u{308}me — “x”";
        let d = Document::new(text);
        for (i, t) in d.tokens().iter().enumerate() {
            assert_eq!(&text[t.span.start as usize..t.span.end as usize], d.raw(i));
        }
    }
}
