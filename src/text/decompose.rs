//! The letters that Unicode composes of others, as far as folding needs them.
//!
//! A whole Unicode library's tables weigh as much as the rest of the engine.
//! Folding asks little of them: what remains of a small letter once the marks
//! go that writers leave out at will. `decompositions.txt` says it: a letter
//! and those that fold to it, then, after an empty line, letters with the two
//! or three they are equal to. Left out are the compatibility ideographs of
//! CJK and scripts of the past outside the basic plane.

use crate::prelude::*;
use once_cell::race::OnceBox;

static LINES: &str = include_str!("decompositions.txt");

/// Where the letters lie that decompose: Latin to kana, and the Hebrew presentation forms.
const MAIN: usize = 0x3100;
const HEBREW: core::ops::Range<usize> = 0xfb00..0xfb50;

/// Marks values of [`TABLE`] that count lines of the second part, among the code points nobody assigns.
const LINE: u16 = 0xe000;

/// For each place the one letter it folds to, or `LINE` and the line's number, or 0.
static TABLE: OnceBox<Vec<u16>> = OnceBox::new();

/// The lines of the second part.
static SEQUENCES: OnceBox<Vec<&str>> = OnceBox::new();

#[expect(clippy::box_collection, reason = "what fills a OnceBox is a box")]
fn table() -> Box<Vec<u16>> {
    let mut table = vec![0; MAIN + HEBREW.len()];
    let mut set = |letter: char, value: u16| {
        if let Some(slot) = place(letter).and_then(|place| table.get_mut(place)) {
            *slot = value;
        }
    };
    for line in LINES.lines().take_while(|line| !line.is_empty()) {
        let mut letters = line.chars();
        let base = letters.next().map_or(0, |base| base as u16);
        letters.for_each(|letter| set(letter, base));
    }
    for (number, line) in (LINE..).zip(sequences()) {
        if let Some(letter) = line.chars().next() {
            set(letter, number);
        }
    }
    Box::new(table)
}

fn sequences() -> &'static [&'static str] {
    SEQUENCES.get_or_init(|| Box::new(LINES.lines().skip_while(|line| !line.is_empty()).skip(1).collect()))
}

fn place(letter: char) -> Option<usize> {
    let code = letter as usize;
    match code {
        _ if code < MAIN => Some(code),
        _ if HEBREW.contains(&code) => Some(MAIN + code - HEBREW.start),
        _ => None,
    }
}

/// Calls `part` with what a small letter is made of, optional marks left out.
pub(super) fn decompose(letter: char, mut part: impl FnMut(char)) {
    if matches!(letter, '\u{ac00}'..='\u{d7a3}') {
        return hangul(letter as u32 - 0xac00, part);
    }
    match place(letter).and_then(|place| TABLE.get_or_init(table).get(place)) {
        None | Some(0) => part(letter),
        Some(&code) if code < LINE => part(char::from_u32(code.into()).unwrap_or(letter)),
        Some(&line) => {
            let line = sequences().get(usize::from(line - LINE)).copied().unwrap_or_default();
            line.chars().skip(1).for_each(part);
        }
    }
}

/// A syllable as its two or three jamo: Unicode gives a rule, not a table.
fn hangul(index: u32, mut part: impl FnMut(char)) {
    let jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11a7 + index % 28];
    let count = if index.is_multiple_of(28) { 2 } else { 3 };
    jamo.into_iter()
        .take(count)
        .filter_map(char::from_u32)
        .for_each(&mut part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::{fold_word, is_optional_mark};
    use unicode_normalization::UnicodeNormalization;

    /// Letters of the basic plane but for what the module's comment leaves out.
    fn letters() -> impl Iterator<Item = char> {
        (0x80..0x10000)
            .filter_map(char::from_u32)
            .filter(|c| c.is_alphanumeric() && !matches!(c, '\u{f900}'..='\u{faff}'))
    }

    #[test]
    fn every_letter_is_made_of_what_unicode_says() {
        for letter in letters().filter(|letter| letter.to_lowercase().eq([*letter]) && !is_optional_mark(*letter)) {
            let expected: String = letter.nfd().filter(|part| !is_optional_mark(*part)).collect();
            let mut parts = String::new();
            decompose(letter, |part| parts.push(part));
            assert_eq!(parts, expected, "{letter} U+{:04X}", letter as u32);
        }
    }

    #[test]
    fn equivalent_text_folds_alike() {
        for letter in letters() {
            let (composed, apart): (String, String) = (letter.nfc().collect(), letter.nfd().collect());
            assert_eq!(
                fold_word(&composed),
                fold_word(&apart),
                "{letter} U+{:04X}",
                letter as u32
            );
        }
    }
}
