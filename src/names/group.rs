//! The parts of a group's name, and whether two names can be one group's.

use super::acronym::is_initials;
use super::head::{head, is_general, is_joining, is_legal_form};
use super::spelling::{distance, same_word};
use super::{Fit, chars_equal};
use crate::prelude::*;

/// The words of a group's name that are compared.
pub(super) struct Core<'a> {
    words: [&'a str; Core::ROOM],
    len: usize,
}

impl<'a> Core<'a> {
    const ROOM: usize = 12;

    /// Drops joining words and, at the end, legal forms and `affairs`; keeps at least one word.
    /// None where there are no words or too many.
    pub(super) fn of(words: &[&'a str]) -> Option<Core<'a>> {
        let mut core = Core {
            words: [""; Core::ROOM],
            len: 0,
        };
        for (i, &word) in words.iter().enumerate() {
            // At the front `US` and `UN` are names, not Arabic articles.
            if is_joining(word) && (i > 0 || matches!(word, "the" | "al" | "el")) {
                continue;
            }
            *core.words.get_mut(core.len)? = word;
            core.len += 1;
        }
        while core.len > 1 && (is_legal_form(core.words[core.len - 1]) || core.words[core.len - 1] == "affairs") {
            core.len -= 1;
        }
        if core.len == 0 {
            core.words[0] = words.first()?;
            core.len = 1;
        }
        Some(core)
    }

    pub(super) fn words(&self) -> &[&'a str] {
        &self.words[..self.len]
    }
}

/// The words of a group's name that tell which body it is: no joining words, no legal forms.
pub fn core_words<'a>(words: &[&'a str]) -> Vec<&'a str> {
    Core::of(words).map_or_else(|| words.to_vec(), |core| core.words().to_vec())
}

/// Whether two words of group names say the same: spelling variants, a country and its adjective,
/// a word with its joining particle run on.
fn says_the_same(a: &str, b: &str) -> bool {
    same_word(a, b) || adjective_of(a, b) || adjective_of(b, a) || plural_of(a, b) || plural_of(b, a) || {
        let run_on = |long: &str, short: &str| {
            long.len() > 6
                && ["ul", "ud", "us", "ur"]
                    .iter()
                    .any(|end| long.strip_suffix(end).is_some_and(|stem| same_word(stem, short)))
        };
        run_on(a, b) || run_on(b, a)
    }
}

/// `pakistani` of `pakistan`, `afghan` of `afghanistan`.
fn adjective_of(adjective: &str, country: &str) -> bool {
    let stem = country
        .strip_suffix("istan")
        .or_else(|| country.strip_suffix(['a', 'y']))
        .filter(|stem| stem.len() >= 4)
        .unwrap_or(country);
    stem.len() >= 4
        && adjective != country
        && adjective.starts_with(stem)
        && [country, stem].iter().any(|base| {
            adjective.strip_prefix(base).is_some_and(|rest| {
                matches!(rest, "i" | "n" | "an" | "ian" | "ese" | "ish") || (rest.is_empty() && stem != country)
            })
        })
        // A guardian is no adjective of a guard.
        && !is_general(country)
}

fn plural_of(plural: &str, word: &str) -> bool {
    word.len() > 3 && plural.strip_suffix('s') == Some(word)
}

/// Whether two names, as folded words, can be one group's. Symmetric.
///
/// The order of words does not matter where all of them agree: `Ministry of
/// Defence` is the `Defence Ministry`.
pub fn compatible(a: &[&str], b: &[&str]) -> Fit {
    if !a.is_empty() && !b.is_empty() && chars_equal(a, b) {
        return Fit::Same;
    }
    let (Some(a), Some(b)) = (Core::of(a), Core::of(b)) else {
        return Fit::Unknown;
    };
    let (short, long) = if a.len <= b.len {
        (a.words(), b.words())
    } else {
        (b.words(), a.words())
    };
    if same_words(short, long) || spelt_out(short, long) {
        return Fit::Same;
    }
    if let [word] = short
        && (long.len() == 1 || head(word).is_none_or(|head| head.alone))
    {
        return one_word(word, long);
    }
    let extra = long.len() - short.len();
    let agree = |long: &[&str]| short.iter().zip(long).all(|(a, b)| says_the_same(a, b));
    if extra > 0 && agree(&long[extra..]) {
        return Fit::Tail;
    }
    if extra > 0 && agree(long) {
        return Fit::Head;
    }
    if extra > 0 && skips_heads_only(short, long) {
        return Fit::Same;
    }
    if extra > 0 && long.windows(short.len()).any(agree) {
        return Fit::Inner;
    }
    let strange = |a: &[&str], b: &[&str]| a.iter().filter(|a| !b.iter().any(|b| says_the_same(a, b))).count();
    match (strange(short, long), strange(long, short)) {
        (0, _) | (_, 0) => Fit::Unknown,
        (1, 1) if extra == 0 && one_near_miss(short, long) => Fit::Unknown,
        _ => Fit::Different,
    }
}

fn one_word(word: &str, long: &[&str]) -> Fit {
    let (first, last) = (long[0], long[long.len() - 1]);
    if long.len() > 1 && says_the_same(word, last) {
        Fit::Tail
    } else if long.len() > 1 && says_the_same(word, first) {
        Fit::Head
    } else if long.iter().any(|other| says_the_same(word, other)) {
        Fit::Inner
    } else if long.iter().any(|other| distance(word, other) <= 0.15) {
        Fit::Unknown
    } else {
        Fit::Different
    }
}

