//! Wikidata JSON: the lines of a dump, one entity a line inside an array, and the
//! responses of `wbgetentities`.
//!
//! Persons are instances of human; groups are instances of a class in [`GROUPS`], or
//! of one that the same documents show to be a subclass of such; what has a place on
//! earth competes as `other`. Statements of rank deprecated and values that are
//! unknown or none are not read. Facts whose other side has no label here are left
//! out: an id says nothing to a reader.

use super::draft::{Draft, Grounds, Use, citation, date, host};
use super::{About, Format, Import, Source, place};
use crate::pack::problem::Place;
use crate::pack::source::{Citation, Parsed};
use crate::pack::{Date, EntryKind, Relation, Strength};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

pub(super) const FORMAT: Format = Format {
    name: "wikidata",
    about: "Wikidata JSON: lines of a dump, or wbgetentities responses",
    latin1: false,
    read,
};

const HUMAN: &str = "Q5";

/// Classes whose instances can act as a group: organisation, business, enterprise,
/// company, public company, political party, armed group, terrorist organisation,
/// armed forces, army, military unit, intelligence and police agencies, government
/// agency and organisation, ministry, parliament, legislature, court, international and
/// intergovernmental organisation, NGO, non-profit, foundation, charity, association, union, university,
/// research institute, news agency, newspaper, broadcaster, sports club and team, band.
const GROUPS: &[&str] = &[
    "Q43229",
    "Q4830453",
    "Q6881511",
    "Q783794",
    "Q891723",
    "Q7278",
    "Q17149090",
    "Q17127659",
    "Q772547",
    "Q37726",
    "Q176799",
    "Q47913",
    "Q732717",
    "Q327333",
    "Q2659904",
    "Q192350",
    "Q35749",
    "Q11204",
    "Q41487",
    "Q484652",
    "Q245065",
    "Q79913",
    "Q163740",
    "Q157031",
    "Q708676",
    "Q48204",
    "Q178790",
    "Q3918",
    "Q31855",
    "Q192283",
    "Q11032",
    "Q15265344",
    "Q847017",
    "Q476028",
    "Q12973014",
    "Q215380",
];

/// Statements of a person or group about another.
const TIES: &[(&str, Relation)] = &[
    ("P39", Relation::Role),
    ("P102", Relation::MemberOf),
    ("P463", Relation::MemberOf),
    ("P361", Relation::PartOf),
    ("P807", Relation::SplinterFrom),
];
const EMPLOYER: &str = "P108";
/// Stands with the group and is said of the person.
const CHAIR: &str = "P488";

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut import = Import::default();
    let mut items: BTreeMap<String, (Place, Value)> = BTreeMap::new();
    for source in sources {
        gather(source, &mut items, &mut import);
    }
    let classes = classes(&items);
    let most = items.values().map(|(_, item)| sitelinks(item)).max().unwrap_or(0);
    let mut drafts: BTreeMap<&str, Draft> = BTreeMap::new();
    for (id, (place, item)) in &items {
        let Some(kind) = kind(item, &classes) else { continue };
        let mut draft = Draft::new(place.clone(), id, kind);
        names(&mut draft, item);
        let source = page(id, about);
        for (lang, text) in terms(&item["descriptions"]) {
            if about.wants(lang) {
                draft.describe(lang, text, &source);
            }
        }
        draft.link("wikidata", id);
        draft.prior(sitelinks(item), most);
        drafts.insert(id, draft);
    }
    for (id, (_, item)) in &items {
        facts(id, item, &items, &mut drafts, about);
    }
    drafts.into_values().for_each(|draft| import.take(draft));
    import.finish(about.header_or("Wikidata", "Wikidata"))
}

