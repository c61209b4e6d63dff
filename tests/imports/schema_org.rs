//! schema.org JSON-LD.

use super::{clean, dump, entry, facts, names, read, told};
use castlist::pack::{EntryKind, Strength};

const GRAPH: &str = include_str!("../fuzz/seeds/schema_org.jsonld");

#[test]
fn persons_organisations_and_roles_between_them() {
    let parsed = clean("schema.org", GRAPH);
    let ann = entry(&parsed, "#ann");
    assert_eq!(ann.kind, EntryKind::Person);
    assert_eq!(names(ann, Strength::Strong), ["Ann Lee", "Annie Lee", "Анна Ли"]);
    assert_eq!(ann.names[2].lang, "ru");
    assert_eq!(ann.links["wikidata"], "Q7");
    assert_eq!(ann.links["wikipedia"], "https://en.wikipedia.org/wiki/Ann_Lee");
    assert_eq!(
        facts(ann),
        [
            "role keeper of weirs",
            "role chair, River Board 2014-08-01..2015",
            "member_of #board 2014-08-01..2015",
            "role works for Weir & Co",
            "role director, Lock Ltd 2020-02..",
        ]
    );
    assert_eq!(ann.facts[0].source.publisher, "paper.example");
    let nra = entry(&parsed, "#nra");
    assert_eq!(
        (nra.kind, nra.descriptions["en"].as_str()),
        (EntryKind::Group, "runs the weirs")
    );
    assert_eq!(facts(nra), ["part_of Ministry of Waterways"]);
    assert_eq!(facts(entry(&parsed, "#board")), ["part_of #nra"]);
    assert_eq!(
        entry(&parsed, "https://paper.example/").names[0].text,
        "The River Paper"
    );
    let dump = dump(parsed);
    for private in ["1953", "@paper", "555 0100", "99887766", "Mill Lane", "javascript"] {
        assert!(!dump.contains(private), "{private} is in {dump}");
    }
}

#[test]
fn out_of_a_page() {
    let page = format!(
        "<!doctype html>\n<html><head><script>var a = '<b>';</script>\n<script type=\"application/ld+json; charset=utf-8\">\n<!--\n{GRAPH}\n-->\n</script>\n<script type='application/ld+json'>\n{{\"@type\":\n\"Person\"</script></head><body>Ann</body></html>"
    );
    let parsed = read("schema.org", &[("page.html", &page)]);
    let told = told(&parsed);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("page.html:16: error: not JSON"), "{told:?}");
    assert_eq!(
        dump(castlist::pack::source::Parsed {
            problems: Vec::new(),
            ..parsed
        }),
        dump(read("schema.org", &[("page.html", GRAPH)]))
    );
}

#[test]
fn ids_of_one_page_are_kept_from_those_of_another() {
    let parsed = read(
        "schema.org",
        &[("site/a/index.html", GRAPH), ("site/b/index.html", GRAPH)],
    );
    assert_eq!(parsed.problems, []);
    entry(&parsed, "a#ann");
    entry(&parsed, "b#ann");
    // A person without an id is told by what it is elsewhere, then by its page, then by its name.
    let nested = clean(
        "schema.org",
        r#"[{"@type":"Person","name":"Bo Lee","sameAs":"http://www.wikidata.org/entity/Q8"},{"@type":"Person","name":"Cy Lee"}]"#,
    );
    assert_eq!(entry(&nested, "Q8").links["wikidata"], "Q8");
    assert_eq!(entry(&nested, "cy-lee").names[0].text, "Cy Lee");
}

#[test]
fn nesting_without_end_is_not_followed() {
    let deep = format!(
        "{}{}",
        "{\"@type\":\"Person\",\"name\":\"Ann Lee\",\"knows\":".repeat(100),
        "1"
    ) + &"}".repeat(100);
    assert_eq!(clean("schema.org", &deep).entries.len(), 1);
    let deeper = "[".repeat(100_000);
    assert!(told(&read("schema.org", &[("x", &deeper)]))[0].contains("not JSON"));
}

#[test]
fn what_is_only_pointed_at_is_nobody() {
    let parsed = clean(
        "schema.org",
        r##"{"@type":"Person","@id":"#ann","name":"Ann Lee","memberOf":[{"@id":"#nowhere"},{"@type":"Thing","@id":"#thing","name":"The Club"}]}"##,
    );
    assert_eq!(facts(entry(&parsed, "#ann")), ["member_of The Club"]);
}
