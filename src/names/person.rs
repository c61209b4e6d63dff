//! The parts of a person's name, and whether two names can be one person's.
//!
//! No order of given name and surname is taken for certain: in `Kim Jong Un`
//! and `Xi Jinping` the family comes first, in `Gabriel García Márquez` it is
//! two words, and many people have but one name. So both ends of a name can
//! stand for its bearer, and what is asked here is only whether two names
//! contradict each other.

use super::nickname::is_short_form;
use super::spelling::{distance, same_key, same_word};
use super::title::{self, Gender};
use super::{Fit, chars_equal};
use crate::text::Lexicon;

/// A person's name cut into its parts. The words are folded; each part borrows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonName<'a> {
    /// Titles before the name.
    pub titles: &'a [&'a str],
    /// Everything but titles and suffix.
    pub words: &'a [&'a str],
    /// How many of `words` are given and middle names. The rest is the surname with its particles.
    pub given: usize,
    /// `jr`, `iii`, `phd`.
    pub suffix: &'a [&'a str],
}

impl<'a> PersonName<'a> {
    /// Cuts folded words into parts. A name of one word has it as surname.
    pub fn parse(words: &'a [&'a str]) -> PersonName<'a> {
        let (titles, rest) = words.split_at(title::leading(words));
        let mut end = rest.len();
        while end > 1 && is_suffix(rest[end - 1]) {
            end -= 1;
        }
        let (words, suffix) = rest.split_at(end);
        let mut given = words.len().saturating_sub(1);
        // `Mohammed bin Salman`, `Ludwig van Beethoven`; but Ben Carson and Van Morrison have given names.
        while given > 1 && is_particle(words[given - 1]) {
            given -= 1;
        }
        if given == 1 && matches!(words[0], "al" | "el" | "bin" | "von") {
            given = 0;
        }
        PersonName {
            titles,
            words,
            given,
            suffix,
        }
    }

    /// Given and middle names.
    pub fn given_names(&self) -> &'a [&'a str] {
        &self.words[..self.given]
    }

    /// The surname with its particles.
    pub fn surname(&self) -> &'a [&'a str] {
        &self.words[self.given..]
    }

    /// The gender that a title tells.
    pub fn gender(&self) -> Option<Gender> {
        self.titles.iter().find_map(|word| title::title(word)?.gender)
    }

    /// `jr`, `sr` or a numeral.
    fn generation(&self) -> Option<&'a str> {
        self.suffix.iter().copied().find(|word| is_generation(word))
    }
}

/// Words that belong to the word after them. Folded, sorted.
const PARTICLES: Lexicon = Lexicon::new(include_str!("words/particles.txt"));

/// Particles that make a name of their own with the word after them: `Abu Bakr`, `Abdul Rahman`. Sorted.
const BOUND: Lexicon = Lexicon::new(include_str!("words/bound.txt"));

/// Family names of one syllable that stand before the given name. Folded, sorted.
const FAMILY_FIRST: Lexicon = Lexicon::new(include_str!("words/family_first.txt"));

/// Whether a folded word joins the surname after it: `bin`, `al`, `van`, `de`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.has(word)
}

/// Whether a folded word stands after a name without being one: `jr`, `iii`, `phd`.
pub fn is_suffix(word: &str) -> bool {
    is_generation(word)
        || matches!(
            word,
            "phd" | "md" | "esq" | "mp" | "qc" | "kc" | "obe" | "cbe" | "mbe" | "mep" | "sj" | "esquire"
        )
}

/// Whether a folded word tells namesakes apart: `jr`, `sr`, `xvi`.
pub fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "junior" | "senior")
        // Xi is a family name far more often than an eleventh.
        || (word.len() > 1 && word != "xi" && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
}

