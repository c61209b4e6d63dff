//! The source of a pack: JSON Lines, as a newsroom writes it by hand and as every
//! importer makes it. One object a line; the one with the field `pack` says what
//! the pack is, the others are entities, in any order.
//!
//! ```text
//! {"pack":"Region","version":3,"licence":"CC0-1.0","built":"2026-02-27","publisher":"The Paper"}
//! {"id":"jua","kind":"group","names":[{"name":"Jamaat-ul-Ahrar"},{"name":"JuA","type":"acronym"}],
//!  "description":{"en":"a faction of …"},"source":{"publisher":"…","url":"…","retrieved":"2026-02-27"},
//!  "facts":[{"relation":"splinter_from","object":"ttp","from":"2014-08","source":{…}}],
//!  "links":{"wikidata":"Q…"},"prior":0.2,"context":["Pakistan","Mohmand"],"mark":true}
//! ```
//!
//! (The entity stands on one line.) Needed are `pack`; of an entity `id`, `kind`
//! and `names`; of a fact `relation`, `object` and `source`; of a source
//! `publisher`. `comment` may stand on any line's object; only the header's is
//! kept. Everything else, and anything given twice, is a mistake with its line.

use super::format::PRIOR_STEPS;
use super::json::{Fields, Node};
use super::problem::{Place, Problem};
use super::view::is_web_address;
use super::{Date, EntryKind, Relation, Strength};
use crate::annotation::Status;
use std::collections::BTreeMap;

/// What a source holds, as far as it can be read, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The lines that say what the pack is.
    pub headers: Vec<Header>,
    /// The entities, in the order of their lines.
    pub entries: Vec<Entry>,
    /// Everything wrong, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// What a pack says of itself. Empty texts are not stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// Where it stands.
    pub place: Place,
    /// The pack's name.
    pub name: String,
    /// The makers' version of its content.
    pub version: String,
    /// Under which licence others may use it.
    pub licence: String,
    /// Who publishes it.
    pub publisher: String,
    /// Anything else.
    pub comment: String,
    /// When it was built from its sources.
    pub built: Option<Date>,
}

/// One entity of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// Unique in the pack.
    pub id: String,
    /// Person, group or other.
    pub kind: EntryKind,
    /// At least one; the first is displayed.
    pub names: Vec<Name>,
    /// Who this is, by language tag.
    pub descriptions: BTreeMap<String, String>,
    /// Where the description comes from.
    pub source: Option<Citation>,
    /// What is said of it.
    pub facts: Vec<Fact>,
    /// Its ids elsewhere, by scheme.
    pub links: BTreeMap<String, String>,
    /// In ten-thousandths; 0 where none is stated.
    pub prior: u16,
    /// Words that stand near its names.
    pub context: Vec<String>,
    /// False: never to be marked.
    pub mark: bool,
}

/// A name of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As its makers write it.
    pub text: String,
    /// Whether it is an acronym.
    pub acronym: bool,
    /// How much it says on its own.
    pub strength: Strength,
    /// Language tag; empty where none is given.
    pub lang: String,
    /// Since when it is used.
    pub from: Option<Date>,
    /// Until when it was used.
    pub to: Option<Date>,
}

/// A fact of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What holds.
    pub relation: Relation,
    /// An entity's id, or words.
    pub object: String,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub to: Option<Date>,
    /// How the source puts it.
    pub status: Status,
    /// Who says so: an entity's id, or words.
    pub by: Option<String>,
    /// Where it comes from.
    pub source: Citation,
}

/// A source as it is cited.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Who published it.
    pub publisher: String,
    /// `https:` or `http:`; empty where there is no page.
    pub url: String,
    /// When it was retrieved.
    pub retrieved: Option<Date>,
}

pub(crate) const KINDS: &[(&str, EntryKind)] = &[
    ("person", EntryKind::Person),
    ("group", EntryKind::Group),
    ("other", EntryKind::Other),
];
const STRENGTHS: &[(&str, Strength)] = &[
    ("strong", Strength::Strong),
    ("weak", Strength::Weak),
    ("former", Strength::Former),
];
const STATUSES: &[(&str, Status)] = &[
    ("stated", Status::Stated),
    ("reported", Status::Reported),
    ("disputed", Status::Disputed),
    ("denied", Status::Denied),
];

