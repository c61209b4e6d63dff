//! What it costs, in time and against a yardstick: lower-casing the same text,
//! which any machine does at its own speed. Times vary from run to run; the
//! ratios are what to compare.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use castlist::find::Finder;
use castlist::pack::{self, Pack};
use castlist::recognise::{self, Hint};
use castlist::text::Document;
use castlist::{Annotator, GivenSpan, Model, Options, link, resolve};

/// Words of a long article.
const WORDS: usize = 5_000;

fn main() {
    let article = article(WORDS);
    println!("article: {WORDS} words, {} bytes", article.len());
    let yardstick = time(|| black_box(article.to_lowercase()).len());
    report("yardstick: lower-case the article", yardstick, yardstick.0);

    let options = Options::default();
    let mut annotators = vec![
        ("no pack", Annotator::new(Vec::new()).with_model(Some(Model::shipped()))),
        (
            "starter pack",
            Annotator::new(vec![Pack::starter()]).with_model(Some(Model::shipped())),
        ),
    ];
    for names in [1_000, 10_000, 100_000] {
        let bytes = pack_of(names);
        let size = bytes.len();
        let opened = time(|| Pack::open(bytes.clone()).expect("our own pack opens").len() as usize);
        let copied = time(|| black_box(bytes.clone()).len());
        report(
            &format!("open {names} names ({size} bytes; copying them: {:.1?})", copied.0),
            opened,
            yardstick.0,
        );
        let label = match names {
            1_000 => "1,000 names",
            10_000 => "10,000 names",
            _ => "100,000 names",
        };
        annotators.push((
            label,
            Annotator::new(vec![Pack::open(bytes).expect("our own pack opens")]),
        ));
    }
    for (label, annotator) in &annotators {
        let taken = time(|| annotator.annotate(&article, &options).mentions.len());
        report(&format!("annotate, {label}"), taken, yardstick.0);
    }
    let large = vec![
        Pack::open(pack_of(100_000)).expect("our own pack opens"),
        Pack::starter(),
    ];
    chains_and_links(&article, large, yardstick.0);
    let long = article.repeat(20);
    let annotator = Annotator::new(vec![Pack::starter()]).with_model(Some(Model::shipped()));
    let twenty = time(|| annotator.annotate(&long, &options).mentions.len());
    report("annotate 20 times the text, starter pack", twenty, yardstick.0 * 20);
}

/// Who is who, once the names are found.
fn chains_and_links(article: &str, packs: Vec<Pack>, yardstick: Duration) {
    let annotator = Annotator::new(packs).with_model(Some(Model::shipped()));
    let found = annotator.annotate(article, &Options::default());
    let spans = found.mentions.iter().map(|m| GivenSpan {
        start: m.start,
        end: m.end,
        kind: Some(m.kind),
    });
    let document = Document::new(article);
    let spans = recognise::given_spans(&document, &spans.collect::<Vec<_>>());
    let packs = annotator.packs();
    let matches = Finder::exactly(&document, packs, spans.iter().map(|given| &given.tokens));
    let hints: Vec<Hint> = matches
        .iter()
        .map(|found| {
            let (kind, contested) = found.kind(packs);
            let tokens = found.tokens.clone();
            Hint {
                tokens,
                kind,
                contested,
            }
        })
        .collect();
    let mentions = recognise::given(&document, &spans, &hints);
    println!("{} mentions", mentions.len());
    let chains = time(|| resolve::chains(&document, &mentions, &matches, packs).len());
    report("chains, 100,000 names and the starter pack", chains, yardstick);
    let chains = resolve::chains(&document, &mentions, &matches, packs);
    let similar = time(|| resolve::similar(&document, &mentions, &chains).len());
    report("similar names", similar, yardstick);
    let scene = link::Scene {
        document: &document,
        mentions: &mentions,
        matches: &matches,
        packs,
        date: None,
        about: &[],
        overrides: &[],
    };
    let links = time(|| link::link(&scene, &chains).len());
    report("links", links, yardstick);
}

/// The best and the middle of several runs.
fn time(mut work: impl FnMut() -> usize) -> (Duration, Duration) {
    let begun = Instant::now();
    let mut runs = Vec::new();
    while runs.len() < 5 || (begun.elapsed() < Duration::from_secs(2) && runs.len() < 200) {
        let start = Instant::now();
        black_box(work());
        runs.push(start.elapsed());
    }
    runs.sort();
    (runs[0], runs[runs.len() / 2])
}

fn report(what: &str, (best, middle): (Duration, Duration), yardstick: Duration) {
    let ratio = best.as_secs_f64() / yardstick.as_secs_f64().max(1e-9);
    println!("{what:<64} best {best:>10.2?}  middle {middle:>10.2?}  ×{ratio:.1}");
}

/// An article of about so many words, made of the cases.
fn article(words: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .expect("the cases are there")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    cases.sort();
    let text: String = cases
        .iter()
        .filter_map(|case| fs::read_to_string(case.join("text.txt")).ok())
        .collect();
    let mut article = String::new();
    let mut count = 0;
    for line in text.lines().cycle() {
        article.push_str(line);
        article.push('\n');
        count += line.split_whitespace().count();
        if count >= words {
            return article;
        }
    }
    article
}

/// A pack with so many names, none of which the article has, but many of which
/// begin like words it has.
fn pack_of(names: usize) -> Vec<u8> {
    let first = [
        "Karim",
        "Daniel",
        "Union",
        "Erik",
        "Lucia",
        "Federation",
        "Hanna",
        "Moses",
    ];
    let syllables = ["ba", "ro", "ti", "ken", "sal", "mo", "ur", "dan", "vi", "lo"];
    let mut source =
        String::from("{\"pack\":\"bench\",\"version\":\"1\",\"licence\":\"CC0-1.0\",\"built\":\"2026-01-01\"}\n");
    for number in 0..names {
        let mut surname = String::new();
        let mut left = number;
        for _ in 0..5 {
            surname.push_str(syllables[left % 10]);
            left /= 10;
        }
        let first = first[number % first.len()];
        source.push_str(&format!(
            "{{\"id\":\"{number}\",\"kind\":\"person\",\"names\":[{{\"name\":\"{first} {surname}\"}}]}}\n"
        ));
    }
    pack::build(&[("bench.jsonl", &source)]).expect("the pack of the bench builds")
}
