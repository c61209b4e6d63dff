//! A pack of 51,449 persons, where the optional development data is at hand. It takes
//! a release build to be bearable: `cargo test --release --test pack_scale`.

use castlist::pack::import::{About, Format, Source, scopes};
use castlist::pack::source::Parsed;
use castlist::pack::{self, Pack, shard};
use castlist::text::{Document, Phrase};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

struct Data {
    names: Vec<String>,
    documents: Vec<Value>,
    expect: Value,
}

fn data() -> Option<Data> {
    let data = std::env::var_os("CASTLIST_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let file = data.join("knowledge/everypolitician-2015-11.popolo.tar.gz");
    if !file.exists() {
        println!("skipped: no {} (set CASTLIST_DATA)", file.display());
        return None;
    }
    let tar = |what: &str| {
        let output = Command::new("tar")
            .arg(what)
            .arg(&file)
            .output()
            .expect("tar is needed");
        assert!(output.status.success());
        output.stdout
    };
    let names = String::from_utf8(tar("-tzf")).unwrap();
    let names = names.lines().filter(|name| name.ends_with(".json")).map(String::from);
    let documents = serde_json::Deserializer::from_slice(&tar("-xzOf"))
        .into_iter::<Value>()
        .map(Result::unwrap)
        .collect();
    let expect: Value = serde_json::from_slice(&std::fs::read(data.join("knowledge/EXPECT.json")).unwrap()).unwrap();
    Some(Data {
        names: names.collect(),
        documents,
        expect: expect["everypolitician-2015-11.popolo.tar.gz"].clone(),
    })
}

fn read(names: &[String], documents: &[Value]) -> Parsed {
    let texts: Vec<String> = documents.iter().map(Value::to_string).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let sources: Vec<Source> = known
        .iter()
        .zip(scopes(&known))
        .zip(&texts)
        .map(|((name, scope), text)| Source { name, scope, text })
        .collect();
    let mut about = About::default();
    about.header.name = "EveryPolitician".into();
    about.header.built = Some("2015-11-30".parse().unwrap());
    Format::named("popolo").unwrap().read(&sources, &about)
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// Bytes after brotli at its best; none where the program is absent.
fn brotli(bytes: &[u8]) -> Option<usize> {
    let mut child = Command::new("brotli")
        .args(["-q", "11", "-w", "24", "-c", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let owned = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&owned));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    Some(output.stdout.len())
}

fn least(rounds: usize, work: impl Fn()) -> Duration {
    let time = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..rounds).map(|_| time()).min().unwrap_or_default()
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation; run with --release")]
fn fifty_thousand_persons() {
    let Some(Data {
        names,
        documents,
        expect,
    }) = data()
    else {
        return;
    };
    let total = |field: &str| {
        documents
            .iter()
            .map(|document| list(document, field).len())
            .sum::<usize>()
    };
    let others = documents.iter().flat_map(|document| list(document, "persons"));
    let others: usize = others.map(|person| list(person, "other_names").len()).sum();
    let parties = documents.iter().enumerate().flat_map(|(number, document)| {
        let parties = list(document, "organizations")
            .iter()
            .filter(|one| one["classification"] == "party");
        parties.map(move |one| (number, one["id"].to_string()))
    });
    let dated = documents.iter().flat_map(|document| list(document, "memberships"));
    let dated = dated
        .filter(|one| one.get("start_date").or(one.get("end_date")).is_some())
        .count();
    assert_eq!(expect["files"], documents.len());
    assert_eq!(expect["persons"], total("persons"));
    assert_eq!(expect["other_names"], others);
    assert_eq!(expect["party_records"], parties.collect::<BTreeSet<_>>().len());
    assert_eq!(expect["memberships"], total("memberships"));
    assert_eq!(expect["memberships_with_a_date"], dated);

    let start = Instant::now();
    let parsed = read(&names, &documents);
    let bytes = pack::build_parsed(vec![parsed.clone()]).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let building = start.elapsed();
    println!("imported and built in {building:?}");
    assert!(building < Duration::from_secs(60));
    let pack = Pack::open(bytes.clone()).unwrap();
    println!("{}", pack::stats(&pack));
    assert_eq!(
        pack.entities()
            .filter(|one| one.kind() == pack::EntryKind::Person)
            .count(),
        51_449
    );

    // The same, whatever comes first.
    let mut order: Vec<usize> = (0..names.len()).rev().collect();
    order.rotate_left(77);
    let shuffled: Vec<Value> = order.iter().map(|number| documents[*number].clone()).collect();
    let renamed: Vec<String> = order.iter().map(|number| names[*number].clone()).collect();
    assert!(pack::build_parsed(vec![read(&renamed, &shuffled)]).unwrap() == bytes);
    assert!(pack::build(&[("dump", &pack::dump(&pack))]).unwrap() == bytes);

    let opening = least(20, || {
        assert!(Pack::open(bytes.clone().leak() as &'static [u8]).is_ok())
    });
    println!("opened in {opening:?}, the bytes copied first");

    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    sweep(&pack, &documents, &scopes(&known));
    in_shards(&pack, parsed, others + total("persons"));
}

/// Every name of every person, looked up exactly, offers that person; a name shared by
/// several offers all of them and nobody else.
fn sweep(pack: &Pack, documents: &[Value], scopes: &[String]) {
    let mut bearers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entity in pack.entities() {
        for name in entity.names() {
            let folded = Phrase::of(name.text()).folded().to_string();
            bearers.entry(folded).or_default().insert(entity.id());
        }
    }
    let start = Instant::now();
    let mut looked_up = 0;
    let persons = documents.iter().zip(scopes);
    let persons = persons.flat_map(|(document, scope)| list(document, "persons").iter().map(move |one| (one, scope)));
    for (person, scope) in persons {
        // Ids that hold only within their document stand behind what tells it from others.
        let own = person["id"].as_str().unwrap().replace(' ', "_");
        let scoped = format!("{scope}/{own}");
        let id = [own, scoped]
            .into_iter()
            .find(|id| pack.entity_by_id(id).is_some())
            .expect("the person is there");
        for named in list(person, "other_names").iter().chain([person]) {
            let text = named["name"].as_str().unwrap();
            // Some scraped names have control characters in them, and an office after them.
            let text: String = text.chars().filter(|c| !c.is_control()).collect();
            let phrase = Phrase::of(text.strip_suffix(" MP").unwrap_or(&text));
            if phrase.words() == 0 {
                continue;
            }
            let offered: BTreeSet<&str> = pack
                .names_of(&phrase)
                .map(|name| pack.entity(name.entity()).id())
                .collect();
            assert!(offered.contains(id.as_str()), "{text:?} does not offer {id}");
            assert_eq!(offered, bearers[phrase.folded()], "{text:?}");
            looked_up += 1;
        }
    }
    let shared = bearers.values().filter(|ids| ids.len() > 1).count();
    println!(
        "{looked_up} names looked up in {:?}; {shared} are shared",
        start.elapsed()
    );
    assert!(looked_up > 137_800 && shared > 600);
}

fn in_shards(whole: &Pack, parsed: Parsed, stated: usize) {
    let built = pack::build_sharded(vec![parsed], 64_000, &mut |_| ()).unwrap();
    let aliases = whole.names_len() as usize;
    println!(
        "index of {} bytes over {} shards",
        built.index.len(),
        built.shards.len()
    );
    if let Some(bytes) = brotli(&built.index) {
        let each = bytes as f64 / aliases as f64;
        println!(
            "index: {bytes} bytes with brotli, {each:.2} a name, {:.2} a stated name",
            bytes as f64 / stated as f64
        );
        assert!(each <= 6.0);
        let weights: Vec<usize> = built
            .shards
            .iter()
            .step_by(8)
            .filter_map(|(_, bytes)| brotli(bytes))
            .collect();
        println!(
            "a shard: {} bytes with brotli",
            weights.iter().sum::<usize>() / weights.len()
        );
    }
    // Every strong name of every entity wants the shard that has the entity.
    let index = [Pack::open(built.index).unwrap()];
    let mut wanted_in_all = 0;
    let mut entities = 0;
    for (file, bytes) in built.shards {
        let part = Pack::open(bytes).unwrap();
        assert_eq!(file, shard::file_name(part.checksum()));
        for entity in part.entities().step_by(23) {
            let name = entity.display_name();
            let document = Document::new(name);
            let wanted = shard::wanted(&index, &document);
            let cased = name.chars().any(char::is_uppercase) || !name.chars().any(char::is_lowercase);
            // Neither the finder nor this reads across what is no word, such as a slash.
            let words = document.tokens().iter().all(|token| token.is_word());
            let there = wanted.contains(&part.checksum());
            assert!(there || !cased || !words, "{name:?} wants {wanted:?}, not {file}");
            wanted_in_all += wanted.len();
            entities += 1;
        }
    }
    println!("a name wants {:.2} shards", wanted_in_all as f64 / entities as f64);
    assert!(wanted_in_all < entities * 2);
}
