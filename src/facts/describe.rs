//! Who an entity is, in the article's own words: apposition, title, copula.

use core::ops::Range;

use super::Cast;
use crate::annotation::Kind;
use crate::names;
use crate::prelude::*;
use crate::recognise::{self, Mention};
use crate::text::{Class, Document, Joint, Span, Token};

/// A description longer than this is a clause, not a phrase.
const MOST_WORDS: u32 = 24;
/// An introduction stands where a name is first used; later phrases are mostly something else.
const MOST_MENTIONS: usize = 12;

/// The first phrase that says who this is.
pub(super) fn describe(document: &Document, mentions: &[Mention], member: &Cast) -> Option<Span> {
    member
        .chain
        .mentions
        .iter()
        .take(MOST_MENTIONS)
        .filter_map(|&m| mentions.get(m as usize))
        .find_map(|mention| {
            let place = Place::of(document, &mention.tokens)?;
            let phrase = place
                .apposition()
                .or_else(|| place.copula())
                .or_else(|| match member.kind {
                    Kind::Person => place.title(),
                    Kind::Group => place.class(),
                })?;
            Some(document.span_of(&phrase))
        })
}

/// A mention in its sentence.
struct Place<'a> {
    document: &'a Document,
    sentence: Range<u32>,
    mention: Range<u32>,
}