/// Whether a folded word after a surname says that all who bear it are meant: `the Reyes family`.
pub fn is_family_word(word: &str) -> bool {
    matches!(
        word,
        "family" | "families" | "brothers" | "sisters" | "siblings" | "couple" | "clan" | "dynasty" | "sons"
    )
}

/// The words of a name that are compared: without particles, initials one by one.
struct Core<'a> {
    words: [&'a str; Core::ROOM],
    len: usize,
}

impl<'a> Core<'a> {
    const ROOM: usize = 10;

    /// None where the name has no words or too many.
    fn of(name: &PersonName<'a>) -> Option<Core<'a>> {
        let mut core = Core {
            words: [""; Core::ROOM],
            len: 0,
        };
        for (i, &word) in name.words.iter().enumerate() {
            let last = i + 1 == name.words.len();
            if !last && (i > 0 || name.given == 0) && is_particle(word) && !BOUND.has(word) {
                continue;
            }
            if !last && runs_initials(word) {
                for at in 0..word.len() {
                    core.push(&word[at..=at])?;
                }
            } else {
                core.push(word)?;
            }
        }
        (core.len > 0).then_some(core)
    }

    fn push(&mut self, word: &'a str) -> Option<()> {
        *self.words.get_mut(self.len)? = word;
        self.len += 1;
        Some(())
    }

    fn words(&self) -> &[&'a str] {
        &self.words[..self.len]
    }
}

/// `hw`, `jk`: initials that folding has run together.
fn runs_initials(word: &str) -> bool {
    matches!(word.len(), 2 | 3)
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() && !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Whether two names, as folded words with or without titles, can be one person's.
///
/// Symmetric. One word alone is held to a stricter standard: it must be spelt
/// alike or have the same key.
pub fn compatible(a: &[&str], b: &[&str]) -> Fit {
    let (a, b) = (PersonName::parse(a), PersonName::parse(b));
    if matches!((a.gender(), b.gender()), (Some(a), Some(b)) if a != b)
        || matches!((a.generation(), b.generation()), (Some(a), Some(b)) if a != b)
    {
        return Fit::Different;
    }
    // `Van Hoorn` is the end of Ada van Hoorn's name, though Van may be a given name by itself.
    let ends = |long: &[&str], short: &[&str]| {
        let from = long.len().saturating_sub(short.len());
        from > 0 && short.len() > 1 && short.iter().zip(&long[from..]).all(|(a, b)| same_word(a, b))
    };
    if ends(a.words, b.words) || ends(b.words, a.words) {
        return Fit::Tail;
    }
    let (Some(a), Some(b)) = (Core::of(&a), Core::of(&b)) else {
        return Fit::Unknown;
    };
    let (short, long) = if a.len <= b.len {
        (a.words(), b.words())
    } else {
        (b.words(), a.words())
    };
    match short {
        [word] => one_word(word, long),
        _ => many_words(short, long),
    }
}

fn one_word(word: &str, long: &[&str]) -> Fit {
    if chars_equal(&[word], long) {
        return Fit::Same;
    }
    let (first, last) = (long[0], long[long.len() - 1]);
    if is_initial(word) && long.len() > 1 {
        return Fit::Unknown;
    }
    if same_key(word, last) {
        return if long.len() == 1 { Fit::Same } else { Fit::Tail };
    }
    if same_key(word, first) {
        return if FAMILY_FIRST.has(first) { Fit::Tail } else { Fit::Head };
    }
    if long.iter().any(|other| same_key(word, other)) {
        Fit::Inner
    } else if long.iter().any(|other| same_word(word, other)) {
        Fit::Unknown
    } else {
        Fit::Different
    }
}

fn many_words(short: &[&str], long: &[&str]) -> Fit {
    // `Kim Jong Un`, `Kim Jongun`.
    if chars_equal(short, long) {
        return Fit::Same;
    }
    let firsts = given_match(short[0], long[0]);
    let lasts = same_word(short[short.len() - 1], long[long.len() - 1]);
    if in_order(short, long) {
        return match (firsts, lasts) {
            (true, true) if initials_clash(short, long) => Fit::Different,
            // Given name, surname and a row of others between them: too much to leave out.
            (true, true) if long.len() > short.len() + 2 => Fit::Unknown,
            (true, true) => Fit::Same,
            (false, true) => Fit::Tail,
            (true, false) => Fit::Head,
            (false, false) => Fit::Inner,
        };
    }
    if turned_round(short, long) {
        // `Jinping Xi` is Xi Jinping; Ali Hassan need not be Hassan Ali.
        let family = |name: &[&str]| FAMILY_FIRST.has(name[0]);
        return if family(short) || family(long) {
            Fit::Same
        } else {
            Fit::Unknown
        };
    }
    let near = |a: &str, b: &str| distance(a, b) <= 0.15 || begins(a, b) || begins(b, a);
    let doubt = (firsts && near(short[short.len() - 1], long[long.len() - 1])) || (lasts && near(short[0], long[0]));
    if doubt && short.len() == long.len() {
        Fit::Unknown
    } else {
        Fit::Different
    }
}

/// `Alex` begins `Alexander`; `Ali` does not begin `Alia` in this sense.
fn begins(short: &str, long: &str) -> bool {
    short.len() > 2 && long.len() > short.len() + 1 && long.starts_with(short)
}

fn given_match(a: &str, b: &str) -> bool {
    if is_initial(a) || is_initial(b) {
        return a.chars().next() == b.chars().next();
    }
    same_word(a, b) || is_short_form(a, b)
}

/// Whether the words of `short` stand in `long` in their order. The last word of `long` is no given name.
fn in_order(short: &[&str], long: &[&str]) -> bool {
    let Some((&word, rest)) = short.split_first() else {
        return true;
    };
    if short.len() > long.len() {
        return false;
    }
    let here = if long.len() == 1 || rest.is_empty() {
        same_word(word, long[0])
    } else {
        given_match(word, long[0])
    };
    (here && in_order(rest, &long[1..])) || in_order(short, &long[1..])
}

/// George W. is not George H. W.: where both have initials in the middle, they have the same ones.
fn initials_clash(short: &[&str], long: &[&str]) -> bool {
    let count = |name: &[&str]| name[1..name.len() - 1].iter().filter(|word| is_initial(word)).count();
    count(short) > 0 && count(long) > count(short)
}

/// The same words, the first or the last of them moved to the other end.
fn turned_round(a: &[&str], b: &[&str]) -> bool {
    let turned = |a: &[&str], b: &[&str]| {
        let (first, rest) = (a[0], &a[1..]);
        same_word(first, b[b.len() - 1]) && rest.iter().zip(b).all(|(a, b)| same_word(a, b))
    };
    a.len() == b.len() && (turned(a, b) || turned(b, a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(name: &str) -> Vec<&str> {
        name.split_whitespace().collect()
    }

    fn fit(a: &str, b: &str) -> Fit {
        let (one, other) = (compatible(&words(a), &words(b)), compatible(&words(b), &words(a)));
        assert_eq!(one, other, "{a} / {b}");
        one
    }

    #[test]
    fn tables_are_sorted() {
        assert!(PARTICLES.is_sorted() && BOUND.is_sorted() && FAMILY_FIRST.is_sorted());
    }

    #[test]
    fn names_come_apart() {
        for (name, given, surname) in [
            ("umar khalid khorasani", "umar khalid", "khorasani"),
            ("general talat masood", "talat", "masood"),
            ("mohammed bin salman al saud", "mohammed bin salman", "al saud"),
            ("ludwig van beethoven", "ludwig", "van beethoven"),
            ("ursula von der leyen", "ursula", "von der leyen"),
            ("al baghdadi", "", "al baghdadi"),
            ("ben carson", "ben", "carson"),
            ("martin luther king jr", "martin luther", "king"),
            ("pope benedict xvi", "", "benedict"),
            ("madonna", "", "madonna"),
        ] {
            let words = words(name);
            let parts = PersonName::parse(&words);
            assert_eq!(parts.given_names().join(" "), given, "{name}");
            assert_eq!(parts.surname().join(" "), surname, "{name}");
        }
    }

    #[test]
    fn one_person() {
        for (a, b) in [
            ("umar khalid khorasani", "omar khalid khurasani"),
            ("george w bush", "george walker bush"),
            ("george bush", "george w bush"),
            ("gw bush", "george w bush"),
            ("bill clinton", "president william jefferson clinton"),
            ("mohammed bin salman", "muhammad bin salman"),
            ("kim jong un", "kim jongun"),
            ("xi jinping", "jinping xi"),
            ("martin luther king", "martin luther king jr"),
            ("gen talat masood", "talat masood"),
            ("ali al sistani", "ali sistani"),
            ("sergeilavrov", "sergei lavrov"),
        ] {
            assert_eq!(fit(a, b), Fit::Same, "{a} / {b}");
        }
    }

    #[test]
    fn a_part_of_a_name() {
        for (a, b, expected) in [
            ("khurasani", "umar khalid khorasani", Fit::Tail),
            ("khalid khorasani", "umar khalid khorasani", Fit::Tail),
            ("umar", "umar mansoor", Fit::Head),
            ("umar khalid", "umar khalid khorasani", Fit::Head),
            ("bin laden", "osama bin laden", Fit::Tail),
            ("baghdadi", "abu bakr al baghdadi", Fit::Tail),
            ("al baghdadi", "abu bakr al baghdadi", Fit::Tail),
            ("xi", "xi jinping", Fit::Tail),
            ("mr bush", "george bush", Fit::Tail),
            ("garcia", "gabriel garcia marquez", Fit::Inner),
            ("garcia marquez", "gabriel garcia marquez", Fit::Tail),
            ("van hoorn", "ada van hoorn", Fit::Tail),
            ("ter minasyan", "vahan ter minasyan", Fit::Tail),
            ("ahmed", "jamil ahmad", Fit::Unknown),
            ("alex salmond", "alexander salmond", Fit::Unknown),
        ] {
            assert_eq!(fit(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn two_people() {
        for (a, b) in [
            ("umar mansoor", "umar khalid khorasani"),
            ("masood", "mansoor"),
            ("masood", "umar mansoor"),
            ("talat masood", "umar mansoor"),
            ("bill clinton", "hillary clinton"),
            ("mr clinton", "mrs clinton"),
            ("george w bush", "george hw bush"),
            ("john paul ii", "john paul iii"),
            ("martin luther king jr", "martin luther king sr"),
            ("park geun hye", "park chung hee"),
            ("abu bakr", "abu omar"),
            ("hassan ali", "hussein ali"),
            ("taliban", "talabani"),
        ] {
            assert_eq!(fit(a, b), Fit::Different, "{a} / {b}");
        }
    }

    proptest! {
        #[test]
        fn fits_are_symmetric(a in prop::collection::vec("umar|khalid|a|b|al|bin|jr|mr|kim|khan|ali|hw|\\PC{0,6}", 0..12),
                              b in prop::collection::vec("omar|khalid|a|b|al|bin|sr|mrs|kim|khan|ali|hw|\\PC{0,6}", 0..12)) {
            let a: Vec<&str> = a.iter().map(String::as_str).collect();
            let b: Vec<&str> = b.iter().map(String::as_str).collect();
            prop_assert_eq!(compatible(&a, &b), compatible(&b, &a));
            let parts = PersonName::parse(&a);
            prop_assert_eq!(parts.titles.len() + parts.words.len() + parts.suffix.len(), a.len());
            prop_assert_eq!(parts.given_names().len() + parts.surname().len(), parts.words.len());
        }
    }
}
