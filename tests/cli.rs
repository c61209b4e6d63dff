//! The command: what scripts rely on.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const TEXT: &str = "General Talat Masood met Rex Tillerson. Masood said little.";

fn castlist(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_castlist"));
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = castlist(arguments).spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("it has an input");
    let input = input.to_vec();
    // A command that refuses its arguments closes its input unread.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the command ends");
    feeder.join().expect("the input is fed");
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file of this test run alone.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).expect("the temporary folder can be written");
    path
}

#[test]
fn json_is_the_contract() {
    let output = run(&["annotate", "--format", "json"], TEXT.as_bytes());
    assert_eq!(code(&output), Some(0), "{}", errors(&output));
    let annotation: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mention = &annotation["mentions"][0];
    let keys: Vec<&String> = mention.as_object().expect("an object").keys().collect();
    let expected = ["start", "end", "text", "kind", "entity", "confidence", "found"];
    assert!(
        keys.len() == expected.len() && expected.iter().all(|key| keys.iter().any(|own| own == key)),
        "{keys:?}"
    );
    let entity = &annotation["entities"][0];
    for key in [
        "kind",
        "name",
        "names",
        "mentions",
        "link",
        "description",
        "facts",
        "quotes",
        "similar",
    ] {
        assert!(entity.get(key).is_some(), "{key} is missing: {entity}");
    }
}

