//! Folding: the form in which two spellings of one word on real pages are equal.
//!
//! Case, diacritics, apostrophes, dots, full-width forms and invisible
//! characters go; canonically equivalent text folds alike. Hyphens are gone
//! before: a hyphenated name is several tokens. Every token keeps its own
//! folded form beside its span, so the way back to the text is never lost.

use super::decompose::decompose;
use super::small::small;
use crate::prelude::*;

/// Appends the folded form of `word` to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        if word.bytes().any(|b| matches!(b, b'\'' | b'.' | b'`')) {
            word.split(['\'', '.', '`']).for_each(|part| out.push_str(part));
        } else {
            out.push_str(word);
        }
        if let Some(folded) = out.get_mut(start..) {
            folded.make_ascii_lowercase();
        }
    } else {
        // Capitals first: the table of compositions knows small letters alone.
        for c in word.chars().map(small) {
            decompose(c, |part| fold_char(part, out));
        }
    }
}

/// The folded form of `word`.
pub fn fold_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// Whether `c` is one of the apostrophes of real pages, straight, curly, modifier or misused.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '`' | '´' | '′' | '＇')
}

/// Whether `c` is a hyphen or a dash that real pages use inside names.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–' | '\u{fe63}' | '－')
}

/// Whether `c` shows nothing and parts nothing: soft hyphen, joiners, direction marks.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Marks that writers leave out at will. Vowel signs of the Indic scripts are letters and stay.
pub(super) fn is_optional_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
            | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
            | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
    )
}

/// Folds one small letter of decomposed text.
fn fold_char(c: char, out: &mut String) {
    let c = match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    if c == '.' || is_apostrophe(c) || is_invisible(c) || is_optional_mark(c) {
        return;
    }
    // Letters that Unicode does not decompose but that names are written with or without.
    let whole = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ς' => "σ",
        'ي' | 'ى' => "ی",
        'ك' => "ک",
        'ة' => "ه",
        c => return out.push(c),
    };
    out.push_str(whole);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_pages_mix_fold_alike() {
        for (a, b) in [
            ("Qa'ida", "Qa’ida"),
            ("Sana'a", "Sanaa"),
            ("Erdoğan", "ERDOGAN"),
            ("Nicolás", "Nicola\u{301}s"),
            ("Łukasz", "lukasz"),
            ("İstanbul", "istanbul"),
            ("Straße", "STRASSE"),
            ("U.N.", "UN"),
            ("ＮＡＴＯ", "nato"),
            ("Мо\u{301}сква", "МОСКВА"),
            ("أحمد", "احمد"),
            ("علي", "على"),
            ("مُحَمَّد", "محمد"),
            ("O\u{ad}bama", "Obama"),
            ("ΣΊΣΥΦΟΣ", "Σίσυφος"),
        ] {
            assert_eq!(fold_word(a), fold_word(b), "{a} / {b}");
        }
    }

    #[test]
    fn letters_that_tell_names_apart_stay() {
        for (a, b) in [("Masood", "Mansoor"), ("किम", "कम"), ("Umar", "Amir")] {
            assert_ne!(fold_word(a), fold_word(b), "{a} / {b}");
        }
    }
}
