//! An entity on its way from another format into a pack. What a format allows in
//! is put in field by field; whatever nobody asks for stays out.

use super::super::collection::name_fault;
use super::super::format::{MAX_OWNED, MAX_TEXT, PRIOR_STEPS};
use super::super::problem::{Place, Problem};
use super::super::source::{Citation, Entry, Fact, Name, check_lang};
use super::super::view::is_web_address;
use super::super::{Date, EntryKind, Relation, Strength};
use crate::annotation::Status;
use crate::text::Phrase;
use std::collections::BTreeMap;

/// The longest description that a card shows.
const LONGEST: usize = 400;

/// No name of a person has so many digits in a row; numbers of identity papers have, and some
/// sources put them into fields of names.
const ID_DIGITS: usize = 5;

/// One entity that an importer puts together.
pub(super) struct Draft {
    entry: Entry,
    problems: Vec<Problem>,
}

/// How a name is used.
#[derive(Clone, Copy)]
pub(super) struct Use {
    pub strength: Strength,
    pub acronym: bool,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Use {
    /// A name that stands for its entity.
    pub const STRONG: Use = Use {
        strength: Strength::Strong,
        acronym: false,
        from: None,
        to: None,
    };
    /// A name that says too little alone.
    pub const WEAK: Use = Use {
        strength: Strength::Weak,
        ..Use::STRONG
    };
    /// A name of the past.
    pub const FORMER: Use = Use {
        strength: Strength::Former,
        ..Use::STRONG
    };
    /// An acronym.
    pub const ACRONYM: Use = Use {
        acronym: true,
        ..Use::STRONG
    };
}

/// What a fact says beside its relation and object.
#[derive(Clone)]
pub(super) struct Grounds {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub source: Citation,
}

impl Draft {
    /// An entity without names. Blanks in the id become underscores.
    pub fn new(place: Place, id: &str, kind: EntryKind) -> Draft {
        let id = clean(id).replace(char::is_whitespace, "_");
        Draft {
            entry: Entry {
                place,
                id: cut(&id, 200).to_string(),
                kind,
                names: Vec::new(),
                descriptions: BTreeMap::new(),
                source: None,
                facts: Vec::new(),
                links: BTreeMap::new(),
                prior: 0,
                context: Vec::new(),
                mark: true,
            },
            problems: Vec::new(),
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.entry.id
    }

    /// What it is.
    pub fn kind(&self) -> EntryKind {
        self.entry.kind
    }

    /// The name to display; empty as long as there is none.
    pub fn display_name(&self) -> &str {
        self.entry.names.first().map_or("", |name| &name.text)
    }

    /// Adds a name. One that it has already is joined with it: known in two languages
    /// it is of none, and strong beside weak it is strong.
    pub fn name(&mut self, text: &str, lang: &str, used: Use) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        let number = text
            .split(|c: char| !c.is_numeric())
            .any(|digits| digits.chars().count() >= ID_DIGITS);
        let numbered = (number && self.entry.kind == EntryKind::Person)
            .then(|| "has a number in it as papers of identity have".to_string());
        if let Some(fault) = numbered.or_else(|| name_fault(&text, &Phrase::of(&text))) {
            let message = format!("{}: the name {text:?} {fault}; it is left out", self.entry.id);
            self.problems.push(Problem::warning(&self.entry.place, message));
            return;
        }
        let lang = lang_tag(lang);
        if let Some(known) = self.entry.names.iter_mut().find(|name| name.text == text) {
            if known.lang != lang {
                known.lang.clear();
            }
            if used.strength == Strength::Strong {
                known.strength = Strength::Strong;
            }
            known.acronym |= used.acronym;
            return;
        }
        let (from, to) = span(used.from, used.to);
        self.entry.names.push(Name {
            text,
            acronym: used.acronym,
            strength: used.strength,
            lang,
            from,
            to,
        });
    }

    /// Adds a name that may end in its acronym in brackets: `Jamaat-ul-Ahrar (JuA)`.
    pub fn name_with_acronym(&mut self, text: &str, used: Use) {
        let text = clean(text);
        let parts = text.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
        let acronym = |(long, short): &(&str, &str)| {
            crate::names::acronym::looks_like(short) && !long.contains('(') && !short.contains(')')
        };
        match parts.filter(acronym) {
            Some((long, short)) => {
                self.name(long, "", used);
                let acronym = true;
                self.name(short, "", Use { acronym, ..used });
            }
            None => self.name(&text, "", used),
        }
    }

    /// Says who this is, in one language; the first to say so counts.
    pub fn describe(&mut self, lang: &str, text: &str, source: &Citation) {
        let text = clean(text);
        let lang = if lang.is_empty() { "en".into() } else { lang_tag(lang) };
        if text.is_empty() || lang.is_empty() {
            return;
        }
        let short = match text.char_indices().nth(LONGEST) {
            // As many whole sentences as fit, else words.
            Some((end, _)) => {
                let head = &text[..end];
                let at = head.rfind(". ").map(|at| at + 1).or(head.rfind(' ')).unwrap_or(end);
                head[..at].trim_end()
            }
            None => &text,
        };
        self.entry.descriptions.entry(lang).or_insert_with(|| short.to_string());
        if !source.publisher.is_empty() {
            self.entry.source.get_or_insert_with(|| source.clone());
        }
    }

