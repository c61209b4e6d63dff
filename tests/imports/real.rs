//! Whole lists as they are published, where the optional development data is at hand:
//! counts, spot facts, and that nothing private comes through.

use super::{entry, facts, names};
use castlist::pack::import::{About, Format, Source, scopes};
use castlist::pack::source::Parsed;
use castlist::pack::{self, EntryKind, Pack, Strength};
use castlist::text::Phrase;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;
use std::process::Command;

/// The folder of development data; none, and a line that says so, where it is absent.
fn folder() -> Option<PathBuf> {
    let data = std::env::var_os("CASTLIST_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let folder = data.join("knowledge");
    let there = folder.join("EXPECT.json").exists();
    if !there {
        println!("skipped: no {} (set CASTLIST_DATA)", folder.display());
    }
    there.then_some(folder)
}

/// What a packed file holds.
fn unpack(program: &str, arguments: &[&str], file: PathBuf) -> Vec<u8> {
    let output = Command::new(program).args(arguments).arg(&file).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed to read {}: {error}", file.display()));
    assert!(output.status.success(), "{program} could not read {}", file.display());
    output.stdout
}

fn gunzip(file: PathBuf) -> Vec<u8> {
    unpack("gzip", &["-dc"], file)
}

fn expected(folder: &std::path::Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("EXPECT.json")).unwrap()).unwrap()
}

fn read(format: &str, documents: Vec<(&str, Vec<u8>)>) -> (Parsed, Vec<String>) {
    let format = Format::named(format).unwrap();
    let known: Vec<&str> = documents.iter().map(|(name, _)| *name).collect();
    let texts: Vec<String> = documents
        .iter()
        .map(|(_, bytes)| format.decode(bytes.clone()).unwrap())
        .collect();
    let sources: Vec<Source> = known
        .iter()
        .zip(scopes(&known))
        .zip(&texts)
        .map(|((name, scope), text)| Source { name, scope, text })
        .collect();
    let mut about = About::default();
    about.header.name = "Test".into();
    about.header.built = Some("2026-02-27".parse().unwrap());
    let parsed = format.read(&sources, &about);
    let errors: Vec<_> = parsed.problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    (parsed, texts)
}

fn count(parsed: &Parsed, kind: EntryKind) -> usize {
    parsed.entries.iter().filter(|entry| entry.kind == kind).count()
}

/// What stands between two marks, everywhere.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open)
        .skip(1)
        .filter_map(|rest| rest.split(close).next())
        .map(str::trim)
        .collect()
}

const WINDOW: usize = 6;

/// A text in which thousands of values are looked for: most are told to be absent by
/// a few bytes that stand nowhere in it.
struct Text<'a> {
    text: &'a str,
    windows: HashSet<[u8; WINDOW]>,
}

impl Text<'_> {
    fn of(text: &str) -> Text<'_> {
        let windows = text
            .as_bytes()
            .windows(WINDOW)
            .map(|window| window.try_into().unwrap())
            .collect();
        Text { text, windows }
    }

    fn contains(&self, value: &str) -> bool {
        let mut windows = value.as_bytes().windows(WINDOW);
        windows.all(|window| self.windows.contains(window)) && self.text.contains(value)
    }
}

/// Builds the pack and looks for the values in its bytes and its dump. A value that is
/// also part of what may be told is no evidence.
fn none_of(parsed: Parsed, private: BTreeSet<String>, told: &str) {
    assert!(private.len() > 300, "{}", private.len());
    let bytes = pack::build_parsed(vec![parsed]).unwrap();
    let dump = pack::dump(&Pack::open(bytes.clone()).unwrap());
    let raw = String::from_utf8_lossy(&bytes);
    let (told, dump, raw) = (Text::of(told), Text::of(&dump), Text::of(&raw));
    let mut looked_for = 0;
    for value in private.iter().filter(|value| !told.contains(value)) {
        looked_for += 1;
        assert!(!dump.contains(value), "{value:?} is in the dump");
        // Ids run together in the bytes, so that any few digits may be met.
        let chance = value.len() < 9 && value.bytes().all(|byte| byte.is_ascii_digit());
        assert!(chance || !raw.contains(value), "{value:?} is in the pack");
    }
    println!("{looked_for} private values looked for");
    assert!(looked_for * 10 > private.len() * 9);
}

