//! What a pack says of its entities, read from its bytes on demand.

use super::format::{IS_ENTITY, PRIOR_STEPS, u8_at, u16_at, u32_at};
use super::section::Tag;
use super::{Date, Pack, Relation};
use crate::annotation::Status;
use crate::text::fold::is_invisible;
use core::fmt;

/// What an entry of a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// One human being.
    Person,
    /// A named body of people that can act.
    Group,
    /// Anything else that bears a name: it can win a mention, and so keep it from
    /// being taken for a person or group, but is never marked.
    Other,
}

impl EntryKind {
    /// `person`, `group` or `other`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Other => "other",
        }
    }
}

/// How much a name says on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// Names its entity.
    Strong,
    /// Too common or too short to link on its own.
    Weak,
    /// Named its entity once.
    Former,
}

impl Strength {
    /// `strong`, `weak` or `former`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Weak => "weak",
            Self::Former => "former",
        }
    }
}

/// An entity of a pack.
#[derive(Clone, Copy)]
pub struct EntityView<'a> {
    pack: &'a Pack,
    index: u32,
    record: &'a [u8],
}

impl<'a> EntityView<'a> {
    pub(crate) fn new(pack: &'a Pack, index: u32) -> Self {
        Self {
            pack,
            index,
            record: pack.record(Tag::Enti, index),
        }
    }

    /// Its number in the pack.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Its id, unique in the pack.
    pub fn id(&self) -> &'a str {
        let start = self
            .pack
            .reach(Tag::Enti, self.index, (Tag::Eblk, 0), |record| u8_at(record, 0).into());
        self.pack.text_in(Tag::Idtx, start, u8_at(self.record, 0).into())
    }

    /// Person, group or other.
    pub fn kind(&self) -> EntryKind {
        match u8_at(self.record, 1) & 3 {
            0 if !self.record.is_empty() => EntryKind::Person,
            1 => EntryKind::Group,
            _ => EntryKind::Other,
        }
    }

    /// Whether its mentions may be marked: false for `other` entries and for
    /// those whose makers said so.
    pub fn is_marked(&self) -> bool {
        self.kind() != EntryKind::Other && !self.is_hidden()
    }

    /// Whether its makers said that it is never to be marked.
    pub fn is_hidden(&self) -> bool {
        u8_at(self.record, 1) & 4 != 0
    }

    /// Its names, the one to display first.
    pub fn names(&self) -> impl Iterator<Item = NameView<'a>> + use<'a> {
        let pack = self.pack;
        let first = pack.first_name(self.index);
        let end = first
            .saturating_add(u16_at(self.record, 4).into())
            .min(pack.names_len());
        (first..end).map(move |index| pack.name_at(index))
    }

    /// The name to display; empty where the pack gives none.
    pub fn display_name(&self) -> &'a str {
        self.names().next().map_or("", |name| name.text())
    }

    /// Who this is, in `lang` or the nearest the pack has: another variety of the
    /// language, else English, else the first. With its source.
    pub fn description(&self, lang: &str) -> Option<(&'a str, SourceView<'a>)> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or("").to_ascii_lowercase();
        let wanted = primary(lang);
        let rank = |tag: &str| match tag {
            _ if tag.eq_ignore_ascii_case(lang) => 0,
            _ if primary(tag) == wanted => 1,
            "en" => 2,
            _ => 3,
        };
        let best = self.descriptions().min_by_key(|(tag, ..)| rank(tag))?;
        Some((best.1, best.2))
    }

    /// Its descriptions with their language tags, sorted by tag, and where each comes
    /// from: the source given with the entity, else the pack itself.
    pub fn descriptions(&self) -> impl Iterator<Item = (&'a str, &'a str, SourceView<'a>)> + use<'a> {
        let pack = self.pack;
        let table = Tag::Desc;
        pack.owned(table, self.index).map(move |index| {
            let record = pack.record(table, index);
            let text = pack.text(u32_at(record, 4), u16_at(record, 8));
            let source = SourceView::read(pack, record, 12).unwrap_or_else(|| SourceView::of_pack(pack));
            (language(pack, u32::from(u16_at(record, 10))), text, source)
        })
    }

    /// The source given with the entity for its descriptions.
    pub fn own_source(&self) -> Option<SourceView<'a>> {
        let table = Tag::Desc;
        let first = self.pack.owned(table, self.index).next()?;
        SourceView::read(self.pack, self.pack.record(table, first), 12)
    }

    /// What the pack says of it, each with its source.
    pub fn facts(&self) -> impl Iterator<Item = FactView<'a>> + use<'a> {
        let pack = self.pack;
        pack.owned(Tag::Fact, self.index)
            .filter_map(move |index| FactView::read(pack, index))
    }

    /// Its ids elsewhere: scheme, such as `wikidata`, and value. Sorted by scheme.
    pub fn links(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let pack = self.pack;
        let table = Tag::Link;
        pack.owned(table, self.index).map(move |index| {
            let record = pack.record(table, index);
            let scheme = pack.text(u32_at(record, 4), u16_at(record, 12));
            (scheme, pack.text(u32_at(record, 8), u16_at(record, 14)))
        })
    }

    /// How likely the news means this one by its names, 0 to 1, in steps of
    /// 0.0001; 0 where the pack does not say.
    pub fn prior(&self) -> f64 {
        (f64::from(u16_at(self.record, 2)) / PRIOR_STEPS).min(1.0)
    }

    /// Words and phrases that stand near its names in the news.
    pub fn context(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let pack = self.pack;
        let table = Tag::Ctxt;
        pack.owned(table, self.index).map(move |index| {
            let record = pack.record(table, index);
            pack.text(u32_at(record, 4), u16_at(record, 8))
        })
    }
}

