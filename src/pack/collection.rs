//! All sources of one pack together: one header, the entities sorted by id, and
//! what is wrong between them.

use super::format::{MAX_OWNED, MAX_SHARED, MAX_WORDS};
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
    /// For each entry the phrase of each name.
    pub phrases: Vec<Vec<Phrase>>,
    /// Of the sources and between them, by place.
    pub problems: Vec<Problem>,
}

impl Collection {
    /// Joins what several sources hold. An entity whose id is taken is left out,
    /// and so is a name that repeats one of its entity.
    pub fn gather(sources: Vec<Parsed>) -> Collection {
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
        all.read_names();
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

    fn read_names(&mut self) {
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for entry in &self.entries {
            let phrases: Vec<Phrase> = entry.names.iter().map(|name| Phrase::of(&name.text)).collect();
            for (name, phrase) in entry.names.iter().zip(&phrases) {
                let fault = match phrase.words() {
                    0 => "has no letters or digits".to_string(),
                    words if words > MAX_WORDS => format!("has {words} words; the most is {MAX_WORDS}"),
                    _ => String::new(),
                };
                let bearers = shared.entry(phrase.hash()).or_default();
                *bearers += 1;
                if !fault.is_empty() {
                    let message = format!("{}: the name {:?} {fault}", entry.id, name.text);
                    self.problems.push(Problem::error(&entry.place, message));
                } else if *bearers == MAX_SHARED + 1 {
                    let message = format!("{}: more than {MAX_SHARED} names read {:?}", entry.id, phrase.folded());
                    self.problems.push(Problem::error(&entry.place, message));
                }
            }
            self.phrases.push(phrases);
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
