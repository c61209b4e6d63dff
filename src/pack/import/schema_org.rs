//! schema.org JSON-LD: persons and organisations, in a file of its own or in the
//! `<script type="application/ld+json">` of an HTML page.
//!
//! Taken are: `@id`, `name`, `alternateName`, `legalName`, `description`, `disambiguatingDescription`,
//! `jobTitle`, `memberOf`, `worksFor`, `parentOrganization`, `subOrganization`, `sameAs`,
//! `url`, and of the `Role` that may stand between a person and an organisation
//! `roleName`, `startDate`, `endDate`.

use super::draft::{Draft, Grounds, Use, citation, clean, date, host};
use super::{About, Format, Import, Source, place, texts};
use crate::pack::problem::Place;
use crate::pack::source::Parsed;
use crate::pack::{EntryKind, Relation};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

pub(super) const FORMAT: Format = Format {
    name: "schema.org",
    about: "schema.org JSON-LD, in a file or out of an HTML page",
    latin1: false,
    read,
};

/// Types of groups beside those that end in `Organization`.
const GROUPS: &[&str] = &[
    "Corporation",
    "NGO",
    "PoliticalParty",
    "SportsTeam",
    "PerformingGroup",
    "MusicGroup",
    "Consortium",
    "WorkersUnion",
    "GovernmentOffice",
    "Airline",
    "CollegeOrUniversity",
    "LocalBusiness",
];

/// Nesting beyond this is nobody's data.
const DEEPEST: usize = 32;

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut import = Import::default();
    let mut met = Met::default();
    for source in sources {
        for (line, script) in scripts(source.text) {
            match serde_json::from_str::<Value>(&script) {
                Ok(value) => met.walk(&value, source, &place(source, line), about, 0),
                Err(error) => {
                    let line = line + error.line().saturating_sub(1);
                    import.error(&place(source, line), format!("not JSON: {error}"));
                }
            }
        }
    }
    if met.drafts.is_empty()
        && let Some(source) = sources.first()
    {
        import.warn(
            &place(source, 0),
            "no schema.org person or organisation is described here",
        );
    }
    // What is only pointed at has no name to show.
    let unknown = met.meant.into_iter().filter(|id| !met.drafts.contains_key(id));
    import.nobody.extend(unknown);
    met.drafts.into_values().for_each(|draft| import.take(draft));
    import.finish(about.header_or("schema.org", ""))
}

/// The JSON-LD of a document, with the line each begins on: all of it, or what an
/// HTML page's scripts hold.
fn scripts(text: &str) -> Vec<(usize, String)> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if !start.starts_with('<') {
        return vec![(1, start.to_string())];
    }
    let page = scraper::Html::parse_document(text);
    let Ok(wanted) = scraper::Selector::parse("script[type]") else {
        return Vec::new();
    };
    let scripts = page.select(&wanted).filter(|script| {
        let kind = script.value().attr("type").unwrap_or("");
        kind.split(';')
            .next()
            .unwrap_or("")
            .trim()
            .eq_ignore_ascii_case("application/ld+json")
    });
    scripts
        .map(|script| {
            let script: String = script.text().collect();
            // Some systems still hide scripts from browsers of the nineties.
            let bare = script.trim();
            let bare = bare.strip_prefix("<!--").unwrap_or(bare);
            let bare = bare.strip_suffix("-->").unwrap_or(bare).trim().to_string();
            // The parser keeps no lines; the text of a script stands in the page as it is.
            let line = text.find(&bare).map_or(1, |at| 1 + text[..at].matches('\n').count());
            (line, bare)
        })
        .collect()
}

/// The entities met so far, by id.
#[derive(Default)]
struct Met {
    drafts: BTreeMap<String, Draft>,
    /// Ids that facts have as their other side.
    meant: HashSet<String>,
}

impl Met {
    fn walk(&mut self, value: &Value, source: &Source<'_>, place: &Place, about: &About, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(list) => list
                .iter()
                .for_each(|item| self.walk(item, source, place, about, depth + 1)),
            Value::Object(fields) => {
                self.entity(value, source, place, about);
                fields
                    .values()
                    .for_each(|field| self.walk(field, source, place, about, depth + 1));
            }
            _ => {}
        }
    }

    fn entity(&mut self, value: &Value, source: &Source<'_>, place: &Place, about: &About) {
        let Some((id, kind)) = id_of(value, source).zip(kind(value)) else {
            return;
        };
        let draft = self
            .drafts
            .entry(id.clone())
            .or_insert_with(|| Draft::new(place.clone(), &id, kind));
        for field in ["name", "alternateName", "legalName"] {
            for (text, lang) in strings(&value[field]) {
                draft.name(text, lang, Use::STRONG);
            }
        }
        let address = texts(&value["url"]).first().copied().unwrap_or(id.as_str());
        let publisher = about.publisher(host(address).unwrap_or(source.name));
        let cited = citation(publisher, address, about.header.built);
        for field in ["disambiguatingDescription", "description"] {
            for (text, lang) in strings(&value[field]) {
                draft.describe(lang, text, &cited);
            }
        }
        for address in texts(&value["sameAs"]).into_iter().chain([id.as_str()]) {
            if let Some(item) = wikidata(address) {
                draft.link("wikidata", item);
            } else if host(address).is_some_and(|host| host.ends_with("wikipedia.org")) {
                draft.link("wikipedia", address);
            }
        }
        let grounds = Grounds {
            from: None,
            to: None,
            source: cited,
        };
        for (title, _) in strings(&value["jobTitle"]) {
            draft.fact(Relation::Role, title, grounds.clone());
        }
        for (field, works) in [("memberOf", false), ("worksFor", true)] {
            for one in several(&value[field]) {
                belongs(draft, one, field, works, &grounds, source, &mut self.meant);
            }
        }
        for parent in several(&value["parentOrganization"]) {
            if let Some(parent) = object(parent, source, &mut self.meant) {
                draft.fact(Relation::PartOf, &parent, grounds.clone());
            }
        }
        for child in several(&value["subOrganization"]) {
            if let Some((child, kind)) = id_of(child, source).zip(kind_or_group(child)) {
                let draft = self
                    .drafts
                    .entry(child.clone())
                    .or_insert_with(|| Draft::new(place.clone(), &child, kind));
                draft.fact(Relation::PartOf, &id, grounds.clone());
            }
        }
    }
}

