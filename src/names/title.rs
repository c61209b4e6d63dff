//! Titles, ranks and offices that stand before a name and are no part of it.

use crate::text::Lexicon;

/// The gender a title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Mr, King, spokesman.
    Male,
    /// Mrs, Queen, spokeswoman.
    Female,
}

/// What sort of title a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rank {
    /// `Mr`, `Dr`, `Sheikh`, `Sir`: says little about who it is.
    Courtesy,
    /// `General`, `Commander`, `Sergeant`.
    Military,
    /// `President`, `Senator`, `Ambassador`.
    Office,
    /// `Pope`, `Mullah`, `Rabbi`.
    Clergy,
    /// `King`, `Princess`.
    Crown,
    /// `spokesman`, `analyst`, `warlord`: an occupation, mostly in small letters.
    Role,
}

/// A title word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// What sort of title.
    pub rank: Rank,
    /// The gender of its bearer, where the word tells it.
    pub gender: Option<Gender>,
    /// People are called so too: `King`, `Major`, `Judge`. Such a word is a title only at the head of a name.
    pub also_name: bool,
}

/// A title word, what sort of title it is, what gender it tells, and `name` where people are called so too.
const TITLES: Lexicon = Lexicon::new(include_str!("words/titles.txt"));

/// Words that open or join titles without being one: `Former`, `Prime` Minister, `Attorney` General.
const OPENERS: Lexicon = Lexicon::new(include_str!("words/title_openers.txt"));

/// What an office is of: `Secretary of State`, `Minister for Foreign Affairs`.
const FIELDS: Lexicon = Lexicon::new(include_str!("words/fields.txt"));

/// The title a folded word is, if it is one.
pub fn title(word: &str) -> Option<Title> {
    let said = TITLES.of(word)?;
    let says = |what| said.split(' ').any(|word| word == what);
    let rank = match said.split(' ').next() {
        Some("military") => Rank::Military,
        Some("office") => Rank::Office,
        Some("clergy") => Rank::Clergy,
        Some("crown") => Rank::Crown,
        Some("role") => Rank::Role,
        _ => Rank::Courtesy,
    };
    let gender = match () {
        () if says("male") => Some(Gender::Male),
        () if says("female") => Some(Gender::Female),
        () => None,
    };
    Some(Title {
        rank,
        gender,
        also_name: says("name"),
    })
}

/// Whether a folded word opens a title without being one: `former`, `prime`, `vice`.
pub fn opens_title(word: &str) -> bool {
    OPENERS.has(word)
}

/// How many of the folded `words` at the front are titles: 3 of `secretary of state rex tillerson`.
/// At least one word is left for the name.
pub fn leading(words: &[&str]) -> usize {
    let mut done = 0;
    let mut at = 0;
    while at + 1 < words.len() {
        if title(words[at]).is_some() {
            at += 1;
            if matches!(words.get(at), Some(&("of" | "for"))) {
                let fields = words[at + 1..].iter().take_while(|w| FIELDS.has(w)).count();
                if fields == 0 || at + 1 + fields >= words.len() {
                    break;
                }
                at += 1 + fields;
            }
            done = at;
        } else if opens_title(words[at]) {
            at += 1;
        } else {
            break;
        }
    }
    done
}

/// Where the person's name begins in a capitalised run: 4 in `retired pakistan army general talat
/// masood`. Looks past words that are no titles to the last title before the name; 0 where there is none.
pub fn name_start(words: &[&str]) -> usize {
    let mut start = leading(words);
    let mut at = start;
    while at + 1 < words.len() {
        // `Martin Luther King Day`, `Sacha Baron Cohen`: in the middle of a name these are names.
        if title(words[at]).is_some_and(|title| !title.also_name) {
            at += leading(&words[at..]).max(1);
            start = at;
        } else {
            at += 1;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(TITLES.is_sorted());
        assert!(OPENERS.is_sorted());
        assert!(FIELDS.is_sorted());
    }

    #[test]
    fn names_begin_after_their_titles() {
        for (run, name) in [
            ("retired pakistan army general talat masood", "talat masood"),
            ("secretary of state rex tillerson", "rex tillerson"),
            ("us secretary of state rex tillerson", "rex tillerson"),
            ("minister for foreign affairs wang yi", "wang yi"),
            ("attorney general jeff sessions", "jeff sessions"),
            ("lt col ralph peters", "ralph peters"),
            ("former prime minister nawaz sharif", "nawaz sharif"),
            ("grand ayatollah ali al sistani", "ali al sistani"),
            ("crown prince mohammed bin salman", "mohammed bin salman"),
            ("mullah omar", "omar"),
            ("king abdullah", "abdullah"),
            ("martin luther king jr", "martin luther king jr"),
            ("sacha baron cohen", "sacha baron cohen"),
            ("john major", "john major"),
            ("president", "president"),
            ("", ""),
        ] {
            let words: Vec<&str> = run.split_whitespace().collect();
            assert_eq!(words[name_start(&words)..].join(" "), name, "{run}");
        }
    }

    #[test]
    fn some_titles_tell_the_gender() {
        assert_eq!(title("mrs").and_then(|t| t.gender), Some(Gender::Female));
        assert_eq!(title("spokesman").and_then(|t| t.gender), Some(Gender::Male));
        assert_eq!(title("general").and_then(|t| t.gender), None);
        assert_eq!(title("umar"), None);
    }
}