#[test]
fn the_un_list() {
    let Some(folder) = folder() else { return };
    let expect = &expected(&folder)["un-consolidated-2026-02-27.xml.gz"];
    let xml = gunzip(folder.join("un-consolidated-2026-02-27.xml.gz"));
    let (parsed, texts) = read("un", vec![("un.xml", xml)]);
    assert_eq!(count(&parsed, EntryKind::Person), expect["persons"]);
    assert_eq!(count(&parsed, EntryKind::Group), expect["groups"]);

    // Every alias of the file is a name of its entity, as strong as it is graded.
    let mut graded: BTreeMap<&str, u64> = BTreeMap::new();
    let mut missing = Vec::new();
    let mut records = texts[0].split("<REFERENCE_NUMBER>");
    // Aliases stand behind the number of their record, before that of the next.
    records.next();
    for record in records {
        let one = entry(&parsed, record.split('<').next().unwrap().trim());
        for alias in record.split("<QUALITY>").skip(1) {
            let grade = match alias.split('<').next().unwrap() {
                "Good" | "a.k.a." => "strong",
                "f.k.a." => "former",
                _ => "weak",
            };
            let text = between(alias, "<ALIAS_NAME>", "</ALIAS_NAME>");
            for name in text.first().into_iter().flat_map(|text| text.split(';')) {
                let name = name
                    .replace("&amp;", "&")
                    .replace("&apos;", "'")
                    .replace("&quot;", "\"");
                let name = name
                    .split(", born")
                    .next()
                    .unwrap()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                if name.is_empty() {
                    continue;
                }
                *graded.entry(grade).or_default() += 1;
                // An acronym in brackets at the end is a name of its own.
                let bare = name.rsplit_once(" (").map_or(name.as_str(), |(bare, _)| bare);
                let found = one.names.iter().find(|known| known.text == name || known.text == bare);
                match found {
                    Some(known) if grade == "strong" => assert_eq!(known.strength, Strength::Strong, "{name}"),
                    Some(_) => {}
                    None => missing.push(name),
                }
            }
        }
    }
    for grade in ["strong", "weak", "former"] {
        assert_eq!(expect["aliases_by_strength"][grade], graded[grade], "{grade}");
    }
    // What is not taken has its warning.
    let warned: Vec<String> = parsed.problems.iter().map(|problem| problem.message.clone()).collect();
    for name in &missing {
        assert!(warned.iter().any(|message| message.contains(name.as_str())), "{name}");
    }
    assert!(missing.len() < 5, "{missing:?}");

    for fact in expect["facts"].as_array().unwrap() {
        let one = entry(&parsed, fact["id"].as_str().unwrap());
        let mut primary = one.names[0].text.clone();
        if let Some(short) = one.names.iter().find(|name| name.acronym) {
            primary += &format!(" ({})", short.text);
        }
        assert_eq!(primary, fact["primary"].as_str().unwrap());
        for (grade, strength) in [("strong", Strength::Strong), ("former", Strength::Former)] {
            for name in fact[grade].as_array().into_iter().flatten() {
                assert!(names(one, strength).contains(&name.as_str().unwrap()), "{name}");
            }
        }
        if let Some(date) = fact["listed_on"].as_str() {
            let said = facts(one);
            assert!(
                said.iter()
                    .any(|said| said.starts_with("designated_by") && said.contains(date)),
                "{said:?}"
            );
        }
    }
    assert!(facts(entry(&parsed, "QDe.152")).contains(&"splinter_from QDe.132".to_string()));
}