/// A membership or employment, straight or through a `Role`.
fn belongs(
    draft: &mut Draft,
    one: &Value,
    field: &str,
    works: bool,
    grounds: &Grounds,
    source: &Source<'_>,
    meant: &mut HashSet<String>,
) {
    let is_role = types(one).iter().any(|kind| kind.ends_with("Role"));
    let (organisation, grounds) = if is_role {
        let dated = Grounds {
            from: texts(&one["startDate"]).first().and_then(|text| date(text)),
            to: texts(&one["endDate"]).first().and_then(|text| date(text)),
            ..grounds.clone()
        };
        (&one[field], dated)
    } else {
        (one, grounds.clone())
    };
    let name = name_of(organisation);
    let role = strings(&one["roleName"]).first().map(|(text, _)| text.to_string());
    if let Some(role) = role.filter(|_| is_role) {
        let at = name.as_ref().map_or(String::new(), |name| format!(", {name}"));
        draft.fact(Relation::Role, &(role + &at), grounds.clone());
    } else if let Some(name) = name.as_ref().filter(|_| works) {
        draft.fact(Relation::Role, &format!("works for {name}"), grounds.clone());
    }
    if !works && let Some(object) = object(organisation, source, meant) {
        draft.fact(Relation::MemberOf, &object, grounds);
    }
}

/// The other side of a fact: the id of what is or may be described here, which is noted
/// in `meant`, else its name.
fn object(value: &Value, source: &Source<'_>, meant: &mut HashSet<String>) -> Option<String> {
    let name = name_of(value);
    let described = value.is_object() && (kind(value).is_some() || name.is_none());
    let id = id_of(value, source).filter(|_| described);
    meant.extend(id.clone());
    id.or(name)
}

fn name_of(value: &Value) -> Option<String> {
    let name = strings(value)
        .first()
        .copied()
        .or_else(|| strings(&value["name"]).first().copied());
    name.map(|(text, _)| clean(text)).filter(|name| !name.is_empty())
}

/// Its `@id`, made whole by the document's scope where it holds only there; else what
/// it is on Wikidata; else its address; else its name.
fn id_of(value: &Value, source: &Source<'_>) -> Option<String> {
    let own = value["@id"].as_str().filter(|id| !id.is_empty());
    if let Some(own) = own {
        let local = own.starts_with(['#', '_', '/']) && !source.scope.is_empty();
        return Some(if local {
            format!("{}{own}", source.scope)
        } else {
            own.into()
        });
    }
    let item = texts(&value["sameAs"]).into_iter().find_map(wikidata);
    let address = texts(&value["url"]).into_iter().find(|url| host(url).is_some());
    item.or(address)
        .map(str::to_string)
        .or_else(|| {
            strings(&value["name"])
                .first()
                .map(|(name, _)| clean(name).to_lowercase().replace(' ', "-"))
        })
        .filter(|id| !id.is_empty())
}

fn kind_or_group(value: &Value) -> Option<EntryKind> {
    value.is_object().then(|| kind(value).unwrap_or(EntryKind::Group))
}

fn kind(value: &Value) -> Option<EntryKind> {
    let types = types(value);
    if types.contains(&"Person") {
        return Some(EntryKind::Person);
    }
    let group = |kind: &&str| kind.ends_with("Organization") || GROUPS.contains(kind);
    types.iter().any(group).then_some(EntryKind::Group)
}

/// The types of a value, without the vocabulary's address.
fn types(value: &Value) -> Vec<&str> {
    let bare = |kind: &'_ str| -> usize { kind.rfind(['/', ':', '#']).map_or(0, |at| at + 1) };
    texts(&value["@type"])
        .into_iter()
        .map(|kind| &kind[bare(kind)..])
        .collect()
}

/// One value or a list of them.
fn several(value: &Value) -> &[Value] {
    match value {
        Value::Array(list) => list,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}

/// Texts with their language, where `@language` says.
fn strings(value: &Value) -> Vec<(&str, &str)> {
    several(value)
        .iter()
        .filter_map(|value| match value {
            Value::String(text) => Some((text.as_str(), "")),
            value => Some((value["@value"].as_str()?, value["@language"].as_str().unwrap_or(""))),
        })
        .collect()
}

/// The Wikidata item that an address is of.
fn wikidata(address: &str) -> Option<&str> {
    let path = address.split("wikidata.org/").nth(1)?;
    let item = path.rsplit('/').next()?.split(['#', '?']).next()?;
    let number = item.strip_prefix('Q')?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(item)
}
