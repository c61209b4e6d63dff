//! The linking sets' knowledge files as packs.
//!
//! Each entity becomes an entry whose names are the file's, the label first. The prior is the best chance that one
//! of its names means it. Where the file tells none it is small and falls with the number in the id, as the better
//! known were numbered first. A name that means its entity in less than one case of ten is weak. An entity of
//! unknown kind, which most distractors are, is of kind `other`: it competes by its prior, and is never linked.

use super::data::lines;
use castlist::Pack;
use serde_json::{Value, json};
use std::path::Path;

/// Which names count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Names {
    /// All that the file has.
    Closed,
    /// Without those that only this set's own answers gave.
    Open,
}

/// A name that means the entity more seldom is weak.
const WEAK: f64 = 0.1;
/// The words of a name at most; the sets have cut some names wrongly.
const WORDS: usize = 12;

pub fn pack(file: &Path, names: Names) -> Pack {
    let header = json!({"pack": "knowledge", "version": 1, "licence": "for development", "built": "2026-01-01"});
    let mut source = format!("{header}\n");
    for entity in lines(file) {
        if let Some(entry) = entry(&entity, names) {
            source.push_str(&format!("{entry}\n"));
        }
    }
    let bytes = castlist::pack::build(&[("knowledge.jsonl", &source)]).expect("the knowledge is a good source");
    Pack::open(bytes).expect("a pack just built opens")
}

fn entry(entity: &Value, which: Names) -> Option<Value> {
    let chance = |name: &Value| name["p"].as_f64();
    let said = |name: &Value, by: &str| name["src"].as_array().is_some_and(|src| src.iter().any(|s| s == by));
    let only_own = |name: &Value| name["src"] == json!(["gold-this"]);
    let mut names: Vec<Value> = entity["names"].as_array()?.clone();
    names.retain(|name| which == Names::Closed || !only_own(name));
    names.sort_by(|a, b| {
        let rank = |name: &Value| (said(name, "label"), chance(name).unwrap_or(0.0));
        rank(b).partial_cmp(&rank(a)).expect("chances are numbers")
    });
    let best = names.iter().filter_map(chance).fold(0.0, f64::max);
    let mut out: Vec<Value> = Vec::new();
    for name in &names {
        let words: Vec<&str> = name["v"].as_str()?.split_whitespace().collect();
        let text = words.join(" ");
        if text.is_empty() || words.len() > WORDS || out.iter().any(|other| other["name"] == text) {
            continue;
        }
        let weak = !said(name, "label") && chance(name).is_some_and(|p| p < WEAK);
        out.push(json!({"name": text, "strength": if weak { "weak" } else { "strong" }}));
    }
    let kind = [&entity["kind"], &entity["kind_guess"]]
        .into_iter()
        .find_map(Value::as_str);
    let prior = best.max(untold(entity["id"].as_str()?));
    (!out.is_empty())
        .then(|| json!({"id": entity["id"], "kind": kind.unwrap_or("other"), "names": out, "prior": prior.max(0.0001)}))
}

/// The least prior of an entity.
fn untold(id: &str) -> f64 {
    let number: f64 = id.trim_start_matches('Q').parse().unwrap_or(1e9);
    5.0 / number.sqrt().max(25.0)
}
