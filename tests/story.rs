//! The founding story, against its hand-made gold. It is development data and
//! not part of this repository: `CASTLIST_DATA` says where it lies.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const STORY: &str = "articles/voa-jamaat-ul-ahrar";

type Place = (u64, u64);

struct Gold {
    text: String,
    gold: Value,
}

/// The story, or nothing (and a line that says so) where it is absent.
fn gold() -> Option<Gold> {
    let folder = std::env::var_os("CASTLIST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let Ok(text) = fs::read_to_string(folder.join(STORY).with_extension("txt")) else {
        println!("skipped: {}.txt is not in {} (CASTLIST_DATA)", STORY, folder.display());
        return None;
    };
    let gold = fs::read(folder.join(STORY).with_extension("gold.json")).expect("the gold lies beside its text");
    Some(Gold {
        text,
        gold: serde_json::from_slice(&gold).expect("the gold is JSON"),
    })
}

/// The story through `castlist annotate --format jsonl`.
fn annotate(text: &str, more: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_castlist"));
    command.args(["annotate", "--format", "jsonl"]).args(more);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("an input");
    writeln!(stdin, "{}", json!({ "id": "story", "text": text })).expect("the command reads");
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("one line of JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn place(value: &Value) -> Place {
    (
        value["start"].as_u64().expect("a start"),
        value["end"].as_u64().expect("an end"),
    )
}

impl Gold {
    fn mentions(&self) -> &[Value] {
        list(&self.gold["mentions"])
    }

    /// Gold chains: id to places.
    fn chains(&self) -> BTreeMap<&str, BTreeSet<Place>> {
        let mut chains: BTreeMap<&str, BTreeSet<Place>> = BTreeMap::new();
        for mention in self.mentions() {
            chains
                .entry(mention["entity"].as_str().expect("an id"))
                .or_default()
                .insert(place(mention));
        }
        chains
    }

    /// Where the text has a surface of the list of optional marks. A remark in
    /// brackets after a surface is not part of it.
    fn optional(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for surface in list(&self.gold["optional"]).iter().filter_map(Value::as_str) {
            let surface = surface.split(" (").next().unwrap_or(surface).replace('\'', "’");
            let folded = self.text.replace('\'', "’").to_lowercase();
            for (at, found) in folded.match_indices(&surface.to_lowercase()) {
                let units = |text: &str| text.encode_utf16().count() as u64;
                let start = units(&folded[..at]);
                places.push((start, start + units(found)));
            }
        }
        places
    }
}

/// For each predicted entity, its places.
fn chains(annotation: &Value) -> Vec<BTreeSet<Place>> {
    let mentions = list(&annotation["mentions"]);
    let of = |entity: &Value| {
        let own = list(&entity["mentions"]).iter();
        own.map(|index| place(&mentions[index.as_u64().expect("an index") as usize]))
            .collect()
    };
    list(&annotation["entities"]).iter().map(of).collect()
}

/// How many gold mentions stand in the chain that is rightly theirs. Chains
/// are paired one to one, those that share most first.
fn in_the_right_chain(gold: &Gold, annotation: &Value) -> usize {
    let (gold, found) = (gold.chains(), chains(annotation));
    let mut pairs: Vec<(usize, &str, usize)> = Vec::new();
    for (id, places) in &gold {
        for (index, chain) in found.iter().enumerate() {
            pairs.push((places.intersection(chain).count(), id, index));
        }
    }
    pairs.sort_by_key(|(shared, ..)| std::cmp::Reverse(*shared));
    let (mut taken, mut used, mut right) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (shared, id, index) in pairs {
        if !taken.contains(id) && !used.contains(&index) {
            taken.insert(id);
            used.insert(index);
            right += shared;
        }
    }
    right
}

#[test]
fn the_founding_story_is_read_right() {
    let Some(gold) = gold() else { return };
    let annotation = annotate(&gold.text, &[]);
    let found: BTreeMap<Place, &Value> = list(&annotation["mentions"])
        .iter()
        .map(|mention| (place(mention), &mention["kind"]))
        .collect();

    let missed: Vec<String> = gold
        .mentions()
        .iter()
        .filter(|mention| found.get(&place(mention)) != Some(&&mention["type"]))
        .map(|mention| format!("{} at {:?}", mention["text"], place(mention)))
        .collect();
    assert!(
        missed.is_empty(),
        "{} of {} missed: {missed:?}",
        missed.len(),
        gold.mentions().len()
    );

    let wanted: BTreeSet<Place> = gold.mentions().iter().map(place).collect();
    let optional = gold.optional();
    let allowed = |(start, end): Place| {
        wanted.contains(&(start, end)) || optional.iter().any(|(from, to)| *from <= start && end <= *to)
    };
    let extra: Vec<&Value> = list(&annotation["mentions"])
        .iter()
        .filter(|mention| !allowed(place(mention)))
        .collect();
    assert!(extra.len() <= 2, "too much is marked: {extra:?}");

    let found: Vec<BTreeSet<Place>> = chains(&annotation);
    for (id, places) in gold.chains() {
        let whole = found
            .iter()
            .any(|chain| places.is_subset(chain) && chain.difference(&places).all(|place| !wanted.contains(place)));
        assert!(whole, "the chain {id} is broken or mixed with another: {found:?}");
    }
}

#[test]
fn names_that_look_alike_are_told_apart() {
    let Some(gold) = gold() else { return };
    let annotation = annotate(&gold.text, &[]);
    let entities = list(&annotation["entities"]);
    let of = |name: &str| {
        let has = |entity: &Value| list(&entity["names"]).iter().any(|own| own == name);
        let at: Vec<usize> = (0..entities.len()).filter(|index| has(&entities[*index])).collect();
        assert_eq!(at.len(), 1, "{name} is the name of {} entities", at.len());
        at[0]
    };
    for together in [
        &["JuA", "Jamaat-ul-Ahrar", "Jamaat-ul-Ahraar"][..],
        &["TTP", "Pakistan Tehreek-i-Taliban", "Pakistani Taliban"],
        &["Khorasani", "Khurasani", "Umar Khalid Khorasani"],
    ] {
        let first = of(together[0]);
        assert!(together.iter().all(|name| of(name) == first), "{together:?}");
    }
    let (masood, mansoor) = (of("Masood"), of("Mansoor"));
    assert_ne!(masood, mansoor);
    let similar = |entity: usize, other: usize| list(&entities[entity]["similar"]).iter().any(|index| *index == other);
    assert!(
        similar(masood, mansoor) && similar(mansoor, masood),
        "the cards don't warn of each other"
    );
}

#[test]
fn without_any_knowledge_most_chains_are_right() {
    let Some(gold) = gold() else { return };
    let annotation = annotate(&gold.text, &["--no-pack"]);
    let right = in_the_right_chain(&gold, &annotation);
    let all = gold.mentions().len();
    assert!(right >= 36, "{right} of {all} gold mentions stand in the right chain");
    println!("{right} of {all} gold mentions stand in the right chain");
}
