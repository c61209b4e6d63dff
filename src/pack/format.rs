//! Format version 1 of a knowledge pack. This comment is the specification.
//!
//! A pack is one file, read in place: nothing is unpacked, no table is built.
//! All numbers are unsigned and little-endian. Text is UTF-8. Offsets count
//! bytes. Every section starts at a multiple of 4.
//!
//! # File
//!
//! | at | size | what |
//! | --- | --- | --- |
//! | 0 | 8 | `CASTPACK` in ASCII |
//! | 8 | 4 | format version: 1 |
//! | 12 | 4 | length of the whole file |
//! | 16 | 8 | checksum of everything from byte 24 to the end |
//! | 24 | 4 | number of sections, at most 64 |
//! | 28 | 4 | folding version: 1 (see Phrases) |
//! | 32 | 16 each | section table, then the sections |
//!
//! A reader refuses another format version, another folding version, a length
//! that is not the file's, a wrong checksum.
//!
//! A row of the section table is: tag (4 ASCII bytes), offset from the start of
//! the file (4), length (4), record size (4). The record size is 0 where a section
//! below states none; elsewhere the length is a multiple of it and the number of
//! records is length / record size. It may be larger than given below, and a reader
//! then ignores the rest of each record: that, and sections with tags a reader does
//! not know, which it skips, is how version 1 grows. No tag occurs twice. `META`,
//! `STRS`, `ENTI` and `NAME` must be there; any other section that is missing counts
//! as empty.
//!
//! **Checksum.** Four 64-bit lanes start as `P·1`, `P·2`, `P·3`, `P·4`, where
//! `P` is 0x9E3779B97F4A7C15; arithmetic wraps. The bytes are taken 32 at a
//! time, the last time filled up with zeros, as four 64-bit words, and for each
//! lane `lane = rotate_left((lane ^ word) · P, 29)`. At the end `sum` is the
//! number of bytes, then for each lane `sum = rotate_left((sum ^ lane) · P, 29)`.
//! It finds damage. It does not stop forgery.
//!
//! # Values inside records
//!
//! - *text*: an offset into `STRS` (4) and a length in bytes (2, at most 65,534),
//!   which need not stand side by side. Text that reaches beyond `STRS` or is not
//!   UTF-8 reads as empty. A writer stores equal texts once, and gives empty text
//!   offset 0.
//! - *date*: `year << 9 | month << 5 | day` in 4 bytes; month and day are 0 where
//!   they are not known; 0 is no date.
//! - *entity*, *name*, *source*, *language*: record number in `ENTI`, `NAME`,
//!   `SRCE`, `LANG`. 0xFFFFFFFF is no source. Languages count from 1; 0 is none.
//!
//! # Sections
//!
//! `META`, one record of 44 bytes: name of the pack, its version, licence,
//! publisher, comment, each text offset (4), length (2), 2 zero bytes; then the
//! date it was built (4).
//!
//! `STRS`: all texts but ids and names.
//!
//! `ENTI`, 6 bytes, sorted by the bytes of the id: length of the id (1), kind (1:
//! bits 0 to 1 are 0 person, 1 group, 2 other; bit 2 set, never to be marked), prior
//! in ten-thousandths (2; 0 where none is stated), number of names (2). Any other
//! kind reads as other. `IDTX` holds the ids, one after the other.
//!
//! `NAME`, 3 bytes: length of the name (1), flags (2): bits 0 to 1 strength (0 strong,
//! 1 weak, 2 former), bit 2 acronym, bit 3 matches only in the case it is written in,
//! bit 4 stands only as it is spelt, bits 5 to 15 language. Strength 3 reads as weak.
//! The names of an entity stand together, the one to display first; they are in the
//! order of the entities. `NATX` holds their texts, one after the other. So that ids
//! and names lie next to what they resemble and need no offsets, lengths are summed
//! up from the nearest multiple of 64:
//!
//! `EBLK`, 8 bytes, one for every 64 entities: where in `IDTX` the id of the first of
//! them begins (4), the number of its first name (4). `NBLK`, 4 bytes, one for every
//! 64 names: where in `NATX` the first of them begins.
//!
//! The sections that follow, to `CTXT`, hold what else belongs to an entity. Their
//! records begin with the entity's number and are sorted by it, so that an
//! entity's own are found by binary search. Within an entity they stand in the
//! order of the source; links and descriptions in the order of scheme and
//! language. A reader takes at most [`MAX_OWNED`] of each for an entity.
//!
//! `DESC`, 16 bytes: entity (4), text offset (4), length (2), language (2), source (4).
//!
//! `FACT`, 32 bytes: entity (4), object (4), by (4), object length (2), by length
//! (2), relation (1), status (1: 0 stated, 1 reported, 2 disputed, 3 denied),
//! 2 zero bytes, from date (4), to date (4), source (4). Where a length is 0xFFFF,
//! the object or the claimant is the entity of that number, else a text; a `by` of
//! length 0 is nobody. Relations are numbered in [`Relation`](super::Relation). A
//! reader leaves out a fact whose relation or status it does not know, or that has
//! no object or no source with a publisher.
//!
//! `LINK`, 16 bytes: entity (4), scheme offset (4), value offset (4), scheme
//! length (2), value length (2).
//!
//! `CTXT`, 12 bytes: entity (4), text offset (4), length (2), 2 zero bytes: a word
//! or phrase that stands near the entity's names in the news.
//!
//! `NDAT`, 12 bytes, sorted by its first field: name (4), date from which it was
//! used (4), until which (4). Names without dates are not in it.
//!
//! `SRCE`, 16 bytes: publisher offset (4), url offset (4), publisher length (2),
//! url length (2), date retrieved (4). `LANG`, 8 bytes: tag offset (4), length (2),
//! 2 zero bytes.
//!
//! # Phrases
//!
//! Names are looked up by hashes of their phrase: folded words joined by one
//! space, as [`Phrase`](crate::text::Phrase) defines them. Any change to that
//! folding, or to the spelling key, that can change a hash is a new folding version.
//!
//! A word's hash is 32-bit FNV-1a over the UTF-8 of its folded form, then mixed:
//! `h ^= h >> 16; h ·= 0x85EBCA6B; h ^= h >> 13; h ·= 0xC2B2AE35; h ^= h >> 16`.
//! A phrase's hash starts as its first word's; for each further word it becomes
//! the mix of `rotate_left(h, 11) · 0x9E3779B1 ^ word`.
//!
//! A name's **key hash** is made in the same way from the [spelling
//! key](crate::names::spelling::key) of each word in place of the folded word, so that
//! a name and its other spellings share one.
//!
//! An **index** maps hashes to values. The upper `b` bits of a hash choose a bucket,
//! the next `p` bytes are kept, the rest is dropped: what an index returns are
//! candidates, to be compared by their text. The section is: `b` (1, at most 20), `p`
//! (1, at most 2), size of a value in bytes (1, at most 4), 0 (1), number of entries
//! `n` (4); 2^b + 1 entry numbers (4 each): where each bucket starts and, last, `n`; then the kept parts,
//! ascending within a bucket, and the values, both as planes: first the lowest byte
//! of all entries, then the next of all. A reader takes at most [`MAX_SHARED`] entries
//! of one hash.
//!
//! A **table of starts** says how many words names have that begin with a word: masks
//! of 2 bytes, of which the word's hash `h` chooses number `h · masks / 2^32`. Bit
//! `n - 1` is set where a name of `n` words begins with some word that chooses it. A
//! name has 1 to 16 words.
//!
//! - `KEYS`: index from the key hash of a name to the name.
//! - `FRST`: table of starts by the hash of a name's first word.
//! - `LNKS`: index from the phrase hash of a link, taking scheme and value as its two
//!   words, to the number of the record in `LINK`.
//!
//! # Shards
//!
//! A large pack is split into ordinary packs, its shards, and a small index over
//! them, which is a pack too: it holds those entities that are never to be marked,
//! and three sections more. A shard's file is named by its checksum in 16 hexadecimal
//! digits, most significant first, and `.castpack`, so that it never changes.
//!
//! - `SHRD`, 8 bytes: checksum of each shard.
//! - `SKEY`: index from the key hash of a name that is not weak to the number of a
//!   shard that has it.
//! - `SFST`: table of starts by the hash of the spelling key of a name's first word.

