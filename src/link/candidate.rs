//! The entries that bear a name of the chain, and how much that name says.

use super::{Scene, view};
use crate::names::{self, Fit};
use crate::pack::{Date, EntityView, EntryKind, NameView, Strength, key_hash, standing};
use crate::prelude::*;
use crate::recognise::{self, Mention};
use crate::resolve::{Chain, EntryRef};
use crate::text::Phrase;

/// How a name of the chain is a name of the entry, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    Weak,
    Variant,
    Former,
    Single,
    Acronym,
    Full,
}

impl Ground {
    fn of(name: &NameView<'_>, words: usize, date: Option<Date>) -> Ground {
        let (from, to) = name.dates();
        let past = is_outside(date, from, to);
        match name.strength() {
            Strength::Weak => Ground::Weak,
            Strength::Former => Ground::Former,
            Strength::Strong if past => Ground::Former,
            Strength::Strong if name.is_acronym() || name.is_cased() => Ground::Acronym,
            Strength::Strong if words > 1 => Ground::Full,
            Strength::Strong => Ground::Single,
        }
    }

    /// In words a reader understands.
    const WORDS: [&'static str; 6] = [
        "short name",
        "name in another spelling",
        "former name",
        "name",
        "acronym",
        "full name",
    ];
}

/// A set of grounds: a bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Grounds(u8);

impl Grounds {
    pub(super) fn add(&mut self, ground: Ground) {
        self.0 |= 1 << ground as u8;
    }

    pub(super) fn has(self, ground: Ground) -> bool {
        self.0 & 1 << ground as u8 != 0
    }

    /// Whether the best one is this.
    pub(super) fn is_best(self, ground: Ground) -> bool {
        self.has(ground) && self.0 >> ground as u8 == 1
    }

    /// Whether there are several that are not weak.
    pub(super) fn are_several(self) -> bool {
        (self.0 >> 1).count_ones() > 1
    }

    /// The best two, in words a reader understands.
    pub(super) fn words(self) -> Vec<String> {
        let mut out = Vec::new();
        for number in (0..Ground::WORDS.len()).rev() {
            if self.0 & 1 << number != 0 && out.len() < 2 {
                out.push(Ground::WORDS[number].to_owned());
            }
        }
        out
    }
}

/// An entry that a chain could be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub entry: EntryRef,
    pub kind: EntryKind,
    /// How its names are the chain's.
    pub grounds: Grounds,
    /// The words of the longest form of the chain that names it.
    pub reach: usize,
    /// That form is the name it is displayed by.
    pub displayed: bool,
    /// No form of the chain has more words.
    pub whole: bool,
    /// The chain has a longer form, and by it this is somebody else.
    pub refuted: bool,
    /// How the chain's fullest form and the name it is displayed by go together.
    pub likeness: Fit,
    /// What its pack states, or little.
    pub prior: f64,
    /// Its pack states a prior.
    pub is_rated: bool,
}

/// An entry without a prior is taken for a rare one.
const RARE: f64 = 0.001;

/// A prior is stated of the name an entry is displayed by; another of its names means it so much more seldom.
const ALIAS: f64 = 0.3;

impl Candidate {
    /// Whether the chain's fullest form is the entry's whole name: of several words, or the one displayed.
    pub(super) fn is_full(&self) -> bool {
        self.whole && (self.grounds.has(Ground::Full) || self.displayed)
    }

    /// How much of all that is meant by the name the entry claims.
    pub(super) fn claim(&self) -> f64 {
        if self.displayed { self.prior } else { self.prior * ALIAS }
    }
}

/// Whether a date lies before a time or after it.
pub(super) fn is_outside(date: Option<Date>, from: Option<Date>, to: Option<Date>) -> bool {
    date.is_some_and(|date| from.is_some_and(|from| date.is_before(from)) || to.is_some_and(|to| to.is_before(date)))
}

