//! The formats packs can be built from, one file each. All give what
//! [`source::read`] gives, and take only fields that are listed in them by name:
//! identity numbers, birth dates and addresses are in no such list.

mod csv;
mod draft;
mod follow_the_money;
mod ofac;
mod own;
mod popolo;
mod schema_org;
mod un;
mod wikidata;

use super::problem::{Place, Problem};
use super::source::{self, Header, Parsed};
use draft::Draft;
use std::collections::HashSet;

/// A format of sources.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// As `--from` names it.
    pub name: &'static str,
    /// One line for people.
    pub about: &'static str,
    /// Whether bytes that are no UTF-8 are Latin-1, as old exports write.
    latin1: bool,
    read: fn(&[Source<'_>], &About) -> Parsed,
}

/// All formats.
pub const FORMATS: &[Format] = &[
    own::FORMAT,
    follow_the_money::FORMAT,
    popolo::FORMAT,
    wikidata::FORMAT,
    schema_org::FORMAT,
    csv::FORMAT,
    un::FORMAT,
    ofac::FORMAT,
];

/// One document of a format.
#[derive(Clone, Debug, Default)]
pub struct Source<'a> {
    /// What messages call it.
    pub name: &'a str,
    /// What tells it from the other documents of the same pack; empty where there
    /// is but one. Ids that hold only within a document are kept apart by it.
    pub scope: String,
    /// Its text.
    pub text: &'a str,
}

/// What the documents do not say, or shall not say, of the pack.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The pack's header. What it leaves empty the format fills in where it can.
    /// Its publisher and date are those of facts that name none.
    pub header: Header,
    /// Languages of descriptions; empty for English alone.
    pub langs: Vec<String>,
}

impl About {
    fn wants(&self, lang: &str) -> bool {
        match self.langs.as_slice() {
            [] => lang == "en",
            langs => langs.iter().any(|wanted| wanted == lang),
        }
    }

    /// The publisher given, else `known`.
    fn publisher<'a>(&'a self, known: &'a str) -> &'a str {
        match self.header.publisher.as_str() {
            "" => known,
            given => given,
        }
    }

    /// The header, named `name` by `publisher` where it does not say.
    fn header_or(&self, name: &str, publisher: &str) -> Header {
        let mut header = self.header.clone();
        for (field, known) in [(&mut header.name, name), (&mut header.publisher, publisher)] {
            if field.is_empty() {
                *field = known.into();
            }
        }
        header
    }
}

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// The text of a document. Bytes that are no text of this format are handed back.
    pub fn decode(&self, bytes: Vec<u8>) -> Result<String, Vec<u8>> {
        String::from_utf8(bytes).or_else(|error| {
            let bytes = error.into_bytes();
            if self.latin1 {
                Ok(bytes.iter().copied().map(char::from).collect())
            } else {
                Err(bytes)
            }
        })
    }

    /// Reads all documents of one pack.
    pub fn read(&self, sources: &[Source<'_>], about: &About) -> Parsed {
        (self.read)(sources, about)
    }
}

/// What tells each of these names from the others: what is left without the folders
/// they begin with and the file names they end with in common.
pub fn scopes(names: &[&str]) -> Vec<String> {
    let parts: Vec<Vec<&str>> = names
        .iter()
        .map(|name| name.split(['/', '\\']).filter(|part| !part.is_empty()).collect())
        .collect();
    let Some(shortest) = parts.iter().map(Vec::len).min() else {
        return Vec::new();
    };
    let alike = |at: &dyn Fn(&[&'_ str]) -> Option<String>| {
        let mut seen = parts.iter().map(|part| at(part));
        let first = seen.next();
        seen.all(|other| Some(other) == first)
    };
    let own = |part: &&str| part.to_string();
    let head = (0..shortest)
        .take_while(|&n| alike(&|part| part.get(n).map(own)))
        .count();
    let most = shortest - head.min(shortest);
    let tail = (1..=most)
        .take_while(|&n| alike(&|part| part.len().checked_sub(n).and_then(|at| part.get(at)).map(own)))
        .count();
    parts
        .iter()
        .map(|part| {
            let end = (part.len() - tail).max(head);
            part[head..end].join("/")
        })
        .collect()
}

/// What importers gather: drafts become entities, in their order.
#[derive(Default)]
struct Import {
    parsed: Parsed,
    /// Ids that no entity will have: a reader can't be shown them as the other side of a fact.
    nobody: HashSet<String>,
}

impl Import {
    fn take(&mut self, draft: Draft) {
        let id = draft.id().to_string();
        let (entry, problems) = draft.finish();
        if entry.is_none() {
            self.nobody.insert(id);
        }
        self.parsed.entries.extend(entry);
        self.parsed.problems.extend(problems);
    }

    fn error(&mut self, place: &Place, message: impl Into<String>) {
        self.parsed.problems.push(Problem::error(place, message));
    }

    fn warn(&mut self, place: &Place, message: impl Into<String>) {
        self.parsed.problems.push(Problem::warning(place, message));
    }

    fn finish(mut self, header: Header) -> Parsed {
        for entry in &mut self.parsed.entries {
            entry.facts.retain(|fact| !self.nobody.contains(&fact.object));
        }
        self.parsed.headers.push(header);
        self.parsed
    }
}

/// A line of a document.
fn place(source: &Source<'_>, line: usize) -> Place {
    Place {
        source: source.name.into(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
    }
}

/// The texts of a JSON value that is one or a list of them.
fn texts(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::Array(list) => list.iter().filter_map(|value| value.as_str()).collect(),
        one => one.as_str().into_iter().collect(),
    }
}
