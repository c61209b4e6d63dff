//! Indexes from hashes to numbers: read in place, written sorted.

use super::error::PackError;
use super::format::{MAX_SHARED, u16_at, u32_at};
use crate::names::spelling;
use crate::text::hash;
use core::ops::Range;

const HEAD: usize = 16;
const MAX_BITS: u32 = 16;
/// Entries a bucket holds on average.
#[cfg(not(target_arch = "wasm32"))]
const LOAD: usize = 4;

/// Where the parts of one index section lie. The specification is in
/// [`format`](mod@super::format).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Index {
    bits: u32,
    count: u32,
    starts: usize,
    kept: usize,
    values: usize,
    width: usize,
}

impl Index {
    /// Reads the head of the section at `section` of `bytes`; `width` is the size
    /// of a value that the tag asks for.
    pub fn open(bytes: &[u8], section: Range<usize>, width: usize, tag: &str) -> Result<Index, PackError> {
        let wrong = || PackError::invalid(format!("The index {tag} of this pack does not have the size it says."));
        let head = bytes.get(section.clone()).unwrap_or(&[]);
        if head.len() < HEAD {
            return Err(wrong());
        }
        let (bits, count) = (u32_at(head, 0), u32_at(head, 4));
        if bits > MAX_BITS || u32_at(head, 8) as usize != width {
            return Err(wrong());
        }
        let start_bytes = ((1u64 << bits) + 1) * 4;
        let kept_bytes = (u64::from(count) * 2).next_multiple_of(4);
        let need = HEAD as u64 + start_bytes + kept_bytes + u64::from(count) * width as u64;
        if need.next_multiple_of(4) != section.len() as u64 {
            return Err(wrong());
        }
        // All parts lie within a section that lies within the bytes.
        let starts = section.start + HEAD;
        let kept = starts + start_bytes as usize;
        Ok(Index {
            bits,
            count,
            starts,
            kept,
            values: kept + kept_bytes as usize,
            width,
        })
    }

    /// The values stored under `hash`, and, seldom, under a hash like it.
    pub fn get<'a>(&self, bytes: &'a [u8], hash: u32) -> impl Iterator<Item = u32> + use<'a> {
        let entries = self.entries(bytes, hash);
        let Index { values, width, .. } = *self;
        entries.take(MAX_SHARED).map(move |entry| match width {
            2 => u32::from(u16_at(bytes, values + entry as usize * 2)),
            _ => u32_at(bytes, values + entry as usize * 4),
        })
    }

    fn entries(&self, bytes: &[u8], hash: u32) -> Range<u32> {
        // An index without entries may be one that is not there at all.
        if self.count == 0 {
            return 0..0;
        }
        let (bucket, part) = place(hash, self.bits);
        let row = self.starts + bucket as usize * 4;
        let end = u32_at(bytes, row + 4).min(self.count);
        let start = u32_at(bytes, row).min(end);
        let kept = |entry: u32| u16_at(bytes, self.kept + entry as usize * 2);
        let first = partition(start..end, |entry| kept(entry) < part);
        first..partition(first..end, |entry| kept(entry) <= part)
    }
}

