//! Tables, the lowest step in: one entity a row, the first row names the columns.
//!
//! | column | |
//! | --- | --- |
//! | `id` | unique in the pack; left out or empty, the name stands for it |
//! | `kind` | `person`, `group` or `other`; needed |
//! | `name` | the name to display; needed |
//! | `aliases`, `weak`, `former`, `acronym` | more names, parted by `;` or `\|` |
//! | `description`, `lang` | who this is, and in which language (English) |
//! | `source`, `url`, `retrieved` | who says so |
//! | `wikidata` | its Wikidata id |
//! | `prior`, `context`, `mark` | as in Castlist's own format |
//!
//! Columns may stand in any order. One of another name is not read, and said so.

use super::draft::{Draft, Use, citation, clean, date};
use super::{About, Format, Import, Source, place};
use crate::pack::EntryKind;
use crate::pack::source::{KINDS, Parsed};
use std::collections::HashMap;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: "a table with the columns id, kind, name, aliases, description and a few more",
    latin1: true,
    read,
};

const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "name",
    "aliases",
    "weak",
    "former",
    "acronym",
    "description",
    "lang",
    "source",
    "url",
    "retrieved",
    "wikidata",
    "prior",
    "context",
    "mark",
];

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut import = Import::default();
    for source in sources {
        read_table(source, about, &mut import);
    }
    let name = sources.first().map_or("", |source| source.name);
    import.finish(about.header_or(name, ""))
}

fn read_table(source: &Source<'_>, about: &About, import: &mut Import) {
    let mut rows = Rows::new(source.text);
    let Some((line, columns)) = rows.next() else {
        import.error(&place(source, 1), "the table is empty");
        return;
    };
    let columns: Vec<String> = columns.iter().map(|column| clean(column).to_lowercase()).collect();
    for column in &columns {
        if !COLUMNS.contains(&column.as_str()) {
            let known = COLUMNS.join(", ");
            let message = format!("the column {column:?} is not read; those that are: {known}");
            import.warn(&place(source, line), message);
        }
    }
    for needed in ["kind", "name"] {
        if !columns.iter().any(|column| column == needed) {
            import.error(
                &place(source, line),
                format!("the first row names no column {needed:?}"),
            );
            return;
        }
    }
    for (line, fields) in rows {
        if fields.len() == 1 && fields[0].trim().is_empty() {
            continue;
        }
        let place = place(source, line);
        if fields.len() != columns.len() {
            let (got, want) = (fields.len(), columns.len());
            import.error(&place, format!("{got} fields, but the first row names {want} columns"));
            continue;
        }
        let row: HashMap<&str, &str> = columns
            .iter()
            .map(String::as_str)
            .zip(fields.iter().map(|field| field.trim()))
            .collect();
        let field = |name: &str| row.get(name).copied().unwrap_or("");
        let word = field("kind").to_lowercase();
        let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == word) else {
            import.error(&place, format!("kind is {word:?}; it can be person, group, other"));
            continue;
        };
        import.take(entity(about, place, *kind, &field));
    }
    if let Some(line) = rows_unclosed(source.text) {
        import.error(&place(source, line), "a quote opens here and is never closed");
    }
}

fn entity<'a>(about: &About, place: crate::pack::Place, kind: EntryKind, field: &dyn Fn(&str) -> &'a str) -> Draft {
    let id = Some(field("id")).filter(|id| !id.is_empty()).unwrap_or(field("name"));
    let mut draft = Draft::new(place, id, kind);
    draft.name(field("name"), "", Use::STRONG);
    for (column, used) in [
        ("aliases", Use::STRONG),
        ("weak", Use::WEAK),
        ("former", Use::FORMER),
        ("acronym", Use::ACRONYM),
    ] {
        for name in field(column).split([';', '|']) {
            draft.name(name, "", used);
        }
    }
    let publisher = Some(field("source")).filter(|source| !source.is_empty());
    let retrieved = date(field("retrieved")).or(about.header.built);
    let source = citation(
        publisher.unwrap_or(about.publisher("the pack's makers")),
        field("url"),
        retrieved,
    );
    draft.describe(field("lang"), field("description"), &source);
    draft.link("wikidata", field("wikidata"));
    for word in field("context").split([';', '|']) {
        draft.context(word);
    }
    if let Ok(prior) = field("prior").parse::<f64>()
        && prior > 0.0
        && prior <= 1.0
    {
        draft.set_prior(prior);
    }
    draft.set_mark(!matches!(field("mark"), "false" | "no" | "0"));
    draft
}

/// The rows of a table as RFC 4180 has them, each with the line it begins on. Quoted
/// fields may hold commas, line ends and doubled quotes. Tables that part their
/// fields by semicolons or tabs are known by their first row.
pub(super) struct Rows<'a> {
    rest: &'a str,
    line: usize,
    separator: char,
}

impl<'a> Rows<'a> {
    pub fn new(text: &'a str) -> Rows<'a> {
        let rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let first = rest.lines().next().unwrap_or("");
        // What stands outside quotes parts fields.
        let bare: Vec<&str> = first.split('"').step_by(2).collect();
        let count = |separator: char| bare.iter().map(|part| part.matches(separator).count()).sum::<usize>();
        let best = ['\t', ';', ','].into_iter().max_by_key(|separator| count(*separator));
        Rows::parted_by(rest, best.unwrap_or(','))
    }

    /// The rows of a table whose fields `separator` parts.
    pub fn parted_by(text: &'a str, separator: char) -> Rows<'a> {
        Rows {
            rest: text,
            line: 1,
            separator,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = (usize, Vec<String>);

    fn next(&mut self) -> Option<(usize, Vec<String>)> {
        if self.rest.is_empty() {
            return None;
        }
        let begun = self.line;
        let mut fields = vec![String::new()];
        let mut quoted = false;
        let mut characters = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, c)) = characters.next() {
            let field = fields.last_mut()?;
            self.line += usize::from(c == '\n');
            if quoted {
                match c {
                    '"' if characters.peek().is_some_and(|(_, next)| *next == '"') => {
                        characters.next();
                        field.push('"');
                    }
                    '"' => quoted = false,
                    c => field.push(c),
                }
            } else if c == '"' && field.trim().is_empty() {
                field.clear();
                quoted = true;
            } else if c == self.separator {
                fields.push(String::new());
            } else if c == '\n' {
                end = at + 1;
                break;
            } else if c != '\r' {
                field.push(c);
            }
        }
        self.rest = &self.rest[end..];
        Some((begun, fields))
    }
}

/// The line of a row that a quote leaves open to the end of the table.
fn rows_unclosed(text: &str) -> Option<usize> {
    let odd = text.matches('"').count() % 2 == 1;
    odd.then(|| Rows::new(text).last().map(|(line, _)| line)).flatten()
}