fn gather(source: &Source<'_>, items: &mut BTreeMap<String, (Place, Value)>, import: &mut Import) {
    let mut keep = |place: Place, value: Value| -> bool {
        let several = value["entities"].as_object().cloned();
        let all: Vec<Value> = match (several, value) {
            (Some(entities), _) => entities.into_iter().map(|(_, item)| item).collect(),
            (None, Value::Array(list)) => list,
            (None, one) => vec![one],
        };
        let mut any = false;
        for item in all {
            // Properties and what is missing have no sitelinks to offer and no names of people.
            let Some(id) = item["id"].as_str().map(str::to_string) else {
                continue;
            };
            any = true;
            if id.starts_with('Q') && item.get("missing").is_none() {
                items.entry(id).or_insert((place.clone(), item));
            }
        }
        any
    };
    if let Ok(value) = serde_json::from_str(source.text) {
        if !keep(place(source, 1), value) {
            import.warn(&place(source, 1), "the document has no entities");
        }
        return;
    }
    for (number, line) in (1..).zip(source.text.lines()) {
        let line = line.trim().trim_end_matches(',');
        if matches!(line, "" | "[" | "]") {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(value) => {
                keep(place(source, number), value);
            }
            Err(error) => import.error(&place(source, number), format!("not JSON: {error}")),
        }
    }
}

/// The classes of groups, with the subclasses that the items themselves show.
fn classes(items: &BTreeMap<String, (Place, Value)>) -> HashSet<&str> {
    let mut classes: HashSet<&str> = GROUPS.iter().copied().collect();
    loop {
        let before = classes.len();
        for (id, (_, item)) in items {
            if statements(item, "P279").any(|statement| item_of(statement).is_some_and(|class| classes.contains(class)))
            {
                classes.insert(id);
            }
        }
        if classes.len() == before {
            return classes;
        }
    }
}

fn kind(item: &Value, classes: &HashSet<&str>) -> Option<EntryKind> {
    let mut instance_of = statements(item, "P31").filter_map(item_of).peekable();
    instance_of.peek()?;
    let of: Vec<&str> = instance_of.collect();
    if of.contains(&HUMAN) {
        Some(EntryKind::Person)
    } else if of.iter().any(|class| classes.contains(class)) {
        Some(EntryKind::Group)
    } else {
        statements(item, "P625").next().map(|_| EntryKind::Other)
    }
}

fn names(draft: &mut Draft, item: &Value) {
    if let Some(label) = label(item) {
        draft.name(label, "", Use::STRONG);
    }
    let mut labels: Vec<(&str, &str)> = terms(&item["labels"]).collect();
    labels.sort_unstable();
    for (lang, text) in labels {
        // What the display name is in most languages has none.
        if text != draft.display_name() {
            draft.name(text, lang, Use::STRONG);
        }
    }
    for (lang, list) in item["aliases"].as_object().into_iter().flatten() {
        for alias in list.as_array().into_iter().flatten() {
            draft.name(alias["value"].as_str().unwrap_or(""), lang, Use::STRONG);
        }
    }
    // Short name, official name, name at birth.
    for (property, unsaid) in [
        ("P1813", Strength::Weak),
        ("P1448", Strength::Strong),
        ("P1477", Strength::Former),
    ] {
        for statement in statements(item, property) {
            let value = &value_of(&statement["mainsnak"])["value"];
            let (from, to) = dates(statement);
            let strength = if to.is_some() { Strength::Former } else { unsaid };
            let used = Use {
                strength,
                acronym: false,
                from,
                to,
            };
            draft.name(
                value["text"].as_str().unwrap_or(""),
                value["language"].as_str().unwrap_or(""),
                used,
            );
        }
    }
}

fn facts(
    id: &str,
    item: &Value,
    items: &BTreeMap<String, (Place, Value)>,
    drafts: &mut BTreeMap<&str, Draft>,
    about: &About,
) {
    if !drafts.contains_key(id) {
        return;
    }
    let name_of = |other: &str| items.get(other).and_then(|(_, item)| label(item));
    let say = |drafts: &mut BTreeMap<&str, Draft>, subject: &str, relation, object: &str, statement: &Value| {
        let (from, to) = dates(statement);
        let grounds = Grounds {
            from,
            to,
            source: reference(statement, id, about),
        };
        if let Some(draft) = drafts.get_mut(subject) {
            draft.fact(relation, object, grounds);
        }
    };
    for (property, relation) in TIES {
        for statement in statements(item, property) {
            let Some(other) = item_of(statement) else { continue };
            let ended = dates(statement).1.is_some();
            let relation = match relation {
                Relation::MemberOf if ended => Relation::FormerMemberOf,
                same => *same,
            };
            let entity = relation != Relation::Role && drafts.contains_key(other);
            let object = if entity { Some(other) } else { name_of(other) };
            if let Some(object) = object {
                say(drafts, id, relation, object, statement);
            }
        }
    }
    for statement in statements(item, EMPLOYER) {
        if let Some(name) = item_of(statement).and_then(name_of) {
            say(drafts, id, Relation::Role, &format!("works for {name}"), statement);
        }
    }
    for statement in statements(item, CHAIR) {
        let ended = dates(statement).1.is_some();
        let relation = if ended {
            Relation::FormerLeaderOf
        } else {
            Relation::LeaderOf
        };
        if let Some(person) = item_of(statement) {
            say(drafts, person, relation, id, statement);
        }
    }
}

