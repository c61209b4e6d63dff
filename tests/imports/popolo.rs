//! Popolo JSON.

use super::{clean, dump, entry, facts, names, read, told};
use castlist::pack::{EntryKind, Strength};

const DOCUMENT: &str = r#"{"meta":{"sources":["http://www.assembly.example/list"]},
"persons":[
 {"id":"fd8abb07-04bf-4bc3-89ba-33609fa12cdd","name":"LEE Ann","given_name":"Ann","family_name":"LEE","birth_date":"1953-01-01","gender":"female","email":"ann@assembly.example","national_identity":"AB99887766",
  "identifiers":[{"scheme":"wikidata","identifier":"Q7"},{"scheme":"passport","identifier":"X7654321"}],"contact_details":[{"type":"address","value":"4 Mill Lane"}],
  "other_names":[{"name":"Ann Lee","lang":"en"},{"name":"Ann Lee","lang":"de"},{"name":"Анна Ли","lang":"ru"},{"name":"Ann Mill","end_date":"2001-05"}],"sources":[{"url":"https://www.people.example/ann"}]},
 {"id":"2","name":"Sam Roe MP"},
 {"id":"3","name":"Παπαδόπουλος Γεώργιος","family_name":"Παπαδόπουλος","given_name":"Γεώργιος"}],
"organizations":[
 {"id":"legislature","classification":"legislature","name":"National Assembly"},
 {"id":"party/reds","classification":"party","name":"Red League (RL)","parent_id":"legislature"},
 {"id":"party/reds","classification":"party","name":"Red League again"},
 {"id":"party/independent","classification":"party","name":"Independent"},
 {"id":"","classification":"party","name":"Nobody's"}],
"events":[{"id":"term/1","start_date":"2013-03-19","end_date":"2018"}],
"memberships":[
 {"person_id":"fd8abb07-04bf-4bc3-89ba-33609fa12cdd","organization_id":"legislature","on_behalf_of_id":"party/reds","role":"member","legislative_period_id":"term/1"},
 {"person_id":"fd8abb07-04bf-4bc3-89ba-33609fa12cdd","organization_id":"legislature","on_behalf_of_id":"party/reds","role":"Speaker","start_date":"2014-02","end_date":"2013"},
 {"person_id":"2","organization_id":"legislature","on_behalf_of_id":"party/independent","role":"member","start_date":"2014-02-03"},
 {"person_id":"nobody","organization_id":"legislature"}]}"#;

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
