//! Everything wrong with a source or a pack, also what only its makers can judge.

use super::builder;
use super::collection::{Collection, Reading};
use super::problem::{Place, Problem};
use super::source::{self, Entry, Fact, Name, Parsed};
use super::{Pack, Relation, Strength, dump};
use crate::text::Phrase;
use std::collections::BTreeMap;

/// Characters of a description beyond which a card gets long.
const LONG: usize = 200;

/// Everything wrong with the sources of one pack: name and text of each.
/// Sorted by place; a pack can be built if none is an error.
pub fn check(sources: &[(&str, &str)]) -> Vec<Problem> {
    check_parsed(sources.iter().map(|(name, text)| source::read(name, text)).collect())
}

/// As [`check`], for sources that an importer has read.
pub fn check_parsed(sources: Vec<Parsed>) -> Vec<Problem> {
    let all = Collection::gather(sources);
    let mut problems = all.problems.clone();
    check_header(&all, &mut problems);
    check_shared_names(&all, &mut problems);
    for (entry, readings) in all.entries.iter().zip(&all.readings) {
        let mut warn = |message: String| {
            problems.push(Problem::warning(&entry.place, format!("{}: {message}", entry.id)));
        };
        check_names(&all, entry, readings, &mut warn);
        check_descriptions(&all, entry, readings, &mut warn);
        for (number, fact) in (1..).zip(&entry.facts) {
            check_fact(&all, fact, &mut |message| warn(format!("fact {number}: {message}")));
        }
    }
    problems.sort();
    problems
}

/// Everything wrong with the bytes of a pack file. Lines are those of its dump.
pub fn check_pack(name: &str, bytes: &[u8]) -> Vec<Problem> {
    let place = Place {
        source: name.into(),
        line: 0,
    };
    let pack = match Pack::open(bytes.to_vec()) {
        Ok(pack) => pack,
        Err(error) => return vec![Problem::error(&place, error.message())],
    };
    let parsed = source::read(name, &dump(&pack));
    let rebuilt = builder::build_parsed(vec![parsed.clone()]);
    let mut problems = check_parsed(vec![parsed]);
    if rebuilt.is_ok_and(|rebuilt| rebuilt != bytes) {
        let message = "its own dump builds another pack: it was not made by this builder, or was changed since";
        problems.insert(0, Problem::warning(&place, message));
    }
    problems
}

fn check_header(all: &Collection, problems: &mut Vec<Problem>) {
    let header = &all.header;
    if header.name.is_empty() {
        return;
    }
    let mut warn = |message: &str| problems.push(Problem::warning(&header.place, message));
    if header.licence.is_empty() {
        warn("the pack states no \"licence\"");
    }
    if header.built.is_none() {
        warn("the pack states no date in \"built\": cards can't say how old it is");
    }
    let unsourced = |entry: &Entry| !entry.descriptions.is_empty() && entry.source.is_none();
    if header.publisher.is_empty() && all.entries.iter().any(unsourced) {
        warn("the pack states no \"publisher\", but has descriptions without a \"source\": cards name only the pack");
    }
}

fn check_shared_names(all: &Collection, problems: &mut Vec<Problem>) {
    let mut bearers: BTreeMap<&str, Vec<(&Entry, &Name)>> = BTreeMap::new();
    for (entry, readings) in all.entries.iter().zip(&all.readings) {
        for (name, reading) in entry.names.iter().zip(readings) {
            bearers.entry(reading.phrase.folded()).or_default().push((entry, name));
        }
    }
    for shared in bearers.values() {
        let Some(((first, first_name), others)) = shared.split_first() else {
            continue;
        };
        for (entry, name) in others {
            let weak = name.strength == Strength::Weak || first_name.strength == Strength::Weak;
            if entry.id == first.id || weak {
                continue;
            }
            let what = if name.acronym || first_name.acronym {
                "the acronym"
            } else {
                "the name"
            };
            let message = format!(
                "{}: {what} {:?} is also {:?} of {} ({}); without more evidence neither is linked",
                entry.id, name.text, first_name.text, first.id, first.place
            );
            problems.push(Problem::warning(&entry.place, message));
        }
    }
}

fn check_names(all: &Collection, entry: &Entry, readings: &[Reading], warn: &mut dyn FnMut(String)) {
    for (name, reading) in entry.names.iter().zip(readings) {
        if let Some((rival, number)) = reading.rival {
            let rival = &all.entries[rival as usize];
            warn(format!(
                "the name {:?} is spelt like {:?} of {} ({}); it is not looked for in other spellings",
                name.text, rival.names[number as usize].text, rival.id, rival.place
            ));
        }
        if reading.phrase.folded().chars().count() == 1 {
            warn(format!(
                "the name {:?} is a single letter and will be met by chance",
                name.text
            ));
        }
        if name.text.chars().count() > LONG {
            warn(format!("the name {:?} is over {LONG} characters long", name.text));
        }
    }
    if !entry.names.is_empty() && entry.names.iter().all(|name| name.strength == Strength::Weak) {
        warn("all names are weak: nothing can link to it".into());
    }
}

fn check_descriptions(all: &Collection, entry: &Entry, readings: &[Reading], warn: &mut dyn FnMut(String)) {
    for (lang, text) in &entry.descriptions {
        let length = text.chars().count();
        if length > LONG {
            warn(format!(
                "the description ({lang}) has {length} characters; cards show up to {LONG} well"
            ));
        }
        let padded = format!(" {} ", Phrase::of(text).folded());
        let repeated = entry.names.iter().zip(readings).find(|(_, Reading { phrase, .. })| {
            phrase.folded().chars().count() > 1 && padded.contains(&format!(" {} ", phrase.folded()))
        });
        if let Some((name, _)) = repeated {
            warn(format!(
                "the description ({lang}) repeats the name {:?}, which the card shows above it",
                name.text
            ));
        }
    }
    if entry.descriptions.is_empty() && entry.source.is_some() {
        warn("its \"source\" is that of a description, and there is none: it is left out".into());
    }
    if entry
        .source
        .as_ref()
        .is_some_and(|source| source.retrieved.is_none() && all.header.built.is_none())
    {
        warn("its source has no date in \"retrieved\"".into());
    }
}

fn check_fact(all: &Collection, fact: &Fact, warn: &mut dyn FnMut(String)) {
    if fact.source.retrieved.is_none() {
        warn("its source has no date in \"retrieved\"".into());
    }
    if fact.source.url.is_empty() {
        warn("its source has no \"url\"".into());
    }
    let free = matches!(
        fact.relation,
        Relation::Role | Relation::Claimed | Relation::BlamedFor | Relation::KilledIn | Relation::Died
    );
    let object = (!free).then_some(&fact.object);
    for words in object.into_iter().chain(&fact.by) {
        let id_like = words
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_:.".contains(&b));
        if id_like && all.find(words).is_none() {
            warn(format!(
                "{words:?} looks like an id, but no entity of this pack has it: it is shown as words"
            ));
        }
    }
}
