//! Chains while they grow: a form joins the one chain it fits, or opens one.

use super::Chain;
use super::form::{EntryRef, Form};
use super::namesake;
use crate::names::{self, Fit};
use crate::numbering::{Numbering, pair};
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::recognise;
use crate::text::hash;

/// How well a form fits a chain, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// A part of the name, in another spelling.
    Variant,
    /// Words from the middle of the name.
    Inner,
    /// The beginning of the name: a given name, a company's name without what it does.
    Head,
    /// What most often stands for the name: a surname, the tail of an organisation's name, its initials.
    Part,
    /// The whole name, perhaps in another spelling or order.
    Whole,
    /// The article or a pack says that they are one.
    Said,
}

/// Of the chains that share a word with a form, only so many are looked at, the latest first: a text of a
/// hundred thousand Johns takes no longer than its length.
const MOST_NEIGHBOURS: usize = 48;

/// What two forms say of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// They can't be one, whatever else speaks for it.
    Apart,
    /// Nothing either way.
    Open,
    Tied(Tie),
}

pub(super) struct Chains<'a, 'd> {
    forms: &'a [Form<'d>],
    introduced: &'a [Vec<usize>],
    /// The forms of each chain; merged chains leave an empty one.
    chains: Vec<Vec<usize>>,
    /// The chain of each placed form.
    chain_of: Vec<usize>,
    /// Chains of names that fit several others equally well, with a form of each of those.
    open: Vec<(usize, Vec<usize>)>,
    clues: Numbering,
    /// By the number of the clue: the forms that have it.
    neighbours: Vec<Vec<usize>>,
}

/// What two forms of one chain have in common, one way or another, as a key.
mod clue {
    use super::{EntryRef, hash, names, pair};

    /// A word, by its consonants.
    pub(super) fn word(word: &str) -> u64 {
        // Without its plural, for groups: Houthi, Houthis.
        pair(
            1 << 30,
            hash::word(names::spelling::skeleton(word).trim_end_matches('s')),
        )
    }

    /// The first letter of a word, for acronyms.
    pub(super) fn initial(word: &str) -> u64 {
        pair(2 << 30, word.chars().next().map_or(0, u32::from))
    }

    /// A pack entry.
    pub(super) fn entry(entry: EntryRef) -> u64 {
        3 << 62 | entry.key()
    }

    /// A form that the article introduces as another name.
    pub(super) fn form(form: usize) -> u64 {
        form as u64
    }
}

