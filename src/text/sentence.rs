//! Sentences: where one ends in news English, in spite of `U.S.`, `Gen.` and closing quotes.

use core::ops::Range;

use super::letter::is_small;
use super::{Class, Joint, Token, cue};
use crate::prelude::*;

/// One sentence, headline or list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The number of the block (paragraph, heading) it stands in.
    pub block: u32,
    /// Mostly in capitals, so that case says nothing about names.
    pub shouting: bool,
}

/// What the tokens so far say about the next one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Inside,
    /// A full stop, exclamation or question mark came.
    Ended,
    /// An abbreviation came that may or may not close the sentence.
    MayEnd,
}

/// Cuts tokens into sentences as they come.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    start: u32,
    block: u32,
    state: State,
}

impl Splitter {
    /// Takes the newest token, the last of `tokens`.
    pub(super) fn take(&mut self, tokens: &[Token], raw: &str, folded: &str, sentences: &mut Vec<Sentence>) {
        let Some(token) = tokens.last() else { return };
        let index = tokens.len() as u32 - 1;
        let opens = token.joint == Joint::Block
            || match self.state {
                State::Inside => false,
                State::Ended => token.joint == Joint::Space && may_open(token, raw),
                State::MayEnd => token.joint == Joint::Space && token.is_capitalised() && cue::is_opener(folded),
            };
        if opens {
            self.cut(index, tokens, sentences);
            self.block += u32::from(token.joint == Joint::Block && index > 0);
            self.state = State::Inside;
        }
        self.state = match token.class {
            Class::Punct if is_terminal(raw) => State::Ended,
            // Quotes and brackets that close after the full stop belong to its sentence.
            Class::Punct if self.state != State::Inside && token.joint == Joint::Tight && is_closer(raw) => self.state,
            Class::Word if raw.ends_with('.') && (raw.len() > 3 && token.is_capitals() || cue::may_close(folded)) => {
                State::MayEnd
            }
            _ => State::Inside,
        };
    }

    /// Ends the last sentence.
    pub(super) fn close(&mut self, tokens: &[Token], sentences: &mut Vec<Sentence>) {
        self.cut(tokens.len() as u32, tokens, sentences);
    }

    fn cut(&mut self, end: u32, tokens: &[Token], sentences: &mut Vec<Sentence>) {
        if end > self.start {
            let words = tokens.get(self.start as usize..end as usize).unwrap_or(&[]);
            sentences.push(Sentence {
                tokens: self.start..end,
                block: self.block,
                shouting: is_shouting(words),
            });
            self.start = end;
        }
    }
}

fn is_terminal(raw: &str) -> bool {
    matches!(raw, "." | "!" | "?" | "…" | "。" | "！" | "？" | "؟" | "۔" | "।")
}

fn is_closer(raw: &str) -> bool {
    matches!(raw, "\"" | "'" | "”" | "’" | ")" | "]" | "»" | "」")
}

fn may_open(token: &Token, raw: &str) -> bool {
    match token.class {
        Class::Punct => matches!(
            raw,
            "\"" | "'" | "“" | "‘" | "(" | "[" | "«" | "¿" | "¡" | "-" | "–" | "—" | "•" | "…"
        ),
        _ => !raw.starts_with(is_small),
    }
}

/// Three of four words of two letters and more in capitals, and at least three of them.
fn is_shouting(tokens: &[Token]) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for token in tokens
        .iter()
        .filter(|t| t.class == Class::Word && t.span.end - t.span.start > 1)
    {
        words += 1;
        capitals += usize::from(token.is_capitals());
    }
    capitals >= 3 && capitals * 4 >= words * 3
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    fn sentences(text: &str) -> Vec<String> {
        let d = Document::new(text);
        d.sentences()
            .iter()
            .map(|s| d.slice(d.span_of(&s.tokens)).to_owned())
            .collect()
    }

    #[test]
    fn news_sentences() {
        for (text, expected) in [
            ("The U.S. Army left. It won.", vec!["The U.S. Army left.", "It won."]),
            (
                "He went to the U.S. The army left.",
                vec!["He went to the U.S.", "The army left."],
            ),
            (
                "Gen. Umar spoke. Mr. Khan did not.",
                vec!["Gen. Umar spoke.", "Mr. Khan did not."],
            ),
            ("“We won.” He left.", vec!["“We won.”", "He left."]),
            ("“Why?” he asked. “Because.”", vec!["“Why?” he asked.", "“Because.”"]),
            ("Head line\nBody text", vec!["Head line", "Body text"]),
            ("It cost 3.5 million. Yes!", vec!["It cost 3.5 million.", "Yes!"]),
            ("Yahoo! said no.", vec!["Yahoo! said no."]),
            ("Martin Luther King Jr. spoke.", vec!["Martin Luther King Jr. spoke."]),
            ("Acme Inc. The firm won.", vec!["Acme Inc.", "The firm won."]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn capitals_say_nothing_in_a_shouted_headline() {
        let d = Document::new("TALIBAN SEIZE KABUL AIRPORT\nThe TTP and NATO met in Kabul.");
        assert_eq!(
            d.sentences().iter().map(|s| s.shouting).collect::<Vec<_>>(),
            [true, false]
        );
    }
}