/// The candidates of a chain. Where a later pack has the same entity, its entry is the one.
pub(super) fn candidates(scene: &Scene<'_>, chain: &Chain) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let own: Vec<&Mention> = chain
        .mentions
        .iter()
        .filter_map(|&m| scene.mentions.get(m as usize))
        .filter(|m| is_name(scene, m))
        .collect();
    let fullest = own
        .iter()
        .max_by_key(|m| (m.tokens.len(), core::cmp::Reverse(m.tokens.start)));
    let most = fullest.map_or(0, |m| m.tokens.len());
    for mention in &own {
        let words = mention.tokens.len();
        let mut note = |entry: EntryRef, name: &NameView<'_>, ground: Ground| {
            let (pack, entity) = standing(scene.packs, entry.pack, entry.entity);
            let displayed = view(scene.packs, entry)
                .and_then(|v| v.names().next())
                .is_some_and(|first| first.index() == name.index());
            let entry = EntryRef { pack, entity };
            let Some(view) = view(scene.packs, entry) else { return };
            let kind = view.kind();
            // The city says nothing of Denzel Washington.
            if kind != chain.kind && chain.kind != EntryKind::Other && (kind != EntryKind::Other || words < most) {
                return;
            }
            let known = found.iter().position(|c| c.entry == entry);
            let at = known.unwrap_or(found.len());
            if known.is_none() {
                found.push(Candidate {
                    entry,
                    kind,
                    grounds: Grounds::default(),
                    reach: 0,
                    displayed: false,
                    whole: false,
                    refuted: false,
                    likeness: Fit::Unknown,
                    prior: RARE,
                    is_rated: false,
                });
            }
            let candidate = &mut found[at];
            candidate.prior = candidate.prior.max(view.prior());
            candidate.is_rated |= view.prior() > 0.0;
            candidate.whole |= words == most;
            candidate.displayed |= displayed && words >= candidate.reach;
            candidate.reach = candidate.reach.max(words);
            candidate.grounds.add(ground);
        };
        match mention.matched.and_then(|m| scene.matches.get(m as usize)) {
            Some(found) => {
                for name in &found.names {
                    if let Some(pack) = scene.packs.get(name.pack as usize) {
                        let view = pack.name_at(name.name);
                        let (pack, entity) = (name.pack, view.entity());
                        note(EntryRef { pack, entity }, &view, Ground::of(&view, words, scene.date));
                    }
                }
            }
            None => variants(scene, mention, &mut note),
        }
    }
    if let Some(fullest) = fullest {
        let words = scene.document.folds(&fullest.tokens);
        for candidate in found.iter_mut().filter(|c| !c.displayed || !c.whole) {
            if let Some(view) = view(scene.packs, candidate.entry) {
                candidate.refuted = !candidate.whole && is_refuted(&words, &view);
                candidate.likeness = likeness(scene.document.slice(fullest.span), &words, &view);
            }
        }
    }
    found
}

/// Whether a mention can name one entity: it is no people or creed alone.
fn is_name(scene: &Scene<'_>, mention: &Mention) -> bool {
    let word = scene.document.fold(mention.tokens.start as usize);
    let people = [word, word.trim_end_matches('s')]
        .into_iter()
        .any(recognise::is_demonym);
    mention.tokens.len() > 1 || !people
}

/// Whether the entry has full names, and none of them can be this one.
fn is_refuted(words: &[&str], view: &EntityView<'_>) -> bool {
    let mut full = 0;
    for name in view.names().filter(|n| !n.is_acronym()) {
        let phrase = Phrase::of(name.text());
        if phrase.words() < 2 {
            continue;
        }
        full += 1;
        if fit(view.kind(), words, &phrase) != Fit::Different {
            return false;
        }
    }
    full > 0
}

/// How a name, as written and as folded words, and the one an entry is displayed by go together. Initials are a
/// part of it.
fn likeness(raw: &str, words: &[&str], view: &EntityView<'_>) -> Fit {
    let shown = view.display_name();
    if names::acronym::stands_for(raw, shown).is_some() {
        return Fit::Head;
    }
    let phrase = Phrase::of(shown);
    fit(view.kind(), words, &phrase)
}

fn fit(kind: EntryKind, words: &[&str], name: &Phrase) -> Fit {
    let other: Vec<&str> = name.folded().split(' ').collect();
    match kind {
        EntryKind::Person => names::person::compatible(words, &other),
        _ => names::group::compatible(words, &other),
    }
}

/// Entries one of whose names is this one in another spelling.
fn variants(scene: &Scene<'_>, mention: &Mention, note: &mut impl FnMut(EntryRef, &NameView<'_>, Ground)) {
    let words = scene.document.folds(&mention.tokens);
    if words.len() < 2 {
        return;
    }
    let key = key_hash(&words.join(" "));
    for (number, pack) in scene.packs.iter().enumerate() {
        for name in pack.names_by_key(key) {
            let folded = Phrase::of(name.text());
            let kind = pack.entity(name.entity()).kind();
            if name.strength() != Strength::Weak && fit(kind, &words, &folded) == Fit::Same {
                let (pack, entity) = (number as u32, name.entity());
                note(EntryRef { pack, entity }, &name, Ground::Variant);
            }
        }
    }
}