#[test]
fn nothing_private_of_the_un_list() {
    let Some(folder) = folder() else { return };
    let xml = gunzip(folder.join("un-consolidated-2026-02-27.xml.gz"));
    let (parsed, texts) = read("un", vec![("un.xml", xml)]);
    let text = &texts[0];
    let mut private = BTreeSet::new();
    for tag in [
        "NUMBER",
        "STREET",
        "ZIP_CODE",
        "CITY",
        "STATE_PROVINCE",
        "CITY_OF_BIRTH",
        "NOTE",
        "DATE_OF_ISSUE",
    ] {
        private.extend(
            between(text, &format!("<{tag}>"), &format!("</{tag}>"))
                .into_iter()
                .map(String::from),
        );
    }
    for birth in between(text, "<INDIVIDUAL_DATE_OF_BIRTH>", "</INDIVIDUAL_DATE_OF_BIRTH>") {
        private.extend(between(birth, "<DATE>", "</DATE>").into_iter().map(String::from));
    }
    // Runs of digits in the comments: numbers of papers, telephones.
    for comment in between(text, "<COMMENTS1>", "</COMMENTS1>") {
        let digits = comment
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() >= 5);
        private.extend(digits.map(String::from));
    }
    private.retain(|value| value.chars().count() >= 4);
    // What may be told: names and days of listing.
    let mut told = String::new();
    for tag in [
        "FIRST_NAME",
        "SECOND_NAME",
        "THIRD_NAME",
        "FOURTH_NAME",
        "LISTED_ON",
        "NAME_ORIGINAL_SCRIPT",
    ] {
        told += &between(text, &format!("<{tag}>"), &format!("</{tag}>")).join("\n");
    }
    for alias in between(text, "<ALIAS_NAME>", "</ALIAS_NAME>") {
        told += alias.split(", born").next().unwrap();
        told.push('\n');
    }
    none_of(parsed, private, &told);
}

fn ofac(folder: &std::path::Path) -> Vec<(&'static str, Vec<u8>)> {
    ["sdn", "alt", "sdn_comments"]
        .map(|name| (name, gunzip(folder.join(format!("ofac/{name}-2021-07.csv.gz")))))
        .to_vec()
}

#[test]
fn the_us_list() {
    let Some(folder) = folder() else { return };
    let expect = &expected(&folder)["ofac"];
    let (parsed, texts) = read("ofac", ofac(&folder));
    assert_eq!(count(&parsed, EntryKind::Person), expect["persons"]);
    assert_eq!(count(&parsed, EntryKind::Group), expect["groups"]);
    for fact in expect["facts"].as_array().unwrap() {
        let one = entry(&parsed, fact["id"].as_str().unwrap());
        let bare = fact["primary"].as_str().unwrap().split(" (").next().unwrap();
        assert_eq!(one.names[0].text, bare);
        for (grade, strength) in [("strong", Strength::Strong), ("weak", Strength::Weak)] {
            for name in fact[grade].as_array().into_iter().flatten() {
                assert!(names(one, strength).contains(&name.as_str().unwrap()), "{name}");
            }
        }
    }
    // Other names of persons and groups, by what the file calls them.
    let ids: BTreeSet<&str> = parsed.entries.iter().map(|entry| entry.id.as_str()).collect();
    let rows = texts[1]
        .lines()
        .filter(|row| ids.contains(row.split(',').next().unwrap()));
    let (former, strong): (Vec<&str>, Vec<&str>) = rows.partition(|row| row.contains(",\"fka\","));
    assert_eq!((strong.len(), former.len()), (11_519, 210));
    let total = |strength| {
        parsed
            .entries
            .iter()
            .map(|entry| names(entry, strength).len())
            .sum::<usize>()
    };
    // Some are given twice, and some weak ones are strong elsewhere.
    assert!(total(Strength::Former) >= 205, "{}", total(Strength::Former));
    assert!(total(Strength::Weak) >= 2_300, "{}", total(Strength::Weak));
    assert!(total(Strength::Strong) >= 11_519 + 8_000, "{}", total(Strength::Strong));
}

