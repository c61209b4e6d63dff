//! Where the sections of a pack lie.

use super::error::PackError;
use super::format::{HEADER, MAX_SECTIONS, ROW, size, u32_at};
use super::index::Index;
use crate::prelude::*;

/// The sections that this reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Tag {
    Meta,
    Strs,
    Enti,
    Name,
    Eblk,
    Idtx,
    Nblk,
    Natx,
    Desc,
    Fact,
    Link,
    Ctxt,
    Ndat,
    Srce,
    Lang,
    Keys,
    Frst,
    Lnks,
    Shrd,
    Skey,
    Sfst,
}

/// How a section is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Make {
    /// Records of at least this size.
    Records(usize),
    Index,
    Bytes,
}

/// Tag and make, in the order of [`Tag`]; those that must be there come first.
const KNOWN: [(&[u8; 4], Make); 21] = [
    (b"META", Make::Records(size::META)),
    (b"STRS", Make::Bytes),
    (b"ENTI", Make::Records(size::ENTI)),
    (b"NAME", Make::Records(size::NAME)),
    (b"EBLK", Make::Records(size::EBLK)),
    (b"IDTX", Make::Bytes),
    (b"NBLK", Make::Records(size::NBLK)),
    (b"NATX", Make::Bytes),
    (b"DESC", Make::Records(size::DESC)),
    (b"FACT", Make::Records(size::FACT)),
    (b"LINK", Make::Records(size::LINK)),
    (b"CTXT", Make::Records(size::CTXT)),
    (b"NDAT", Make::Records(size::NDAT)),
    (b"SRCE", Make::Records(size::SRCE)),
    (b"LANG", Make::Records(size::LANG)),
    (b"KEYS", Make::Index),
    (b"FRST", Make::Bytes),
    (b"LNKS", Make::Index),
    (b"SHRD", Make::Records(size::SHRD)),
    (b"SKEY", Make::Index),
    (b"SFST", Make::Bytes),
];
const NEEDED: usize = 4;

/// One section. One that is not there is empty.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Section {
    /// Where it begins in the file.
    pub start: usize,
    /// Its bytes.
    pub length: usize,
    /// Size of a record.
    pub stride: usize,
    /// Number of records, where it has records.
    pub count: u32,
}

/// All of them, by [`Tag`].
#[derive(Clone, Debug)]
pub(crate) struct Sections([Section; KNOWN.len()]);

impl Sections {
    /// Reads the table of sections.
    pub fn read(bytes: &[u8]) -> Result<Sections, PackError> {
        let count = u32_at(bytes, 24);
        let rows = bytes.get(HEADER..HEADER + count.min(MAX_SECTIONS) as usize * ROW);
        let Some(rows) = rows.filter(|_| count <= MAX_SECTIONS) else {
            return Err(PackError::invalid(
                "The pack's table of sections is longer than it can be.",
            ));
        };
        let mut sections = Sections([Section::default(); KNOWN.len()]);
        let mut seen = 0u32;
        for row in rows.chunks_exact(ROW) {
            let [start, length, stride] = [4, 8, 12].map(|at| u32_at(row, at) as usize);
            let wrong = |what| Err(wrong(row, what));
            if !start.is_multiple_of(4) || start.saturating_add(length) > bytes.len() {
                return wrong("lies where it can't");
            }
            let Some(number) = KNOWN.iter().position(|(tag, _)| row.starts_with(*tag)) else {
                continue;
            };
            if seen & 1 << number != 0 {
                return wrong("is there twice");
            }
            seen |= 1 << number;
            let mut section = Section {
                start,
                length,
                stride,
                count: 0,
            };
            match KNOWN[number].1 {
                Make::Records(least) if stride < least || !length.is_multiple_of(stride) => {
                    return wrong("has records of a wrong size");
                }
                // The file's length is given in 32 bits and was checked.
                Make::Records(_) => section.count = (length / stride) as u32,
                Make::Index if Index::open(bytes, section).is_none() => return wrong("does not have the size it says"),
                _ => {}
            }
            sections.0[number] = section;
        }
        match (0..NEEDED).find(|number| seen & 1 << number == 0) {
            Some(missing) => Err(wrong(KNOWN[missing].0, "is missing")),
            None => Ok(sections),
        }
    }

    /// One section.
    pub fn get(&self, tag: Tag) -> Section {
        self.0[tag as usize]
    }
}

fn wrong(row: &[u8], what: &str) -> PackError {
    let tag = row
        .iter()
        .take(4)
        .map(|&byte| if byte.is_ascii_graphic() { char::from(byte) } else { '?' });
    let tag: String = tag.collect();
    PackError::invalid(format!("Section {tag} of the pack {what}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_in_the_order_of_their_makes() {
        for (tag, name) in [
            (Tag::Meta, b"META"),
            (Tag::Natx, b"NATX"),
            (Tag::Lang, b"LANG"),
            (Tag::Sfst, b"SFST"),
        ] {
            assert_eq!(KNOWN[tag as usize].0, name);
        }
    }
}
