//! The model file, the trainer and the scorer: what they promise, whatever they are given.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use castlist::pack::format;
use castlist::recognise::train::{self, Pace, Recipe};
use castlist::{Annotator, Model, Options};
use serde_json::Value;

const STORIES: &str = r#"{"id":"a","text":"Mr. Ola Brekke of the Harbour Union spoke. Brekke left.","mentions":[{"start":4,"end":14,"type":"person"},{"start":22,"end":35,"type":"group"},{"start":43,"end":49,"type":"person"}]}
{"id":"b","text":"Mrs. Ida Lund of the Bakers Union spoke in Tarn. Lund left.","mentions":[{"start":5,"end":13,"type":"person"},{"start":21,"end":33,"type":"group"},{"start":49,"end":53,"type":"person"}]}
{"id":"c","text":"Mr. Jon Vik of the Miners Union spoke in Oslo.","mentions":[{"start":4,"end":11,"type":"person"},{"start":19,"end":31,"type":"group"}]}
"#;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the test's folder can be made");
    folder
}

fn recipe(data: PathBuf) -> Recipe {
    let pace = Pace {
        epochs: 8,
        alpha: 0.1,
        l1: 0.1,
        seed: 1,
    };
    Recipe {
        about: "name: small\n".into(),
        data: vec![(data, 1.0)],
        noisy: Vec::new(),
        held_out: Vec::new(),
        classes: None,
        lists: None,
        without: Vec::new(),
        pace,
        second: pace,
        folds: 2,
        scale: 0.02,
        least: 1,
    }
}

/// A model of a few kilobytes beside its fixed tables.
fn small(name: &str) -> Vec<u8> {
    let file = folder(name).join("stories.jsonl");
    // Several times over, so that there is something to learn.
    let lines: String = (0..6)
        .map(|n| STORIES.replace("\"id\":\"", &format!("\"id\":\"{n}")))
        .collect();
    fs::write(&file, lines).expect("the stories can be written");
    train::train(&recipe(file), &|_| Vec::new(), &mut |_| ()).expect("the stories are well formed")
}

fn names(model: Model, text: &str) -> Vec<String> {
    let annotation = Annotator::new(Vec::new())
        .with_model(Some(model))
        .annotate(text, &Options::default());
    annotation.mentions.into_iter().map(|m| m.text).collect()
}

#[test]
fn the_same_recipe_gives_the_same_bytes() {
    assert!(small("twice-a") == small("twice-b"));
}

#[test]
fn a_model_finds_names_like_those_it_learnt() {
    let model = Model::open(small("finds")).expect("a model just trained opens");
    assert!(model.about().starts_with("name: small\n"));
    assert_eq!(
        names(model, "Mrs. Eva Holm of the Drivers Union spoke."),
        ["Eva Holm", "Drivers Union"]
    );
}

#[test]
fn what_is_no_whole_model_is_refused_in_words() {
    let good = small("refused");
    let code = |bytes: &[u8]| {
        Model::open(bytes.to_vec())
            .err()
            .map(|e| (e.code(), e.message().len() > 20))
    };
    assert_eq!(code(b""), Some(("model-not-a-model", true)));
    assert_eq!(code(b"<!doctype html>"), Some(("model-not-a-model", true)));
    let mut other = good.clone();
    other[8] = 9;
    assert_eq!(code(&other), Some(("model-version", true)));
    for length in [12, 40, 88, 1000, good.len() / 2, good.len() - 1] {
        assert_eq!(code(&good[..length]), Some(("model-truncated", true)), "{length}");
    }
    let mut longer = good.clone();
    longer.push(0);
    assert_eq!(code(&longer), Some(("model-damaged", true)));
    for at in (16..good.len()).step_by(97) {
        let mut bad = good.clone();
        bad[at] ^= 4;
        assert_eq!(code(&bad), Some(("model-damaged", true)), "byte {at}");
    }
}

#[test]
fn forged_models_are_refused_or_read_without_a_panic() {
    let good = small("forged");
    let mut random = 1_u64;
    let mut next = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    // Any change to the sizes of buckets is found by their sum; the other sections are where a lie may pass.
    let lengths: Vec<usize> = good[24..88]
        .chunks(4)
        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize)
        .collect();
    let places: Vec<(usize, usize)> = (0..16)
        .map(|n| (88 + lengths[..n].iter().sum::<usize>(), lengths[n]))
        .filter(|(_, length)| (1..60_000).contains(length))
        .collect();
    let (mut opened, mut refused) = (0, 0);
    for round in 0..400 {
        let mut bad = good.clone();
        if round % 4 == 0 {
            bad.truncate(next(bad.len()));
        }
        for _ in 0..=next(6) {
            let (start, length) = places[next(places.len())];
            let at = if next(16) == 0 {
                24 + next(64)
            } else {
                start + next(length)
            };
            if let Some(byte) = bad.get_mut(at) {
                *byte = next(256) as u8;
            }
        }
        if bad.len() >= 24 {
            bad[..8].copy_from_slice(b"CASTMODL");
            bad[8..12].copy_from_slice(&1_u32.to_le_bytes());
            format::seal(&mut bad);
        }
        match Model::open(bad) {
            Ok(model) => {
                opened += 1;
                names(model, "Mr. Ola Brekke of the U.N. said so. “Łukasz—” Brekke");
            }
            Err(_) => refused += 1,
        }
    }
    assert!(opened > 20 && refused > 20, "{opened} opened, {refused} refused");
}

