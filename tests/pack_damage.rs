//! Packs that are damaged, or forged: a typed error or some content, never a panic.

mod packs;

use castlist::pack::{self, Pack, PackErrorCode, format};
use packs::{Chance, SMALL, build, walk};

/// Opens and walks the bytes; whether they opened.
fn survive(bytes: Vec<u8>) -> Result<usize, pack::PackError> {
    let pack = Pack::open(bytes)?;
    let mut seen = 0;
    walk(&pack, &mut |text| seen += text.len());
    // What the command does with a pack.
    seen += pack::dump(&pack).len() + pack::stats(&pack).to_string().len();
    Ok(seen)
}

#[test]
fn every_truncation_is_an_error_that_says_so() {
    let good = build(SMALL);
    assert!((1500..4000).contains(&good.len()), "{}", good.len());
    for length in 0..good.len() {
        let error = survive(good[..length].to_vec()).unwrap_err();
        let expected = if length == 0 {
            PackErrorCode::NotAPack
        } else {
            PackErrorCode::Truncated
        };
        assert_eq!(error.code(), expected, "{length}: {error}");
        assert!(error.message().ends_with('.') && error.message().len() > 20, "{error}");
    }
    let mut longer = good.clone();
    longer.push(0);
    assert_eq!(survive(longer).unwrap_err().code(), PackErrorCode::Damaged);
}

#[test]
fn every_truncation_that_is_sealed_again_is_survived() {
    let good = build(SMALL);
    for length in 0..good.len() {
        let mut cut = good[..length].to_vec();
        format::seal(&mut cut);
        assert!(
            survive(cut).is_err(),
            "{length}: the last section must reach beyond the end"
        );
    }
}

#[test]
fn every_flipped_bit_is_found() {
    let good = build(SMALL);
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        assert!(survive(bad).is_err(), "byte {at}");
    }
}

#[test]
fn every_forged_byte_is_survived() {
    let good = build(SMALL);
    let mut opened = 0;
    for at in 0..good.len() {
        for value in [0x00, 0x01, 0x7F, 0x80, 0xFF, good[at] ^ 1, good[at] ^ 0x10] {
            let mut bad = good.clone();
            bad[at] = value;
            format::seal(&mut bad);
            opened += usize::from(survive(bad).is_ok());
        }
    }
    // Most bytes are content, so most forgeries open: the walk did see them.
    assert!(opened > good.len() * 3, "{opened}");
}

#[test]
fn ten_thousand_mutations_of_the_starter_pack_are_survived() {
    let good = Pack::starter().bytes().to_vec();
    let mut chance = Chance(2026);
    let mut opened = 0;
    for round in 0..10_000 {
        let mut bad = good.clone();
        for _ in 0..=chance.below(8) {
            mutate(&mut bad, &mut chance);
        }
        // One in twenty keeps its wrong checksum.
        if round % 20 > 0 {
            format::seal(&mut bad);
        }
        if let Ok(pack) = Pack::open(bad) {
            opened += 1;
            sample(&pack, &mut chance);
            if round % 100 == 1 {
                walk(&pack, &mut |_| ());
                pack::dump(&pack);
            }
        }
    }
    assert!(opened > 2000, "{opened}: too few mutations opened to test the reader");
}

/// Asks a few dozen things; walking a whole pack 10,000 times would take minutes.
fn sample(pack: &Pack, chance: &mut Chance) {
    for _ in 0..12 {
        let entity = pack.entity(chance.below(pack.len() as usize + 2) as u32);
        let facts: Vec<String> = entity
            .facts()
            .map(|fact| format!("{fact:?}{:?}{:?}", fact.by(), fact.from()))
            .collect();
        let names: Vec<_> = entity
            .names()
            .map(|name| (name.text(), name.dates(), name.lang()))
            .collect();
        let rest = (
            entity.links().count(),
            entity.context().count(),
            entity.description("en"),
            facts,
            names,
        );
        assert!(!format!("{rest:?}").is_empty());
        let name = pack.name_at(chance.below(pack.names_len() as usize + 2) as u32);
        let phrase = castlist::text::Phrase::of(name.text());
        let found = pack
            .names_of(&phrase)
            .chain(pack.names_by_key(chance.below(1 << 32) as u32));
        found.for_each(|name| assert!(name.entity() < pack.len()));
        pack.starts(phrase.first());
        pack.entity_by_id(entity.id());
    }
}

fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    const EVIL: [u32; 8] = [0, 1, 0x7FFF_FFFF, 0x8000_0000, u32::MAX, u32::MAX - 3, 0xFFFF, 0x10000];
    let length = bytes.len();
    let at = match chance.below(4) {
        0 => chance.below(length.min(300)),
        _ => chance.below(length),
    };
    match chance.below(10) {
        0..4 => bytes[at] ^= 1 << chance.below(8),
        4..6 => bytes[at] = chance.below(256) as u8,
        6..8 => {
            let at = (at & !3).min(length - 4);
            bytes[at..at + 4].copy_from_slice(&EVIL[chance.below(8)].to_le_bytes());
        }
        8 => {
            let (from, many) = (chance.below(length), 1 + chance.below(64));
            for offset in 0..many.min(length - from.max(at)) {
                bytes[at + offset] = bytes[from + offset];
            }
        }
        _ if chance.below(4) == 0 && length > 100 => bytes.truncate(100 + chance.below(length - 100)),
        _ => bytes[at] = 0xFF,
    }
}

