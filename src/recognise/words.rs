//! Small word lists that settle what is no name: one file a list, folded and sorted.

use crate::text::Lexicon;

/// Places, days, feasts, peoples and faiths: capitalised, and neither a person nor a group by themselves.
pub(super) const PLACES: Lexicon = Lexicon::new(include_str!("words/places.txt"));
/// Adjectives of places and creeds.
pub(super) const DEMONYMS: Lexicon = Lexicon::new(include_str!("words/demonyms.txt"));
/// Common nouns that say that the name beside them is a group's.
pub(super) const GROUP_CLASSES: Lexicon = Lexicon::new(include_str!("words/group_class.txt"));
/// Common nouns that say that the name after them is a person's.
pub(super) const ROLES: Lexicon = Lexicon::new(include_str!("words/roles.txt"));
/// What persons and groups do and places do not: verbs of saying, and `who`.
pub(super) const SPEECH: Lexicon = Lexicon::new(include_str!("words/speech.txt"));
/// Words that open sentences with a capital that means nothing.
pub(super) const OPENERS: Lexicon = Lexicon::new(include_str!("words/openers.txt"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold_word;

    #[test]
    fn lists_are_sorted_and_folded() {
        for (name, list, text) in [
            ("places", PLACES, include_str!("words/places.txt")),
            ("demonyms", DEMONYMS, include_str!("words/demonyms.txt")),
            ("group_class", GROUP_CLASSES, include_str!("words/group_class.txt")),
            ("roles", ROLES, include_str!("words/roles.txt")),
            ("speech", SPEECH, include_str!("words/speech.txt")),
            ("openers", OPENERS, include_str!("words/openers.txt")),
        ] {
            assert!(list.is_sorted(), "{name}");
            for word in text.lines() {
                assert_eq!(fold_word(word), word, "{name}");
            }
        }
    }
}
