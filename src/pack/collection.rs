//! All sources of one pack together: one header, the entities sorted by id, and
//! what is wrong between them.

use super::builder::Step;
use super::format::{MAX_NAME, MAX_OWNED, MAX_SHARED, MAX_WORDS};
use super::key_hash;
use super::problem::{Place, Problem};
use super::source::{Entry, Header, Parsed};
use crate::text::Phrase;
use std::collections::{HashMap, HashSet};

/// What one pack is made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Collection {
    pub header: Header,
    /// Sorted by id.
    pub entries: Vec<Entry>,
    /// For each entry how each name reads.
    pub readings: Vec<Vec<Reading>>,
    /// Of the sources and between them, by place.
    pub problems: Vec<Problem>,
}

/// A name as it is looked up: folded and keyed once.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub phrase: Phrase,
    /// Under which it and its other spellings are found.
    pub key: u32,
    /// The number of another entity and of its name that is spelt like this one, or
    /// would be: this name is not looked for in other spellings.
    pub rival: Option<(u32, u32)>,
}

impl Collection {
    /// Joins what several sources hold. An entity whose id is taken is left out,
    /// and so is a name that repeats one of its entity.
    pub fn gather(sources: Vec<Parsed>) -> Collection {
        Collection::gather_watched(sources, &mut |_| ())
    }

    /// As [`gather`](Collection::gather); `watch` is told of every entity whose names are keyed.
    pub fn gather_watched(sources: Vec<Parsed>, watch: &mut dyn FnMut(Step)) -> Collection {
        let mut all = Collection::default();
        let mut headers = Vec::new();
        for source in sources {
            headers.extend(source.headers);
            all.entries.extend(source.entries);
            all.problems.extend(source.problems);
        }
        all.choose_header(headers);
        all.entries
            .sort_by(|a, b| (a.id.as_bytes(), &a.place).cmp(&(b.id.as_bytes(), &b.place)));
        all.drop_repeated();
        all.read_names(watch);
        all.find_rivals();
        all.check_facts();
        all.check_counts();
        all.problems.sort();
        all
    }

    /// The number of the entity with this id.
    pub fn find(&self, id: &str) -> Option<u32> {
        let found = self
            .entries
            .binary_search_by(|entry| entry.id.as_bytes().cmp(id.as_bytes()));
        found.ok().map(|index| index as u32)
    }

    fn choose_header(&mut self, headers: Vec<Header>) {
        let Some((first, others)) = headers.split_first() else {
            let message =
                "no line says what the pack is; add one such as {\"pack\":\"My pack\",\"licence\":\"CC0-1.0\"}";
            self.problems.push(Problem::error(&Place::default(), message));
            return;
        };
        for other in others {
            let same = Header {
                place: first.place.clone(),
                ..other.clone()
            } == *first;
            if !same {
                let message = format!("another header than at {}, which is the one that counts", first.place);
                self.problems.push(Problem::warning(&other.place, message));
            }
        }
        self.header = first.clone();
    }

    fn drop_repeated(&mut self) {
        let Collection { entries, problems, .. } = self;
        entries.dedup_by(|later, earlier| {
            let same = later.id == earlier.id;
            if same {
                let message = format!("{}: this id is already taken at {}", later.id, earlier.place);
                problems.push(Problem::error(&later.place, message));
            }
            same
        });
        for entry in entries {
            let (mut names, mut context) = (HashSet::new(), HashSet::new());
            let Entry {
                place,
                id,
                names: given,
                ..
            } = entry;
            given.retain(|name| {
                let fresh = names.insert(name.text.clone());
                if !fresh {
                    let message = format!("{id}: the name {:?} is given twice; the first one counts", name.text);
                    problems.push(Problem::warning(place, message));
                }
                fresh
            });
            entry.context.retain(|word| context.insert(word.clone()));
        }
    }

    fn read_names(&mut self, watch: &mut dyn FnMut(Step)) {
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for entry in &self.entries {
            let read = |text: &str| {
                let phrase = Phrase::of(text);
                let key = key_hash(phrase.folded());
                let rival = None;
                Reading { phrase, key, rival }
            };
            let readings: Vec<Reading> = entry.names.iter().map(|name| read(&name.text)).collect();
            for (name, reading) in entry.names.iter().zip(&readings) {
                let bearers = shared.entry(reading.key).or_default();
                *bearers += 1;
                if let Some(fault) = name_fault(&name.text, &reading.phrase) {
                    let message = format!("{}: the name {:?} {fault}", entry.id, name.text);
                    self.problems.push(Problem::error(&entry.place, message));
                } else if *bearers == MAX_SHARED + 1 {
                    let folded = reading.phrase.folded();
                    let message = format!("{}: more than {MAX_SHARED} names are spelt like {folded:?}", entry.id);
                    self.problems.push(Problem::error(&entry.place, message));
                }
            }
            self.readings.push(readings);
            watch(Step::Keyed(self.readings.len(), self.entries.len()));
        }
    }

    /// Finds names that are spelt like another entity's: `Omar Khan` beside `Umar Khan`.
    /// Neither is looked for in other spellings, for those would be the other's.
    fn find_rivals(&mut self) {
        let mut bearers: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for (entity, (entry, readings)) in (0..).zip(self.entries.iter().zip(&self.readings)) {
            for (number, (name, reading)) in (0..).zip(entry.names.iter().zip(readings)) {
                if !name.acronym && reading.phrase.words() > 1 {
                    bearers.entry(reading.key).or_default().push((entity, number));
                }
            }
        }
        for alike in bearers.values().filter(|alike| alike.len() > 1) {
            for &(entity, number) in alike {
                let own = |at: (u32, u32)| &self.readings[at.0 as usize][at.1 as usize].phrase;
                let phrase = own((entity, number));
                let rival = alike
                    .iter()
                    .copied()
                    .find(|other| other.0 != entity && own(*other).folded() != phrase.folded());
                self.readings[entity as usize][number as usize].rival = rival;
            }
        }
    }

    fn check_facts(&mut self) {
        for entry in &self.entries {
            for (number, fact) in (1..).zip(&entry.facts) {
                if fact.object == entry.id {
                    let message = format!("{}: fact {number}: an entity can't be its own object", entry.id);
                    self.problems.push(Problem::error(&entry.place, message));
                }
            }
        }
    }

    fn check_counts(&mut self) {
        for entry in &self.entries {
            let Entry {
                names,
                descriptions,
                facts,
                links,
                context,
                ..
            } = entry;
            let most = names
                .len()
                .max(descriptions.len())
                .max(facts.len())
                .max(links.len())
                .max(context.len());
            if most > MAX_OWNED {
                let message = format!("{}: has more than {MAX_OWNED} names, facts or the like", entry.id);
                self.problems.push(Problem::error(&entry.place, message));
            }
        }
    }
}

/// What keeps a name out of a pack, if anything.
pub(crate) fn name_fault(text: &str, phrase: &Phrase) -> Option<String> {
    match phrase.words() {
        0 => Some("has no letters or digits".into()),
        words if words > MAX_WORDS => Some(format!("has {words} words; the most is {MAX_WORDS}")),
        _ if text.len() > MAX_NAME => Some(format!("has {} bytes; the most is {MAX_NAME}", text.len())),
        _ => None,
    }
}
