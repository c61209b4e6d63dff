//! The few words that decide whether a dot ends a sentence.

use super::Lexicon;

/// What each word is, folded: `short` keeps its dot when capitalised, and the sentence goes on; `small` in lower
/// case too; `numbered` only before a number, as in `No. 5`; `closes` may end a sentence as well; `opens`
/// begins one and hardly ever stands inside a name.
const CUES: Lexicon = Lexicon::new(include_str!("cues.txt"));

fn is(folded: &str, what: &str) -> bool {
    CUES.of(folded)
        .is_some_and(|said| said.split(' ').any(|word| word == what))
}

pub(super) fn is_abbreviation(folded: &str) -> bool {
    is(folded, "short")
}

pub(super) fn is_small_abbreviation(folded: &str) -> bool {
    is(folded, "small")
}

pub(super) fn needs_number(folded: &str) -> bool {
    is(folded, "numbered")
}

pub(super) fn may_close(folded: &str) -> bool {
    is(folded, "closes")
}

pub(super) fn is_opener(folded: &str) -> bool {
    is(folded, "opens")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_says_what_is_asked() {
        assert!(CUES.is_sorted());
        assert!(is_abbreviation("co") && may_close("co") && !is_opener("co"));
        assert!(needs_number("no") && is_opener("no") && !is_abbreviation("no"));
        assert!(is_small_abbreviation("vs") && !may_close("vs"));
    }
}