/// The first eight bytes of every pack.
pub const MAGIC: [u8; 8] = *b"CASTPACK";
/// The format version this crate reads and writes.
pub const VERSION: u32 = 1;
/// The version of the folding that the indexes were built with.
pub const FOLDING: u32 = 1;
/// Most sections a pack may have.
pub const MAX_SECTIONS: u32 = 64;
/// Entities or names of which only the first has an offset stored.
pub(crate) const BLOCK: u32 = 64;
/// Most bytes an id or a name may have.
pub const MAX_NAME: usize = 255;
/// Most words a name may have.
pub const MAX_WORDS: usize = 16;
/// Most names that may be spelt alike: more are never of use to a reader and would
/// let a pack make every look-up slow.
pub const MAX_SHARED: usize = 256;
/// Most records of one kind (names, facts …) that an entity may have, for the
/// same reason.
pub const MAX_OWNED: usize = 4096;

pub(crate) const HEADER: usize = 32;
pub(crate) const SUMMED_FROM: usize = 24;
pub(crate) const ROW: usize = 16;
/// No source.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const NONE: u32 = u32::MAX;
/// In place of a text's length: the other field is an entity.
pub(crate) const IS_ENTITY: u16 = u16::MAX;
/// The longest text in bytes.
pub const MAX_TEXT: usize = 65_534;
/// Steps of the prior.
pub(crate) const PRIOR_STEPS: f64 = 10_000.0;

