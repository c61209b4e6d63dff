//! What a pack holds and what it costs, in numbers.

use super::format::{HEADER, ROW, u32_at};
use super::section::Tag;
use super::{EntryKind, Pack};
use std::fmt;

/// Counts and sizes of a pack. `Display` writes a small table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The pack's name.
    pub name: String,
    /// Bytes of the file.
    pub bytes: usize,
    /// Persons.
    pub persons: u32,
    /// Groups.
    pub groups: u32,
    /// Entries that only compete for mentions.
    pub others: u32,
    /// Names of all entities.
    pub names: u32,
    /// Descriptions in all languages.
    pub descriptions: u32,
    /// Facts.
    pub facts: u32,
    /// Different sources that are cited.
    pub sources: u32,
    /// Shards that an index is over.
    pub shards: u32,
    /// Tag and bytes of every section, in the order of the file.
    pub sections: Vec<(String, u32)>,
}

/// Counts what `pack` holds.
pub fn stats(pack: &Pack) -> Stats {
    let count = |kind| pack.entities().filter(|entity| entity.kind() == kind).count() as u32;
    let rows = u32_at(pack.bytes(), 24) as usize;
    let row = |number: usize| &pack.bytes()[HEADER + number * ROW..][..ROW];
    Stats {
        name: pack.name().to_string(),
        bytes: pack.bytes().len(),
        persons: count(EntryKind::Person),
        groups: count(EntryKind::Group),
        others: count(EntryKind::Other),
        names: pack.names_len(),
        descriptions: pack.section(Tag::Desc).count,
        facts: pack.section(Tag::Fact).count,
        sources: pack.section(Tag::Srce).count,
        shards: pack.section(Tag::Shrd).count,
        sections: (0..rows)
            .map(row)
            .map(|row| (row[..4].escape_ascii().to_string(), u32_at(row, 8)))
            .collect(),
    }
}

impl Stats {
    /// Bytes of the file for each name.
    pub fn bytes_per_name(&self) -> f64 {
        self.bytes as f64 / f64::from(self.names.max(1))
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {} bytes, {:.1} for each name",
            self.name,
            self.bytes,
            self.bytes_per_name()
        )?;
        let counts = [
            ("persons", self.persons),
            ("groups", self.groups),
            ("others", self.others),
            ("names", self.names),
            ("descriptions", self.descriptions),
            ("facts", self.facts),
            ("sources", self.sources),
            ("shards", self.shards),
        ];
        for (what, count) in counts {
            writeln!(f, "{what:<14}{count:>10}")?;
        }
        for (tag, bytes) in &self.sections {
            writeln!(f, "{tag:<14}{bytes:>10} bytes")?;
        }
        Ok(())
    }
}
