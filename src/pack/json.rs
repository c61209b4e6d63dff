//! JSON that forgets nothing: a field given twice and a field nobody asked for
//! are found, so that a typing mistake in a source is never swallowed.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A JSON value. Objects keep all fields in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// What it is, for messages: `a text`, `a list`.
    pub fn what(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Bool(_) => "true or false",
            Node::Number(_) => "a number",
            Node::Text(_) => "a text",
            Node::List(_) => "a list",
            Node::Object(_) => "an object",
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(Nodes)
    }
}

struct Nodes;

impl<'de> Visitor<'de> for Nodes {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Node::Object(fields))
    }
}

/// The fields of one object, taken one after the other; what is left at the end
/// was not asked for. Complaints are collected, each beginning with `what`.
pub(crate) struct Fields<'p> {
    what: String,
    fields: Vec<(String, Node)>,
    known: Vec<&'static str>,
    complaints: &'p mut Vec<String>,
}

impl<'p> Fields<'p> {
    /// The fields of `node`; complains and has none if it is no object. `what`
    /// is empty or says which part of the line is meant: `fact 2`.
    pub fn of(node: Node, what: String, complaints: &'p mut Vec<String>) -> Fields<'p> {
        let mut fields = Fields {
            what,
            fields: Vec::new(),
            known: Vec::new(),
            complaints,
        };
        match node {
            Node::Object(pairs) => fields.fields = pairs,
            other => fields.complain(format!("must be an object, not {}", other.what())),
        }
        let mut names: Vec<&str> = fields.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        let twice: Vec<String> = names
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() > 1)
            .map(|same| same[0].to_string())
            .collect();
        for name in twice {
            fields.complain(format!("field {name:?} is given more than once"));
        }
        fields
    }

    /// Complains about this object.
    pub fn complain(&mut self, message: impl fmt::Display) {
        let what = &self.what;
        let separator = if what.is_empty() { "" } else { ": " };
        self.complaints.push(format!("{what}{separator}{message}"));
    }

    /// The value of a field; `null` counts as not there.
    pub fn take(&mut self, name: &'static str) -> Option<Node> {
        self.known.push(name);
        let at = self.fields.iter().position(|(field, _)| field == name)?;
        Some(self.fields.remove(at).1).filter(|node| *node != Node::Null)
    }

    /// A field of text. Empty text counts as a mistake.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let node = self.take(name)?;
        self.as_text(name, node)
    }

    /// A field of text that must be there.
    pub fn needed(&mut self, name: &'static str) -> Option<String> {
        let node = self.take(name);
        if node.is_none() {
            self.complain(format!("field {name:?} is missing"));
        }
        self.as_text(name, node?)
    }

    /// A field of text that `parse` understands.
    pub fn parsed<T, E: fmt::Display>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(name)?;
        parse(&text)
            .map_err(|error| self.complain(format!("{name:?} is {text:?}: {error}")))
            .ok()
    }

    /// A field that is one of a few words.
    pub fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(name)?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.complain(format!("{name:?} is {text:?}; it can be {}", words.join(", ")));
        }
        found
    }

    /// A list; empty where the field is not there.
    pub fn list(&mut self, name: &'static str) -> Vec<Node> {
        match self.take(name) {
            None => Vec::new(),
            Some(Node::List(nodes)) => nodes,
            Some(other) => {
                self.complain(format!("{name:?} must be a list, not {}", other.what()));
                Vec::new()
            }
        }
    }

    /// An object whose fields are all text, such as descriptions by language.
    pub fn texts(&mut self, name: &'static str) -> Vec<(String, String)> {
        let Some(mut inner) = self.object(name) else {
            return Vec::new();
        };
        let pairs = std::mem::take(&mut inner.fields);
        pairs
            .into_iter()
            .filter_map(|(key, node)| inner.as_text(&key, node).map(|text| (key, text)))
            .collect()
    }

    /// The part of this object that `name` holds, as fields of their own.
    pub fn object(&mut self, name: &'static str) -> Option<Fields<'_>> {
        let node = self.take(name)?;
        Some(self.part(node, name.into()))
    }

    /// `node`, a part of this object that complaints call `what`.
    pub fn part(&mut self, node: Node, what: String) -> Fields<'_> {
        let what = if self.what.is_empty() {
            what
        } else {
            format!("{}: {what}", self.what)
        };
        Fields::of(node, what, self.complaints)
    }

    /// Complains of `node` unless it is fit text: not empty, no blank at either
    /// end, no control characters, not overlong.
    pub fn as_text(&mut self, name: &str, node: Node) -> Option<String> {
        let Node::Text(text) = node else {
            self.complain(format!("{name:?} must be a text, not {}", node.what()));
            return None;
        };
        let fault = if text.is_empty() {
            "is empty; leave it out instead"
        } else if text.trim() != text {
            "begins or ends with a blank"
        } else if text.chars().any(|c| c.is_control() || is_direction_override(c)) {
            "has a control character in it"
        } else if text.len() > super::format::MAX_TEXT {
            "is too long"
        } else {
            return Some(text);
        };
        self.complain(format!("{name:?} {fault}"));
        None
    }

    /// Complains of all fields that nobody took.
    pub fn finish(mut self) {
        for (name, _) in std::mem::take(&mut self.fields) {
            let known = self.known.join(", ");
            if !self.known.contains(&name.as_str()) {
                self.complain(format!("unknown field {name:?}; known are {known}"));
            }
        }
    }
}

/// Characters that make text on a card read in another order than it is stored.
/// Marks such as U+200E and U+200F, which some names need, are not among them.
fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
