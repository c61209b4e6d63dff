//! Popolo JSON.

use super::{clean, dump, entry, facts, names, read, told};
use castlist::pack::{EntryKind, Strength};

const DOCUMENT: &str = include_str!("../fuzz/seeds/popolo.json");

#[test]
fn persons_parties_and_memberships() {
    let parsed = clean("popolo", DOCUMENT);
    assert_eq!(parsed.entries.len(), 5);
    let ann = entry(&parsed, "fd8abb07-04bf-4bc3-89ba-33609fa12cdd");
    // Turned round by the scraper, as its own parts of the name show.
    assert_eq!(
        names(ann, Strength::Strong),
        ["Ann LEE", "LEE Ann", "Ann Lee", "Анна Ли"]
    );
    assert_eq!(names(ann, Strength::Former), ["Ann Mill"]);
    let tag = |text: &str| ann.names.iter().find(|name| name.text == text).unwrap().lang.as_str();
    // The same in two languages is of none.
    assert_eq!((tag("Ann Lee"), tag("Анна Ли")), ("", "ru"));
    assert_eq!(ann.links["wikidata"], "Q7");
    // The period has dates, this membership has none; and what ends before it begins has none either.
    assert_eq!(
        facts(ann),
        [
            "member_of party/reds",
            "member_of legislature",
            "role Speaker, National Assembly"
        ]
    );
    assert_eq!(ann.facts[0].source.publisher, "people.example");
    let sam = entry(&parsed, "2");
    assert_eq!(names(sam, Strength::Strong), ["Sam Roe"]);
    assert_eq!(facts(sam), ["member_of legislature 2014-02-03.."]);
    assert_eq!(sam.facts[0].source.url, "http://www.assembly.example/list");
    assert_eq!(
        names(entry(&parsed, "3"), Strength::Strong),
        ["Γεώργιος Παπαδόπουλος", "Παπαδόπουλος Γεώργιος"]
    );
    let reds = entry(&parsed, "party/reds");
    assert_eq!(
        (reds.kind, facts(reds)),
        (EntryKind::Group, vec!["part_of legislature".to_string()])
    );
    assert_eq!(names(reds, Strength::Strong), ["Red League", "RL"]);
    let dump = dump(parsed);
    for private in ["1953", "X7654321", "AB99887766", "Mill Lane", "@", "female"] {
        assert!(!dump.contains(private), "{private} is in {dump}");
    }
}

#[test]
fn ids_of_one_document_are_kept_from_those_of_another() {
    let other = DOCUMENT.replace("fd8abb07-04bf", "ed8abb07-04bf");
    let documents = [("data/North/ep.json", DOCUMENT), ("data/South/ep.json", other.as_str())];
    let parsed = read("popolo", &documents);
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.entries.len(), 10);
    entry(&parsed, "North/party/reds");
    assert_eq!(
        facts(entry(&parsed, "South/2")),
        ["member_of South/legislature 2014-02-03.."]
    );
    assert_eq!(
        facts(entry(&parsed, "ed8abb07-04bf-4bc3-89ba-33609fa12cdd"))[0],
        "member_of South/party/reds"
    );
    dump(parsed);
}

#[test]
fn what_is_no_popolo_is_told() {
    assert_eq!(
        told(&read("popolo", &[("p", "{\"people\":[]}")])),
        ["p: error: the document has neither \"persons\" nor \"organizations\""]
    );
    assert!(told(&read("popolo", &[("p", "{\n\n!")]))[0].starts_with("p:3: error: not JSON"));
}
