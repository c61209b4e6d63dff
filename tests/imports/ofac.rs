//! The US list, as its three files.

use super::{dump, entry, facts, names, read, told};
use castlist::pack::import::Format;
use castlist::pack::{EntryKind, Strength};

const SDN: &str = include_str!("../fuzz/seeds/ofac_sdn.csv");
const ALT: &str = include_str!("../fuzz/seeds/ofac_alt.csv");
const COMMENTS: &str = include_str!("../fuzz/seeds/ofac_comments.csv");

#[test]
fn three_files_are_one_list() {
    let mut files = [("sdn.csv", SDN), ("alt.csv", ALT), ("sdn_comments.csv", COMMENTS)];
    let parsed = read("ofac", &files);
    assert_eq!(told(&parsed), [""; 0]);
    assert_eq!(parsed.entries.len(), 3, "vessels are left out");
    let front = entry(&parsed, "7001");
    assert_eq!(front.kind, EntryKind::Group);
    assert_eq!(
        names(front, Strength::Strong),
        ["RIVER FRONT", "RF", "FRENTE DEL RÍO", "NEW RIVER FRONT"]
    );
    // The remarks go on in the comments, in the middle of a number.
    assert_eq!(names(front, Strength::Weak), ["RFX", "THE O'FRONT", "RIVERINES"]);
    assert_eq!(names(front, Strength::Former), ["WEIR GUARD"]);
    assert_eq!(facts(front), ["designated_by US Treasury (OFAC 7001)"]);
    let doe = entry(&parsed, "7002");
    assert_eq!(doe.kind, EntryKind::Person);
    assert_eq!(names(doe, Strength::Strong), ["Jo Ann DOE MAR", "Joanna DOE"]);
    assert_eq!(names(doe, Strength::Weak), ["Little JAY"]);
    assert_eq!(names(entry(&parsed, "7004"), Strength::Strong), ["Sam ROE Jr."]);

    let bytes = castlist::pack::build_parsed(vec![parsed.clone()]).unwrap();
    files.rotate_left(1);
    assert!(castlist::pack::build_parsed(vec![read("ofac", &files)]).unwrap() == bytes);
    let dump = dump(parsed);
    for private in ["1953", "Apr", "Millbrook", "X0321317", "86177", "Passport", "Phone"] {
        assert!(!dump.contains(private), "{private} is in {dump}");
    }
}

#[test]
fn bytes_that_are_no_unicode_are_latin() {
    let format = Format::named("ofac").unwrap();
    assert_eq!(format.decode(b"R\xCDO".to_vec()).unwrap(), "RÍO");
    assert_eq!(format.decode("RÍO".into()).unwrap(), "RÍO");
    assert!(Format::named("popolo").unwrap().decode(b"R\xCDO".to_vec()).is_err());
}

#[test]
fn what_is_no_row_is_told() {
    let parsed = read("ofac", &[("sdn.csv", "name,kind\n7001,2,3\n")]);
    assert_eq!(
        told(&parsed),
        [
            "sdn.csv:1: error: the row does not begin with a number",
            "sdn.csv:2: error: a row of 3 fields belongs to none of the list's files"
        ]
    );
}