impl<'a, 'd> Chains<'a, 'd> {
    pub(super) fn new(forms: &'a [Form<'d>], introduced: &'a [Vec<usize>]) -> Self {
        let chain_of = vec![usize::MAX; forms.len()];
        Chains {
            forms,
            introduced,
            chains: Vec::new(),
            chain_of,
            open: Vec::new(),
            clues: Numbering::default(),
            neighbours: Vec::new(),
        }
    }

    /// Puts a form into the one chain it fits best, or by itself where none or several fit.
    pub(super) fn place(&mut self, form: usize) {
        let ties: Vec<(usize, Tie)> = self
            .near(form)
            .into_iter()
            .filter_map(|c| self.tie(form, &self.chains[c]).map(|tie| (c, tie)))
            .collect();
        let best = ties.iter().map(|(_, tie)| *tie).max();
        let fitting: Vec<usize> = ties
            .iter()
            .filter(|(_, tie)| Some(*tie) == best)
            .map(|(c, _)| *c)
            .collect();
        let chain = match (fitting.as_slice(), best) {
            ([chain], _) => *chain,
            // What is said of one form holds for all its chains.
            ([first, rest @ ..], Some(Tie::Said)) if self.all_compatible(&fitting) => {
                for &other in rest {
                    let moved = core::mem::take(&mut self.chains[other]);
                    for &f in &moved {
                        self.chain_of[f] = *first;
                    }
                    self.chains[*first].extend(moved);
                }
                *first
            }
            // Nothing fits, or two people have the surname and only the place in the text can tell who is meant.
            _ => {
                let rivals: Vec<usize> = fitting
                    .iter()
                    .filter_map(|&c| self.chains[c].first().copied())
                    .collect();
                if !rivals.is_empty() && !self.forms[form].contested {
                    self.open.push((self.chains.len(), rivals));
                }
                self.chains.push(Vec::new());
                self.chains.len() - 1
            }
        };
        self.chains[chain].push(form);
        self.chain_of[form] = chain;
        for clue in self.signs(form) {
            let (number, new) = self.clues.number(clue);
            if new {
                self.neighbours.push(Vec::new());
            }
            self.neighbours[number].push(form);
        }
    }

    /// The chains that have anything in common with a form.
    fn near(&self, form: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for number in self.clues_of(form).into_iter().filter_map(|clue| self.clues.get(clue)) {
            for &other in self.neighbours[number].iter().rev().take(MOST_NEIGHBOURS) {
                let chain = self.chain_of[other];
                if !out.contains(&chain) {
                    out.push(chain);
                }
            }
        }
        out
    }

    /// What other forms may find this one by.
    fn signs(&self, form: usize) -> Vec<u64> {
        let this = &self.forms[form];
        let mut out = self.clues_of(form);
        out.push(clue::form(form));
        if !this.acronym && this.words.len() > 1 && this.kind == EntryKind::Group {
            out.extend(this.words.iter().map(|word| clue::initial(word)));
        }
        out
    }

    /// What this form looks for in others.
    fn clues_of(&self, form: usize) -> Vec<u64> {
        let this = &self.forms[form];
        let mut out: Vec<u64> = this.entries.iter().map(|e| clue::entry(*e)).collect();
        out.extend(self.introduced[form].iter().map(|&other| clue::form(other)));
        if this.acronym {
            out.extend(this.words.iter().map(|word| clue::initial(word)));
        }
        out.extend(
            this.words
                .iter()
                .filter(|w| !names::head::is_joining(w))
                .map(|w| clue::word(w)),
        );
        out
    }

    fn tie(&self, form: usize, chain: &[usize]) -> Option<Tie> {
        let mut best = None;
        for &other in chain {
            match self.compare(form, other) {
                Verdict::Apart => return None,
                Verdict::Open => {}
                Verdict::Tied(tie) => best = best.max(Some(tie)),
            }
        }
        best
    }

    fn compare(&self, a: usize, b: usize) -> Verdict {
        let (x, y) = (&self.forms[a], &self.forms[b]);
        if x.collective || y.collective {
            return Verdict::Apart;
        }
        if shares_entry(x, y) {
            return Verdict::Tied(Tie::Said);
        }
        // Two entries of one pack are two.
        let two = !x.entries.is_empty()
            && !y.entries.is_empty()
            && x.entries
                .iter()
                .all(|e| y.entries.iter().all(|f| e.pack == f.pack && e.entity != f.entity));
        if two {
            return Verdict::Apart;
        }
        let tie = match (x.kind, y.kind) {
            _ if self.introduced[a].contains(&b) => Some(Tie::Said),
            (EntryKind::Person, EntryKind::Person) => match person_tie(x, y) {
                Verdict::Tied(tie) => Some(tie),
                verdict => return verdict,
            },
            (EntryKind::Group, EntryKind::Group) => group_tie(x, y),
            // A place's name can be somebody's surname, if somebody bears it in full.
            (EntryKind::Other, EntryKind::Person) if x.words.len() == 1 && y.words.len() > 1 => {
                (y.words.last() == x.words.last()).then_some(Tie::Part)
            }
            (EntryKind::Other, EntryKind::Other) => (x.words == y.words).then_some(Tie::Whole),
            _ => None,
        };
        tie.map_or(Verdict::Open, Verdict::Tied)
    }

    fn all_compatible(&self, chains: &[usize]) -> bool {
        chains.iter().enumerate().all(|(n, &c)| {
            chains[n + 1..].iter().all(|&d| {
                self.chains[c]
                    .iter()
                    .all(|&a| self.chains[d].iter().all(|&b| self.compare(a, b) != Verdict::Apart))
            })
        })
    }

    /// The chains in order of first mention, of `mentions` in all.
    pub(super) fn finish(self, mentions: usize) -> Vec<Chain> {
        let mut chain_of = vec![usize::MAX; mentions];
        for (form, &chain) in self.forms.iter().zip(&self.chain_of) {
            form.mentions.iter().for_each(|&m| chain_of[m as usize] = chain);
        }
        for (chain, rivals) in &self.open {
            let mut rivals: Vec<usize> = rivals.iter().map(|&form| self.chain_of[form]).collect();
            rivals.dedup();
            let forms = rivals.iter().chain([chain]).flat_map(|&c| &self.chains[c]);
            let concerned = forms.flat_map(|&f| &self.forms[f].mentions).copied().collect();
            namesake::settle(&mut chain_of, concerned, *chain, &rivals);
        }
        let mut numbers = Numbering::default();
        let mut out: Vec<Chain> = Vec::new();
        for (mention, &chain) in chain_of.iter().enumerate() {
            let (number, new) = numbers.number(chain as u64);
            if new {
                let mut kinds = self.chains[chain].iter().map(|&f| self.forms[f].kind);
                let kind = kinds.find(|k| *k != EntryKind::Other).unwrap_or(EntryKind::Other);
                out.push(Chain {
                    kind,
                    mentions: Vec::new(),
                });
            }
            out[number].mentions.push(mention as u32);
        }
        out
    }
}