/// Record sizes this version writes, by section tag.
pub(crate) mod size {
    pub const META: usize = 44;
    pub const ENTI: usize = 6;
    pub const EBLK: usize = 8;
    pub const NAME: usize = 3;
    pub const NBLK: usize = 4;
    pub const DESC: usize = 16;
    pub const FACT: usize = 32;
    pub const LINK: usize = 16;
    pub const CTXT: usize = 12;
    pub const NDAT: usize = 12;
    pub const SRCE: usize = 16;
    pub const LANG: usize = 8;
    pub const SHRD: usize = 8;
}

/// The byte at `at`, 0 beyond the end.
pub(crate) fn u8_at(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// The number at `at`, 0 beyond the end.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let rest = bytes.get(at..).unwrap_or(&[]);
    rest.first_chunk().map_or(0, |b| u16::from_le_bytes(*b))
}

/// The number at `at`, 0 beyond the end.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let rest = bytes.get(at..).unwrap_or(&[]);
    rest.first_chunk().map_or(0, |b| u32::from_le_bytes(*b))
}

/// The number at `at`, 0 beyond the end.
pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or(&[]);
    rest.first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
}

/// The checksum over `bytes`, as the specification defines it.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const P: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut lanes = [P, P.wrapping_mul(2), P.wrapping_mul(3), P.wrapping_mul(4)];
    let mut step = |block: &[u8; 32]| {
        for (lane, word) in lanes.iter_mut().zip(block.chunks_exact(8)) {
            *lane = (*lane ^ u64_at(word, 0)).wrapping_mul(P).rotate_left(29);
        }
    };
    let (blocks, rest) = bytes.as_chunks::<32>();
    blocks.iter().for_each(&mut step);
    if !rest.is_empty() {
        let mut last = [0; 32];
        last[..rest.len()].copy_from_slice(rest);
        step(&last);
    }
    lanes.iter().fold(bytes.len() as u64, |sum, lane| {
        (sum ^ lane).wrapping_mul(P).rotate_left(29)
    })
}

/// Writes the length and the checksum into the header of a pack whose other
/// bytes are final. For tools that change packs; does nothing to bytes shorter
/// than a header.
pub fn seal(pack: &mut [u8]) {
    if pack.len() < HEADER {
        return;
    }
    let length = u32::try_from(pack.len()).unwrap_or(u32::MAX);
    pack[12..16].copy_from_slice(&length.to_le_bytes());
    let sum = checksum(&pack[SUMMED_FROM..]);
    pack[16..24].copy_from_slice(&sum.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_is_the_specified_one() {
        // Worked out from the specification, apart from this code.
        assert_eq!(checksum(b""), CHECK_EMPTY);
        assert_eq!(checksum(b"Castlist"), CHECK_WORD);
        let long: Vec<u8> = (0..=99).collect();
        assert_eq!(checksum(&long), CHECK_LONG);
    }

    const CHECK_EMPTY: u64 = 0x740F_EFF6_9E7E_CFA8;
    const CHECK_WORD: u64 = 0xF169_04BA_0558_9CDF;
    const CHECK_LONG: u64 = 0xD904_5960_8593_510F;

    #[test]
    fn every_single_change_changes_the_checksum() {
        let bytes: Vec<u8> = (0..200u32).map(|i| (i * 37) as u8).collect();
        let sum = checksum(&bytes);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut other = bytes.clone();
                other[at] ^= 1 << bit;
                assert_ne!(checksum(&other), sum, "byte {at}, bit {bit}");
            }
        }
        assert_ne!(checksum(&bytes[..199]), sum);
    }
}
