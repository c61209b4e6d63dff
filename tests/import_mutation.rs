//! Sources that are damaged at random, the same way every time: what the fuzz targets
//! do for hours, for a minute and without their tools.

#[path = "fuzz/import.rs"]
mod import;

use std::path::PathBuf;

/// Format and seed.
const SEEDS: &[(&str, &str)] = &[
    ("castlist", "own.jsonl"),
    ("ftm", "ftm.jsonl"),
    ("popolo", "popolo.json"),
    ("wikidata", "wikidata.json"),
    ("schema.org", "schema_org.jsonld"),
    ("schema.org", "page.html"),
    ("csv", "table.csv"),
    ("un", "un.xml"),
    ("ofac", "ofac_sdn.csv"),
    ("ofac", "ofac_alt.csv"),
    ("ofac", "ofac_comments.csv"),
];

/// What readers trip over.
const EVIL: &[&str] = &[
    "\0",
    "\u{FEFF}",
    "\u{202E}",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    "null",
    "1e999",
    "-1",
    "<",
    ">",
    "&",
    "&#0;",
    "<![CDATA[",
    "]]>",
    "\r\n",
    ",",
    ";",
    "00-00",
    "99999999999999999999",
    "2014-02-30",
    " ",
    "\u{A0}",
    "e\u{301}",
    "٣",
];

/// Rounds for each seed; `CASTLIST_ROUNDS` asks for more.
fn rounds() -> usize {
    let asked = std::env::var("CASTLIST_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok());
    asked.unwrap_or(400)
}

fn seed(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end.max(1)
    }
}

fn mutate(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(bytes.len());
    let end = (at + chance.below(40)).min(bytes.len());
    match chance.below(7) {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => bytes.truncate(at.max(1)),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let copy = bytes[at..end].to_vec();
            let to = chance.below(bytes.len());
            bytes.splice(to..to, copy);
        }
        4 => {
            let from = chance.below(other.len());
            let taken = other[from..(from + 30).min(other.len())].to_vec();
            bytes.splice(at..end, taken);
        }
        // A value gives way to another kind of value.
        5 => {
            let evil = EVIL[chance.below(EVIL.len())].as_bytes().to_vec();
            bytes.splice(at..end, evil);
        }
        _ => {
            let evil = EVIL[chance.below(EVIL.len())].as_bytes().to_vec();
            bytes.splice(at..at, evil);
        }
    }
    if bytes.is_empty() {
        bytes.push(b'{');
    }
}

#[test]
fn damaged_sources_of_every_format_are_survived() {
    let mut chance = Chance(0x5EED);
    for (format, name) in SEEDS {
        let whole = seed(name);
        let built = import::survive(format, &whole);
        assert!(
            built || name.starts_with("ofac_") && *name != "ofac_sdn.csv",
            "{name} is a good seed"
        );
        let mut built = 0;
        for round in 0..rounds() {
            let mut bytes = whole.clone();
            let (_, other) = SEEDS[chance.below(SEEDS.len())];
            let other = seed(other);
            for _ in 0..=round % 5 {
                mutate(&mut bytes, &other, &mut chance);
            }
            built += usize::from(import::survive(format, &bytes));
        }
        println!("{name}: {built} of {} built", rounds());
    }
}

#[test]
fn every_truncation_of_every_seed_is_survived() {
    for (format, name) in SEEDS {
        let whole = seed(name);
        for length in (0..whole.len()).step_by(1 + whole.len() / 120) {
            import::survive(format, &whole[..length]);
        }
    }
}
