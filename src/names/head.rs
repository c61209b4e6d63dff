//! Words of a group's name that say what sort of body it is, and words that say nothing.

use crate::text::Lexicon;

/// Where a word that says what sort of body this is stands in the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// It can open a name: `Ministry of …`, `Jamaat-…`.
    pub opens: bool,
    /// It can close one: `… Party`.
    pub closes: bool,
    /// It is no English word. Two bodies that share it are easily mixed up.
    pub foreign: bool,
    /// It is a name by itself: `Congress`.
    pub alone: bool,
    /// A capital alone does not make it part of a name: `News`, `Group`, `Post`.
    pub weak: bool,
    /// What follows a body's name and ends in it is another body, or a part of the first: the `Senate
    /// Committee`, the `Toyota Foundation`.
    pub organ: bool,
}

/// A head word; `opens` or `closes` where it does nothing but that; `foreign`, `alone`, `weak`, `organ`.
const HEADS: Lexicon = Lexicon::new(include_str!("words/heads.txt"));

/// What a company's name ends in. Folded, sorted.
const LEGAL: Lexicon = Lexicon::new(include_str!("words/legal_forms.txt"));

/// Words that only join, and are dropped before names are compared. Folded, sorted.
const JOINING: Lexicon = Lexicon::new(include_str!("words/joining.txt"));

/// Words too general to tell a body by. Folded, sorted.
const GENERAL: Lexicon = Lexicon::new(include_str!("words/general.txt"));

/// What sort of body a folded word names: `party`, `ministry`, `lashkar`.
pub fn head(word: &str) -> Option<Head> {
    let said = HEADS.of(word)?;
    let says = |what| said.split(' ').any(|word| word == what);
    Some(Head {
        opens: !says("closes"),
        closes: !says("opens"),
        foreign: says("foreign"),
        alone: says("alone"),
        weak: says("weak"),
        organ: says("organ"),
    })
}

/// Whether a folded word is a company's legal form: `inc`, `gmbh`.
pub fn is_legal_form(word: &str) -> bool {
    LEGAL.has(word)
}

/// Whether a folded word only joins others inside a group's name: `ul`, `of`, `and`.
pub fn is_joining(word: &str) -> bool {
    JOINING.has(word)
}

/// Whether a folded word says what a body is, or anything general, but not which one.
pub fn is_general(word: &str) -> bool {
    head(word).is_some() || GENERAL.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(HEADS.is_sorted() && LEGAL.is_sorted() && JOINING.is_sorted() && GENERAL.is_sorted());
    }

    #[test]
    fn heads_say_where_they_stand() {
        assert_eq!(
            head("lashkar").map(|head| (head.opens, head.foreign)),
            Some((true, true))
        );
        assert_eq!(
            head("party").map(|head| (head.closes, head.foreign)),
            Some((true, false))
        );
        assert_eq!(head("taliban"), None);
    }
}
