//! The rooms of the core, each by a table of cases: a text, a pack where one is needed, and what must come out.

mod facts;
mod find;
mod link;
mod recognise;
mod resolve;

use castlist::annotation::{Annotation, Kind};
use castlist::options::GivenSpan;
use castlist::{Annotator, Model, Options, Pack};
use std::sync::LazyLock;

/// Annotates with a pack written as JSON Lines; an empty source is no pack.
fn annotate(source: &str, text: &str) -> Annotation {
    annotator(source).annotate(text, &Options::default())
}

/// The same without the recogniser: what the pack alone tells.
fn listed(source: &str, text: &str) -> Annotation {
    annotator(source).with_model(None).annotate(text, &Options::default())
}

/// Annotates just the marked names: `[a person]`, `{a group}`. So finding is not in question.
fn marked(source: &str, text: &str) -> Annotation {
    settled(source, text, Options::default())
}

/// As [`marked`], with what a publisher has said beside.
fn settled(source: &str, text: &str, options: Options) -> Annotation {
    let (mut plain, mut spans, mut units) = (String::new(), Vec::new(), 0);
    for c in text.chars() {
        let kind = match c {
            '[' | ']' => Kind::Person,
            '{' | '}' => Kind::Group,
            c => {
                plain.push(c);
                units += c.len_utf16() as u32;
                continue;
            }
        };
        match c {
            '[' | '{' => spans.push(GivenSpan {
                start: units,
                end: units,
                kind: Some(kind),
            }),
            _ => spans.last_mut().expect("a mark opens before it closes").end = units,
        }
    }
    let options = Options {
        spans: Some(spans),
        ..options
    };
    annotator(source).annotate(&plain, &options)
}

fn annotator(source: &str) -> Annotator {
    let packs = if source.is_empty() {
        Vec::new()
    } else {
        let lines = format!(
            "{{\"pack\":\"test\",\"version\":1,\"licence\":\"CC0-1.0\",\"built\":\"2026-01-01\",\"publisher\":\"Test\"}}\n{source}"
        );
        let bytes = castlist::pack::build(&[("test.jsonl", &lines)]).expect("the test's pack is well formed");
        vec![Pack::open(bytes).expect("a pack just built opens")]
    };
    Annotator::new(packs).with_model(Some(model()))
}

/// Mentions as `p:Umar Mansoor`, `g:TTP`, in order.
fn mentions(annotation: &Annotation) -> Vec<String> {
    annotation
        .mentions
        .iter()
        .map(|m| format!("{}:{}", letter(m.kind), m.text))
        .collect()
}

/// Chains as `Umar Mansoor = Mansoor`, in order of first mention.
fn chains(annotation: &Annotation) -> Vec<String> {
    annotation.entities.iter().map(|e| e.names.join(" = ")).collect()
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Person => 'p',
        Kind::Group => 'g',
    }
}

/// The shipped model, opened once.
fn model() -> Model {
    static MODEL: LazyLock<Model> = LazyLock::new(Model::shipped);
    MODEL.clone()
}