/// The same words in any order.
fn same_words(a: &[&str], b: &[&str]) -> bool {
    let mut taken = [false; Core::ROOM];
    a.len() == b.len()
        && a.iter().all(|word| {
            let free = (0..b.len()).find(|&i| !taken[i] && says_the_same(word, b[i]));
            free.inspect(|&i| taken[i] = true).is_some()
        })
}

/// `UN Security Council` and `United Nations Security Council`.
fn spelt_out(short: &[&str], long: &[&str]) -> bool {
    let extra = long.len() - short.len();
    extra > 0
        && (0..short.len()).any(|at| {
            let end = at + extra + 1;
            is_initials(short[at], &long[at..end])
                && short[..at].iter().zip(long).all(|(a, b)| says_the_same(a, b))
                && short[at + 1..]
                    .iter()
                    .zip(&long[end..])
                    .all(|(a, b)| says_the_same(a, b))
        })
}

/// `Pakistani Taliban` and `Pakistan Tehreek-i-Taliban`: what the longer has more says only what sort of body it is.
fn skips_heads_only(short: &[&str], long: &[&str]) -> bool {
    let mut wanted = short.iter().peekable();
    for word in long {
        if wanted.peek().is_some_and(|next| says_the_same(next, word)) {
            wanted.next();
        } else if head(word).is_none_or(|head| head.weak) {
            return false;
        }
    }
    wanted.next().is_none() && short.iter().filter(|word| head(word).is_none()).count() > 1
}

/// In their places all words agree but one, and that one nearly.
fn one_near_miss(a: &[&str], b: &[&str]) -> bool {
    a.iter()
        .zip(b)
        .all(|(a, b)| says_the_same(a, b) || distance(a, b) <= 0.2)
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
    fn fits() {
        for (a, b, expected) in [
            ("jamaat ul ahrar", "jamaat ul ahraar", Fit::Same),
            ("jamaat ul ahrar", "jamaatul ahrar", Fit::Same),
            ("jamaat ul ahrar", "jamaat e ahrar", Fit::Same),
            ("pakistan tehreek i taliban", "tehrik e taliban pakistan", Fit::Same),
            ("pakistan tehreek i taliban", "pakistani taliban", Fit::Same),
            ("ministry of defence", "defence ministry", Fit::Same),
            ("ministry of foreign affairs", "foreign ministry", Fit::Same),
            ("department of state", "state department", Fit::Same),
            ("un security council", "united nations security council", Fit::Same),
            ("acme inc", "acme", Fit::Same),
            ("al qaida", "al qaeda", Fit::Same),
            ("kurdistan workers party", "kurdistan worker party", Fit::Same),
            ("haqqani", "haqqani network", Fit::Head),
            ("voa", "voa news", Fit::Head),
            ("taliban", "pakistani taliban", Fit::Tail),
            ("security council", "un security council", Fit::Tail),
            ("islamic state", "islamic state in afghanistan", Fit::Head),
            ("army", "pakistan army", Fit::Tail),
            ("court", "inter american court of human rights", Fit::Inner),
            ("red crescent", "harbour red crescent society", Fit::Inner),
            (
                "university of california",
                "university of southern california",
                Fit::Unknown,
            ),
            ("congress", "us congress", Fit::Tail),
            ("news", "voa news", Fit::Tail),
            ("pakistan army", "pakistan navy", Fit::Different),
            ("interior ministry", "defense ministry", Fit::Different),
            ("labor party", "labor union", Fit::Different),
            ("islamic state", "islamic jihad", Fit::Different),
            ("jamaat ul ahrar", "jamaat ud dawa", Fit::Different),
            (
                "palestine liberation front",
                "palestine liberation organization",
                Fit::Different,
            ),
            ("taliban", "talabani", Fit::Different),
            ("afghan taliban", "pakistani taliban", Fit::Different),
            ("hamas", "hamza", Fit::Different),
            ("the guardian", "national guard", Fit::Different),
            ("82nd airborne division", "83rd airborne division", Fit::Different),
        ] {
            assert_eq!(fit(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn core_words_tell_which_body() {
        assert_eq!(
            core_words(&["the", "bank", "of", "england", "plc"]),
            ["bank", "england"]
        );
        assert_eq!(core_words(&["of", "the"]), ["of"]);
        assert!(core_words(&[]).is_empty());
    }

    #[test]
    fn adjectives_and_their_countries() {
        for (adjective, country) in [
            ("pakistani", "pakistan"),
            ("afghan", "afghanistan"),
            ("iranian", "iran"),
            ("syrian", "syria"),
            ("german", "germany"),
        ] {
            assert!(says_the_same(adjective, country), "{adjective}");
        }
        assert!(!says_the_same("iraqi", "iran"));
    }

    proptest! {
        #[test]
        fn fits_are_symmetric(a in prop::collection::vec("army|party|of|taliban|pakistan|pakistani|un|united|nations|\\PC{0,6}", 0..14),
                              b in prop::collection::vec("army|parties|ul|taleban|pakistan|afghan|un|united|nations|\\PC{0,6}", 0..14)) {
            let a: Vec<&str> = a.iter().map(String::as_str).collect();
            let b: Vec<&str> = b.iter().map(String::as_str).collect();
            prop_assert_eq!(compatible(&a, &b), compatible(&b, &a));
        }
    }
}
