//! Splits a large pack: the shards, and the small index over them.

use super::builder::{Extra, Step, gathered, write};
use super::collection::Collection;
use super::problem::{Place, Problem};
use super::source::{Entry, Parsed};
use super::{Pack, Strength, index, shard, word_key};
use std::collections::{BTreeSet, HashMap};

/// A pack in shards.
#[derive(Clone, Debug)]
pub struct Sharded {
    /// The bytes of the index, which is a pack.
    pub index: Vec<u8>,
    /// File name and bytes of each shard, which are packs too.
    pub shards: Vec<(String, Vec<u8>)>,
}

/// As [`build_parsed`](super::build_parsed), in shards whose texts are about `size` bytes
/// each. What is related comes together where it can, so that one article wants few.
pub fn build_sharded(sources: Vec<Parsed>, size: usize, watch: &mut dyn FnMut(Step)) -> Result<Sharded, Vec<Problem>> {
    let all = gathered(sources, watch)?;
    split(&all, size, watch).map_err(|problem| vec![problem])
}

fn split(all: &Collection, size: usize, watch: &mut dyn FnMut(Step)) -> Result<Sharded, Problem> {
    let (hidden, mut shown): (Vec<u32>, Vec<u32>) =
        (0..all.entries.len() as u32).partition(|number| !all.entries[*number as usize].mark);
    shown.sort_by_key(|number| (neighbourhood(&all.entries[*number as usize]), *number));
    let mut shards = Vec::new();
    let mut sums = Vec::new();
    let mut keys: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut starts: BTreeSet<(u32, usize)> = BTreeSet::new();
    let mut done = 0;
    for mut members in chunks(all, &shown, size) {
        members.sort_unstable();
        let bytes = write(&part(all, &members), Extra::default(), &mut |_| ())?;
        done += members.len();
        watch(Step::Written(done, all.entries.len()));
        let number = shards.len() as u32;
        for member in &members {
            let entity = *member as usize;
            for (name, reading) in all.entries[entity].names.iter().zip(&all.readings[entity]) {
                // A weak name counts only beside another of its entity.
                if name.strength != Strength::Weak {
                    let first = reading.phrase.folded().split(' ').next().unwrap_or("");
                    keys.insert((reading.key, number));
                    starts.insert((word_key(first), reading.phrase.words()));
                }
            }
        }
        let sum = Pack::open(bytes.clone()).map_err(|error| Problem::error(&Place::default(), error.message()))?;
        let sum = sum.checksum();
        sums.extend(sum.to_le_bytes());
        shards.push((shard::file_name(sum), bytes));
    }
    let extra = Extra {
        shards: sums,
        keys: index::write(&keys.into_iter().collect::<Vec<_>>(), 2),
        starts: index::write_starts(&starts.into_iter().collect::<Vec<_>>()),
    };
    let index = write(&part(all, &hidden), extra, &mut |_| ())?;
    Ok(Sharded { index, shards })
}

/// What an entity is likely to be mentioned with: what its context names first, what
/// its facts name first.
fn neighbourhood(entry: &Entry) -> (&str, &str) {
    let context = entry.context.first().map_or("", String::as_str);
    let fact = entry.facts.first().map_or("", |fact| &fact.object);
    (context, fact)
}

/// Cuts the list into runs of about `size` bytes of text.
fn chunks(all: &Collection, shown: &[u32], size: usize) -> Vec<Vec<u32>> {
    let mut chunks: Vec<Vec<u32>> = Vec::new();
    let mut room = 0;
    for &number in shown {
        let entry = &all.entries[number as usize];
        let names: usize = entry.names.iter().map(|name| name.text.len()).sum();
        let descriptions: usize = entry.descriptions.values().map(String::len).sum();
        let weight = entry.id.len() + names + descriptions + 48 * entry.facts.len();
        if chunks.is_empty() || weight > room {
            chunks.push(Vec::new());
            room = size;
        }
        room = room.saturating_sub(weight);
        chunks.last_mut().into_iter().for_each(|chunk| chunk.push(number));
    }
    chunks
}

/// Some entities as a collection of their own. What a fact names that is not among
/// them is named by its name.
fn part(all: &Collection, members: &[u32]) -> Collection {
    let own: HashMap<&str, ()> = members
        .iter()
        .map(|number| (all.entries[*number as usize].id.as_str(), ()))
        .collect();
    let named = |side: &String| -> String {
        let elsewhere = all.find(side).filter(|_| !own.contains_key(side.as_str()));
        let entry = elsewhere.and_then(|number| all.entries.get(number as usize));
        let name = entry.and_then(|entry| entry.names.first());
        name.map_or_else(|| side.clone(), |name| name.text.clone())
    };
    let entry = |number: &u32| {
        let mut entry = all.entries[*number as usize].clone();
        for fact in &mut entry.facts {
            if fact.relation != super::Relation::Role {
                fact.object = named(&fact.object);
            }
            fact.by = fact.by.as_ref().map(named);
        }
        entry
    };
    Collection {
        header: all.header.clone(),
        entries: members.iter().map(entry).collect(),
        readings: members
            .iter()
            .map(|number| all.readings[*number as usize].clone())
            .collect(),
        problems: Vec::new(),
    }
}