/// The word a source uses for a status.
pub(crate) fn status_word(status: Status) -> &'static str {
    STATUSES
        .iter()
        .find(|(_, s)| *s == status)
        .map_or("stated", |(word, _)| word)
}

/// Reads one source. `name` is what messages call it.
pub fn read(name: &str, text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let place = Place {
            source: name.into(),
            line: number,
        };
        match serde_json::from_str(line) {
            Ok(node) => read_line(node, place, &mut parsed),
            Err(error) => {
                let (why, column) = (error.to_string(), error.column());
                let why = why.split(" at line ").next().unwrap_or("");
                parsed
                    .problems
                    .push(Problem::error(&place, format!("not JSON at column {column}: {why}")));
            }
        }
    }
    parsed
}

fn read_line(node: Node, place: Place, parsed: &mut Parsed) {
    let mut complaints = Vec::new();
    let id = match &node {
        Node::Object(fields) => fields.iter().find_map(|field| match field {
            (name, Node::Text(id)) if name == "id" => Some(format!("{id}: ")),
            _ => None,
        }),
        _ => None,
    };
    let is_header = matches!(&node, Node::Object(fields) if fields.iter().any(|(name, _)| name == "pack"));
    let fields = Fields::of(node, String::new(), &mut complaints);
    if is_header {
        parsed.headers.extend(read_header(fields, &place));
    } else {
        parsed.entries.extend(read_entry(fields, &place));
    }
    let id = id.unwrap_or_default();
    parsed.problems.extend(
        complaints
            .into_iter()
            .map(|complaint| Problem::error(&place, format!("{id}{complaint}"))),
    );
}

fn read_header(mut fields: Fields, place: &Place) -> Option<Header> {
    let name = fields.needed("pack");
    let version = match fields.take("version") {
        Some(Node::Number(number)) => Some(number.to_string()),
        Some(node) => fields.as_text("version", node),
        None => None,
    };
    let header = Header {
        place: place.clone(),
        name: name.clone().unwrap_or_default(),
        version: version.unwrap_or_default(),
        licence: fields.text("licence").unwrap_or_default(),
        publisher: fields.text("publisher").unwrap_or_default(),
        comment: fields.text("comment").unwrap_or_default(),
        built: fields.parsed("built", str::parse),
    };
    fields.finish();
    name.map(|_| header)
}

fn read_entry(mut fields: Fields, place: &Place) -> Option<Entry> {
    let id = fields.needed("id").filter(|id| {
        let good = id.len() <= 200 && !id.contains(char::is_whitespace);
        if !good {
            fields.complain("an id is at most 200 bytes and has no blanks");
        }
        good
    });
    let kind = fields.needed("kind").and_then(|word| {
        let kind = KINDS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
        if kind.is_none() {
            fields.complain(format!("\"kind\" is {word:?}; it can be person, group, other"));
        }
        kind
    });
    let listed = fields.list("names");
    if listed.is_empty() {
        fields.complain("an entity needs at least one name in \"names\"");
    }
    let names = read_list(&mut fields, listed, "name", read_name);
    let descriptions = fields.texts("description").into_iter().collect::<BTreeMap<_, _>>();
    for lang in descriptions.keys() {
        if let Err(error) = check_lang(lang) {
            fields.complain(format!("description: {lang:?} {error}"));
        }
    }
    let source = fields.object("source").and_then(read_citation);
    let listed = fields.list("facts");
    let facts = read_list(&mut fields, listed, "fact", read_fact);
    let links = fields.texts("links").into_iter().collect::<BTreeMap<_, _>>();
    for scheme in links.keys().filter(|scheme| !is_scheme(scheme)) {
        fields.complain(format!(
            "links: {scheme:?} is not the name of a scheme, such as wikidata"
        ));
    }
    let prior = fields.take("prior").map_or(0, |node| read_prior(&mut fields, &node));
    let listed = fields.list("context");
    let context = listed
        .into_iter()
        .filter_map(|node| fields.as_text("context", node))
        .collect();
    let mark = match fields.take("mark") {
        None | Some(Node::Bool(true)) => true,
        Some(Node::Bool(false)) => false,
        Some(other) => {
            fields.complain(format!("\"mark\" must be true or false, not {}", other.what()));
            true
        }
    };
    fields.take("comment");
    fields.finish();
    Some(Entry {
        place: place.clone(),
        id: id?,
        kind: kind?,
        names,
        descriptions,
        source,
        facts,
        links,
        prior,
        context,
        mark,
    })
}

