//! Whether a short form in capitals stands for a long name.
//!
//! `TTP` takes the first letters of Tehreek-i-Taliban Pakistan, `JuA` keeps
//! the small word of Jamaat-ul-Ahrar, `ISIL` keeps some small words and
//! `CENTCOM` takes syllables. All of that is one search for the cheapest way to
//! read the short form off the words, and the cost says how far to trust it.

use crate::prelude::*;
use crate::text::Lexicon;
use crate::text::fold::{fold_into, is_hyphen};
use crate::text::letter::{is_capital, is_small, is_word_char};

/// How a short form is read off a long one, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// One letter for each word, in order; small words (`of`, `ul`) may be left out.
    Initials,
    /// So too, once the first word is moved to the end or the last to the front:
    /// TTP and Pakistan Tehreek-i-Taliban.
    Turned,
    /// A word gives two letters or a syllable, or one word gives none. Only a bracket or an
    /// `or` beside the name makes it worth believing.
    Loose,
}

/// Small words that a short form keeps or leaves out. Folded, sorted.
const SMALL: Lexicon = Lexicon::new(include_str!("words/small.txt"));

/// The most letters of a short form and the most words of a long one.
const LETTERS: usize = 10;
const WORDS: usize = 16;

/// What a reading may cost at most.
const LIMIT: u32 = 2;

/// The letters of a short form: folded, without dots and a plural `s`. None if it is no acronym:
/// it needs two capitals, and no more small letters than capitals.
fn letters(short: &str) -> Option<Vec<char>> {
    let trimmed = short
        .strip_suffix("'s")
        .or_else(|| short.strip_suffix("’s"))
        .unwrap_or(short);
    if trimmed.len() > 4 * LETTERS {
        return None;
    }
    let capitals = trimmed.chars().filter(|c| is_capital(*c)).count();
    let small = trimmed.chars().filter(|c| is_small(*c)).count();
    if capitals < 2 || small > capitals || trimmed.contains(char::is_whitespace) {
        return None;
    }
    // NGOs, MPs.
    let singular = match trimmed.strip_suffix('s') {
        Some(rest) if small == 1 => rest,
        _ => trimmed,
    };
    let mut folded = String::new();
    fold_into(singular, &mut folded);
    let letters: Vec<char> = folded.chars().filter(|c| is_word_char(*c)).collect();
    (2..=LETTERS).contains(&letters.len()).then_some(letters)
}

/// Whether a word, as the text has it, is written like an acronym: `TTP`, `JuA`, `U.N.`, `NGOs`.
pub fn looks_like(word: &str) -> bool {
    letters(word).is_some()
}

/// A word of the long form.
struct Word {
    letters: Vec<char>,
    small: bool,
}

/// The words of a long form: cut at spaces, hyphens, slashes, brackets, and before inner capitals.
fn words(long: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let cut = |c: char| c.is_whitespace() || is_hyphen(c) || matches!(c, '/' | '(' | ')' | ',' | '&' | '"' | '“' | '”');
    for piece in long.split(cut) {
        let mut folded = String::new();
        let mut rest = piece;
        while !rest.is_empty() {
            let end = inner_capital(rest).unwrap_or(rest.len());
            folded.clear();
            fold_into(&rest[..end], &mut folded);
            rest = &rest[end..];
            if folded.is_empty() {
                continue;
            }
            if words.len() == WORDS {
                return None;
            }
            let small = SMALL.has(&folded);
            words.push(Word {
                letters: folded.chars().take(LETTERS).collect(),
                small,
            });
        }
    }
    Some(words)
}

/// Where the next capital follows a small letter: 3 in `YouTube`.
fn inner_capital(word: &str) -> Option<usize> {
    let mut before = None;
    for (at, c) in word.char_indices() {
        if is_capital(c) && before.is_some_and(is_small) {
            return Some(at);
        }
        before = Some(c);
    }
    None
}

/// Whether a folded word is the first letters of these folded words: `un` of `united nations`.
pub(super) fn is_initials(word: &str, of: &[&str]) -> bool {
    of.len() > 1 && word.chars().map(Some).eq(of.iter().map(|word| word.chars().next()))
}

