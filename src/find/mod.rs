//! Finds the names that packs list: one pass over the tokens, longest match first.
//!
//! Packs keep the hash of every name's words and, for every first word, how
//! many words the names that begin with it have. So most tokens cost one
//! look-up, and a name costs one more for each length that can occur there.

mod boundary;
mod spelling;

use core::ops::Range;

use crate::numbering::{Numbering, pair};
use crate::pack::{EntryKind, Pack, word_key};
use crate::prelude::*;
use crate::text::{Class, Document, Joint, hash};
use spelling::Spellings;

/// One name of one pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameRef {
    /// Index into the packs the finder was given.
    pub pack: u32,
    /// The name's number in that pack.
    pub name: u32,
}

impl NameRef {
    fn key(self) -> u64 {
        pair(self.pack, self.name)
    }
}

/// A stretch of text that one or more packs list as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The words.
    pub tokens: Range<u32>,
    /// The names they are, in all packs: at least one.
    pub names: Vec<NameRef>,
}

impl Match {
    /// What the likeliest of its entries is, and whether the entries differ in kind.
    pub fn kind(&self, packs: &[Pack]) -> (EntryKind, bool) {
        let entities = || {
            self.names.iter().filter_map(|n| {
                let pack = packs.get(n.pack as usize)?;
                Some(pack.entity(pack.name_at(n.name).entity()))
            })
        };
        let likeliest = entities()
            .max_by(|a, b| a.prior().total_cmp(&b.prior()))
            .map_or(EntryKind::Other, |e| e.kind());
        (likeliest, entities().any(|e| e.kind() != likeliest))
    }
}

/// The longest name a pack can hold, in words.
const MOST_WORDS: u32 = 16;

/// Finds pack names in one document, a few sentences at a time.
#[derive(Debug, Default)]
pub struct Finder {
    spellings: Spellings,
    /// The hashes of the words' spelling keys: news says its words again and again.
    keys: Vec<u32>,
    words: Numbering,
    matches: Vec<Match>,
    /// Matches that only a shouted headline supports, ascending.
    shouted: Vec<usize>,
}

impl Finder {
    /// Finds the names in a run of tokens that begins and ends with a sentence.
    pub fn scan(&mut self, document: &Document, packs: &[Pack], tokens: Range<u32>) {
        let mut at = tokens.start;
        while at < tokens.end {
            at = match self.longest(document, packs, at, tokens.end) {
                Some(found) => {
                    let end = found.tokens.end;
                    if self.is_only_shouted(document, packs, &found) {
                        self.shouted.push(self.matches.len());
                    }
                    self.matches.push(found);
                    end
                }
                None => at + 1,
            };
        }
    }

    /// All matches in order. Weak names stay only where their entity is also named strongly,
    /// acronyms in a shouted headline only where they also stand in ordinary text.
    pub fn finish(mut self, document: &Document) -> Vec<Match> {
        let mut spoken = Numbering::default();
        for (i, found) in self.matches.iter().enumerate() {
            if self.shouted.binary_search(&i).is_err() {
                found.names.iter().for_each(|n| {
                    spoken.number(n.key());
                });
            }
        }
        for &i in &self.shouted {
            self.matches[i].names.retain(|n| spoken.has(n.key()));
        }
        let mut strong = Numbering::default();
        for name in self.matches.iter().flat_map(|m| &m.names) {
            if let Some((entity, true)) = self.spellings.entity(*name) {
                strong.number(entity);
            }
        }
        let spellings = self.spellings;
        for found in &mut self.matches {
            found.names.retain(|n| {
                spellings
                    .entity(*n)
                    .is_some_and(|(entity, alone)| alone || strong.has(entity))
            });
        }
        self.matches
            .retain(|m| !m.names.is_empty() && !boundary::cuts_a_name(document, &m.tokens));
        self.matches
    }

    /// The names that given stretches of text are, for those that are any. Weak names count: somebody chose them.
    pub fn exactly<'s>(
        document: &Document,
        packs: &[Pack],
        stretches: impl Iterator<Item = &'s Range<u32>>,
    ) -> Vec<Match> {
        let mut finder = Finder::default();
        stretches
            .filter_map(|tokens| {
                let found = finder.longest(document, packs, tokens.start, tokens.end)?;
                (found.tokens == *tokens).then_some(found)
            })
            .collect()
    }

    /// The longest match that starts at a token.
    fn longest(&mut self, document: &Document, packs: &[Pack], at: u32, limit: u32) -> Option<Match> {
        let first = document
            .token(at as usize)
            .filter(|t| t.is_word() && t.class != Class::Possessive)?;
        let lengths = packs.iter().fold(0_u16, |all, pack| all | pack.starts(first.hash));
        if lengths == 0 {
            return None;
        }
        // Hashes of the keys of the first n words, as far as words follow one another.
        let mut hashes = [0_u32; MOST_WORDS as usize];
        let mut words = 0;
        for n in 0..MOST_WORDS.min(limit - at).min(16 - lengths.leading_zeros()) {
            let Some(token) = document.token((at + n) as usize) else {
                break;
            };
            if !token.is_word() || (n > 0 && token.joint == Joint::Block) {
                break;
            }
            let folded = document.fold((at + n) as usize);
            let (word, new) = self.words.number(pair(folded.len() as u32, token.hash));
            if new {
                self.keys.push(word_key(folded));
            }
            let key = self.keys.get(word).copied().unwrap_or_default();
            hashes[n as usize] = if n == 0 {
                key
            } else {
                hash::extend(hashes[n as usize - 1], key)
            };
            words = n + 1;
        }
        (1..=words)
            .rev()
            .filter(|n| lengths & (1 << (n - 1)) != 0)
            .find_map(|n| {
                let tokens = at..at + n;
                let mut names = Vec::new();
                for (number, pack) in packs.iter().enumerate() {
                    for name in pack.names_by_key(hashes[n as usize - 1]) {
                        let reference = NameRef {
                            pack: number as u32,
                            name: name.index(),
                        };
                        if self.spellings.fits(reference, &name, document, &tokens) {
                            names.push(reference);
                        }
                    }
                }
                (!names.is_empty()).then_some(Match { tokens, names })
            })
    }

    /// Whether every name of the match is told by its capitals, where all is in capitals.
    fn is_only_shouted(&self, document: &Document, packs: &[Pack], found: &Match) -> bool {
        let shouting = |i| {
            document
                .sentences()
                .get(document.sentence_of(i))
                .is_some_and(|s| s.shouting)
        };
        found
            .names
            .iter()
            .all(|n| packs.get(n.pack as usize).is_some_and(|p| p.name_at(n.name).is_cased()))
            && shouting(found.tokens.start as usize)
    }
}