/// Reads the objects of a list; `what` names one of them in complaints.
fn read_list<T>(fields: &mut Fields, list: Vec<Node>, what: &str, read: fn(Fields) -> Option<T>) -> Vec<T> {
    let numbered = (1..).zip(list);
    numbered
        .filter_map(|(number, node)| read(fields.part(node, format!("{what} {number}"))))
        .collect()
}

fn read_name(mut fields: Fields) -> Option<Name> {
    let text = fields.needed("name");
    let acronym = fields
        .choice("type", &[("name", false), ("acronym", true)])
        .unwrap_or(false);
    let strength = fields.choice("strength", STRENGTHS).unwrap_or(Strength::Strong);
    let lang = fields
        .parsed("lang", |lang| check_lang(lang).map(|()| lang.to_string()))
        .unwrap_or_default();
    let (from, to) = read_span(&mut fields);
    fields.take("comment");
    fields.finish();
    Some(Name {
        text: text?,
        acronym,
        strength,
        lang,
        from,
        to,
    })
}

fn read_fact(mut fields: Fields) -> Option<Fact> {
    let relation = fields.needed("relation").and_then(|word| {
        let relation = Relation::from_name(&word);
        if relation.is_none() {
            let known: Vec<&str> = Relation::ALL.iter().map(|relation| relation.name()).collect();
            fields.complain(format!("unknown relation {word:?}; known are {}", known.join(", ")));
        }
        relation
    });
    let object = fields.needed("object");
    let (from, to) = read_span(&mut fields);
    let by = fields.text("by");
    let unsaid = if by.is_some() { Status::Reported } else { Status::Stated };
    let status = fields.choice("status", STATUSES).unwrap_or(unsaid);
    let source = match fields.object("source") {
        Some(source) => read_citation(source),
        None => {
            fields.complain("a fact needs a \"source\" with a \"publisher\"");
            None
        }
    };
    fields.take("comment");
    fields.finish();
    Some(Fact {
        relation: relation?,
        object: object?,
        from,
        to,
        status,
        by,
        source: source?,
    })
}

fn read_citation(mut fields: Fields) -> Option<Citation> {
    let publisher = fields.needed("publisher");
    let url = fields.parsed("url", |url| match is_web_address(url) {
        true => Ok(url.to_string()),
        false => Err("a web address begins with https:// or http:// and has no blanks"),
    });
    let retrieved = fields.parsed("retrieved", str::parse);
    fields.finish();
    Some(Citation {
        publisher: publisher?,
        url: url.unwrap_or_default(),
        retrieved,
    })
}

fn read_span(fields: &mut Fields) -> (Option<Date>, Option<Date>) {
    let from: Option<Date> = fields.parsed("from", str::parse);
    let to: Option<Date> = fields.parsed("to", str::parse);
    if let (Some(from), Some(to)) = (from, to)
        && to.is_before(from)
    {
        fields.complain(format!("ends ({to}) before it begins ({from})"));
    }
    (from, to)
}

fn read_prior(fields: &mut Fields, node: &Node) -> u16 {
    match node {
        // What is stated stays stated: a tiny prior is not none.
        Node::Number(prior) if *prior > 0.0 && *prior <= 1.0 => (prior * PRIOR_STEPS).round().max(1.0) as u16,
        _ => {
            fields.complain("\"prior\" must be a number above 0, at most 1");
            0
        }
    }
}

pub(crate) fn check_lang(lang: &str) -> Result<(), &'static str> {
    let mut parts = lang.split('-');
    let primary = parts.next().unwrap_or("");
    let good = lang.len() <= 35
        && (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    good.then_some(()).ok_or("is not a language tag such as en or ur-Latn")
}

fn is_scheme(word: &str) -> bool {
    (1..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b))
}
