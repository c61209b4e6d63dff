//! The UN list.

use super::{clean, dump, entry, facts, names, read, told};
use castlist::pack::{EntryKind, Strength};

const LIST: &str = include_str!("../fuzz/seeds/un.xml");

#[test]
fn persons_and_groups_of_the_list() {
    let parsed = read("un", &[("un.xml", LIST)]);
    assert_eq!(
        told(&parsed),
        [
            "un.xml:3: warning: XXi.001: the name \"Doe 03825239\" has a number in it as papers of identity have; it is left out"
        ]
    );
    let doe = entry(&parsed, "XXi.001");
    assert_eq!((doe.kind, doe.place.line), (EntryKind::Person, 3));
    // Several names in one field; what follows a name is no name.
    assert_eq!(
        names(doe, Strength::Strong),
        ["JO ANN DOE", "جو آن", "Joan Doe", "Joanna Do", "Jo D Marr"]
    );
    assert_eq!(names(doe, Strength::Weak), ["Abu Jo"]);
    // A person is listed, and nothing more is said of them.
    assert_eq!(facts(doe), ["designated_by UN Security Council (XXi.001) 2012-12-31.."]);
    let front = entry(&parsed, "XXe.002");
    assert_eq!(
        names(front, Strength::Strong),
        ["RIVER FRONT", "RiF", "Riverines (the)"]
    );
    assert_eq!(names(front, Strength::Former), ["Bank Front"]);
    assert!(front.names[1].acronym);
    assert_eq!(
        facts(front),
        [
            "designated_by UN Security Council (XXe.002) 2017-07-06..",
            "splinter_from XXe.003"
        ]
    );
    let source = &front.facts[0].source;
    assert_eq!(source.retrieved.unwrap().to_string(), "2026-02-27");
    let dump = dump(parsed);
    for private in [
        "1953",
        "Millbrook",
        "Mill Lane",
        "X7654321",
        "03825239",
        "Clerk",
        "Lalpura",
        "passport",
    ] {
        assert!(!dump.contains(private), "{private} is in {dump}");
    }
}

#[test]
fn what_is_no_list_is_told() {
    assert!(told(&read("un", &[("un.xml", "<a><b></a>")]))[0].starts_with("un.xml:1: error: not XML"));
    assert_eq!(
        told(&read("un", &[("un.xml", "<a/>")])),
        ["un.xml:1: error: the XML lists no INDIVIDUAL and no ENTITY"]
    );
    // Entities that multiply themselves are not followed.
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
    assert!(told(&read("un", &[("un.xml", bomb)]))[0].contains("not XML"));
    let one = "<L><ENTITY><FIRST_NAME>A &amp; B Mill</FIRST_NAME><REFERENCE_NUMBER>e.1</REFERENCE_NUMBER></ENTITY></L>";
    assert_eq!(clean("un", one).entries[0].names[0].text, "A & B Mill");
}