/// The hash under which a pack keeps the spelling key of a name. `folded` is the
/// name's folded words with single spaces between them, as
/// [`Phrase::folded`](crate::text::Phrase::folded) gives them.
pub fn key_hash(folded: &str) -> u32 {
    let mut keys = folded.split(' ').map(|word| hash::word(&spelling::key(word)));
    let first = keys.next().unwrap_or(0);
    keys.fold(first, hash::extend)
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

fn place(hash: u32, bits: u32) -> (u32, u16) {
    let upper = u64::from(hash) << bits >> 16;
    ((upper >> 16) as u32, upper as u16)
}

/// Writes an index section. `entries` are hash and value, in any order; equal
/// hashes keep their values in ascending order. Values of 2 bytes that share a
/// place are joined by OR.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write(entries: &[(u32, u32)], width: usize) -> Vec<u8> {
    let mut bits = 0;
    while bits < MAX_BITS && entries.len() > LOAD << bits {
        bits += 1;
    }
    let mut placed: Vec<(u32, u16, u32)> = entries
        .iter()
        .map(|&(hash, value)| (place(hash, bits).0, place(hash, bits).1, value))
        .collect();
    placed.sort_unstable();
    if width == 2 {
        placed.dedup_by(|later, earlier| {
            let same = (later.0, later.1) == (earlier.0, earlier.1);
            if same {
                earlier.2 |= later.2;
            }
            same
        });
    }
    let count = placed.len() as u32;
    let mut out = Vec::new();
    for number in [bits, count, width as u32, 0] {
        out.extend(number.to_le_bytes());
    }
    for bucket in 0..=1u32 << bits {
        let start = placed.partition_point(|entry| entry.0 < bucket) as u32;
        out.extend(start.to_le_bytes());
    }
    for entry in &placed {
        out.extend(entry.1.to_le_bytes());
    }
    out.resize(out.len().next_multiple_of(4), 0);
    for entry in &placed {
        out.extend(&entry.2.to_le_bytes()[..width]);
    }
    out.resize(out.len().next_multiple_of(4), 0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(bytes: &[u8], width: usize) -> Index {
        Index::open(bytes, 0..bytes.len(), width, "TEST").unwrap()
    }

    fn mixed(number: u32) -> u32 {
        crate::text::hash::word(&number.to_string())
    }

    #[test]
    fn finds_everything_it_was_given_at_every_size() {
        for count in [0u32, 1, 2, 4, 5, 63, 1000, 5000] {
            let entries: Vec<(u32, u32)> = (0..count).map(|i| (i.wrapping_mul(0x9E37_79B1), i)).collect();
            let bytes = write(&entries, 4);
            let index = open(&bytes, 4);
            assert_eq!(index.count, count);
            for (hash, value) in entries {
                assert!(index.get(&bytes, hash).any(|found| found == value));
            }
        }
    }

    #[test]
    fn few_strangers_are_found() {
        let entries: Vec<(u32, u32)> = (0..10_000u32).map(|i| (mixed(i * 2), i)).collect();
        let bytes = write(&entries, 4);
        let index = open(&bytes, 4);
        let strangers: usize = (0..10_000u32)
            .map(|i| index.get(&bytes, mixed(i * 2 + 1)).count())
            .sum();
        assert!(strangers < 30, "{strangers}");
    }

    #[test]
    fn shared_hashes_give_all_in_order_up_to_the_limit() {
        let entries: Vec<(u32, u32)> = (0..2000).rev().map(|i| (7, i)).collect();
        let bytes = write(&entries, 4);
        let found: Vec<u32> = open(&bytes, 4).get(&bytes, 7).collect();
        assert_eq!(found, (0..MAX_SHARED as u32).collect::<Vec<_>>());
    }

    #[test]
    fn narrow_values_are_joined() {
        let bytes = write(&[(9 << 16, 1), (9 << 16, 4), (9 << 16, 1), (10 << 16, 2)], 2);
        let index = open(&bytes, 2);
        assert_eq!(index.count, 2);
        assert_eq!(index.get(&bytes, 9 << 16).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn a_head_that_lies_is_refused() {
        let good = write(&[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)], 4);
        for (at, value) in [(0, 2u32), (0, 17), (0, u32::MAX), (4, 6), (4, u32::MAX), (8, 2)] {
            let mut bad = good.clone();
            bad[at..at + 4].copy_from_slice(&value.to_le_bytes());
            assert!(Index::open(&bad, 0..bad.len(), 4, "TEST").is_err(), "{at} {value}");
        }
        for length in 0..good.len() {
            assert!(Index::open(&good[..length], 0..length, 4, "TEST").is_err(), "{length}");
        }
    }
}