impl<'a> Place<'a> {
    fn of(document: &'a Document, mention: &Range<u32>) -> Option<Place<'a>> {
        let sentence = document
            .sentences()
            .get(document.sentence_of(mention.start as usize))?
            .tokens
            .clone();
        Some(Place {
            document,
            sentence,
            mention: mention.clone(),
        })
    }

    /// `JuA, a faction of the banned TTP, confirmed`: between commas after the name.
    fn apposition(&self) -> Option<Range<u32>> {
        let comma = self.mention.end + u32::from(self.raw(self.mention.end) == ")");
        if !matches!(self.raw(comma), "," | "—" | "–") {
            return None;
        }
        let start = comma + 1;
        let article = matches!(self.fold(start), "a" | "an" | "the");
        let named = self.opens_with_role(start);
        if !(article || named) || (self.fold(start) == "the" && self.is_adverbial()) {
            return None;
        }
        let phrase = self.phrase(start + u32::from(article), &[",", ";", "—", "–", ")"])?;
        let closed = phrase.end >= self.sentence.end || self.punct(phrase.end) || is_relative(self.fold(phrase.end));
        let first = self.token(phrase.start)?;
        // `the United States, the European Union and` is a list, not a description.
        let noun = !first.is_capitalised()
            || recognise::is_demonym(self.fold(phrase.start))
            || self.role_within(phrase.start, 3);
        // `in Congress, the tech entrepreneur was elected`: the comma closes a clause, and a new one begins.
        let clause = phrase
            .clone()
            .any(|i| is_finite(self.fold(i)) || recognise::is_speech_verb(self.fold(i)));
        (closed && noun && !clause && self.has_noun(&phrase)).then_some(phrase)
    }

    /// `The ELN is a Marxist guerrilla group`: after a form of `to be` and an article.
    fn copula(&self) -> Option<Range<u32>> {
        let verb = self.mention.end;
        let article = match (self.fold(verb), self.fold(verb + 1)) {
            ("is" | "was" | "are" | "were" | "remains", "a" | "an" | "the") => verb + 1,
            ("has", "been") if matches!(self.fold(verb + 2), "a" | "an" | "the") => verb + 2,
            _ => return None,
        };
        let phrase = self.phrase(article + 1, &[",", ";", "—", "–", ")", ":"])?;
        (self.has_noun(&phrase) && !self.token(phrase.start)?.is_capitalised()
            || recognise::is_demonym(self.fold(phrase.start)))
        .then_some(phrase)
    }

    /// `Retired Pakistan Army General Talat Masood`, `its top commander, Umar Mansoor`: before a person's name.
    fn title(&self) -> Option<Range<u32>> {
        let comma = self.mention.start > self.sentence.start && self.raw(self.mention.start - 1) == ",";
        let end = self.mention.start - u32::from(comma);
        if end <= self.sentence.start {
            return None;
        }
        let last = end - 1;
        let role = recognise::is_role(self.fold(last)) || (!comma && names::title::title(self.fold(last)).is_some());
        // `Secretary of State`: the office's last word is none by itself.
        let office = !comma && self.office(end);
        if !role && !office {
            return None;
        }
        let start = self.modifiers(last);
        // A form of address says nothing: `Mr. Khan`.
        let address = (start..end)
            .all(|i| names::title::title(self.fold(i)).is_some_and(|t| t.rank == names::title::Rank::Courtesy));
        (!address).then_some(start..end)
    }

    /// `Palestinian militant group Hamas`: before a group's name.
    fn class(&self) -> Option<Range<u32>> {
        let last = self
            .mention
            .start
            .checked_sub(1)
            .filter(|&i| i >= self.sentence.start)?;
        let class = recognise::is_group_class(self.fold(last)) && self.token(last).is_some_and(|t| !t.is_capitalised());
        class.then(|| self.modifiers(last)..last + 1)
    }

    /// Whether a title of several words ends here: `Secretary of State`.
    fn office(&self, end: u32) -> bool {
        (2..=5)
            .filter_map(|n| end.checked_sub(n))
            .filter(|&start| start >= self.sentence.start)
            .any(|start| {
                let folds: Vec<&str> = (start..=end).map(|i| self.fold(i)).collect();
                names::title::leading(&folds) as u32 == end - start
            })
    }

    /// Where the words that belong to a role begin, going left from it.
    fn modifiers(&self, role: u32) -> u32 {
        let mut start = role;
        while start > self.sentence.start {
            let before = start - 1;
            let folded = self.fold(before);
            let joined = self
                .token(start)
                .is_some_and(|t| matches!(t.joint, Joint::Space | Joint::Hyphen | Joint::Tight));
            let Some(token) = self.token(before) else { break };
            let belongs = match token.class {
                Class::Possessive => {
                    before > self.sentence.start && self.token(before - 1).is_some_and(Token::is_capitalised)
                }
                Class::Word => {
                    (token.is_capitalised() && (token.is_capitals() || !recognise::is_opener(folded)))
                        || recognise::is_role(folded)
                        || recognise::is_group_class(folded)
                        || is_modifier(folded)
                        || (folded == "of"
                            && self.token(start).is_some_and(Token::is_capitalised)
                            && before > self.sentence.start
                            && self.token(before - 1).is_some_and(Token::is_capitalised))
                }
                _ => false,
            };
            if !belongs || !joined {
                break;
            }
            start = before;
        }
        start
    }

    /// From a token to the end of the phrase: a closing mark, a relative clause, the sentence's end.
    fn phrase(&self, start: u32, closers: &[&str]) -> Option<Range<u32>> {
        let mut end = start;
        let mut depth = 0;
        while end < self.sentence.end {
            let raw = self.raw(end);
            match raw {
                "(" | "[" => depth += 1,
                ")" | "]" if depth > 0 => depth -= 1,
                _ if depth == 0 && (closers.contains(&raw) || matches!(raw, "." | "!" | "?" | "”" | "\"")) => break,
                _ if depth == 0 && end > start && is_relative(self.fold(end)) => break,
                _ => {}
            }
            end += 1;
        }
        (end > start && end - start <= MOST_WORDS && depth == 0).then_some(start..end)
    }

    fn has_noun(&self, phrase: &Range<u32>) -> bool {
        phrase.clone().any(|i| {
            self.token(i)
                .is_some_and(|t| t.class == Class::Word && !t.is_capitalised())
                && self.fold(i).len() > 3
        })
    }

    /// `According to the Pentagon, the base serves`: the comma ends what opens the sentence, and its subject comes.
    fn is_adverbial(&self) -> bool {
        let opener = matches!(
            self.fold(self.sentence.start),
            "according"
                | "after"
                | "at"
                | "before"
                | "by"
                | "during"
                | "for"
                | "from"
                | "in"
                | "on"
                | "since"
                | "to"
                | "under"
                | "unlike"
                | "with"
                | "within"
                | "without"
        );
        opener && self.mention.start - self.sentence.start <= 8
    }

    /// `chairman of the board`, `former Danish lawmaker`: a role with nothing but its own words before it.
    fn opens_with_role(&self, start: u32) -> bool {
        let belongs = |i: u32| {
            let folded = self.fold(i);
            is_modifier(folded) || recognise::is_demonym(folded) || recognise::is_group_class(folded)
        };
        let role = (start..start + 4).find(|&i| !belongs(i) || recognise::is_role(self.fold(i)));
        role.is_some_and(|i| recognise::is_role(self.fold(i)))
    }

    fn role_within(&self, start: u32, words: u32) -> bool {
        (start..start + words)
            .take_while(|&i| self.token(i).is_some_and(|t| t.is_word()))
            .any(|i| recognise::is_role(self.fold(i)))
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
        self.token(at).is_some_and(|t| t.class == Class::Punct)
    }
}

/// Verbs that no phrase without a clause of its own holds.
fn is_finite(folded: &str) -> bool {
    matches!(
        folded,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "does"
            | "did"
    )
}

fn is_relative(folded: &str) -> bool {
    matches!(
        folded,
        "who" | "which" | "that" | "whose" | "where" | "when" | "while" | "but" | "as" | "after" | "before"
    )
}

/// Lower-case words that stand before a role and belong to it.
fn is_modifier(folded: &str) -> bool {
    matches!(
        folded,
        "acting"
            | "armed"
            | "banned"
            | "chief"
            | "deputy"
            | "exiled"
            | "federal"
            | "foreign"
            | "former"
            | "founding"
            | "global"
            | "government"
            | "interim"
            | "jailed"
            | "junior"
            | "key"
            | "leading"
            | "local"
            | "longtime"
            | "militant"
            | "military"
            | "national"
            | "opposition"
            | "outgoing"
            | "political"
            | "prime"
            | "prominent"
            | "provincial"
            | "ranking"
            | "regional"
            | "retired"
            | "rights"
            | "ruling"
            | "security"
            | "senior"
            | "separatist"
            | "slain"
            | "state"
            | "terror"
            | "terrorist"
            | "top"
            | "veteran"
            | "vice"
            | "press"
            | "human"
            | "news"
            | "defence"
            | "defense"
            | "police"
            | "army"
            | "rebel"
            | "party"
            | "group"
            | "insurgent"
            | "islamist"
            | "jihadist"
            | "main"
    )
}
