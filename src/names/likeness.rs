//! Names of different bearers that a hasty reader could take for one another.
//!
//! This is about the eye, not about who is who: the names are known to be two.

use super::group::Core;
use super::head::{head, is_general};
use super::person::PersonName;
use super::spelling::{same_key, skeleton};

/// Why two names are easily mixed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// They have a surname, or the telling word of a group's name, in common.
    Shared,
    /// They have only a given name in common: Umar Mansoor, Umar Khalid Khorasani.
    Given,
    /// A word of one looks like a word of the other: Masood, Mansoor.
    Look,
}

/// Whether two persons' names, as folded words, are easily mixed up, and why. Symmetric.
pub fn persons(a: &[&str], b: &[&str]) -> Option<Likeness> {
    let (a, b) = (PersonName::parse(a), PersonName::parse(b));
    let (surname, other) = (*a.surname().last()?, *b.surname().last()?);
    let given = a.given_names().first().copied().unwrap_or("");
    let other_given = b.given_names().first().copied().unwrap_or("");
    if same_key(surname, other) {
        Some(Likeness::Shared)
    } else if alike(surname, other) {
        Some(Likeness::Look)
    } else if shared_given(given, other_given) {
        Some(Likeness::Given)
    } else if shared_given(given, other) || shared_given(other_given, surname) {
        // Khalid Mehsud, Umar Khalid.
        Some(Likeness::Shared)
    } else {
        None
    }
}

/// Whether a given name, if it is more than an initial, is the other name too.
fn shared_given(given: &str, name: &str) -> bool {
    given.chars().nth(2).is_some() && same_key(given, name)
}

/// Whether two groups' names, as folded words, are easily mixed up, and why. Symmetric.
pub fn groups(a: &[&str], b: &[&str]) -> Option<Likeness> {
    let (a, b) = (Core::of(a)?, Core::of(b)?);
    let (a, b) = (a.words(), b.words());
    let contains = |long: &[&str], short: &[&str]| {
        (long.ends_with(short) || long.starts_with(short)) && short.iter().any(|word| !is_general(word))
    };
    // Taliban and Pakistani Taliban; two Jamaats; Palestine Liberation Front and Organization.
    let within = |a: &[&str], b: &[&str]| a.iter().filter(|word| b.contains(word)).count();
    let common = within(a, b).min(within(b, a));
    let foreign = |word: &str| head(word).is_some_and(|head| head.foreign);
    if contains(a, b)
        || contains(b, a)
        || (same_key(a[0], b[0]) && foreign(a[0]) && foreign(b[0]))
        || (common >= 2 && common + 1 >= a.len().max(b.len()))
        || same_end(a, b)
    {
        return Some(Likeness::Shared);
    }
    if !a.iter().any(|a| b.iter().any(|b| alike(a, b))) {
        return None;
    }
    let telling = |word: &&&str| !is_general(word);
    let (one, other) = (a.iter().filter(telling), b.iter().filter(telling));
    let look = one.clone().count() == other.clone().count() && one.zip(other).any(|(a, b)| alike(a, b));
    look.then_some(Likeness::Look)
}

/// The last telling word is one: Afghan Taliban, Pakistani Taliban.
fn same_end(a: &[&str], b: &[&str]) -> bool {
    let (a, b) = (a[a.len() - 1], b[b.len() - 1]);
    same_key(a, b) && !is_general(a) && !is_general(b)
}

/// Whether two different folded words look alike at a glance: they begin alike, and have the same
/// consonants or differ in few letters.
pub fn alike(a: &str, b: &str) -> bool {
    let begin = |word: &str| word.chars().next();
    let (Some(x), Some(y)) = (begin(a), begin(b)) else {
        return false;
    };
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    if a == b || (x != y && !(vowel(x) && vowel(y))) {
        return false;
    }
    let (length, other) = (a.chars().count(), b.chars().count());
    let (short, long) = (length.min(other), length.max(other));
    if short < 4 || long > 24 {
        return false;
    }
    let bones = skeleton(a);
    (bones.len() >= 2 && bones == skeleton(b)) || (x == y && edits(a, b) <= long / 3 && long - short < 3)
}

/// How many letters must be put in, taken out or changed; both words have at most 24.
fn edits(a: &str, b: &str) -> usize {
    let mut above: [usize; 25] = core::array::from_fn(|i| i);
    for (i, x) in a.chars().enumerate() {
        let mut here = [i + 1; 25];
        for (j, y) in b.chars().enumerate() {
            here[j + 1] = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(here[j] + 1);
        }
        above = here;
    }
    above[b.chars().count()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(name: &str) -> Vec<&str> {
        name.split_whitespace().collect()
    }

    #[test]
    fn people_who_are_mixed_up() {
        for (a, b, why) in [
            ("talat masood", "umar mansoor", Some(Likeness::Look)),
            ("umar khalid khorasani", "umar mansoor", Some(Likeness::Given)),
            ("hakimullah mehsud", "baitullah mehsud", Some(Likeness::Shared)),
            ("hasan nasrallah", "saddam hussein", None),
            ("ali hasan", "saddam hussein", Some(Likeness::Look)),
            ("jamal khan", "yusuf jamal", Some(Likeness::Shared)),
            ("rex tillerson", "donald trump", None),
            ("talat masood", "donald trump", None),
            ("talat masood", "umar khalid khorasani", None),
            ("barack obama", "osama bin laden", None),
            ("", "", None),
        ] {
            assert_eq!(persons(&words(a), &words(b)), why, "{a} / {b}");
            assert_eq!(persons(&words(b), &words(a)), why, "{b} / {a}");
        }
    }

    #[test]
    fn groups_that_are_mixed_up() {
        for (a, b, why) in [
            ("jamaat ul ahrar", "jamaat ud dawa", Some(Likeness::Shared)),
            ("taliban", "pakistan tehreek i taliban", Some(Likeness::Shared)),
            ("afghan taliban", "pakistani taliban", Some(Likeness::Shared)),
            (
                "palestine liberation front",
                "palestine liberation organization",
                Some(Likeness::Shared),
            ),
            ("hamas", "hammaz", Some(Likeness::Look)),
            ("pakistan army", "pakistan tehreek i taliban", None),
            ("interior ministry", "defense ministry", None),
            ("islamic state", "state department", None),
            ("nato", "voa", None),
            ("united nations", "united airlines", None),
        ] {
            assert_eq!(groups(&words(a), &words(b)), why, "{a} / {b}");
            assert_eq!(groups(&words(b), &words(a)), why, "{b} / {a}");
        }
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric(a in "(\\PC{0,5}|umar|masood|[a-z]{0,6}| ){0,6}", b in "(\\PC{0,5}|umar|mansoor|army| ){0,6}") {
            let (a, b) = (words(&a), words(&b));
            prop_assert_eq!(persons(&a, &b), persons(&b, &a));
            prop_assert_eq!(groups(&a, &b), groups(&b, &a));
        }
    }
}
