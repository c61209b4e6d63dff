//! Indexes from hashes to numbers: read in place, written sorted.

use super::format::{MAX_SHARED, u8_at, u16_at, u32_at};
use super::section::Section;
use crate::names::spelling;
use crate::text::hash;
use core::ops::Range;

const HEAD: usize = 8;
const MAX_BITS: u8 = 20;

/// Where the parts of one index section lie. The specification is in
/// [`format`](mod@super::format).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Index {
    bits: u8,
    /// Where the starts of the buckets lie.
    starts: usize,
    kept: Planes,
    values: Planes,
}

/// Numbers of a few bytes each, stored as planes of one byte.
#[derive(Clone, Copy, Debug, Default)]
struct Planes {
    at: usize,
    count: u32,
    width: u8,
}

impl Planes {
    fn get(&self, bytes: &[u8], number: u32) -> u32 {
        (0..self.width).rev().fold(0, |value, plane| {
            let at = self.at + usize::from(plane) * self.count as usize + number as usize;
            value << 8 | u32::from(u8_at(bytes, at))
        })
    }
}

impl Index {
    /// Reads the head of a section of `bytes`; none if it does not have the size it says.
    pub fn open(bytes: &[u8], section: Section) -> Option<Index> {
        let head = bytes.get(section.start..section.start + section.length).unwrap_or(&[]);
        let [bits, kept, value] = [0, 1, 2].map(|at| u8_at(head, at));
        let count = u32_at(head, 4);
        let starts = section.start + HEAD;
        let start_bytes = ((1u64 << bits.min(MAX_BITS)) + 1) * 4;
        let need = HEAD as u64 + start_bytes + u64::from(count) * (u64::from(kept) + u64::from(value));
        if bits > MAX_BITS || kept > 2 || value > 4 || need != section.length as u64 {
            return None;
        }
        // All parts lie within a section that lies within the bytes.
        let at = starts + start_bytes as usize;
        let planes = |at, width| Planes { at, count, width };
        Some(Index {
            bits,
            starts,
            kept: planes(at, kept),
            values: planes(at + usize::from(kept) * count as usize, value),
        })
    }

    /// The values stored under `hash`, and, seldom, under a hash like it.
    pub fn get<'a>(&self, bytes: &'a [u8], hash: u32) -> impl Iterator<Item = u32> + use<'a> {
        let entries = self.entries(bytes, hash);
        let values = self.values;
        entries.take(MAX_SHARED).map(move |entry| values.get(bytes, entry))
    }

    fn entries(&self, bytes: &[u8], hash: u32) -> Range<u32> {
        // An index without entries may be one that is not there at all.
        if self.kept.count == 0 {
            return 0..0;
        }
        let (bucket, part) = place(hash, self.bits, self.kept.width);
        let row = self.starts + bucket as usize * 4;
        let end = u32_at(bytes, row + 4).min(self.kept.count);
        let start = u32_at(bytes, row).min(end);
        let kept = |entry: u32| self.kept.get(bytes, entry);
        let first = partition(start..end, |entry| kept(entry) < part);
        first..partition(first..end, |entry| kept(entry) <= part)
    }
}

/// The mask of the table of starts in `section` of `bytes` that a hash chooses.
pub(crate) fn starts(bytes: &[u8], section: Section, hash: u32) -> u16 {
    let masks = (section.length / 2) as u64;
    let chosen = ((u64::from(hash) * masks) >> 32) as usize;
    if masks == 0 {
        0
    } else {
        u16_at(bytes, section.start + chosen * 2)
    }
}

/// The hash of the spelling key of a folded word.
pub fn word_key(folded: &str) -> u32 {
    hash::word(&spelling::key(folded))
}

/// The hash under which a pack keeps a name and its other spellings. `folded` is the
/// name's folded words with single spaces between them, as
/// [`Phrase::folded`](crate::text::Phrase::folded) gives them.
pub fn key_hash(folded: &str) -> u32 {
    let mut keys = folded.split(' ').map(word_key);
    let first = keys.next().unwrap_or(0);
    keys.fold(first, hash::extend)
}

/// The hash under which a pack keeps a link.
pub(crate) fn link_hash(scheme: &str, value: &str) -> u32 {
    hash::extend(hash::word(scheme), hash::word(value))
}

