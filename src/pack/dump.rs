//! A pack as the source it could be built from.

use super::source::status_word;
use super::{Date, EntityView, FactView, NameView, Object, Pack, SourceView, Strength};
use crate::annotation::Status;
use std::fmt::Display;

/// Writes a pack as JSON Lines. Built again, they give the same bytes.
pub fn dump(pack: &Pack) -> String {
    let mut out = header(pack) + "\n";
    for entity in pack.entities() {
        out.push_str(&entry(pack, entity));
        out.push('\n');
    }
    out
}

fn header(pack: &Pack) -> String {
    let mut line = Json::default();
    line.text("pack", pack.name());
    match pack.version().parse::<u32>() {
        Ok(number) if number.to_string() == pack.version() => line.raw("version", number),
        _ => line.text("version", pack.version()),
    }
    line.text("licence", pack.licence());
    line.date("built", pack.built());
    line.text("publisher", pack.publisher());
    line.text("comment", pack.comment());
    line.object()
}

fn entry(pack: &Pack, entity: EntityView) -> String {
    let mut line = Json::default();
    line.text("id", entity.id());
    line.text("kind", entity.kind().as_str());
    line.raw("names", list(entity.names().map(name)));
    let mut descriptions = Json::default();
    entity
        .descriptions()
        .for_each(|(lang, text, _)| descriptions.text(lang, text));
    line.part("description", descriptions);
    if let Some(own) = entity.own_source() {
        line.part("source", source(own));
    }
    let facts: Vec<String> = entity.facts().map(|one| fact(pack, one)).collect();
    if !facts.is_empty() {
        line.raw("facts", list(facts));
    }
    let mut links = Json::default();
    entity.links().for_each(|(scheme, value)| links.text(scheme, value));
    line.part("links", links);
    if entity.prior() > 0.0 {
        line.raw("prior", entity.prior());
    }
    let context: Vec<String> = entity.context().map(quote).collect();
    if !context.is_empty() {
        line.raw("context", list(context));
    }
    if entity.is_hidden() {
        line.raw("mark", false);
    }
    line.object()
}

fn name(name: NameView) -> String {
    let mut json = Json::default();
    json.text("name", name.text());
    if name.is_acronym() {
        json.text("type", "acronym");
    }
    if name.strength() != Strength::Strong {
        json.text("strength", name.strength().as_str());
    }
    json.text("lang", name.lang());
    let (from, to) = name.dates();
    json.date("from", from);
    json.date("to", to);
    json.object()
}

fn fact(pack: &Pack, fact: FactView) -> String {
    let words = |side: Object| match side {
        Object::Entity(entity) => pack.entity(entity).id().to_string(),
        Object::Text(text) => text.to_string(),
    };
    let mut json = Json::default();
    json.text("relation", fact.relation().name());
    json.text("object", &words(fact.object()));
    json.date("from", fact.from());
    json.date("to", fact.to());
    // What has a claimant and no status is read as reported.
    if fact.status() != Status::Stated || fact.by().is_some() {
        json.text("status", status_word(fact.status()));
    }
    if let Some(by) = fact.by() {
        json.text("by", &words(by));
    }
    json.part("source", source(fact.source()));
    json.object()
}

fn source(source: SourceView) -> Json {
    let mut json = Json::default();
    json.text("publisher", source.publisher());
    json.text("url", source.url());
    json.date("retrieved", source.retrieved());
    json
}

/// The fields of a JSON object as they are written. Empty ones are left out.
#[derive(Default)]
struct Json(String);

impl Json {
    fn raw(&mut self, name: &str, value: impl Display) {
        let comma = if self.0.is_empty() { "" } else { "," };
        self.0 += &format!("{comma}{}:{value}", quote(name));
    }

    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.raw(name, quote(value));
        }
    }

    fn date(&mut self, name: &str, value: Option<Date>) {
        self.text(name, &value.map(|date| date.to_string()).unwrap_or_default());
    }

    fn part(&mut self, name: &str, part: Json) {
        if !part.0.is_empty() {
            self.raw(name, part.object());
        }
    }

    fn object(self) -> String {
        format!("{{{}}}", self.0)
    }
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(","))
}

fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