    /// Notes its id elsewhere.
    pub fn link(&mut self, scheme: &str, value: &str) {
        let value = clean(value);
        if !value.is_empty() {
            self.entry.links.entry(scheme.into()).or_insert(value);
        }
    }

    /// Adds a fact, once. `object` is an id or words.
    pub fn fact(&mut self, relation: Relation, object: &str, grounds: Grounds) {
        let object = clean(object);
        let unsourced = grounds.source.publisher.is_empty();
        if unsourced || object.is_empty() || object.len() > MAX_TEXT || object == self.entry.id {
            return;
        }
        let (from, to) = span(grounds.from, grounds.to);
        let fact = Fact {
            relation,
            object,
            from,
            to,
            status: Status::Stated,
            by: None,
            source: grounds.source,
        };
        if !self.entry.facts.contains(&fact) && self.entry.facts.len() < MAX_OWNED {
            self.entry.facts.push(fact);
        }
    }

    /// Adds a word that stands near its names.
    pub fn context(&mut self, word: &str) {
        let word = clean(word);
        if !word.is_empty() && !self.entry.context.contains(&word) {
            self.entry.context.push(word);
        }
    }

    /// States how likely its names mean it, by how often it occurs: `count` of the
    /// `most` that any entity has. The scale is logarithmic: what matters is the order
    /// of magnitude.
    pub fn prior(&mut self, count: usize, most: usize) {
        if count > 0 && most > 0 {
            let share = (count as f64).ln_1p() / (most as f64).ln_1p();
            self.entry.prior = (share * PRIOR_STEPS).round().clamp(1.0, PRIOR_STEPS) as u16;
        }
    }

    /// States how likely its names mean it.
    pub fn set_prior(&mut self, prior: f64) {
        self.entry.prior = (prior * PRIOR_STEPS).round().clamp(1.0, PRIOR_STEPS) as u16;
    }

    /// Whether it may be marked.
    pub fn set_mark(&mut self, mark: bool) {
        self.entry.mark = mark;
    }

    /// The entity with what was left out of it; none if it has no name.
    pub fn finish(mut self) -> (Option<Entry>, Vec<Problem>) {
        let Entry { place, id, names, .. } = &mut self.entry;
        names.truncate(MAX_OWNED);
        let fault = if id.is_empty() {
            Some("an entity without an id is left out".to_string())
        } else if names.is_empty() {
            Some(format!("{id}: no name can be read; it is left out"))
        } else {
            None
        };
        match fault {
            Some(message) => {
                self.problems.push(Problem::warning(place, message));
                (None, self.problems)
            }
            None => (Some(self.entry), self.problems),
        }
    }
}

/// Text without what must not stand in a pack: runs of blanks become one blank,
/// controls and marks that turn the direction of reading go.
pub(super) fn clean(text: &str) -> String {
    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let words = text.split(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let words = words.map(|word| word.chars().filter(kept).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// At most `length` bytes of `text`, whole characters.
pub(super) fn cut(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// A source, its address only where a card may link to it.
pub(super) fn citation(publisher: &str, url: &str, retrieved: Option<Date>) -> Citation {
    Citation {
        publisher: clean(publisher),
        url: Some(url).filter(|url| is_web_address(url)).unwrap_or_default().into(),
        retrieved,
    }
}

/// The host of a web address, without `www.`.
pub(super) fn host(url: &str) -> Option<&str> {
    let url = Some(url).filter(|url| is_web_address(url))?;
    let host = url.split("//").nth(1)?.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// A date as other formats write it, a time of day after it or not, months and days
/// that are not known as 00 or left out. Nothing for what is no date.
pub(super) fn date(text: &str) -> Option<Date> {
    let day = text.trim().split(['T', ' ']).next()?;
    let known = day.trim_end_matches("-00");
    known.parse().ok()
}

/// Nothing that ends before it begins.
fn span(from: Option<Date>, to: Option<Date>) -> (Option<Date>, Option<Date>) {
    match (from, to) {
        (Some(from), Some(to)) if to.is_before(from) => (None, None),
        both => both,
    }
}

/// A language tag as packs have it; empty for what is none.
fn lang_tag(lang: &str) -> String {
    let lang = lang.trim().replace('_', "-");
    let (primary, rest) = lang.split_at(lang.find('-').unwrap_or(lang.len()));
    let tag = primary.to_ascii_lowercase() + rest;
    // Wikidata's tag for what is the same in all languages.
    let none = tag == "mul" || check_lang(&tag).is_err();
    if none { String::new() } else { tag }
}
