//! Popolo JSON: persons, organisations, memberships.
//!
//! Scrapers make most of it, so: a name that its own `family_name` and `given_name`
//! show to be turned round is displayed the right way, and keeps the other; a
//! trailing `MP` is no name; a membership without dates has none, whatever the
//! length of the legislative period it falls in; and ids such as `party/independent`
//! hold only within their file.

use super::draft::{Draft, Grounds, Use, citation, clean, date, host};
use super::{About, Format, Import, Source, place, texts};
use crate::pack::source::Parsed;
use crate::pack::{EntryKind, Relation, Strength};
use crate::text::Phrase;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

pub(super) const FORMAT: Format = Format {
    name: "popolo",
    about: "Popolo JSON, as EveryPolitician and parliament scrapers write it",
    latin1: false,
    read,
};

/// What organisations are called that are none.
const NOBODY: &[&str] = &[
    "unknown",
    "independent",
    "independents",
    "none",
    "other",
    "others",
    "non inscrit",
];

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut import = Import::default();
    for source in sources {
        let value: Value = match serde_json::from_str(source.text) {
            Ok(value) => value,
            Err(error) => {
                import.error(&place(source, error.line()), format!("not JSON: {error}"));
                continue;
            }
        };
        read_document(source, &value, about, &mut import);
    }
    import.finish(about.header_or("Popolo", ""))
}

fn read_document(source: &Source<'_>, value: &Value, about: &About, import: &mut Import) {
    let scoped = |id: &str| scoped(&source.scope, id);
    let place = place(source, 0);
    let list = |name: &str| value[name].as_array().map_or(&[][..], Vec::as_slice);
    let (persons, organisations) = (list("persons"), list("organizations"));
    if persons.is_empty() && organisations.is_empty() {
        import.error(&place, "the document has neither \"persons\" nor \"organizations\"");
        return;
    }
    let origin = value["meta"]["sources"].as_array().and_then(|urls| urls.first());
    let origin = origin.and_then(Value::as_str).unwrap_or("");

    let mut groups: BTreeMap<&str, Draft> = BTreeMap::new();
    for one in organisations {
        let id = text(one, "id");
        let mut draft = Draft::new(place.clone(), &scoped(id), EntryKind::Group);
        names(&mut draft, one);
        let folded = Phrase::of(draft.display_name());
        // Two records of one id: the first counts.
        if !id.is_empty() && !NOBODY.contains(&folded.folded()) {
            describe(&mut draft, one, origin, about);
            groups.entry(id).or_insert(draft);
        }
    }
    for one in organisations {
        let grounds = Grounds {
            from: None,
            to: None,
            source: cited(one, origin, about),
        };
        if groups.contains_key(text(one, "parent_id"))
            && let Some(draft) = groups.get_mut(text(one, "id"))
        {
            draft.fact(Relation::PartOf, &scoped(text(one, "parent_id")), grounds);
        }
    }

    let mut drafts: Vec<(&Value, Draft)> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for one in persons {
        let id = text(one, "id");
        let mut draft = Draft::new(place.clone(), &scoped(id), EntryKind::Person);
        person_names(&mut draft, one);
        describe(&mut draft, one, origin, about);
        numbers.entry(id).or_insert(drafts.len());
        drafts.push((one, draft));
    }
    let mut terms = vec![0; drafts.len()];
    for membership in list("memberships") {
        let Some(&number) = numbers.get(text(membership, "person_id")) else {
            continue;
        };
        terms[number] += 1;
        let (person, draft) = &mut drafts[number];
        let grounds = Grounds {
            from: date(text(membership, "start_date")),
            to: date(text(membership, "end_date")),
            source: cited(person, origin, about),
        };
        for side in ["on_behalf_of_id", "organization_id"] {
            if groups.contains_key(text(membership, side)) {
                draft.fact(Relation::MemberOf, &scoped(text(membership, side)), grounds.clone());
            }
        }
        // Plain membership is said already.
        let role = clean(text(membership, "role"));
        let organisation = groups.get(text(membership, "organization_id"));
        if !matches!(role.as_str(), "" | "member") {
            let at = organisation.map_or(String::new(), |group| format!(", {}", group.display_name()));
            draft.fact(Relation::Role, &(role + &at), grounds);
        }
    }
    let most = terms.iter().copied().max().unwrap_or(0);
    for ((_, mut draft), terms) in drafts.into_iter().zip(terms) {
        draft.prior(terms, most);
        import.take(draft);
    }
    groups.into_values().for_each(|draft| import.take(draft));
}

fn person_names(draft: &mut Draft, person: &Value) {
    let name = text(person, "name");
    let name = name.strip_suffix(" MP").unwrap_or(name);
    let given = clean(&format!(
        "{} {}",
        text(person, "given_name"),
        text(person, "family_name")
    ));
    let turned = clean(&format!(
        "{} {}",
        text(person, "family_name"),
        text(person, "given_name")
    ));
    let read = |text: &str| Phrase::of(text).folded().to_owned();
    if given != turned && read(name) == read(&turned) {
        draft.name(&given, "", Use::STRONG);
    }
    draft.name(name, "", Use::STRONG);
    other_names(draft, person);
}

fn names(draft: &mut Draft, organisation: &Value) {
    draft.name_with_acronym(text(organisation, "name"), Use::STRONG);
    other_names(draft, organisation);
}

fn other_names(draft: &mut Draft, one: &Value) {
    for other in one["other_names"].as_array().into_iter().flatten() {
        let (from, to) = (date(text(other, "start_date")), date(text(other, "end_date")));
        // What was given up is a name of the past.
        let strength = if to.is_some() {
            Strength::Former
        } else {
            Strength::Strong
        };
        let name = text(other, "name");
        let name = name.strip_suffix(" MP").unwrap_or(name);
        let acronym = text(other, "note") == "acronym" || text(other, "note") == "abbreviation";
        let used = Use {
            strength,
            acronym,
            from,
            to,
        };
        draft.name(name, text(other, "lang"), used);
    }
}

fn describe(draft: &mut Draft, one: &Value, origin: &str, about: &About) {
    let source = cited(one, origin, about);
    for field in ["summary", "description", "biography"] {
        draft.describe("", text(one, field), &source);
    }
    for identifier in one["identifiers"].as_array().into_iter().flatten() {
        if text(identifier, "scheme") == "wikidata" {
            draft.link("wikidata", text(identifier, "identifier"));
        }
    }
}

/// The page the record came from, else that of the whole document.
fn cited(one: &Value, origin: &str, about: &About) -> crate::pack::source::Citation {
    let own = one["sources"].as_array().and_then(|sources| sources.first());
    let own = own.map_or("", |source| text(source, "url"));
    let url = if host(own).is_some() { own } else { origin };
    let publisher = about.publisher(host(url).unwrap_or("Popolo"));
    citation(publisher, url, about.header.built)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    texts(&value[field]).first().copied().unwrap_or("")
}

/// An id that speaks for itself (a UUID, an address, a Wikidata id) as it is; any
/// other behind what tells its document from others.
fn scoped(scope: &str, id: &str) -> String {
    let uuid = id.len() == 36 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let item = id.strip_prefix('Q').is_some_and(|number| number.parse::<u64>().is_ok());
    if id.is_empty() || scope.is_empty() || uuid || item || id.contains("://") {
        id.to_string()
    } else {
        format!("{scope}/{id}")
    }
}
