//! Two of one article that a hasty reader could take for one.

use super::Chain;
use crate::names;
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::recognise::Mention;
use crate::text::{Document, hash};

/// Chains beyond this many are not compared: no reader holds so many names in mind, and comparing is quadratic.
const MOST: usize = 400;

/// For each chain the chains whose names are easily mistaken for its own.
pub fn similar(document: &Document, mentions: &[Mention], chains: &[Chain]) -> Vec<Vec<u32>> {
    let looks: Vec<Look<'_>> = chains
        .iter()
        .take(MOST)
        .map(|chain| Look::of(document, mentions, chain))
        .collect();
    let mut out = vec![Vec::new(); chains.len()];
    for (a, look) in looks.iter().enumerate() {
        for (b, other) in looks.iter().enumerate().skip(a + 1) {
            if look.kind == other.kind && look.is_near(other) && look.is_like(other) {
                out[a].push(b as u32);
                out[b].push(a as u32);
            }
        }
    }
    out
}

/// The names of a chain, made ready for comparing.
struct Look<'d> {
    kind: EntryKind,
    /// The distinct forms, as folded words.
    forms: Vec<Vec<&'d str>>,
    /// Hashes of the words' spelling keys.
    keys: Vec<u32>,
    outlines: Vec<Outline>,
}

impl<'d> Look<'d> {
    fn of(document: &'d Document, mentions: &[Mention], chain: &Chain) -> Look<'d> {
        let mut forms: Vec<Vec<&str>> = Vec::new();
        for mention in chain.mentions.iter().filter_map(|&m| mentions.get(m as usize)) {
            let form = document.folds(&mention.tokens);
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        let (mut keys, mut outlines) = (Vec::new(), Vec::new());
        for word in forms.iter().flatten() {
            let (key, outline) = (hash::word(&names::spelling::key(word)), Outline::of(word));
            if !keys.contains(&key) {
                keys.push(key);
                outlines.push(outline);
            } else if !outlines.contains(&outline) {
                outlines.push(outline);
            }
        }
        Look {
            kind: chain.kind,
            forms,
            keys,
            outlines,
        }
    }

    /// Whether it is worth looking closer: most pairs end here.
    fn is_near(&self, other: &Look<'_>) -> bool {
        self.kind != EntryKind::Other
            && (self.keys.iter().any(|k| other.keys.contains(k))
                || self
                    .outlines
                    .iter()
                    .any(|x| other.outlines.iter().any(|y| x.is_near(y))))
    }

    fn is_like(&self, other: &Look<'_>) -> bool {
        self.forms.iter().any(|x| {
            other.forms.iter().any(|y| match self.kind {
                EntryKind::Person => names::likeness::persons(x, y).is_some(),
                _ => names::likeness::groups(x, y).is_some(),
            })
        })
    }
}

/// What is quickly compared of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Outline {
    first: u32,
    letters: u32,
    /// A bit for each consonant.
    consonants: u32,
}

impl Outline {
    fn of(word: &str) -> Outline {
        Outline {
            first: word.chars().next().map_or(0, bit),
            letters: word.chars().count() as u32,
            consonants: word.chars().fold(0, |bits, c| bits | bit(c)) & !VOWEL,
        }
    }

    /// No pair that [`names::likeness::alike`] would pass fails here: it wants the same beginning, and a changed
    /// letter changes two bits at most.
    fn is_near(&self, other: &Outline) -> bool {
        self.first == other.first
            && (self.consonants ^ other.consonants).count_ones() <= 2 * (self.letters.max(other.letters) / 3)
    }
}

const VOWEL: u32 = 1;

/// A bit for each letter of the Latin alphabet, one for its vowels, a few for all others.
fn bit(c: char) -> u32 {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' => VOWEL,
        'b'..='z' => 1 << (c as u32 - 'a' as u32),
        _ => 1 << (26 + c as u32 % 6),
    }
}