/// The English label, else the one for all languages, else the first.
fn label(item: &Value) -> Option<&str> {
    let labels = &item["labels"];
    let of = |lang: &str| labels[lang]["value"].as_str();
    of("en")
        .or_else(|| of("mul"))
        .or_else(|| terms(labels).map(|(_, text)| text).next())
}

/// Labels or descriptions: language and text.
fn terms(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    let all = value.as_object().into_iter().flatten();
    all.filter_map(|(lang, term)| Some((lang.as_str(), term["value"].as_str()?)))
}

fn sitelinks(item: &Value) -> usize {
    item["sitelinks"].as_object().map_or(0, |links| links.len())
}

/// The statements of a property that hold: not deprecated, with a value.
fn statements<'a>(item: &'a Value, property: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    let list = item["claims"][property].as_array();
    list.into_iter()
        .flatten()
        .filter(|statement| statement["rank"] != "deprecated" && statement["mainsnak"]["snaktype"] == "value")
}

fn value_of(snak: &Value) -> &Value {
    &snak["datavalue"]
}

/// The item that a statement is about.
fn item_of(statement: &Value) -> Option<&str> {
    value_of(&statement["mainsnak"])["value"]["id"].as_str()
}

/// From and to, as far as they are stated.
fn dates(statement: &Value) -> (Option<Date>, Option<Date>) {
    let qualifier = |property: &str| {
        let snak = statement["qualifiers"][property].as_array()?.first()?;
        time(&value_of(snak)["value"])
    };
    (qualifier("P580"), qualifier("P582"))
}

/// A point in time: `+2014-08-26T00:00:00Z` with how much of it is known, 9 the year,
/// 10 the month, 11 the day. Old dumps write `+00000002014-01-01`, and 00 stands for
/// what is not known. Years before our era have no place in a pack.
fn time(value: &Value) -> Option<Date> {
    let text = value["time"].as_str()?.strip_prefix('+')?;
    let (year, rest) = text.split_once('-')?;
    let year: u16 = year.trim_start_matches('0').parse().ok()?;
    let day = rest.split('T').next()?;
    let (month, day) = day.split_once('-')?;
    let known = match value["precision"].as_u64()? {
        9 => format!("{year:04}"),
        10 => format!("{year:04}-{month}"),
        11 => format!("{year:04}-{month}-{day}"),
        _ => return None,
    };
    date(&known)
}

/// What a statement refers to, else the item's page.
fn reference(statement: &Value, id: &str, about: &About) -> Citation {
    let snak = |reference: &Value, property: &str| -> Value {
        let first = reference["snaks"][property].as_array().and_then(|snaks| snaks.first());
        first.map_or(Value::Null, |snak| value_of(snak)["value"].clone())
    };
    for reference in statement["references"].as_array().into_iter().flatten() {
        let url = snak(reference, "P854");
        if let Some((url, host)) = url.as_str().and_then(|url| Some((url, host(url)?))) {
            let retrieved = time(&snak(reference, "P813")).or(about.header.built);
            return citation(host, url, retrieved);
        }
    }
    page(id, about)
}

fn page(id: &str, about: &About) -> Citation {
    let url = format!("https://www.wikidata.org/wiki/{id}");
    citation(about.publisher("Wikidata"), &url, about.header.built)
}
