//! Chains, by B-cubed.

use super::data::{Article, Gold, folder, kind, lines, span};
use castlist::{Annotator, Options, Pack};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// The articles of a file: with `chains`, or with chain numbers at the mentions.
fn articles(path: &Path) -> Vec<Article> {
    let gold = |mention: &Value, of: &Value, who: String| Gold {
        span: span(mention, kind(of)),
        who: Some(who),
        judged: true,
    };
    let article = |line: &Value| {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let mut mentions = Vec::new();
        for (number, chain) in list(&line["chains"]).iter().enumerate() {
            for mention in list(&chain["mentions"]) {
                mentions.push(gold(&mention, &chain["type"], number.to_string()));
            }
        }
        for mention in list(&line["mentions"]) {
            mentions.push(gold(
                &mention,
                &mention["type"],
                format!("{}{}", mention["type"], mention["chain"]),
            ));
        }
        // One place may stand in two chains; the later counts, as in the reference scorer.
        let mut places = HashMap::new();
        for (at, mention) in mentions.iter().enumerate() {
            places.insert((mention.span.start, mention.span.end), at);
        }
        let mut at = 0;
        mentions.retain(|mention| {
            at += 1;
            places[&(mention.span.start, mention.span.end)] == at - 1
        });
        Article {
            text: line["text"].as_str().expect("an article has a text").to_owned(),
            mentions,
        }
    };
    lines(path).iter().map(article).collect()
}

/// B-cubed precision, recall and their harmonic mean. What can't be given is a chain by itself.
fn score(articles: &[Article], packs: &[Pack]) -> (f64, f64, f64) {
    let annotator = Annotator::new(packs.to_vec());
    let (mut precision, mut recall, mut count) = (0.0, 0.0, 0.0);
    for article in articles {
        let spans = article.given().into_iter().map(|m| m.span).collect();
        let options = Options {
            spans: Some(spans),
            ..Options::default()
        };
        let found = annotator.annotate(&article.text, &options);
        let places: HashMap<(u32, u32), u32> = found.mentions.iter().map(|m| ((m.start, m.end), m.entity)).collect();
        let told: Vec<(usize, Option<u32>, &str)> = article
            .mentions
            .iter()
            .enumerate()
            .map(|(n, m)| {
                let place = places.get(&(m.span.start, m.span.end)).copied();
                (n, place, m.who.as_deref().unwrap_or(""))
            })
            .collect();
        for (n, found, gold) in &told {
            let together = |m: &usize, f: &Option<u32>| m == n || (f.is_some() && f == found);
            let ours = told.iter().filter(|(m, f, _)| together(m, f));
            let (mut all, mut right) = (0.0, 0.0);
            for (_, _, other) in ours {
                all += 1.0;
                right += if other == gold { 1.0 } else { 0.0 };
            }
            precision += right / all;
            recall += right / told.iter().filter(|(_, _, other)| other == gold).count() as f64;
            count += 1.0;
        }
    }
    let (p, r) = (precision / count, recall / count);
    (p, r, 2.0 * p * r / (p + r))
}

/// What a set must reach, F1 and precision.
fn hold(name: &str, articles: &[Article], f1: f64, precision: f64) {
    let (p, r, f) = score(articles, &[]);
    println!(
        "chains, {name}: P {p:.4} R {r:.4} F1 {f:.4} of {} articles",
        articles.len()
    );
    assert!(
        f >= f1 && p >= precision,
        "{name}: F1 {f:.4} of {f1}, P {p:.4} of {precision}"
    );
}

#[test]
fn chains_of_interviews_and_biographies() {
    let Some(folder) = folder() else { return };
    hold(
        "coref/gum-names-dev",
        &articles(&folder.join("coref/gum-names-dev.jsonl")),
        0.950,
        0.980,
    );
}

#[test]
fn chains_of_news() {
    let Some(folder) = folder() else { return };
    hold(
        "ner/voa/dev",
        &articles(&folder.join("ner/voa/dev.jsonl.gz")),
        0.992,
        0.995,
    );
}

#[test]
fn chains_of_written_stories() {
    let Some(folder) = folder() else { return };
    let mut files: Vec<_> = fs::read_dir(folder.join("ner/written"))
        .expect("the folder is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "gz"))
        .collect();
    files.sort();
    let all: Vec<Article> = files.iter().flat_map(|path| articles(path)).collect();
    hold("ner/written", &all, 0.985, 0.996);
}
