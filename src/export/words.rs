//! What an annotation says, in plain words: shared by all formats that people read.

use super::Text;
use crate::annotation::{Annotation, Entity, Fact, Kind, Party, Source, Status};

/// `person` or `group`.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Group => "group",
    }
}

/// A relation as the beginning of a sentence about its subject; the object follows.
fn relation(name: &str) -> &str {
    match name {
        "leader_of" => "leads",
        "former_leader_of" => "formerly led",
        "founder_of" => "founded",
        "member_of" => "member of",
        "former_member_of" => "former member of",
        "commander_of" => "commander in",
        "spokesperson_of" => "speaks for",
        "role" => "role:",
        "faction_of" => "faction of",
        "splinter_from" => "split from",
        "part_of" => "part of",
        "allied_with" => "allied with",
        "pledged_to" => "pledged allegiance to",
        "rival_of" => "rival of",
        "joined" => "joined",
        "left" => "left",
        "rejoined" => "rejoined",
        "merged_into" => "merged into",
        "renamed_from" => "formerly called",
        "met_with" => "met",
        "arrested_by" => "arrested by",
        "banned_by" => "banned by",
        "designated_by" => "put on a list by",
        "claimed" => "claimed:",
        "blamed_for" => "blamed for:",
        "killed_in" => "killed in or by:",
        "died" => "died:",
        other => other,
    }
}

/// The name of a party to a fact.
fn party<'a>(party: &'a Party, annotation: &'a Annotation) -> &'a str {
    match party {
        Party::Entity(entity) => annotation
            .entities
            .get(*entity as usize)
            .map_or("", |entity| &entity.name),
        Party::Text(text) => text,
    }
}

/// A fact as half a sentence: `split from TTP (since 2014), according to a spokesman`.
pub(super) fn fact(fact: &Fact, annotation: &Annotation) -> String {
    let mut out = format!("{} {}", relation(&fact.relation), party(&fact.object, annotation));
    match (&fact.from, &fact.to) {
        (Some(from), Some(to)) if from == to => out += &format!(" ({from})"),
        (Some(from), Some(to)) => out += &format!(" ({from} to {to})"),
        (Some(from), None) => out += &format!(" (from {from})"),
        (None, Some(to)) => out += &format!(" (until {to})"),
        (None, None) => {}
    }
    let by = fact
        .by
        .as_ref()
        .map(|by| party(by, annotation))
        .filter(|by| !by.is_empty());
    match (fact.status, by) {
        (Status::Stated, None) => {}
        (Status::Stated | Status::Reported, Some(by)) => out += &format!(", according to {by}"),
        (Status::Reported, None) => out += ", it is reported",
        (Status::Disputed, None) => out += ", which is disputed",
        (Status::Disputed, Some(by)) => out += &format!(", which {by} disputes"),
        (Status::Denied, None) => out += ", which is denied",
        (Status::Denied, Some(by)) => out += &format!(", which {by} denies"),
    }
    out
}

/// Where a sentence comes from: `this article`, or the publisher with its page and the day it was read.
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Article { .. } => "this article".into(),
        Source::Pack {
            pack,
            publisher,
            url,
            retrieved,
        } => {
            let mut out = if publisher.is_empty() {
                pack.clone()
            } else {
                publisher.clone()
            };
            if let Some(url) = link(url) {
                out += &format!(", {url}");
            }
            if !retrieved.is_empty() {
                out += &format!(", retrieved {retrieved}");
            }
            out
        }
    }
}

/// The page a source may be followed to. Nothing but `https:` and `http:` is a page.
pub(super) fn link(url: &str) -> Option<&str> {
    let lower = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (lower("https://") || lower("http://")).then_some(url)
}

/// The words of the article a sentence rests on.
pub(super) fn quoted<'a>(source: &Source, text: &Text<'a>) -> Option<&'a str> {
    match source {
        Source::Article { article } => text.words(article.start, article.end),
        Source::Pack { .. } => None,
    }
}

/// The other names the text uses.
pub(super) fn other_names(entity: &Entity) -> Vec<&str> {
    entity
        .names
        .iter()
        .map(String::as_str)
        .filter(|name| *name != entity.name)
        .collect()
}

/// The names of the entities that could be taken for this one.
pub(super) fn similar<'a>(entity: &Entity, annotation: &'a Annotation) -> Vec<&'a str> {
    entity
        .similar
        .iter()
        .filter_map(|&other| Some(annotation.entities.get(other as usize)?.name.as_str()))
        .collect()
}

/// Text for a terminal or a plain file: on one line, without characters that steer a terminal
/// or turn the direction of what follows.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}') => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Relation;

    #[test]
    fn every_relation_has_words() {
        for known in Relation::ALL {
            assert!(!relation(known.name()).contains('_'), "{}", known.name());
        }
    }

    #[test]
    fn only_web_pages_are_followed() {
        assert!(link("https://example.org").is_some() && link("HTTP://example.org").is_some());
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "",
            "//example.org",
            "https",
            "é",
        ] {
            assert_eq!(link(url), None, "{url}");
        }
    }

    #[test]
    fn terminals_are_not_steered() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\r\n d\u{7} "), "a [31mbc d");
    }

    #[test]
    fn facts_read_as_sentences() {
        let annotation = super::super::sample::annotation();
        assert_eq!(
            fact(&annotation.entities[0].facts[0], &annotation),
            "commander in JuA (from 2014-08), according to a \"spokesman\""
        );
    }
}
