//! FollowTheMoney JSON Lines.

use super::{clean, dump, entry, facts, names, read, told};
use castlist::pack::{EntryKind, Strength};

const LINES: &str = include_str!("../fuzz/seeds/ftm.jsonl");

#[test]
fn entities_and_what_ties_them() {
    let parsed = clean("ftm", LINES);
    assert_eq!(parsed.entries.len(), 4);
    let ann = entry(&parsed, "ann");
    assert_eq!(ann.kind, EntryKind::Person);
    assert_eq!(names(ann, Strength::Strong), ["Ann Lee", "Annie Lee"]);
    assert_eq!(names(ann, Strength::Weak), ["Lee"]);
    assert_eq!(names(ann, Strength::Former), ["Ann Mill"]);
    assert_eq!(ann.descriptions["en"], "keeps the weirs");
    assert_eq!(ann.source.as_ref().unwrap().publisher, "example.org");
    assert_eq!(ann.links["wikidata"], "Q7");
    let mut said = facts(ann);
    said.sort();
    assert_eq!(
        said,
        [
            "member_of board 2014-08-01..2015",
            "member_of nra 2014-08-01..2015",
            "role Minister of Waterways 2020..",
            "role chair, Northern Rivers Authority 2014-08-01..2015",
            "role chair, River Board 2014-08-01..2015",
            "role director, Weir & Co",
        ]
    );
    let nra = entry(&parsed, "nra");
    assert!(nra.names.iter().any(|name| name.text == "NRA" && name.acronym));
    let mut said = facts(entry(&parsed, "co"));
    said.sort();
    // Less than half makes no part of the owner.
    assert_eq!(
        said,
        [
            "designated_by Council of Weirs 2021-05-04..",
            "part_of ann",
            "part_of board"
        ]
    );
    // More ties, more likely.
    assert!(ann.prior > nra.prior && nra.prior > 0);
    let dump = dump(parsed);
    for private in ["1953", "X7654321", "99887766", "Mill Lane", "mystery"] {
        assert!(!dump.contains(private), "{private} is in {dump}");
    }
}

#[test]
fn any_order_of_lines_gives_the_same_pack() {
    let mut lines: Vec<&str> = LINES.lines().collect();
    let expected = dump(clean("ftm", LINES));
    lines.reverse();
    assert_eq!(dump(clean("ftm", &lines.join("\n"))), expected);
    lines.rotate_left(5);
    assert_eq!(dump(clean("ftm", &lines.join("\r\n"))), expected);
}

#[test]
fn mistakes_have_their_line() {
    let parsed = read(
        "ftm",
        &[(
            "f",
            "{\"id\":\"a\"}\n\n{\n{\"id\":\"b\",\"schema\":\"Person\",\"properties\":{\"name\":\"Bo Lee\"}}",
        )],
    );
    let told = told(&parsed);
    assert_eq!(told[0], "f:1: error: a line needs the texts \"id\" and \"schema\"");
    assert!(told[1].starts_with("f:3: error: not JSON"), "{told:?}");
    assert_eq!(parsed.entries.len(), 1);
}

#[test]
fn facts_on_the_nameless_and_from_nobody_are_left_out() {
    let lines = r#"{"id":"ann","schema":"Person","properties":{"name":["Ann Lee"],"summary":["keeps weirs"],"sourceUrl":["https://www."]}}
{"id":"x","schema":"Organization","properties":{"country":["xx"]}}
{"id":"m","schema":"Membership","properties":{"member":["ann"],"organization":["x"]}}
{"id":"s","schema":"Sanction","properties":{"entity":["ann"],"authority":["Council of Weirs"],"publisher":["\u0000"]}}"#;
    let parsed = read("ftm", &[("f", lines)]);
    assert_eq!(told(&parsed), ["f:2: warning: x: no name can be read; it is left out"]);
    let ann = entry(&parsed, "ann");
    assert_eq!(facts(ann), [""; 0]);
    assert_eq!(ann.source.as_ref().unwrap().publisher, "FollowTheMoney");
    dump(parsed);
}