#[test]
fn a_batch_keeps_its_order_and_answers_refused_lines_in_their_place() {
    let count = 300;
    let mut input = String::new();
    for number in 0..count {
        match number % 50 {
            7 => input.push_str("not JSON\n"),
            11 => input.push('\n'),
            13 => input.push_str(&format!("{{\"id\":\"n{number}\",\"text\":4}}\n")),
            // Lengths differ widely, so that threads finish out of order.
            _ => {
                let text = TEXT.repeat(1 + (number * 7) % 23);
                input.push_str(&format!("{}\n", json!({ "id": format!("n{number}"), "text": text })));
            }
        }
    }
    let output = run(&["annotate", "--format", "jsonl"], input.as_bytes());
    assert_eq!(code(&output), Some(1));
    assert!(errors(&output).contains("18 lines were refused"), "{}", errors(&output));
    let lines = lines(&output);
    assert_eq!(lines.len(), count);
    for (number, line) in lines.iter().enumerate() {
        match number % 50 {
            7 | 11 => assert!(line["id"].is_null() && line["error"].is_string(), "{line}"),
            13 => assert!(
                line["id"] == format!("n{number}") && line["error"].is_string(),
                "{line}"
            ),
            _ => {
                assert_eq!(line["id"], format!("n{number}"));
                assert!(
                    line["mentions"].as_array().is_some_and(|mentions| mentions.len() >= 3),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn a_batch_is_the_same_however_it_is_cut() {
    let texts: Vec<String> = (1..40).map(|count| TEXT.repeat(count)).collect();
    let whole: String = texts
        .iter()
        .map(|text| format!("{}\n", json!({ "id": 1, "text": text })))
        .collect();
    let together = run(&["annotate", "--format", "jsonl"], whole.as_bytes());
    // The last line needs no line end.
    let again = run(&["annotate", "--format", "jsonl"], whole.trim_end().as_bytes());
    assert_eq!(code(&together), Some(0), "{}", errors(&together));
    assert_eq!(together.stdout, again.stdout);
    let alone = run(&["annotate", "--format", "json"], texts[4].as_bytes());
    let alone: Value = serde_json::from_slice(&alone.stdout).expect("JSON");
    assert_eq!(lines(&together)[4]["mentions"], alone["mentions"]);
    assert_eq!(lines(&together)[4]["entities"], alone["entities"]);
}

#[test]
fn a_batch_answers_before_the_input_ends() {
    let mut child = castlist(&["annotate", "--format", "jsonl"])
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("an input");
    let mut stdout = BufReader::new(child.stdout.take().expect("an output"));
    for id in 0..3 {
        writeln!(stdin, "{}", json!({ "id": id, "text": TEXT })).expect("the command reads");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("the command answers");
        assert_eq!(serde_json::from_str::<Value>(&line).expect("JSON")["id"], id);
    }
    drop(stdin);
    assert!(child.wait().expect("the command ends").success());
}

#[test]
fn with_spans_just_these_are_mentions() {
    let spans = json!([{ "start": 14, "end": 20, "kind": "person" }, { "start": 40, "end": 46 }]);
    let input = format!("{}\n", json!({ "id": "s", "text": TEXT, "spans": spans }));
    let output = run(&["annotate", "--format", "jsonl"], input.as_bytes());
    assert_eq!(code(&output), Some(0), "{}", errors(&output));
    let line = &lines(&output)[0];
    let found: Vec<_> = line["mentions"]
        .as_array()
        .expect("mentions")
        .iter()
        .map(|mention| &mention["text"])
        .collect();
    assert_eq!(found, ["Masood", "Masood"]);
    let none = run(
        &["annotate", "--format", "jsonl"],
        b"{\"id\":1,\"text\":\"Rex Tillerson\",\"spans\":[]}",
    );
    assert_eq!(lines(&none)[0]["mentions"], json!([]));
}

#[test]
fn every_format_says_something() {
    for (format, telltale) in [
        ("table", "Rex Tillerson"),
        ("json", "\"mentions\""),
        ("html", "Rex Tillerson</"),
        ("annotation-jsonld", "http://www.w3.org/ns/anno.jsonld"),
        ("endnotes", "Rex Tillerson"),
    ] {
        let output = run(&["annotate", "--format", format], TEXT.as_bytes());
        assert_eq!(code(&output), Some(0), "{format}: {}", errors(&output));
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.contains(telltale) && text.ends_with('\n'), "{format}: {text}");
    }
}

#[test]
fn html_is_read_as_the_text_it_shows() {
    let page = "<html><head><title>x</title><script>var Rex_Tillerson</script></head><body><nav>Home</nav>\
                <article><p>General Talat <b>Masood</b> met Rex&nbsp;Tillerson.</p></article></body></html>";
    let output = run(&["annotate", "--html", "--format", "json"], page.as_bytes());
    assert_eq!(code(&output), Some(0), "{}", errors(&output));
    let annotation: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let names: Vec<&str> = annotation["entities"]
        .as_array()
        .expect("entities")
        .iter()
        .filter_map(|entity| entity["name"].as_str())
        .collect();
    assert!(names.contains(&"Talat Masood"), "{names:?}");
    assert!(!output.stdout.windows(3).any(|window| window == b"<b>"));
}

#[test]
fn bad_input_is_refused_in_words() {
    let missing = run(&["annotate", "/nowhere/at/all.txt"], b"");
    assert_eq!(code(&missing), Some(2));
    assert!(errors(&missing).contains("/nowhere/at/all.txt"), "{}", errors(&missing));

    let latin = run(&["annotate"], b"caf\xe9 au lait");
    assert_eq!(code(&latin), Some(2));
    assert!(errors(&latin).contains("not UTF-8 text (byte 3)"), "{}", errors(&latin));

    let junk = file("junk.castpack", b"this is no pack");
    let junk = run(&["annotate", "--pack", junk.to_str().expect("a name")], TEXT.as_bytes());
    assert_eq!(code(&junk), Some(2));
    assert!(errors(&junk).contains("junk.castpack: "), "{}", errors(&junk));

    for arguments in [
        &["annotate", "--format", "yaml"][..],
        &["annotate", "--date", "yesterday"],
        &["annotate", "--model", "some.model"],
        &["annotate", "--model", "some.model", "--no-model"],
        &["annotate", "--html", "--format", "jsonl"],
        &["annotate", "--date", "2020", "--format", "jsonl"],
        &["pack", "build", "x.jsonl"],
        &[],
    ] {
        let output = run(arguments, TEXT.as_bytes());
        assert_eq!(code(&output), Some(2), "{arguments:?}: {}", errors(&output));
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_closed_output_is_no_error() {
    let text = TEXT.repeat(200);
    let input: String = (0..2000)
        .map(|id| format!("{}\n", json!({ "id": id, "text": text })))
        .collect();
    let mut child = castlist(&["annotate", "--format", "jsonl"])
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("an input");
    let feeder = std::thread::spawn(move || stdin.write_all(input.as_bytes()).is_err());
    let mut stdout = BufReader::new(child.stdout.take().expect("an output"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("the command answers");
    drop(stdout);
    assert!(
        feeder.join().expect("the input is fed"),
        "the command read on though nobody listened"
    );
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((code(&output), errors(&output).as_str()), (Some(0), ""));
}

#[test]
fn help_states_the_exit_status() {
    for arguments in [&["--help"][..], &["annotate", "--help"]] {
        let output = run(arguments, b"");
        assert_eq!(code(&output), Some(0));
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("Exit status:"),
            "{arguments:?}"
        );
    }
}

const SOURCE: &str = r#"{"pack":"test","version":"1","licence":"CC0-1.0","built":"2026-01-01"}
{"id":"masood","kind":"person","names":[{"name":"Talat Masood"}],"description":{"en":"retired general"},"prior":0.5,"facts":[{"relation":"role","object":"analyst","source":{"publisher":"Example Gazette","url":"https://example.org/","retrieved":"2026-01-01"}}]}
"#;

#[test]
fn a_pack_is_built_checked_dumped_counted_and_used() {
    let source = file("pack-source.jsonl", SOURCE.as_bytes());
    let source = source.to_str().expect("a name");
    let built = file("pack-built.castpack", b"");
    let built = built.to_str().expect("a name");
    let output = run(&["pack", "build", source, "-o", built], b"");
    assert_eq!(code(&output), Some(0), "{}", errors(&output));
    for command in ["check", "dump", "stats"] {
        let output = run(&["pack", command, built], b"");
        assert_eq!(code(&output), Some(0), "{command}: {}", errors(&output));
    }
    // What was dumped builds the same pack.
    let dumped = run(&["pack", "dump", built], b"").stdout;
    let dumped = file("pack-dumped.jsonl", &dumped);
    let again = file("pack-again.castpack", b"");
    let output = run(
        &[
            "pack",
            "build",
            dumped.to_str().expect("a name"),
            "-o",
            again.to_str().expect("a name"),
        ],
        b"",
    );
    assert_eq!(code(&output), Some(0), "{}", errors(&output));
    assert_eq!(
        std::fs::read(built).expect("a pack"),
        std::fs::read(again).expect("a pack")
    );
    // Source and built pack serve alike.
    for pack in [source, built] {
        let output = run(
            &["annotate", "--no-pack", "--pack", pack, "--format", "json"],
            TEXT.as_bytes(),
        );
        assert_eq!(code(&output), Some(0), "{}", errors(&output));
        let annotation: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let linked = annotation["entities"]
            .as_array()
            .expect("entities")
            .iter()
            .any(|entity| entity["link"]["id"] == "masood");
        assert!(linked, "{annotation}");
    }
    let bad = file("pack-bad.jsonl", b"{\"id\":\"x\"}\n");
    let output = run(&["pack", "check", bad.to_str().expect("a name")], b"");
    assert_eq!(code(&output), Some(1), "{}", errors(&output));
    let output = run(
        &[
            "pack",
            "build",
            bad.to_str().expect("a name"),
            "-o",
            "/nowhere/at/all.castpack",
        ],
        b"",
    );
    assert_eq!(code(&output), Some(2), "{}", errors(&output));
}

#[test]
fn other_formats_become_packs_whole_or_in_shards() {
    let table = file(
        "pack-table.csv",
        b"id,kind,name,description,source\nmasood,person,Talat Masood,retired general,Gazette\nrivers,group,Northern Rivers Authority,keeps weirs,Gazette\n",
    );
    let table = table.to_str().expect("a name");
    let folder = file("shards-mark", b"").with_file_name(format!("castlist-shards-{}", std::process::id()));
    let named = folder.to_str().expect("a name");
    let build = ["pack", "build", "--from", "csv", table, "--name", "Table"];
    let output = run(&[&build[..], &["--shards", named, "--shard-size", "0"]].concat(), b"");
    assert_eq!(code(&output), Some(0), "{}", errors(&output));
    let files = std::fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(files, 3, "the index and a shard for each of the two");
    let index = folder.join("index.castpack");
    let output = run(
        &[
            "annotate",
            "--no-pack",
            "--pack",
            index.to_str().expect("a name"),
            "--format",
            "json",
        ],
        TEXT.as_bytes(),
    );
    assert_eq!(code(&output), Some(0), "{}", errors(&output));
    let annotation: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let entities = annotation["entities"].as_array().expect("entities");
    let linked = |entity: &Value| entity["link"]["id"] == "masood" && entity["link"]["pack"] == "Table";
    assert!(entities.iter().any(linked), "{annotation}");
    // A shard that is not there, or not what it was, is named.
    let shard = std::fs::read_dir(&folder)
        .expect("a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| *path != index)
        .expect("a shard");
    std::fs::write(&shard, b"CASTPACK").expect("it is written");
    let output = run(
        &["annotate", "--pack", index.to_str().expect("a name")],
        TEXT.as_bytes(),
    );
    assert_eq!(code(&output), Some(2));
    assert!(errors(&output).contains(shard.file_name().and_then(|name| name.to_str()).expect("a name")));
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    // Checked in its own format, with lines; a format nobody knows names those there are.
    let wrong = file("pack-wrong.csv", b"kind,name\nrobot,R2\n");
    let wrong = wrong.to_str().expect("a name");
    let output = run(&["pack", "check", "--from", "csv", "--name", "T", wrong], b"");
    assert_eq!(code(&output), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("pack-wrong.csv:2: error: kind is \"robot\""));
    let output = run(&["pack", "build", "--from", "excel", table, "-o", wrong], b"");
    assert_eq!(code(&output), Some(2));
    assert!(errors(&output).contains("schema.org"));
}
