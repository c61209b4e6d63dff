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

/// Whether a character is a mark that belongs to the letter before it and is
/// itself no letter to Rust: accents, viramas, nuktas, variation selectors.
pub(super) fn is_mark(c: char) -> bool {
    let Ok(code) = u16::try_from(c as u32) else {
        return matches!(c, '\u{11133}' | '\u{11134}' | '\u{1e944}'..='\u{1e94a}' | '\u{e0100}'..='\u{e01ef}');
    };
    let after = MARKS.partition_point(|(first, _)| *first <= code);
    after > 0 && code <= MARKS[after - 1].1
}

/// First and last of each run of marks in the basic plane; letters between them count as letters anyway.
#[rustfmt::skip]
static MARKS: [(u16, u16); 83] = [
    (0x300, 0x362), (0x483, 0x489), (0x591, 0x5af), (0x5c8, 0x5c9), (0x658, 0x658), (0x6df, 0x6e0), (0x6ea, 0x6ec),
    (0x740, 0x74a), (0x7eb, 0x7f3), (0x7fd, 0x7fd), (0x818, 0x82d), (0x859, 0x85b), (0x898, 0x8e1), (0x8ea, 0x954),
    (0x9bc, 0x9bc), (0x9cd, 0x9cd), (0x9fe, 0x9fe), (0xa3c, 0xa3c), (0xa4d, 0xa4d), (0xabc, 0xabc), (0xacd, 0xacd),
    (0xafd, 0xaff), (0xb3c, 0xb3c), (0xb4d, 0xb4d), (0xb53, 0xb55), (0xbcd, 0xbcd), (0xc3c, 0xc3c), (0xc4d, 0xc4d),
    (0xcbc, 0xcbc), (0xccd, 0xccd), (0xd3b, 0xd3c), (0xd4d, 0xd4d), (0xdca, 0xdca), (0xe47, 0xe4e), (0xeba, 0xeba),
    (0xec8, 0xece), (0xf18, 0xf19), (0xf35, 0xf35), (0xf37, 0xf37), (0xf39, 0xf39), (0xf3e, 0xf3f), (0xf84, 0xf84),
    (0xf86, 0xf87), (0xfc6, 0xfc6), (0x1037, 0x103a), (0x135d, 0x135f), (0x1714, 0x1715), (0x1734, 0x1734), (0x17b4, 0x17d3),
    (0x17dd, 0x17dd), (0x180b, 0x180d), (0x180f, 0x180f), (0x1939, 0x193b), (0x1a60, 0x1a7c), (0x1a7f, 0x1a7f), (0x1ab0, 0x1af0),
    (0x1b34, 0x1b44), (0x1b6b, 0x1b73), (0x1baa, 0x1bf3), (0x1c37, 0x1c37), (0x1cd0, 0x1cd2), (0x1cd4, 0x1cf9), (0x1dc0, 0x1dff),
    (0x20d0, 0x20f0), (0x2cef, 0x2cf1), (0x2d7f, 0x2d7f), (0x302a, 0x302f), (0x3099, 0x309a), (0xa66f, 0xa672), (0xa67c, 0xa67d),
    (0xa6f0, 0xa6f1), (0xa806, 0xa806), (0xa82c, 0xa82c), (0xa8c4, 0xa8c4), (0xa8e0, 0xa8f1), (0xa92b, 0xa92d), (0xa953, 0xa953),
    (0xa9b3, 0xa9c0), (0xaabf, 0xaac1), (0xaaf6, 0xaaf6), (0xabec, 0xabed), (0xfe00, 0xfe0f), (0xfe20, 0xfe2f),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::{fold_word, is_optional_mark};
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

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

    #[test]
    fn marks_are_those_of_unicode() {
        for c in (0x80..0x10000).filter_map(char::from_u32) {
            let expected = c.is_alphanumeric() || is_combining_mark(c);
            assert_eq!(c.is_alphanumeric() || is_mark(c), expected, "U+{:04X}", c as u32);
        }
        for c in ('\u{10000}'..=char::MAX).filter(|c| is_mark(*c)) {
            assert!(
                is_combining_mark(c) || canonical_combining_class(c) > 0,
                "U+{:04X}",
                c as u32
            );
        }
    }
}
