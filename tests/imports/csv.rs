//! Tables.

use super::{clean, dump, entry, names, read, told};
use castlist::pack::{EntryKind, Strength};

#[test]
fn a_table_becomes_entities() {
    let parsed = clean(
        "csv",
        "id,kind,name,aliases,weak,former,acronym,description,source,url,retrieved,wikidata,prior,context,mark\r\n\
         nra,group,\"Northern Rivers Authority\",\"Rivers Board; River Council\",The Board,Weir Office,NRA,\"keeps the weirs, and the \"\"great\"\" lock\",Journal,https://example.org/1,2026-01,Q7,0.5,Tarn|Mill,\r\n\
         ann,person,Ann Lee,,,,,,,,,,,,no\r\n",
    );
    let nra = entry(&parsed, "nra");
    assert_eq!(nra.kind, EntryKind::Group);
    assert_eq!(
        names(nra, Strength::Strong),
        ["Northern Rivers Authority", "Rivers Board", "River Council", "NRA"]
    );
    assert_eq!(names(nra, Strength::Weak), ["The Board"]);
    assert_eq!(names(nra, Strength::Former), ["Weir Office"]);
    assert!(nra.names.iter().any(|name| name.text == "NRA" && name.acronym));
    assert_eq!(nra.descriptions["en"], "keeps the weirs, and the \"great\" lock");
    let source = nra.source.as_ref().unwrap();
    assert_eq!(
        (source.publisher.as_str(), source.url.as_str()),
        ("Journal", "https://example.org/1")
    );
    assert_eq!(nra.links["wikidata"], "Q7");
    assert_eq!((nra.prior, nra.context.len()), (5000, 2));
    assert!(nra.mark && !entry(&parsed, "ann").mark);
    assert!(dump(parsed).contains("\"mark\":false"));
}

#[test]
fn quotes_line_ends_and_other_separators() {
    let parsed = clean(
        "csv",
        "kind;name;description\ngroup;\"A\nB; C\";\"x\"\nperson;Ann Lee;y\n\n",
    );
    assert_eq!(names(entry(&parsed, "A_B;_C"), Strength::Strong), ["A B; C"]);
    assert_eq!(entry(&parsed, "Ann_Lee").place.line, 4);
    let tabs = clean("csv", "\u{FEFF}Kind\tName\nperson\tAnn Lee\n");
    assert_eq!(tabs.entries.len(), 1);
}

#[test]
fn mistakes_have_their_line() {
    let parsed = read(
        "csv",
        &[(
            "t.csv",
            "id,kind,name,passport\n1,person,Ann Lee,X1234567\n2,robot,R2\n3,robot,R2,\n4,group,,\n",
        )],
    );
    let told = told(&parsed);
    assert!(
        told[0].starts_with("t.csv:1: warning: the column \"passport\" is not read"),
        "{told:?}"
    );
    assert_eq!(told[1], "t.csv:3: error: 3 fields, but the first row names 4 columns");
    assert_eq!(
        told[2],
        "t.csv:4: error: kind is \"robot\"; it can be person, group, other"
    );
    assert_eq!(told[3], "t.csv:5: warning: 4: no name can be read; it is left out");
    assert!(!format!("{:?}", parsed.entries).contains("X1234567"));
    assert_eq!(
        super::told(&read("csv", &[("t.csv", "name\nAnn\n")])),
        ["t.csv:1: error: the first row names no column \"kind\""]
    );
    assert_eq!(
        super::told(&read("csv", &[("t.csv", "kind,name\nperson,Ann\nperson,\"Bo\n")]))
            .last()
            .unwrap(),
        "t.csv:3: error: a quote opens here and is never closed"
    );
}
