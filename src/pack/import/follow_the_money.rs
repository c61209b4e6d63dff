//! FollowTheMoney JSON Lines: `{"id","schema","properties":{name:[…]}}`, all values
//! lists of texts. Relations are entities of their own, which may touch one thing,
//! two or more: every pair they name becomes a fact, a side that is missing none.

use super::draft::{Draft, Grounds, Use, citation, date, host};
use super::{About, Format, Import, Source, place, texts};
use crate::pack::source::Parsed;
use crate::pack::{EntryKind, Relation};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

pub(super) const FORMAT: Format = Format {
    name: "ftm",
    about: "FollowTheMoney JSON Lines, as OpenSanctions and Aleph export them",
    latin1: false,
    read,
};

const KINDS: &[(&str, EntryKind)] = &[
    ("Person", EntryKind::Person),
    ("Organization", EntryKind::Group),
    ("Company", EntryKind::Group),
    ("PublicBody", EntryKind::Group),
    ("LegalEntity", EntryKind::Group),
];

const NAMES: &[(&str, Use)] = &[
    ("name", Use::STRONG),
    ("alias", Use::STRONG),
    ("weakAlias", Use::WEAK),
    ("previousName", Use::FORMER),
    ("abbreviation", Use::ACRONYM),
];

/// A schema of relations: who a fact is about, the other side, and what to say.
struct Tie {
    schema: &'static str,
    subject: &'static str,
    object: &'static str,
    say: Say,
}

enum Say {
    /// That the subject stands so to the object, and, where the tie has a `role`, that too.
    Relation(Relation),
    /// The tie's `role`, or these words, at the object.
    Role(&'static str),
    /// The name of the object as a role.
    Post,
}

const TIES: &[Tie] = &[
    tie(
        "Membership",
        "member",
        "organization",
        Say::Relation(Relation::MemberOf),
    ),
    tie("Directorship", "director", "organization", Say::Role("director")),
    tie("Employment", "employee", "employer", Say::Role("employee")),
    tie("Occupancy", "holder", "post", Say::Post),
    tie("Ownership", "asset", "owner", Say::Relation(Relation::PartOf)),
    tie("Sanction", "entity", "authority", Say::Relation(Relation::DesignatedBy)),
];

const fn tie(schema: &'static str, subject: &'static str, object: &'static str, say: Say) -> Tie {
    Tie {
        schema,
        subject,
        object,
        say,
    }
}

/// One line.
struct Line {
    schema: String,
    properties: Value,
}

impl Line {
    fn all(&self, property: &str) -> Vec<&str> {
        texts(&self.properties[property])
    }

    fn first(&self, property: &str) -> &str {
        self.all(property).first().copied().unwrap_or("")
    }
}

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut import = Import::default();
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let mut ties: Vec<Line> = Vec::new();
    // Posts are no entities of a pack, but have names.
    let mut posts: HashMap<String, String> = HashMap::new();
    for source in sources {
        for (number, text) in (1..).zip(source.text.lines()) {
            let place = place(source, number);
            if text.trim().is_empty() {
                continue;
            }
            let value: Value = match serde_json::from_str(text) {
                Ok(value) => value,
                Err(error) => {
                    import.error(&place, format!("not JSON: {error}"));
                    continue;
                }
            };
            let (Some(id), Some(schema)) = (value["id"].as_str(), value["schema"].as_str()) else {
                import.error(&place, "a line needs the texts \"id\" and \"schema\"");
                continue;
            };
            let line = Line {
                schema: schema.into(),
                properties: value["properties"].clone(),
            };
            if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == schema) {
                // The same id in two files: what they say is joined.
                let draft = drafts
                    .entry(id.to_string())
                    .or_insert_with(|| Draft::new(place, id, *kind));
                entity(draft, &line, about);
            } else if schema == "Position" {
                posts.insert(id.into(), line.first("name").into());
            } else if TIES.iter().any(|tie| tie.schema == schema) {
                ties.push(line);
            }
        }
    }
    let mut degrees: HashMap<String, usize> = HashMap::new();
    // In whatever order the lines came, the facts stand in one.
    ties.sort_by_cached_key(|line| line.properties.to_string());
    for line in &ties {
        connect(line, &mut drafts, &posts, &mut degrees, about);
    }
    let most = degrees.values().copied().max().unwrap_or(0);
    for (id, mut draft) in drafts {
        draft.prior(degrees.get(&id).copied().unwrap_or(0), most);
        import.take(draft);
    }
    import.finish(about.header_or("FollowTheMoney", ""))
}

