//! Learns the weights of `src/link/score.rs` from the linking sets: regularised logistic regression by Newton's method.
//!
//! `cargo test --release --test development learn -- --ignored --nocapture` prints them.

use super::data::folder;
use super::knowledge::{Names, pack};
use super::links::articles;
use castlist::find::Finder;
use castlist::link::{self, FEATURES};
use castlist::recognise::{self, Hint};
use castlist::text::Document;
use castlist::{Pack, resolve};

/// The sets that are learnt from.
const SETS: [&str; 3] = ["gum-dev", "oke-2015-train", "wiki-fair-v2-no-coref"];
/// How strongly weights are held to nothing.
const RIDGE: f64 = 1.0;

/// A candidate of a chain: its features, how many mentions it is right for, and how many it is not.
pub type Sample = ([f64; FEATURES], f64, f64);

/// The candidates of all judged chains of one set.
pub fn samples(set: &str, names: Names) -> Vec<Sample> {
    let Some(folder) = folder() else { return Vec::new() };
    let folder = folder.join("linking");
    let packs = [pack(&folder.join(format!("{set}.knowledge.jsonl")), names)];
    let mut out = Vec::new();
    for article in articles(&folder.join(format!("{set}.jsonl"))) {
        let gold = article.given();
        let spans: Vec<_> = gold.iter().map(|m| m.span).collect();
        let document = Document::new(&article.text);
        let spans = recognise::given_spans(&document, &spans);
        let matches = Finder::exactly(&document, &packs, spans.iter().map(|given| &given.tokens));
        let hints: Vec<Hint> = matches
            .iter()
            .map(|found| {
                let (kind, contested) = found.kind(&packs);
                let tokens = found.tokens.clone();
                Hint {
                    tokens,
                    kind,
                    contested,
                }
            })
            .collect();
        let mentions = recognise::given(&document, &spans, &hints);
        let chains = resolve::chains(&document, &mentions, &matches, &packs);
        let scene = link::Scene {
            document: &document,
            mentions: &mentions,
            matches: &matches,
            packs: &packs,
            date: None,
            about: &[],
            overrides: &[],
        };
        for (chain, candidates) in chains.iter().zip(link::features(&scene, &chains)) {
            let judged: Vec<_> = chain
                .mentions
                .iter()
                .map(|&m| gold[m as usize])
                .filter(|m| m.judged)
                .collect();
            for (entry, features) in candidates {
                let id = id(&packs, entry);
                let right = judged.iter().filter(|m| m.who.as_deref() == Some(id)).count() as f64;
                out.push((features, right, judged.len() as f64 - right));
            }
        }
    }
    out
}

fn id(packs: &[Pack], entry: resolve::EntryRef) -> &str {
    packs[entry.pack as usize].entity(entry.entity).id()
}

/// The weights under which the samples are likeliest.
fn learn(samples: &[Sample]) -> [f64; FEATURES] {
    let mut weights = [0.0; FEATURES];
    for _ in 0..30 {
        let mut slope = [0.0; FEATURES];
        let mut bend = [[0.0; FEATURES]; FEATURES];
        for (features, right, wrong) in samples {
            let sum: f64 = features.iter().zip(&weights).map(|(f, w)| f * w).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let (error, curve) = (
                right - (right + wrong) * chance,
                (right + wrong) * chance * (1.0 - chance),
            );
            for i in 0..FEATURES {
                slope[i] += error * features[i];
                for j in 0..FEATURES {
                    bend[i][j] += curve * features[i] * features[j];
                }
            }
        }
        for i in 0..FEATURES {
            slope[i] -= RIDGE * weights[i];
            bend[i][i] += RIDGE;
        }
        let step = solve(bend, slope);
        for i in 0..FEATURES {
            weights[i] += step[i];
        }
    }
    weights
}

/// Solves a symmetric positive system by elimination.
fn solve(mut rows: [[f64; FEATURES]; FEATURES], mut right: [f64; FEATURES]) -> [f64; FEATURES] {
    for i in 0..FEATURES {
        for k in i + 1..FEATURES {
            let factor = rows[k][i] / rows[i][i];
            let above = rows[i];
            for (left, above) in rows[k].iter_mut().zip(above).skip(i) {
                *left -= factor * above;
            }
            right[k] -= factor * right[i];
        }
    }
    for i in (0..FEATURES).rev() {
        for j in i + 1..FEATURES {
            right[i] -= rows[i][j] * right[j];
        }
        right[i] /= rows[i][i];
    }
    right
}

#[test]
#[ignore = "prints weights to be put into src/link/score.rs"]
fn learn_the_weights() {
    let sets = SETS.iter().flat_map(|set| [(set, Names::Open), (set, Names::Closed)]);
    let samples: Vec<Sample> = sets.flat_map(|(set, names)| samples(set, names)).collect();
    println!("{} samples", samples.len());
    for weight in learn(&samples) {
        println!("    {weight:.2},");
    }
}