impl fmt::Debug for EntityView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} ({})", self.kind().as_str(), self.display_name(), self.id())
    }
}

/// A name of an entity.
#[derive(Clone, Copy)]
pub struct NameView<'a> {
    pack: &'a Pack,
    index: u32,
    record: &'a [u8],
}

impl<'a> NameView<'a> {
    pub(crate) fn new(pack: &'a Pack, index: u32) -> Self {
        Self {
            pack,
            index,
            record: pack.record(Tag::Name, index),
        }
    }

    /// Its number in the pack.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The name as its makers write it.
    pub fn text(&self) -> &'a str {
        let start = self
            .pack
            .reach(Tag::Name, self.index, (Tag::Nblk, 0), |record| u8_at(record, 0).into());
        self.pack.text_in(Tag::Natx, start, u8_at(self.record, 0).into())
    }

    /// The number of the entity that bears it.
    pub fn entity(&self) -> u32 {
        self.pack.bearer(self.index)
    }

    /// How much it says on its own.
    pub fn strength(&self) -> Strength {
        match self.flags() & 3 {
            0 => Strength::Strong,
            2 => Strength::Former,
            _ => Strength::Weak,
        }
    }

    /// Whether it is an acronym.
    pub fn is_acronym(&self) -> bool {
        self.flags() & 4 != 0
    }

    /// Whether it matches only in the case it is written in.
    pub fn is_cased(&self) -> bool {
        self.flags() & 8 != 0
    }

    /// Whether it may be met in other spellings: not an acronym, and no other entity
    /// of the pack has a name that is spelt like it.
    pub fn has_spellings(&self) -> bool {
        self.flags() & 0b1_0100 == 0
    }

    /// Its language tag; empty where the pack does not say.
    pub fn lang(&self) -> &'a str {
        language(self.pack, u32::from(self.flags() >> 5))
    }

    /// Since when it is used, and until when, where the pack says.
    pub fn dates(&self) -> (Option<Date>, Option<Date>) {
        let table = Tag::Ndat;
        let record = self
            .pack
            .owned(table, self.index)
            .next()
            .map_or(&[][..], |at| self.pack.record(table, at));
        (Date::decode(u32_at(record, 4)), Date::decode(u32_at(record, 8)))
    }

    fn flags(&self) -> u16 {
        u16_at(self.record, 1)
    }
}

impl fmt::Debug for NameView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of entity {}", self.text(), self.entity())
    }
}

/// The other side of a fact, or who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object<'a> {
    /// The number of an entity of the same pack.
    Entity(u32),
    /// Words.
    Text(&'a str),
}

