//! The formats packs can be built from, one file each. Each gives what
//! [`source::read`] gives.

use super::source::{self, Parsed};

/// A format of sources.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// As `--from` names it.
    pub name: &'static str,
    /// One line for people.
    pub about: &'static str,
    read: fn(&str, &str) -> Parsed,
}

/// All formats.
pub const FORMATS: &[Format] = &[Format {
    name: "castlist",
    about: "Castlist's own JSON Lines, one entity a line",
    read: source::read,
}];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// Reads one source. `name` is what messages call it.
    pub fn read(&self, name: &str, text: &str) -> Parsed {
        (self.read)(name, text)
    }
}
