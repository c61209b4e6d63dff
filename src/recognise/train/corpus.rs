//! Marked text to learn from and to be measured on.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde::Deserialize;

use crate::annotation::Kind;
use crate::text::utf16::Utf16Index;
use crate::text::{Document, Span};

/// One marked text of a corpus.
#[derive(Clone, Debug)]
pub struct Story {
    /// As the corpus names it.
    pub id: String,
    /// The text.
    pub document: Document,
    /// Its marks as UTF-16 offsets, sorted, without overlap.
    pub marks: Vec<(u32, u32, Kind)>,
    /// The bytes of its sentences, where the corpus gives them.
    pub sentences: Vec<(usize, usize)>,
    /// How much it counts in training; 1 is full.
    pub weight: f32,
}

/// A line of a corpus.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    mentions: Vec<Mark>,
    #[serde(default)]
    sentences: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct Mark {
    start: u32,
    end: u32,
    #[serde(rename = "type", alias = "kind")]
    kind: Kind,
    #[serde(default)]
    confidence: Option<f64>,
}

/// Reads a corpus: JSON Lines `{"id","text","mentions":[{"start","end","type"}]}`, plain or gzip; offsets are
/// UTF-16 code units. The error names file and line.
pub fn read(path: &Path, weight: f32) -> Result<Vec<Story>, String> {
    let name = path.display();
    let text = text(path)?;
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|e| format!("{name}, line {}: {e}", n + 1))?;
        let mut marks: Vec<_> = line.mentions.iter().map(|m| (m.start, m.end, m.kind)).collect();
        marks.sort_by_key(|m| (m.0, m.1));
        if marks.windows(2).any(|p| p[1].0 < p[0].1) || marks.iter().any(|m| m.0 >= m.1) {
            return Err(format!("{name}, line {}: marks overlap or are empty", n + 1));
        }
        let offsets = Utf16Index::new(&line.text);
        let byte = |unit| offsets.byte(&line.text, unit).map(|b| b as usize);
        let sentences = line
            .sentences
            .iter()
            .filter_map(|s| Some((byte(s.0)?, byte(s.1)?)))
            .collect();
        out.push(Story {
            id: line.id,
            sentences,
            document: Document::new(line.text),
            marks,
            weight,
        });
    }
    Ok(out)
}

/// Marks by text, with how sure they are: start, end, kind, confidence.
pub type Marks = HashMap<String, Vec<(u32, u32, Kind, f64)>>;

/// Reads marks to be scored: JSON Lines `{"id","mentions":[{"start","end","type"|"kind"[,"confidence"]}]}`.
pub fn marks_of(path: &Path) -> Result<Marks, String> {
    #[derive(Deserialize)]
    struct Given {
        id: String,
        mentions: Vec<Mark>,
    }
    let mut out = Marks::new();
    for (n, line) in text(path)?.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let at = |what: String| format!("{}, line {}: {what}", path.display(), n + 1);
        let line: Given = serde_json::from_str(line).map_err(|e| at(e.to_string()))?;
        let marks = line
            .mentions
            .iter()
            .map(|m| (m.start, m.end, m.kind, m.confidence.unwrap_or(1.0)));
        if out.insert(line.id, marks.collect()).is_some() {
            return Err(at("an id given twice".into()));
        }
    }
    Ok(out)
}

/// A file's text, unpacked where it is gzip.
pub fn text(path: &Path) -> Result<String, String> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|e| format!("{name}: {e}"))?;
    let mut text = String::new();
    let read = match bytes.starts_with(&[0x1f, 0x8b]) {
        true => MultiGzDecoder::new(bytes.as_slice())
            .read_to_string(&mut text)
            .map(|_| ()),
        false => String::from_utf8(bytes)
            .map(|t| text = t)
            .map_err(std::io::Error::other),
    };
    read.map_err(|e| format!("{name}: {e}"))?;
    Ok(text)
}

impl Story {
    /// Its marks as tokens.
    pub fn names(&self) -> Vec<(usize, usize, Kind)> {
        let text = self.document.text();
        let offsets = Utf16Index::new(text);
        let mut out = Vec::with_capacity(self.marks.len());
        for &(start, end, kind) in &self.marks {
            if let (Some(start), Some(end)) = (offsets.byte(text, start), offsets.byte(text, end)) {
                let tokens = self.document.tokens_in(Span { start, end });
                out.push((tokens.start as usize, tokens.end as usize, kind));
            }
        }
        out
    }

    /// The story with other marks.
    pub fn remarked(&self, names: &[(usize, usize, Kind)], weight: f32) -> Story {
        let text = self.document.text();
        let offsets = Utf16Index::new(text);
        let marks = names
            .iter()
            .map(|(start, end, kind)| {
                let span = self.document.span_of(&(*start as u32..*end as u32));
                (offsets.unit(text, span.start), offsets.unit(text, span.end), *kind)
            })
            .collect();
        Story {
            marks,
            weight,
            ..self.clone()
        }
    }
}