#[test]
fn sections_nobody_knows_are_skipped_and_longer_records_read() {
    let good = build(SMALL);
    let more = packs_with_section(&good, *b"XTRA", &[1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(
        pack::dump(&Pack::open(more).unwrap()),
        pack::dump(&Pack::open(good.clone()).unwrap())
    );
    let twice = packs_with_section(&good, *b"NAME", &[]);
    let error = Pack::open(twice).unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (PackErrorCode::Invalid, "Section NAME of the pack is there twice.")
    );

    let wide = with_wider_records(&good, *b"LINK", 16, 24);
    assert_eq!(
        pack::dump(&Pack::open(wide).unwrap()),
        pack::dump(&Pack::open(good).unwrap())
    );
}

/// The pack with one more section at its end.
fn packs_with_section(pack: &[u8], tag: [u8; 4], content: &[u8]) -> Vec<u8> {
    let count = number(pack, 24) as usize;
    let table_end = 32 + count * 16;
    let mut pack = pack.to_vec();
    pack.resize(pack.len().next_multiple_of(4), 0);
    let mut out = pack[..table_end].to_vec();
    for row in 0..count {
        let at = 32 + row * 16 + 4;
        let offset = number(&pack, at) + 16;
        out[at..at + 4].copy_from_slice(&offset.to_le_bytes());
    }
    out[24..28].copy_from_slice(&(count as u32 + 1).to_le_bytes());
    out.extend(tag);
    for value in [pack.len() as u32 + 16, content.len() as u32, 12] {
        out.extend(value.to_le_bytes());
    }
    out.extend(&pack[table_end..]);
    out.extend(content);
    format::seal(&mut out);
    out
}

/// The pack with the records of one section lengthened; the section moves to the end.
fn with_wider_records(pack: &[u8], tag: [u8; 4], from: usize, to: usize) -> Vec<u8> {
    let mut out = pack.to_vec();
    let row = (32..).step_by(16).find(|at| pack[*at..at + 4] == tag).unwrap();
    let (start, length) = (number(pack, row + 4) as usize, number(pack, row + 8) as usize);
    out.resize(out.len().next_multiple_of(4), 0);
    let moved = out.len() as u32;
    for record in pack[start..start + length].chunks(from) {
        out.extend(record);
        out.extend(vec![0xEE; to - from]);
    }
    for (at, value) in [(4, moved), (8, out.len() as u32 - moved), (12, to as u32)] {
        out[row + at..row + at + 4].copy_from_slice(&value.to_le_bytes());
    }
    format::seal(&mut out);
    out
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

#[test]
fn other_versions_are_refused_in_words() {
    let mut pack = build(SMALL);
    pack[8] = 2;
    let error = Pack::open(pack.clone()).unwrap_err();
    assert_eq!(error.code().as_str(), "pack-version");
    assert_eq!(
        error.to_string(),
        "The pack is of format version 2; this Castlist reads version 1: get a newer one."
    );
    pack[8] = 0;
    assert_eq!(Pack::open(pack.clone()).unwrap_err().code(), PackErrorCode::Version);
    pack[8] = 1;
    pack[28] = 9;
    format::seal(&mut pack);
    assert_eq!(Pack::open(pack).unwrap_err().code(), PackErrorCode::Version);
}

#[test]
fn sections_a_pack_needs_are_missed() {
    let good = build(SMALL);
    for tag in [b"META", b"STRS", b"ENTI", b"NAME"] {
        let mut bad = good.clone();
        let row = (32..).step_by(16).find(|at| &good[*at..at + 4] == tag).unwrap();
        bad[row] = b'x';
        format::seal(&mut bad);
        let error = Pack::open(bad).unwrap_err();
        let tag = String::from_utf8_lossy(tag);
        assert_eq!(error.message(), format!("Section {tag} of the pack is missing."));
    }
    for tag in [
        b"DESC", b"FACT", b"LINK", b"CTXT", b"NDAT", b"SRCE", b"LANG", b"KEYS", b"FRST", b"LNKS", b"EBLK", b"NBLK",
        b"IDTX", b"NATX",
    ] {
        let mut lesser = good.clone();
        let row = (32..).step_by(16).find(|at| &good[*at..at + 4] == tag).unwrap();
        lesser[row] = b'x';
        format::seal(&mut lesser);
        assert!(survive(lesser).is_ok(), "{tag:?}");
    }
}

#[test]
fn what_is_no_pack_is_called_so() {
    for bytes in [
        &b""[..],
        b"<!doctype html><title>404</title>",
        b"\0asm\x01\0\0\0",
        b"{\"pack\":\"x\"}",
        b"castpack",
    ] {
        let error = Pack::open(bytes).unwrap_err();
        assert_eq!(error.code(), PackErrorCode::NotAPack);
        assert_eq!(error.to_string(), "This is not a knowledge pack.");
    }
}
