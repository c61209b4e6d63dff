//! Development documents with their mentions.

use castlist::GivenSpan;
use castlist::annotation::Kind;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A mention as the data has it.
pub struct Gold {
    pub span: GivenSpan,
    /// Whom it means: a chain's number or an entity's id. None where it is nobody that is known.
    pub who: Option<String>,
    /// Whether a link of it is judged: it is a person's, a group's, or nobody's that is known.
    pub judged: bool,
}

/// An article with its mentions: sorted, some perhaps overlapping.
pub struct Article {
    pub text: String,
    pub mentions: Vec<Gold>,
}

impl Article {
    /// The mentions that can be given: of those that overlap the first, of those that begin together the longest.
    pub fn given(&self) -> Vec<&Gold> {
        let mut end = 0;
        let mut out: Vec<&Gold> = self.mentions.iter().collect();
        out.sort_by_key(|m| (m.span.start, u32::MAX - m.span.end));
        out.retain(|m| {
            let free = m.span.start >= end;
            end = if free { m.span.end } else { end };
            free
        });
        out
    }
}

/// The data's folder, or none with a message.
pub fn folder() -> Option<PathBuf> {
    let folder = env::var_os("CASTLIST_DATA").map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let found = folder.is_dir();
    if !found {
        println!(
            "skipped: no development data in {} (set CASTLIST_DATA)",
            folder.display()
        );
    }
    found.then_some(folder)
}

/// The lines of a file of JSON values, unpacked where its name ends in `.gz`.
pub fn lines(path: &Path) -> Vec<Value> {
    let bytes = if path.extension().is_some_and(|e| e == "gz") {
        let output = Command::new("gzip").arg("-dc").arg(path).output();
        output.expect("gzip unpacks the data").stdout
    } else {
        fs::read(path).expect("the data can be read")
    };
    let text = String::from_utf8(bytes).expect("the data is UTF-8");
    let rows = text.lines().filter(|line| !line.is_empty());
    rows.map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}

/// What a mention is, by the words the sets use.
pub fn kind(kind: &Value) -> Option<Kind> {
    match kind.as_str()? {
        "PER" | "person" => Some(Kind::Person),
        "ORG" | "group" => Some(Kind::Group),
        _ => None,
    }
}

pub fn span(mention: &Value, kind: Option<Kind>) -> GivenSpan {
    let at = |key: &str| mention[key].as_u64().expect("a mention has offsets") as u32;
    GivenSpan {
        start: at("start"),
        end: at("end"),
        kind,
    }
}
