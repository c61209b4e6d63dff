//! What comes in: texts, whole or a line at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use castlist::annotation::Kind;
use castlist::pack::Date;
use castlist::{GivenSpan, Options, Override, Quote, Ruling};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::failure::Failure;

/// Opens a file, or standard input for `-`.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).map_err(|error| Failure::file(path, error))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

/// Reads a whole file of UTF-8 text; a byte order mark is dropped.
pub fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    open(path)?
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::file(path, error))?;
    text(path, bytes)
}

/// A file's bytes as text; `path` is what a message calls it.
pub fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        Failure::file(
            path,
            format_args!("not UTF-8 text (byte {})", error.utf8_error().valid_up_to()),
        )
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_string(),
        None => text,
    })
}

/// Checks an argument that must be a date.
pub fn date(text: &str) -> Result<String, String> {
    let parsed = text.parse::<Date>().map_err(|error| error.to_string());
    parsed.map(|_| text.to_string())
}

/// One line of a batch.
pub struct Request {
    /// A string or a number, handed back as it came.
    pub id: Value,
    pub text: String,
    pub options: Options,
}

/// Why a line of a batch gets no annotation, with its id where that much could be read.
pub struct Refusal {
    pub id: Value,
    pub why: String,
}

#[derive(Deserialize)]
struct Span {
    start: u32,
    end: u32,
    #[serde(default)]
    kind: Option<Kind>,
}

/// What an editor has settled: a quote, and one of the four rulings.
#[derive(Deserialize)]
struct Settled {
    #[serde(flatten)]
    at: Anchor,
    force: Option<String>,
    forbid: Option<String>,
    merge: Option<Anchor>,
    #[serde(default)]
    split: bool,
}

#[derive(Deserialize)]
struct Anchor {
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
}

impl From<Anchor> for Quote {
    fn from(Anchor { exact, prefix, suffix }: Anchor) -> Quote {
        Quote { exact, prefix, suffix }
    }
}

/// Reads overrides; each rules one thing.
fn overrides(value: Value) -> Result<Vec<Override>, String> {
    let settled: Vec<Settled> = serde_json::from_value(value).map_err(|error| error.to_string())?;
    let read = |one: Settled| {
        let ruling = match (one.force, one.forbid, one.merge, one.split) {
            (Some(id), None, None, false) => Ruling::Force(id),
            (None, Some(id), None, false) => Ruling::Forbid(id),
            (None, None, Some(there), false) => Ruling::Merge(there.into()),
            (None, None, None, true) => Ruling::Split,
            _ => return Err("each has one of `force`, `forbid`, `merge` and `split`".to_owned()),
        };
        let at = one.at.into();
        Ok(Override { at, ruling })
    };
    settled.into_iter().map(read).collect()
}

/// Reads a line `{"id","text"[,"date"][,"spans":[…]][,"about":[…]][,"overrides":[…]]}`. Other keys are ignored.
pub fn request(line: &[u8]) -> Result<Request, Refusal> {
    let refuse = |id: &Value, why: String| Refusal { id: id.clone(), why };
    let mut fields: Map<String, Value> =
        serde_json::from_slice(line).map_err(|error| refuse(&Value::Null, format!("not a JSON object: {error}")))?;
    let id = match fields.remove("id") {
        Some(id @ (Value::String(_) | Value::Number(_))) => id,
        _ => return Err(refuse(&Value::Null, "`id` must be a string or a number".into())),
    };
    let Some(Value::String(text)) = fields.remove("text") else {
        return Err(refuse(&id, "`text` must be a string".into()));
    };
    let day = match fields.remove("date") {
        None | Some(Value::Null) => None,
        Some(Value::String(day)) => Some(date(&day).map_err(|why| refuse(&id, format!("`date`: {why}")))?),
        Some(_) => return Err(refuse(&id, "`date` must be a string".into())),
    };
    let spans = match fields.remove("spans") {
        None | Some(Value::Null) => None,
        Some(spans) => Some(given(spans, &text).map_err(|why| refuse(&id, format!("`spans`: {why}")))?),
    };
    let about = match fields.remove("about") {
        None | Some(Value::Null) => Vec::new(),
        Some(about) => serde_json::from_value(about).map_err(|error| refuse(&id, format!("`about`: {error}")))?,
    };
    let overrides = match fields.remove("overrides") {
        None | Some(Value::Null) => Vec::new(),
        Some(settled) => overrides(settled).map_err(|why| refuse(&id, format!("`overrides`: {why}")))?,
    };
    Ok(Request {
        id,
        text,
        options: Options {
            date: day,
            spans,
            sure: None,
            about,
            overrides,
        },
    })
}

