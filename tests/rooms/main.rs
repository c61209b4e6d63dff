//! The rooms of the core, each by a table of cases: a text, a pack where one is needed, and what must come out.

mod facts;
mod find;
mod link;
mod recognise;
mod resolve;

use castlist::annotation::{Annotation, Kind};
use castlist::{Annotator, Options, Pack};

/// Annotates with a pack written as JSON Lines; an empty source is no pack.
fn annotate(source: &str, text: &str) -> Annotation {
    let packs = if source.is_empty() {
        Vec::new()
    } else {
        let lines = format!(
            "{{\"pack\":\"test\",\"version\":1,\"licence\":\"CC0-1.0\",\"built\":\"2026-01-01\",\"publisher\":\"Test\"}}\n{source}"
        );
        let bytes = castlist::pack::build(&[("test.jsonl", &lines)]).expect("the test's pack is well formed");
        vec![Pack::open(bytes).expect("a pack just built opens")]
    };
    Annotator::new(packs).annotate(text, &Options::default())
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