/// One fact of a pack. Its numbers are known to be good when it is handed out.
#[derive(Clone, Copy)]
pub struct FactView<'a> {
    pack: &'a Pack,
    record: &'a [u8],
    relation: Relation,
    status: Status,
    source: SourceView<'a>,
}

impl<'a> FactView<'a> {
    fn read(pack: &'a Pack, index: u32) -> Option<Self> {
        let record = pack.record(Tag::Fact, index);
        let status = match u8_at(record, 17) {
            0 => Status::Stated,
            1 => Status::Reported,
            2 => Status::Disputed,
            3 => Status::Denied,
            _ => return None,
        };
        let relation = Relation::from_number(u8_at(record, 16))?;
        let source = SourceView::read(pack, record, 28)?;
        let fact = Self {
            pack,
            record,
            relation,
            status,
            source,
        };
        match fact.object() {
            Object::Entity(entity) => entity < pack.len(),
            Object::Text(text) => !text.is_empty(),
        }
        .then_some(fact)
    }

    /// What holds between the entity and the object.
    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// The other side.
    pub fn object(&self) -> Object<'a> {
        self.side(4, 12)
    }

    /// Since when, where the source says.
    pub fn from(&self) -> Option<Date> {
        Date::decode(u32_at(self.record, 20))
    }

    /// Until when, where the source says.
    pub fn to(&self) -> Option<Date> {
        Date::decode(u32_at(self.record, 24))
    }

    /// How the source puts it.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Who says so, where the source reports it as somebody's words.
    pub fn by(&self) -> Option<Object<'a>> {
        match self.side(8, 14) {
            Object::Text("") => None,
            Object::Entity(entity) if entity >= self.pack.len() => None,
            some => Some(some),
        }
    }

    /// Who says this.
    pub fn source(&self) -> SourceView<'a> {
        self.source
    }

    fn side(&self, offset: usize, length: usize) -> Object<'a> {
        let (offset, length) = (u32_at(self.record, offset), u16_at(self.record, length));
        if length == IS_ENTITY {
            Object::Entity(offset)
        } else {
            Object::Text(self.pack.text(offset, length))
        }
    }
}

impl fmt::Debug for FactView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {:?} ({:?})",
            self.relation,
            self.object(),
            self.source.publisher()
        )
    }
}

/// Who published what the pack says, where, and when it was retrieved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceView<'a> {
    publisher: &'a str,
    url: &'a str,
    retrieved: Option<Date>,
}

impl<'a> SourceView<'a> {
    fn read(pack: &'a Pack, record: &[u8], at: usize) -> Option<Self> {
        let index = u32_at(record, at);
        let record = pack.record(Tag::Srce, index);
        let publisher = pack.text(u32_at(record, 0), u16_at(record, 8));
        let url = pack.text(u32_at(record, 4), u16_at(record, 10));
        let url = if is_web_address(url) { url } else { "" };
        let retrieved = Date::decode(u32_at(record, 12));
        (!publisher.is_empty()).then_some(Self {
            publisher,
            url,
            retrieved,
        })
    }

    /// The pack as the source of what it says.
    fn of_pack(pack: &'a Pack) -> Self {
        let publisher = if pack.publisher().is_empty() {
            pack.name()
        } else {
            pack.publisher()
        };
        Self {
            publisher,
            url: "",
            retrieved: pack.built(),
        }
    }

    /// Who published it.
    pub fn publisher(&self) -> &'a str {
        self.publisher
    }

    /// Where, `https:` or `http:`; empty where there is no page.
    pub fn url(&self) -> &'a str {
        self.url
    }

    /// When it was retrieved.
    pub fn retrieved(&self) -> Option<Date> {
        self.retrieved
    }
}

/// Whether a card may link to `url`: `https:` or `http:`, with a host, and
/// nothing that could be read as anything but an address.
pub(crate) fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let marks = |c: char| matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    let clean = !url.contains(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c) || marks(c));
    clean && host.is_some_and(|host| host.contains(crate::text::letter::is_word_char))
}

fn language(pack: &Pack, number: u32) -> &str {
    let record = number
        .checked_sub(1)
        .map_or(&[][..], |index| pack.record(Tag::Lang, index));
    pack.text(u32_at(record, 0), u16_at(record, 4))
}
