//! Every case under `tests/fixtures`, through the command itself.
//!
//! `CASTLIST_BLESS=1` rewrites what is expected; `tests/fixtures/README.md`
//! says how to add a case.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = fs::read_dir(folder).expect("tests/fixtures is there");
    let mut cases: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() >= 10, "tests/fixtures has lost its cases");
    cases
}

/// What `castlist annotate --format json` prints for a case.
fn annotate(case: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_castlist"));
    command.args(["annotate", "--format", "json"]);
    let pack = case.join("pack.jsonl");
    if pack.exists() {
        command.arg("--pack").arg(pack);
    }
    let output = command.arg(case.join("text.txt")).output().expect("the command starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", case.display());
    String::from_utf8(output.stdout).expect("JSON is UTF-8")
}

#[test]
fn every_case_is_annotated_as_reviewed() {
    let bless = std::env::var_os("CASTLIST_BLESS").is_some_and(|value| value == "1");
    let mut changed = Vec::new();
    for case in cases() {
        let actual = annotate(&case);
        let file = case.join("annotation.json");
        if bless {
            fs::write(&file, &actual).expect("the case can be written");
            continue;
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if actual != expected {
            changed.push(format!("{}\n{}", case.display(), first_difference(&expected, &actual)));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\n\n{} cases changed. If that is better: CASTLIST_BLESS=1 cargo test --test golden, then review the diff.",
        changed.join("\n\n"),
        changed.len()
    );
}

/// What must hold of any annotation, blessed or not.
#[test]
fn every_annotation_keeps_its_promises() {
    for case in cases() {
        let text: Vec<u16> = fs::read_to_string(case.join("text.txt"))
            .expect("a text")
            .encode_utf16()
            .collect();
        let annotation: Value = serde_json::from_str(&annotate(&case)).expect("the output is JSON");
        let name = case.display();
        let list = |value: &Value| {
            value
                .as_array()
                .cloned()
                .unwrap_or_else(|| panic!("{name}: {value} is no list"))
        };
        let (mentions, entities) = (list(&annotation["mentions"]), list(&annotation["entities"]));
        let mut last = 0;
        for (index, mention) in mentions.iter().enumerate() {
            let (start, end) = place(mention);
            assert!(last <= start && start < end && end <= text.len(), "{name}: {mention}");
            last = end;
            assert_eq!(String::from_utf16_lossy(&text[start..end]), mention["text"], "{name}");
            let entity = &entities[whole(&mention["entity"])];
            assert_eq!(entity["kind"], mention["kind"], "{name}: {mention}");
            assert!(
                list(&entity["mentions"]).contains(&Value::from(index)),
                "{name}: {mention}"
            );
            assert!(list(&entity["names"]).contains(&mention["text"]), "{name}: {mention}");
        }
        let mut first = 0;
        for entity in &entities {
            let own: Vec<usize> = list(&entity["mentions"]).iter().map(whole).collect();
            assert!(
                own.is_sorted() && own.first().is_some_and(|own| *own >= first),
                "{name}: {entity}"
            );
            first = own[0];
            for other in list(&entity["similar"]) {
                assert!(whole(&other) < entities.len(), "{name}: {entity}");
            }
            let facts = list(&entity["facts"]);
            for said in facts
                .iter()
                .chain(Some(&entity["description"]).filter(|said| !said.is_null()))
            {
                let source = &said["source"];
                let in_text = !source["article"].is_null() && {
                    let (start, end) = place(&source["article"]);
                    start < end && end <= text.len()
                };
                let in_pack = source["publisher"]
                    .as_str()
                    .is_some_and(|publisher| !publisher.is_empty());
                assert!(in_text || in_pack, "{name}: no source for {said}");
            }
        }
        let chained: usize = entities.iter().map(|entity| list(&entity["mentions"]).len()).sum();
        assert_eq!(chained, mentions.len(), "{name}: a mention in no chain or in two");
    }
}

fn whole(value: &Value) -> usize {
    value
        .as_u64()
        .and_then(|number| usize::try_from(number).ok())
        .expect("a whole number")
}

fn place(value: &Value) -> (usize, usize) {
    (whole(&value["start"]), whole(&value["end"]))
}

/// The first line that differs, with the lines around it.
fn first_difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let same = expected
        .iter()
        .zip(&actual)
        .take_while(|(left, right)| left == right)
        .count();
    let around = |lines: &[&str], sign: char| {
        let from = same.saturating_sub(6).min(lines.len());
        let to = (same + 6).min(lines.len());
        lines[from..to]
            .iter()
            .map(|line| format!("  {sign} {line}\n"))
            .collect::<String>()
    };
    format!(
        "at line {}:\n{}{}",
        same + 1,
        around(&expected, '-'),
        around(&actual, '+')
    )
}
