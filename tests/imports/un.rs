//! The UN list.

use super::{clean, dump, entry, facts, names, read, told};
use castlist::pack::{EntryKind, Strength};

const LIST: &str = r#"<?xml version="1.0"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>JO </FIRST_NAME><SECOND_NAME>ANN</SECOND_NAME><THIRD_NAME>DOE</THIRD_NAME>
<REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><NAME_ORIGINAL_SCRIPT>جو آن</NAME_ORIGINAL_SCRIPT>
<COMMENTS1>Leader of the RIVER FRONT (XXe.002). Passport no. X7654321.</COMMENTS1><DESIGNATION><VALUE>Clerk</VALUE></DESIGNATION>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Joan Doe; Joanna Do</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Jo</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jo D Marr, born 1 Jan. 1953 (passport no.03825239)</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Doe 03825239</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><STREET>4 Mill Lane</STREET><CITY>Millbrook</CITY></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_DATE_OF_BIRTH><DATE>1953-01-01</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><NUMBER>X7654321</NUMBER></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS><ENTITIES>
<ENTITY><FIRST_NAME>RIVER FRONT (RiF)</FIRST_NAME><REFERENCE_NUMBER>XXe.002</REFERENCE_NUMBER><LISTED_ON>2017-07-06</LISTED_ON>
<COMMENTS1>Splinter group of the Weir Guard (XXe.003). Associated with Gull Band (XXe.004). Formed in 2014 (Aug.). Faction of nobody in particular. Review (2021) done.</COMMENTS1>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Riverines (the)</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Bank Front</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Lalpura</CITY></ENTITY_ADDRESS></ENTITY>
</ENTITIES></CONSOLIDATED_LIST>"#;

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
