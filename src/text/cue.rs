//! The few words that decide whether a dot ends a sentence.

/// Abbreviations that keep their dot when capitalised: the sentence goes on. Folded, sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "assoc", "asst", "ave", "blvd", "brig", "bros", "capt", "cmdr", "co", "col", "comdr", "corp", "cpl", "dept",
    "dr", "esq", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jr", "lt", "ltd", "maj", "messrs", "mfg", "mr",
    "mrs", "ms", "msgr", "mt", "pfc", "phd", "pres", "prof", "pvt", "rep", "reps", "rev", "sec", "sen", "sens", "sgt",
    "sr", "st", "supt", "univ",
];

/// Abbreviations that keep it in lower case too. Folded, sorted.
const SMALL: &[&str] = &["etc", "viz", "vs"];

/// Abbreviations only before a number: `No. 5`, `Mar. 3`. Folded, sorted.
const NUMBERED: &[&str] = &[
    "apr", "aug", "dec", "feb", "fig", "jan", "jul", "jun", "mar", "no", "nos", "nov", "oct", "sep", "sept",
];

/// Abbreviations that can close a sentence as well. Folded, sorted.
const CLOSING: &[&str] = &["bros", "co", "corp", "esq", "etc", "inc", "jr", "ltd", "phd", "sr"];

/// Words that open sentences and hardly ever stand inside a name. Folded, sorted.
const OPENERS: &[&str] = &[
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "as",
    "at",
    "before",
    "both",
    "but",
    "by",
    "during",
    "each",
    "earlier",
    "every",
    "few",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "no",
    "not",
    "nothing",
    "now",
    "on",
    "one",
    "only",
    "other",
    "others",
    "our",
    "several",
    "she",
    "since",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "three",
    "thus",
    "to",
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "with",
    "you",
];

pub(super) fn is_abbreviation(folded: &str) -> bool {
    ABBREVIATIONS.binary_search(&folded).is_ok()
}

pub(super) fn is_small_abbreviation(folded: &str) -> bool {
    SMALL.binary_search(&folded).is_ok()
}

pub(super) fn needs_number(folded: &str) -> bool {
    NUMBERED.binary_search(&folded).is_ok()
}

pub(super) fn may_close(folded: &str) -> bool {
    CLOSING.binary_search(&folded).is_ok()
}

pub(super) fn is_opener(folded: &str) -> bool {
    OPENERS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [ABBREVIATIONS, SMALL, NUMBERED, CLOSING, OPENERS] {
            assert!(list.is_sorted());
        }
    }
}