#[test]
fn bad_corpora_are_refused_with_their_line() {
    let file = folder("bad").join("bad.jsonl");
    for (line, said) in [
        ("{\"id\":\"a\"", "line 1"),
        (
            r#"{"id":"a","text":"Ola","mentions":[{"start":2,"end":1,"type":"person"}]}"#,
            "overlap or are empty",
        ),
        (
            r#"{"id":"a","text":"Ola B","mentions":[{"start":0,"end":3,"type":"person"},{"start":2,"end":5,"type":"group"}]}"#,
            "overlap or are empty",
        ),
        (
            r#"{"id":"a","text":"Ola","mentions":[{"start":0,"end":3,"type":"place"}]}"#,
            "line 1",
        ),
    ] {
        fs::write(&file, line).expect("the corpus can be written");
        let error = train::read(&file, 1.0).expect_err("a bad corpus");
        assert!(error.contains("bad.jsonl") && error.contains(said), "{error}");
    }
}

/// The development data, or nothing (and a line that says so) where it is absent.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("CASTLIST_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    if folder.join("ner/voa/dev.jsonl.gz").exists() {
        return Some(folder.join("ner"));
    }
    println!("skipped: ner/ is not in {} (CASTLIST_DATA)", folder.display());
    None
}

#[test]
fn the_shipped_model_keeps_what_it_reached() {
    let Some(data) = data() else { return };
    for (set, least) in [
        ("voa/dev", 94.5),
        ("nc/worldwide.dev", 76.0),
        ("crossner-politics.dev", 83.0),
        ("gmb.dev", 70.5),
    ] {
        let file = data.join(format!("{set}.jsonl.gz"));
        let output = Command::new(env!("CARGO_BIN_EXE_castlist"))
            .args(["score", "--json"])
            .arg(&file)
            .output()
            .expect("the command starts");
        let score: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
        let f1 = 100.0 * score["exact"]["micro"]["f1"].as_f64().expect("a number");
        assert!(f1 >= least, "{set}: {f1:.1}, it was at least {least}");
    }
}

#[test]
fn the_scorer_says_what_the_reference_says() {
    let Some(data) = data() else { return };
    let reference = data.join("../../eval/score_ner.py");
    if !reference.exists() || Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no Python, or no reference scorer at {}", reference.display());
        return;
    }
    let gold = data.join("voa/dev.jsonl.gz");
    let given = folder("reference").join("given.jsonl");
    // Marks with some errors: those of another story's length, shifted kinds, gaps.
    let mut lines = String::new();
    for (n, story) in train::read(&gold, 1.0)
        .expect("the set is well formed")
        .iter()
        .enumerate()
    {
        let marks: Vec<Value> = story
            .marks
            .iter()
            .enumerate()
            .filter(|(m, _)| (n + m) % 7 != 0)
            .map(|(m, (start, end, kind))| {
                let person = (*kind == castlist::annotation::Kind::Person) != ((n + m) % 11 == 0);
                let end = if (n + m) % 13 == 0 && end - start > 3 {
                    end - 1
                } else {
                    *end
                };
                serde_json::json!({"start": start, "end": end, "type": if person { "person" } else { "group" }})
            })
            .collect();
        lines += &format!("{}\n", serde_json::json!({"id": story.id, "mentions": marks}));
    }
    fs::write(&given, lines).expect("the marks can be written");
    let run = |command: &mut Command| -> Value {
        let output = command.output().expect("the command starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("one JSON object")
    };
    let ours = run(Command::new(env!("CARGO_BIN_EXE_castlist"))
        .args(["score", "--json"])
        .arg(&gold)
        .arg(&given));
    let theirs = run(Command::new("python3")
        .arg(&reference)
        .arg(&gold)
        .arg(&given)
        .arg("--json"));
    for way in ["exact", "overlap", "untyped"] {
        assert_eq!(ours[way], theirs[way], "{way}");
    }
}