/// The first number of `range` for which `before` is false, where all for which
/// it is true come first. Some number of the range or its end in any case.
pub(crate) fn partition(range: Range<u32>, before: impl Fn(u32) -> bool) -> u32 {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if before(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

/// The bucket of a hash, and the part of it that is kept.
fn place(hash: u32, bits: u8, width: u8) -> (u32, u32) {
    let shifted = u64::from(hash) << bits;
    let rest = shifted as u32;
    (
        (shifted >> 32) as u32,
        (u64::from(rest) >> (32 - 8 * u32::from(width))) as u32,
    )
}

/// Writes an index section that keeps `kept` bytes of a hash. `entries` are hash and
/// value, in any order; equal hashes keep their values in ascending order, each once.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write(entries: &[(u32, u32)], kept: u8) -> Vec<u8> {
    /// Entries a bucket holds on average.
    const LOAD: usize = 8;
    let mut bits = 0;
    while bits < MAX_BITS && entries.len() > LOAD << bits {
        bits += 1;
    }
    let mut placed: Vec<(u32, u32, u32)> = entries
        .iter()
        .map(|&(hash, value)| (place(hash, bits, kept).0, place(hash, bits, kept).1, value))
        .collect();
    placed.sort_unstable();
    placed.dedup();
    let most = placed.iter().map(|entry| entry.2).max().unwrap_or(0);
    let width = (4 - most.leading_zeros() / 8) as u8;
    let mut out = vec![bits, kept, width, 0];
    out.extend((placed.len() as u32).to_le_bytes());
    for bucket in 0..=1u32 << bits {
        let start = placed.partition_point(|entry| entry.0 < bucket) as u32;
        out.extend(start.to_le_bytes());
    }
    for plane in 0..kept {
        out.extend(placed.iter().map(|entry| (entry.1 >> (8 * plane)) as u8));
    }
    for plane in 0..width {
        out.extend(placed.iter().map(|entry| (entry.2 >> (8 * plane)) as u8));
    }
    out
}

/// Writes a table of starts. `words` are the hash of a first word and how many words
/// there are.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write_starts(words: &[(u32, usize)]) -> Vec<u8> {
    /// Masks for each word, so that most words no name begins with choose an empty one.
    const SPREAD: usize = 4;
    let distinct: std::collections::HashSet<u32> = words.iter().map(|(hash, _)| *hash).collect();
    let masks = distinct.len() * SPREAD;
    let mut table = vec![0u16; masks];
    for (hash, count) in words {
        table[((u64::from(*hash) * masks as u64) >> 32) as usize] |= 1 << (count - 1);
    }
    table.iter().flat_map(|mask| mask.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(bytes: &[u8]) -> Index {
        Index::open(bytes, whole(bytes)).unwrap()
    }

    fn whole(bytes: &[u8]) -> Section {
        Section {
            length: bytes.len(),
            ..Section::default()
        }
    }

    fn mixed(number: u32) -> u32 {
        crate::text::hash::word(&number.to_string())
    }

    #[test]
    fn finds_everything_it_was_given_at_every_size() {
        for kept in [0, 1, 2] {
            for count in [0u32, 1, 2, 4, 5, 63, 1000, 70_000] {
                let entries: Vec<(u32, u32)> = (0..count).map(|i| (i.wrapping_mul(0x9E37_79B1), i)).collect();
                let bytes = write(&entries, kept);
                let index = open(&bytes);
                assert_eq!(index.values.count, count);
                for (hash, value) in entries {
                    assert!(index.get(&bytes, hash).any(|found| found == value), "{kept} {count}");
                }
            }
        }
    }

    #[test]
    fn few_strangers_are_found() {
        for (kept, most) in [(1, 500), (2, 5)] {
            let entries: Vec<(u32, u32)> = (0..10_000u32).map(|i| (mixed(i * 2), i)).collect();
            let bytes = write(&entries, kept);
            let index = open(&bytes);
            let strangers: usize = (0..10_000u32)
                .map(|i| index.get(&bytes, mixed(i * 2 + 1)).count())
                .sum();
            assert!(strangers < most, "{strangers}");
        }
    }

    #[test]
    fn shared_hashes_give_all_in_order_up_to_the_limit() {
        let entries: Vec<(u32, u32)> = (0..2000).rev().map(|i| (7, i)).collect();
        let bytes = write(&entries, 1);
        let found: Vec<u32> = open(&bytes).get(&bytes, 7).collect();
        assert_eq!(found, (0..MAX_SHARED as u32).collect::<Vec<_>>());
    }

    #[test]
    fn starts_join_what_chooses_one_mask() {
        let words: Vec<(u32, usize)> = (0..500).map(|i| (mixed(i), 1 + i as usize % 16)).collect();
        let table = write_starts(&words);
        let mask = |hash| starts(&table, whole(&table), hash);
        for (hash, count) in words {
            assert!(mask(hash) & 1 << (count - 1) != 0);
        }
        let strangers = (1000..2000).filter(|i| mask(mixed(*i)) != 0).count();
        assert!(strangers < 300, "{strangers}");
        assert_eq!(starts(&[], whole(&[]), 7), 0);
        assert_eq!(starts(&[1], whole(&[1]), u32::MAX), 0);
    }

    #[test]
    fn a_head_that_lies_is_refused() {
        let good = write(&[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)], 1);
        for (at, value) in [
            (0, 2u8),
            (0, 21),
            (0, 255),
            (1, 3),
            (1, 2),
            (2, 5),
            (2, 2),
            (4, 6),
            (7, 255),
        ] {
            let mut bad = good.clone();
            bad[at] = value;
            assert!(Index::open(&bad, whole(&bad)).is_none(), "{at} {value}");
        }
        for length in 0..good.len() {
            assert!(
                Index::open(&good[..length], whole(&good[..length])).is_none(),
                "{length}"
            );
        }
    }
}