fn entity(draft: &mut Draft, line: &Line, about: &About) {
    for (property, used) in NAMES {
        for name in line.all(property) {
            draft.name(name, "", *used);
        }
    }
    let source = cited(line, about);
    for property in ["summary", "description"] {
        draft.describe("", line.first(property), &source);
    }
    draft.link("wikidata", line.first("wikidataId"));
    draft.link("wikipedia", line.first("wikipediaUrl"));
}

fn connect(
    line: &Line,
    drafts: &mut BTreeMap<String, Draft>,
    posts: &HashMap<String, String>,
    degrees: &mut HashMap<String, usize>,
    about: &About,
) {
    let Some(tie) = TIES.iter().find(|tie| tie.schema == line.schema) else {
        return;
    };
    let either = |one: &str, other: &str| date(line.first(one)).or_else(|| date(line.first(other)));
    let grounds = Grounds {
        from: either("startDate", "listingDate"),
        to: date(line.first("endDate")),
        source: cited(line, about),
    };
    // A share that is stated and no majority makes no part of the owner.
    let share = line.first("percentage").trim_end_matches('%').parse::<f64>();
    if tie.schema == "Ownership" && share.is_ok_and(|share| share <= 50.0) {
        return;
    }
    for object in line.all(tie.object) {
        let known = drafts
            .get(object)
            .map(|draft| (draft.id().to_string(), draft.display_name().to_string()));
        let name = match (&known, posts.get(object)) {
            (Some((_, name)), _) => name.clone(),
            (None, Some(name)) => name.clone(),
            // An authority is words. Another side that is not here is an id that says nothing.
            (None, None) if tie.schema == "Sanction" => object.to_string(),
            (None, None) => continue,
        };
        let mut met = false;
        for subject in line.all(tie.subject) {
            let Some(draft) = drafts.get_mut(subject) else { continue };
            met = true;
            *degrees.entry(subject.to_string()).or_default() += 1;
            let role = line.first("role");
            match tie.say {
                Say::Relation(Relation::PartOf) if draft.kind() == EntryKind::Person => {}
                Say::Relation(relation) => {
                    let object = known.as_ref().map_or(name.as_str(), |(id, _)| id);
                    draft.fact(relation, object, grounds.clone());
                    if !role.is_empty() && relation == Relation::MemberOf {
                        draft.fact(Relation::Role, &format!("{role}, {name}"), grounds.clone());
                    }
                }
                Say::Role(unsaid) => {
                    let role = if role.is_empty() { unsaid } else { role };
                    draft.fact(Relation::Role, &format!("{role}, {name}"), grounds.clone());
                }
                Say::Post => draft.fact(Relation::Role, &name, grounds.clone()),
            }
        }
        if met && known.is_some() {
            *degrees.entry(object.to_string()).or_default() += 1;
        }
    }
}

fn cited(line: &Line, about: &About) -> crate::pack::source::Citation {
    let url = line.first("sourceUrl");
    let named = Some(line.first("publisher")).filter(|publisher| !publisher.is_empty());
    let publisher = named.or(host(url)).unwrap_or(about.publisher("FollowTheMoney"));
    let retrieved = date(line.first("retrievedAt")).or(about.header.built);
    citation(publisher, url, retrieved)
}