/// Both are the name of one entity, and of no second one.
fn shares_entry(x: &Form<'_>, y: &Form<'_>) -> bool {
    x.entries.len() == 1 && x.entries == y.entries
}

fn person_tie(x: &Form<'_>, y: &Form<'_>) -> Verdict {
    match (x.gender, y.gender) {
        (Some(a), Some(b)) if a != b => return Verdict::Apart,
        // Where there is a Mr. and a Mrs. Reyes, plain Reyes can be either.
        (Some(_), None) if x.contested => return Verdict::Open,
        (None, Some(_)) if y.contested => return Verdict::Open,
        _ => {}
    }
    let (short, long) = if x.words.len() <= y.words.len() { (x, y) } else { (y, x) };
    let alike = || short.words.iter().all(|w| long.words.contains(w));
    let part = |tie| Verdict::Tied(if alike() { tie } else { Tie::Variant });
    match names::person::compatible(&x.words, &y.words) {
        Fit::Same => Verdict::Tied(Tie::Whole),
        Fit::Tail => part(Tie::Part),
        Fit::Head => part(Tie::Head),
        Fit::Inner => part(Tie::Inner),
        Fit::Different if short.words.len() > 1 => Verdict::Apart,
        Fit::Unknown | Fit::Different => Verdict::Open,
    }
}

fn group_tie(x: &Form<'_>, y: &Form<'_>) -> Option<Tie> {
    if x.acronym != y.acronym {
        let (short, long) = if x.acronym { (x, y) } else { (y, x) };
        // A loose reading is worth something only where the article introduces the pair.
        let reading = names::acronym::stands_for(short.raw, long.raw);
        if reading.is_some_and(|r| r != names::acronym::Reading::Loose) {
            return Some(Tie::Part);
        }
    } else if x.acronym {
        return None;
    }
    let (short, long) = if x.words.len() <= y.words.len() { (x, y) } else { (y, x) };
    let fit = names::group::compatible(&x.words, &y.words);
    // The Haqqanis need not be the Haqqani network.
    let plural = |word: &str| {
        let one = word.strip_suffix('s').unwrap_or(word);
        one != word && long.words.contains(&one)
    };
    let words = short.words.as_slice();
    let at = long.words.windows(words.len()).position(|some| some == words);
    let (before, after) = long.words.split_at(at.unwrap_or(0));
    let after = after.get(words.len()..).unwrap_or(&[]);
    match fit {
        Fit::Same => Some(Tie::Whole),
        Fit::Unknown | Fit::Different => None,
        _ if matches!(words, [word] if plural(word)) || is_subject(words, before) => None,
        Fit::Head | Fit::Inner if !is_named_after(short, after) => None,
        // The Court, the Front: which one, only the place in the text can tell.
        _ if matches!(words, [word] if names::head::head(word).is_some_and(|h| !h.alone)) => Some(Tie::Inner),
        Fit::Tail => (!is_described(words, before)).then_some(Tie::Part),
        Fit::Head => Some(Tie::Head),
        Fit::Inner => Some(Tie::Inner),
    }
}

/// The longer name is of something that has to do with the shorter: the Court of Justice of the European Union.
fn is_subject(short: &[&str], before: &[&str]) -> bool {
    match before.iter().rev().find(|w| **w != "the") {
        Some(&("at" | "and" | "for" | "with")) => true,
        // But Scientology is its church.
        Some(&("of" | "in" | "to" | "de")) => short.len() > 1,
        _ => false,
    }
}

/// What the longer name has more says only where: the Taliban of `Pakistani Taliban` are others. Senates
/// and navies, of which every country has one, are not.
fn is_described(short: &[&str], before: &[&str]) -> bool {
    before.iter().all(|w| recognise::is_demonym(w)) && short.iter().all(|w| names::head::head(w).is_none())
}

/// Whether a body can be called by its name without what comes after: `Toyota` of Toyota Motor Corporation;
/// but the Fatah Central Committee is a part of Fatah, and al-Qaida in Iraq a branch.
fn is_named_after(short: &Form<'_>, after: &[&str]) -> bool {
    let head = |word: &&str| names::head::head(word);
    if short.acronym {
        // `VOA` of `VOA News`.
        return after
            .iter()
            .all(|w| names::head::is_legal_form(w) || head(w).is_some_and(|h| h.weak));
    }
    !after.iter().any(|w| {
        head(w).is_some_and(|h| h.organ) || matches!(*w, "program" | "programme" | "province" | "branch" | "system")
    }) && !matches!(after.first(), Some(&("in" | "at" | "for")))
}