#[test]
fn nothing_private_of_the_us_list() {
    let Some(folder) = folder() else { return };
    let (parsed, texts) = read("ofac", ofac(&folder));
    let mut private = BTreeSet::new();
    let mut told = texts[1].clone();
    for line in texts[0].lines().chain(texts[2].lines()) {
        let (head, remarks) = line.rsplit_once(",\"").unwrap_or((line, ""));
        told += head;
        for alias in remarks.split("a.k.a. '").skip(1) {
            told += alias.split("';").next().unwrap().split("'.").next().unwrap();
            told.push('\n');
        }
        for remark in remarks.split("; ") {
            let words: Vec<&str> = remark.trim_end_matches(['.', '"', ' ']).split(' ').collect();
            if let Some(at) = words.iter().position(|word| *word == "DOB")
                && words.len() > at + 3
            {
                private.insert(words[at + 1..].join(" "));
            }
            if let ["POB", rest @ ..] = words.as_slice() {
                private.insert(rest.join(" "));
            }
            if !remark.contains("a.k.a.") {
                let long = |word: &&&str| word.chars().filter(char::is_ascii_digit).count() >= 5;
                private.extend(words.iter().filter(long).map(|word| word.to_string()));
            }
        }
    }
    none_of(parsed, private, &told);
}

#[test]
fn donations_in_follow_the_money() {
    let Some(folder) = folder() else { return };
    let (parsed, texts) = read("ftm", vec![("d", gunzip(folder.join("ftm/donations.ftm.jsonl.gz")))]);
    assert_eq!(
        (count(&parsed, EntryKind::Person), count(&parsed, EntryKind::Group)),
        (22, 17 + 56)
    );
    let dump = super::dump(parsed);
    for street in between(&texts[0], "\"street\": [\"", "\"]")
        .iter()
        .filter(|street| street.len() > 6)
    {
        assert!(!dump.contains(street), "{street}");
    }
}

#[test]
fn wikidata_as_it_is_served() {
    let Some(folder) = folder() else { return };
    let dump = unpack(
        "bzip2",
        &["-dc"],
        folder.join("wikidata/sample_wikidata_items.json.bz2"),
    );
    let (parsed, texts) = read("wikidata", vec![("dump", dump)]);
    let items: Vec<Value> = texts[0]
        .lines()
        .filter_map(|line| serde_json::from_str(line.trim_end_matches(',')).ok())
        .filter(Value::is_object)
        .collect();
    assert_eq!(items.len(), 100);
    let belgium = entry(&parsed, "Q31");
    assert_eq!(
        (belgium.kind, belgium.names[0].text.as_str()),
        (EntryKind::Other, "Belgium")
    );
    // Every label of what was taken is among its names.
    for item in items
        .iter()
        .filter(|item| parsed.entries.iter().any(|entry| item["id"] == entry.id))
    {
        let one = entry(&parsed, item["id"].as_str().unwrap());
        for label in item["labels"].as_object().unwrap().values() {
            let text = label["value"]
                .as_str()
                .unwrap()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let known = one.names.iter().any(|name| name.text == text);
            let text = Phrase::of(&text);
            assert!(known || text.words() > 16 || text.words() == 0, "{label}");
        }
    }
    super::dump(parsed);

    let responses = unpack(
        "tar",
        &["-xzOf"],
        folder.join("wikidata/wbgetentities-responses.tar.gz"),
    );
    let stream = serde_json::Deserializer::from_slice(&responses).into_iter::<Value>();
    let responses: Vec<String> = stream.map(|value| value.unwrap().to_string()).collect();
    assert_eq!(responses.len(), 189);
    let (parsed, _) = read("wikidata", vec![("responses", responses.join("\n").into_bytes())]);
    let putin = entry(&parsed, "Q7747");
    assert_eq!(
        (putin.kind, putin.names[0].text.as_str()),
        (EntryKind::Person, "Vladimir Putin")
    );
    let said = facts(putin);
    for fact in [
        "role President of Russia 2012-05-07..",
        "role President of Russia 2000-05-07..2008-05-07",
        "role Director of the Federal Security Service 1998-07-25..1999-03-29",
    ] {
        assert!(said.contains(&fact.to_string()), "{fact}: {said:?}");
    }
    let dump = super::dump(parsed);
    assert!(!dump.contains("1952-10-07"), "a birth date came in");
}
