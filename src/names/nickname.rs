//! Everyday forms of given names that are no mere beginnings of them.

use crate::text::Lexicon;

/// A short form and the full ones it may stand for, folded.
const SHORT_FORMS: Lexicon = Lexicon::new(include_str!("words/nicknames.txt"));

/// Whether one folded given name is an everyday form of the other.
pub fn is_short_form(a: &str, b: &str) -> bool {
    let listed = |short, full| {
        SHORT_FORMS
            .of(short)
            .is_some_and(|names| names.split(' ').any(|name| name == full))
    };
    listed(a, b) || listed(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_read_both_ways() {
        assert!(SHORT_FORMS.is_sorted());
        assert!(is_short_form("ted", "theodore") && is_short_form("edward", "ted"));
        assert!(!is_short_form("ted", "thomas") && !is_short_form("ted", ""));
    }
}