/// Reads and checks spans: inside the text, at whole characters. Of spans that overlap the first stays, of
/// those that begin together the longest.
fn given(spans: Value, text: &str) -> Result<Vec<GivenSpan>, String> {
    let mut spans: Vec<Span> = serde_json::from_value(spans).map_err(|error| error.to_string())?;
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut units = 0;
    let mut characters = text.chars();
    let mut reach = |offset: u32| {
        while units < offset {
            let Some(character) = characters.next() else {
                return false;
            };
            units += character.len_utf16() as u32;
        }
        units == offset
    };
    let mut last = 0;
    let mut kept = Vec::new();
    for span in spans {
        let Span { start, end, kind } = span;
        if start >= end {
            return Err(format!("{start} to {end} is empty"));
        }
        if start < last {
            continue;
        }
        if !reach(start) || !reach(end) {
            return Err(format!("{start} to {end} ends outside the text or inside a character"));
        }
        last = end;
        kept.push(GivenSpan { start, end, kind });
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::{date, request};

    #[test]
    fn dates() {
        for good in ["2017", "2017-10", "2017-10-20"] {
            assert!(date(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "17",
            "2017-",
            "2017-13",
            "2017-00",
            "2017-10-32",
            "2017-10-20-1",
            "+017",
            "2017-1-1",
        ] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn refusals_keep_the_id_and_say_why() {
        for (line, id, why) in [
            ("", "null", "not a JSON object"),
            ("[1]", "null", "not a JSON object"),
            (r#"{"text":"a"}"#, "null", "`id`"),
            (r#"{"id":{},"text":"a"}"#, "null", "`id`"),
            (r#"{"id":7}"#, "7", "`text`"),
            (r#"{"id":"x","text":"a","date":"soon"}"#, "\"x\"", "`date`"),
            (
                r#"{"id":"x","text":"abc","spans":[{"start":1,"end":1}]}"#,
                "\"x\"",
                "empty",
            ),
            (
                r#"{"id":"x","text":"abc","spans":[{"start":1,"end":4}]}"#,
                "\"x\"",
                "outside",
            ),
            (
                r#"{"id":"x","text":"a😀","spans":[{"start":0,"end":2}]}"#,
                "\"x\"",
                "inside a character",
            ),
            (
                r#"{"id":"x","text":"abc","overrides":[{"exact":"abc","force":"q","split":true}]}"#,
                "\"x\"",
                "one of `force`",
            ),
            (
                r#"{"id":"x","text":"abc","spans":[{"start":0,"end":2,"kind":"place"}]}"#,
                "\"x\"",
                "place",
            ),
        ] {
            let refusal = request(line.as_bytes()).err();
            let refusal = refusal.unwrap_or_else(|| panic!("{line} was accepted"));
            assert_eq!(refusal.id.to_string(), id, "{line}");
            assert!(refusal.why.contains(why), "{line}: {}", refusal.why);
        }
    }

    #[test]
    fn spans_are_counted_as_javascript_does() {
        let line =
            r#"{"id":1,"text":"😀ab","spans":[{"start":3,"end":4},{"start":0,"end":2,"kind":"group"}],"gold":1}"#;
        let request = request(line.as_bytes()).ok();
        let spans = request.and_then(|request| request.options.spans);
        let spans: Vec<(u32, u32)> = spans.into_iter().flatten().map(|span| (span.start, span.end)).collect();
        assert_eq!(spans, [(0, 2), (3, 4)]);
    }

    #[test]
    fn of_spans_that_overlap_the_outermost_first_stays() {
        let line = r#"{"id":1,"text":"abcdef","spans":[{"start":0,"end":2},{"start":0,"end":3},{"start":2,"end":5},{"start":5,"end":6}]}"#;
        let spans = request(line.as_bytes()).ok().and_then(|request| request.options.spans);
        let spans: Vec<(u32, u32)> = spans.into_iter().flatten().map(|span| (span.start, span.end)).collect();
        assert_eq!(spans, [(0, 3), (5, 6)]);
    }
}
