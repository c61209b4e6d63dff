//! Links of given mentions to the right entries.

use super::data::{Article, Gold, folder, kind, lines, span};
use super::knowledge::{Names, pack};
use castlist::{Annotator, Options};
use std::collections::HashMap;
use std::path::Path;

/// The articles of a linking set.
pub fn articles(path: &Path) -> Vec<Article> {
    lines(path)
        .iter()
        .map(|line| Article {
            text: line["text"].as_str().expect("an article has a text").to_owned(),
            mentions: line["mentions"]
                .as_array()
                .expect("an article has mentions")
                .iter()
                .map(|mention| Gold {
                    span: span(mention, kind(&mention["type"])),
                    who: mention["entity"].as_str().map(str::to_owned),
                    judged: mention["entity"].is_null()
                        || matches!(mention["type"].as_str(), None | Some("PER" | "ORG")),
                })
                .collect(),
        })
        .collect()
}

/// How many mentions were judged and how.
#[derive(Default)]
struct Tally {
    known: f64,
    right: f64,
    linked: f64,
    nobody: f64,
    kept: f64,
}

/// What a set must reach.
struct Held {
    set: &'static str,
    names: Names,
    accuracy: f64,
    precision: f64,
    kept: f64,
}

fn hold(held: &Held) {
    let Some(folder) = folder() else { return };
    let folder = folder.join("linking");
    let annotator = Annotator::new(vec![pack(
        &folder.join(format!("{}.knowledge.jsonl", held.set)),
        held.names,
    )]);
    let mut tally = Tally::default();
    for article in articles(&folder.join(format!("{}.jsonl", held.set))) {
        let options = Options {
            spans: Some(article.given().iter().map(|m| m.span).collect()),
            ..Options::default()
        };
        let found = annotator.annotate(&article.text, &options);
        let id = |entity: u32| {
            found.entities[entity as usize]
                .link
                .as_ref()
                .map(|link| link.id.as_str())
        };
        let links: HashMap<(u32, u32), Option<&str>> = found
            .mentions
            .iter()
            .map(|m| ((m.start, m.end), id(m.entity)))
            .collect();
        for mention in article.mentions.iter().filter(|m| m.judged) {
            let link = links.get(&(mention.span.start, mention.span.end)).copied().flatten();
            match &mention.who {
                None => {
                    tally.nobody += 1.0;
                    tally.kept += f64::from(u8::from(link.is_none()));
                }
                Some(who) => {
                    tally.known += 1.0;
                    tally.linked += f64::from(u8::from(link.is_some()));
                    tally.right += f64::from(u8::from(link == Some(who)));
                }
            }
        }
    }
    let (accuracy, precision) = (tally.right / tally.known, tally.right / tally.linked);
    let kept = tally.kept / tally.nobody;
    println!(
        "links, {} {:?}: accuracy {accuracy:.4}, precision {precision:.4}, nobody kept {kept:.4} of {} and {}",
        held.set, held.names, tally.known, tally.nobody
    );
    assert!(
        accuracy >= held.accuracy && precision >= held.precision && kept >= held.kept,
        "{} {:?}: accuracy {accuracy:.4} of {}, precision {precision:.4} of {}, nobody kept {kept:.4} of {}",
        held.set,
        held.names,
        held.accuracy,
        held.precision,
        held.kept
    );
}

/// On every set at least so many of the links are right.
const PRECISION: f64 = 0.92;

#[test]
fn links_in_interviews_and_biographies() {
    let set = "gum-dev";
    hold(&Held {
        set,
        names: Names::Closed,
        accuracy: 0.90,
        precision: PRECISION,
        kept: 0.97,
    });
    hold(&Held {
        set,
        names: Names::Open,
        accuracy: 0.60,
        precision: PRECISION,
        kept: 0.97,
    });
}

#[test]
fn links_in_sentences() {
    let set = "oke-2015-train";
    hold(&Held {
        set,
        names: Names::Closed,
        accuracy: 0.82,
        precision: PRECISION,
        kept: 0.97,
    });
    hold(&Held {
        set,
        names: Names::Open,
        accuracy: 0.78,
        precision: PRECISION,
        kept: 0.97,
    });
}

#[test]
fn links_in_encyclopedic_articles() {
    let set = "wiki-fair-v2-no-coref";
    hold(&Held {
        set,
        names: Names::Closed,
        accuracy: 0.77,
        precision: PRECISION,
        kept: 0.965,
    });
    hold(&Held {
        set,
        names: Names::Open,
        accuracy: 0.65,
        precision: PRECISION,
        kept: 0.965,
    });
}
