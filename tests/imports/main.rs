//! What each importer makes of a source, and of the traps that real ones hold.

mod csv;
mod follow_the_money;
mod ofac;
mod popolo;
mod real;
mod schema_org;
mod un;
mod wikidata;

use castlist::pack::import::{About, Format, Source, scopes};
use castlist::pack::source::{Entry, Parsed};
use castlist::pack::{self, Problem, Strength};

/// Reads documents, name and text of each, in a format.
fn read(format: &str, documents: &[(&str, &str)]) -> Parsed {
    let names: Vec<&str> = documents.iter().map(|(name, _)| *name).collect();
    let sources: Vec<Source> = documents
        .iter()
        .zip(scopes(&names))
        .map(|((name, text), scope)| Source { name, scope, text })
        .collect();
    let mut about = About::default();
    about.header.name = "Test".into();
    about.header.built = Some("2026-02-27".parse().unwrap());
    Format::named(format).unwrap().read(&sources, &about)
}

/// Reads one document that has nothing wrong.
fn clean(format: &str, text: &str) -> Parsed {
    let parsed = read(format, &[("test", text)]);
    assert_eq!(parsed.problems, []);
    parsed
}

fn entry<'a>(parsed: &'a Parsed, id: &str) -> &'a Entry {
    let ids: Vec<&str> = parsed.entries.iter().map(|entry| entry.id.as_str()).collect();
    parsed
        .entries
        .iter()
        .find(|entry| entry.id == id)
        .unwrap_or_else(|| panic!("no {id} in {ids:?}"))
}

/// The names of an entity that are used so.
fn names(entry: &Entry, strength: Strength) -> Vec<&str> {
    let used = entry.names.iter().filter(|name| name.strength == strength);
    used.map(|name| name.text.as_str()).collect()
}

/// Facts in short: `member_of ttp 2014-08..2015`.
fn facts(entry: &Entry) -> Vec<String> {
    let facts = entry.facts.iter().map(|fact| {
        let date = |date: Option<pack::Date>| date.map_or(String::new(), |date| date.to_string());
        let when = match (fact.from, fact.to) {
            (None, None) => String::new(),
            (from, to) => format!(" {}..{}", date(from), date(to)),
        };
        format!("{} {}{when}", fact.relation, fact.object)
    });
    facts.collect()
}

fn told(parsed: &Parsed) -> Vec<String> {
    parsed.problems.iter().map(Problem::to_string).collect()
}

/// The dump of the pack that comes of it, after the pack was built, and built again
/// from its dump.
fn dump(parsed: Parsed) -> String {
    let bytes = pack::build_parsed(vec![parsed]).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let dump = pack::dump(&pack::Pack::open(bytes.clone()).unwrap());
    assert!(
        pack::build(&[("dump", &dump)]).unwrap() == bytes,
        "the dump builds another pack"
    );
    dump
}

#[test]
fn what_tells_documents_apart() {
    for (names, expected) in [
        (&["a.json"][..], &[""][..]),
        (&["d/x/m.json", "d/y/m.json"], &["x", "y"]),
        (&["/d/x/1/m.json", "/d/y/m.json"], &["x/1", "y"]),
        (&["x.json", "y.json"], &["x.json", "y.json"]),
        (&["m.json", "d/m.json"], &["", "d"]),
        (&["m.json", "m.json"], &["", ""]),
        (&[], &[]),
    ] {
        assert_eq!(scopes(names), expected, "{names:?}");
    }
}

#[test]
fn every_format_takes_what_is_not_its_own() {
    for format in pack::import::FORMATS {
        for text in [
            "",
            " ",
            "\u{FEFF}",
            "{}",
            "[]",
            "[[[[",
            "null",
            "<",
            "<a/>",
            "a,b\n\"",
            "1,2\n",
            "{\"id\":1}",
            "\0",
        ] {
            let parsed = format.read(
                &[Source {
                    name: "odd",
                    scope: String::new(),
                    text,
                }],
                &About::default(),
            );
            assert_eq!(parsed.entries, [], "{} {text:?}", format.name);
        }
        format.read(&[], &About::default());
    }
}