/// How `short` can be read off `long`, both as the text has them. None where it can't.
pub fn stands_for(short: &str, long: &str) -> Option<Reading> {
    let letters = letters(short)?;
    let mut words = words(long)?;
    if words.len() < 2 {
        return None;
    }
    let straight = cost(&letters, &words);
    if straight == 0 {
        return Some(Reading::Initials);
    }
    if letters.len() > 2 {
        let first = words.remove(0);
        words.push(first);
        let left = cost(&letters, &words);
        for _ in 0..2 {
            words.pop().into_iter().for_each(|word| words.insert(0, word));
        }
        let right = cost(&letters, &words);
        if left.min(right) == 0 {
            return Some(Reading::Turned);
        }
    }
    (letters.len() > 2 && straight <= LIMIT).then_some(Reading::Loose)
}

/// The cheapest way to read the letters off the words, each word giving its first letters or nothing.
fn cost(letters: &[char], words: &[Word]) -> u32 {
    const NEVER: u32 = 1000;
    // best[n]: the cost of having read n letters off the words so far.
    let mut best = [NEVER; LETTERS + 1];
    best[0] = 0;
    for (index, word) in words.iter().enumerate() {
        let mut next = [NEVER; LETTERS + 1];
        for read in 0..=letters.len() {
            if best[read] >= NEVER {
                continue;
            }
            // The first word of weight gives the first letter.
            let skip = match (word.small, read) {
                (true, _) => 0,
                (false, 0) => NEVER,
                (false, _) if index + 1 == words.len() => 1,
                (false, _) => 2,
            };
            next[read] = next[read].min(best[read] + skip);
            for taken in 1..=(letters.len() - read).min(word.letters.len()) {
                if letters[read + taken - 1] != word.letters[taken - 1] {
                    break;
                }
                let price = if taken == 1 { 0 } else { 1 };
                next[read + taken] = next[read + taken].min(best[read] + price);
            }
        }
        best = next;
    }
    best[letters.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tables_are_sorted() {
        assert!(SMALL.is_sorted());
    }

    #[test]
    fn readings() {
        for (short, long, reading) in [
            ("JuA", "Jamaat-ul-Ahrar", Some(Reading::Initials)),
            ("JUA", "Jamaat-ul-Ahraar", Some(Reading::Initials)),
            ("JA", "Jamaat-ul-Ahraar", Some(Reading::Initials)),
            ("TTP", "Tehreek-i-Taliban Pakistan", Some(Reading::Initials)),
            ("TTP", "Pakistan Tehreek-i-Taliban", Some(Reading::Turned)),
            ("VOA", "Voice of America", Some(Reading::Initials)),
            ("ISIS", "Islamic State of Iraq and Syria", Some(Reading::Initials)),
            ("U.N.", "United Nations", Some(Reading::Initials)),
            ("NATO", "North Atlantic Treaty Organization", Some(Reading::Initials)),
            ("FBI", "The Federal Bureau of Investigation", Some(Reading::Initials)),
            ("YT", "YouTube", Some(Reading::Initials)),
            ("ÖVP", "Österreichische Volks-Partei", Some(Reading::Initials)),
            ("CENTCOM", "Central Command", Some(Reading::Loose)),
            ("BMD", "Ballistic Missile Defence Agency", Some(Reading::Loose)),
            ("NGOs", "Non-Governmental Organisation", Some(Reading::Initials)),
            ("TTP", "Taliban", None),
            ("TTP", "Jamaat-ul-Ahrar", None),
            ("UN", "Nations United", None),
            ("Hamas", "Harakat al-Muqawama", None),
            ("", "", None),
        ] {
            assert_eq!(stands_for(short, long), reading, "{short} / {long}");
        }
    }

    #[test]
    fn shapes() {
        for (word, yes) in [
            ("TTP", true),
            ("JuA", true),
            ("U.N.", true),
            ("MPs", true),
            ("Hamas", false),
            ("I", false),
            ("McCain", false),
        ] {
            assert_eq!(looks_like(word), yes, "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(short in "\\PC{0,12}|[A-Za-z.]{0,8}", long in "\\PC{0,40}|([A-Z][a-z]{0,6}[ -]){0,20}") {
            stands_for(&short, &long);
        }
    }
}
