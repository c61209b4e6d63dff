//! Wikidata JSON.

use super::{clean, dump, entry, facts, names, read, told};
use castlist::pack::{EntryKind, Strength};
use serde_json::{Value, json};

fn item(id: &str, label: &str, claims: Value) -> Value {
    json!({"type":"item","id":id,"labels":{"en":{"language":"en","value":label}},"claims":claims})
}

fn to(id: &str) -> Value {
    json!({"mainsnak":{"snaktype":"value","datavalue":{"value":{"entity-type":"item","id":id},"type":"wikibase-entityid"}},"rank":"normal"})
}

fn time(text: &str, precision: u8) -> Value {
    json!([{"snaktype":"value","datavalue":{"value":{"time":text,"precision":precision},"type":"time"}}])
}

fn entities() -> Vec<Value> {
    let mut office = to("Q20");
    office["qualifiers"] =
        json!({"P580": time("+2014-08-26T00:00:00Z", 11), "P582": time("+00000002015-00-00T00:00:00Z", 9)});
    office["references"] = json!([{"snaks":{"P248":[{"snaktype":"value","datavalue":{"value":{"id":"Q1"}}}]}},
        {"snaks":{"P854":[{"snaktype":"value","datavalue":{"value":"https://www.gazette.example/7"}}],"P813": time("+2020-03-00T00:00:00Z", 10)}}]);
    let mut wrong = to("Q30");
    wrong["rank"] = json!("deprecated");
    let mut past = to("Q31");
    past["qualifiers"] = json!({"P582": time("-0044-03-15T00:00:00Z", 11)});
    let mut gone = to("Q31");
    gone["qualifiers"] = json!({"P582": time("+1999-05-00T00:00:00Z", 10)});
    let unknown = json!({"mainsnak":{"snaktype":"somevalue"},"rank":"normal"});
    let none = json!({"mainsnak":{"snaktype":"novalue"},"rank":"normal"});
    let short = |text: &str| json!([{"mainsnak":{"snaktype":"value","datavalue":{"value":{"text":text,"language":"en"}}},"rank":"normal"}]);
    let mut ann = item(
        "Q7",
        "Ann Lee",
        json!({"P31":[to("Q5")],"P39":[office, unknown],"P102":[wrong, past, gone, none],"P108":[to("Q31"), to("Q999")],
            "P569":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"time":"+1953-01-01T00:00:00Z","precision":11}}},"rank":"normal"}],
            "P1477": short("Ann Mill"), "P1813": short("Lee")}),
    );
    ann["labels"]["de"] = json!({"language":"de","value":"Ann Lee"});
    ann["labels"]["ru"] = json!({"language":"ru","value":"Анна Ли"});
    ann["aliases"] = json!({"en":[{"language":"en","value":"Annie Lee"}]});
    ann["descriptions"] = json!({"en":{"value":"keeper of weirs"},"de":{"value":"Wehrwartin"}});
    ann["sitelinks"] = json!({"enwiki":{"title":"Ann Lee"},"dewiki":{"title":"Ann Lee"}});
    vec![
        ann,
        item("Q20", "Minister of Waterways", json!({"P31":[to("Q294414")]})),
        item("Q30", "Blue League", json!({"P31":[to("Q7278")]})),
        item(
            "Q31",
            "Red League",
            json!({"P31":[to("Q40")],"P488":[to("Q7")],"P361":[to("Q30")]}),
        ),
        // A class that only the documents show to be one of parties.
        item("Q40", "river party", json!({"P279":[to("Q7278")]})),
        item("Q50", "Tarn", json!({"P31":[to("Q4022")],"P625":[to("Q1")]})),
        item("Q60", "blue", json!({"P31":[to("Q1075")]})),
    ]
}

fn dump_lines() -> String {
    let lines: Vec<String> = entities().iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[test]
fn the_lines_of_a_dump() {
    let parsed = clean("wikidata", &dump_lines());
    let ids: Vec<&str> = parsed.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["Q30", "Q31", "Q50", "Q7"]);
    let ann = entry(&parsed, "Q7");
    assert_eq!(ann.kind, EntryKind::Person);
    assert_eq!(names(ann, Strength::Strong), ["Ann Lee", "Анна Ли", "Annie Lee"]);
    assert_eq!(names(ann, Strength::Weak), ["Lee"]);
    assert_eq!(names(ann, Strength::Former), ["Ann Mill"]);
    assert_eq!(ann.descriptions.len(), 1, "English alone unless asked");
    assert_eq!(ann.descriptions["en"], "keeper of weirs");
    assert_eq!(
        facts(ann),
        [
            "leader_of Q31",
            "role Minister of Waterways 2014-08-26..2015",
            "member_of Q31",
            "former_member_of Q31 ..1999-05",
            "role works for Red League",
        ]
    );
    let source = &ann.facts[1].source;
    assert_eq!(
        (
            source.publisher.as_str(),
            source.url.as_str(),
            source.retrieved.unwrap().to_string().as_str()
        ),
        ("gazette.example", "https://www.gazette.example/7", "2020-03")
    );
    assert_eq!(ann.facts[2].source.url, "https://www.wikidata.org/wiki/Q7");
    assert_eq!(ann.prior, 10_000);
    let red = entry(&parsed, "Q31");
    assert_eq!(
        (red.kind, facts(red)),
        (EntryKind::Group, vec!["part_of Q30".to_string()])
    );
    assert_eq!(entry(&parsed, "Q50").kind, EntryKind::Other);
    assert!(!dump(parsed).contains("1953"));
}

#[test]
fn responses_and_single_lines_say_the_same() {
    let expected = dump(clean("wikidata", &dump_lines()));
    let lines: Vec<String> = entities().iter().map(Value::to_string).collect();
    assert_eq!(dump(clean("wikidata", &lines.join("\n"))), expected);
    let mut response = json!({"entities":{"Q404":{"id":"Q404","missing":""},"P31":{"id":"P31","type":"property","labels":{}}},"success":1});
    for item in entities() {
        response["entities"][item["id"].as_str().unwrap()] = item.clone();
    }
    let pretty = serde_json::to_string_pretty(&response).unwrap();
    assert_eq!(dump(clean("wikidata", &pretty)), expected);
}

#[test]
fn mistakes_have_their_line() {
    let cut = dump_lines().replace("\"Q50\"", "\"Q50");
    let told = told(&read("wikidata", &[("dump", &cut)]));
    assert!(told[0].starts_with("dump:7: error: not JSON"), "{told:?}");
}
