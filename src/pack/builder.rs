//! Writes a pack. The same entities give the same bytes, however they were
//! ordered and over however many sources they were spread.

use super::collection::{Collection, Reading};
use super::format::{self, BLOCK, FOLDING, HEADER, IS_ENTITY, MAGIC, NONE, ROW, VERSION, size};
use super::problem::{Place, Problem};
use super::source::{self, Citation, Entry, Name, Parsed};
use super::{Date, EntryKind, Relation, Strength, index};
use crate::annotation::Status;
use std::collections::HashMap;

/// Languages a pack can tell apart: what 11 bits hold beside "none".
const MAX_LANGS: usize = 2047;

/// Builds a pack from sources: name and text of each. Gives the bytes of the pack
/// file, or all errors.
pub fn build(sources: &[(&str, &str)]) -> Result<Vec<u8>, Vec<Problem>> {
    build_parsed(sources.iter().map(|(name, text)| source::read(name, text)).collect())
}

/// As [`build`], for sources that an importer has read.
pub fn build_parsed(sources: Vec<Parsed>) -> Result<Vec<u8>, Vec<Problem>> {
    build_watched(sources, &mut |_| ())
}

/// As [`build_parsed`]; `watch` is told of every entity that is done.
pub fn build_watched(sources: Vec<Parsed>, watch: &mut dyn FnMut(Step)) -> Result<Vec<u8>, Vec<Problem>> {
    let all = gathered(sources, watch)?;
    write(&all, Extra::default(), watch).map_err(|error| vec![error])
}

/// How far the building of a pack is: how many of all entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many have their names folded and keyed.
    Keyed(usize, usize),
    /// So many are written.
    Written(usize, usize),
}

/// What the sources hold together, if it has no errors.
pub(crate) fn gathered(sources: Vec<Parsed>, watch: &mut dyn FnMut(Step)) -> Result<Collection, Vec<Problem>> {
    let all = Collection::gather_watched(sources, watch);
    let errors: Vec<Problem> = all
        .problems
        .iter()
        .filter(|problem| problem.is_error())
        .cloned()
        .collect();
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

/// The sections of an index over shards; empty in a pack that is whole.
#[derive(Default)]
pub(crate) struct Extra {
    pub shards: Vec<u8>,
    pub keys: Vec<u8>,
    pub starts: Vec<u8>,
}

/// Writes the pack of `all`, which has no errors.
pub(crate) fn write(all: &Collection, extra: Extra, watch: &mut dyn FnMut(Step)) -> Result<Vec<u8>, Problem> {
    let mut builder = Builder::new(all);
    for (number, entry) in (0..).zip(&all.entries) {
        builder.entity(number, entry);
        builder.knowledge(number, entry);
        watch(Step::Written(number as usize + 1, all.entries.len()));
    }
    builder.sources();
    builder.header();
    builder.finish(extra)
}

struct Builder<'a> {
    all: &'a Collection,
    texts: Texts<'a>,
    langs: Numbered<&'a str>,
    cited: Numbered<&'a Citation>,
    /// Hashes of links, in the order of their records.
    linked: Vec<u32>,
    meta: Record,
    enti: Record,
    eblk: Record,
    idtx: Record,
    name: Record,
    nblk: Record,
    natx: Record,
    desc: Record,
    fact: Record,
    link: Record,
    ctxt: Record,
    ndat: Record,
    srce: Record,
    lang: Record,
}

impl<'a> Builder<'a> {
    fn new(all: &'a Collection) -> Builder<'a> {
        Builder {
            all,
            texts: Texts::default(),
            langs: Numbered::default(),
            cited: Numbered::default(),
            linked: Vec::new(),
            meta: Record::default(),
            enti: Record::default(),
            eblk: Record::default(),
            idtx: Record::default(),
            name: Record::default(),
            nblk: Record::default(),
            natx: Record::default(),
            desc: Record::default(),
            fact: Record::default(),
            link: Record::default(),
            ctxt: Record::default(),
            ndat: Record::default(),
            srce: Record::default(),
            lang: Record::default(),
        }
    }

    fn names_len(&self) -> u32 {
        (self.name.0.len() / size::NAME) as u32
    }

    fn entity(&mut self, number: u32, entry: &'a Entry) {
        if number.is_multiple_of(BLOCK) {
            let first = self.names_len();
            self.eblk.u32(self.idtx.0.len() as u32).u32(first);
        }
        let kind = match entry.kind {
            EntryKind::Person => 0,
            EntryKind::Group => 1,
            EntryKind::Other => 2,
        };
        self.idtx.0.extend(entry.id.as_bytes());
        self.enti
            .u8(entry.id.len() as u8)
            .u8(kind | u8::from(!entry.mark) << 2)
            .u16(entry.prior)
            .u16(entry.names.len() as u16);
        let all = self.all;
        for (name, reading) in entry.names.iter().zip(&all.readings[number as usize]) {
            let number = self.names_len();
            if number.is_multiple_of(BLOCK) {
                self.nblk.u32(self.natx.0.len() as u32);
            }
            let flags = name_flags(name, reading) | (self.lang(&name.lang) as u16) << 5;
            self.natx.0.extend(name.text.as_bytes());
            self.name.u8(name.text.len() as u8).u16(flags);
            if name.from.is_some() || name.to.is_some() {
                self.ndat.u32(number).date(name.from).date(name.to);
            }
        }
    }

    fn knowledge(&mut self, number: u32, entry: &'a Entry) {
        for (lang, description) in &entry.descriptions {
            let (text, length) = self.texts.add(description);
            let lang = self.lang(lang) as u16;
            let source = entry.source.as_ref().map_or(NONE, |source| self.cited.number(source));
            self.desc.u32(number).u32(text).u16(length).u16(lang).u32(source);
        }
        for fact in &entry.facts {
            let (object, object_length) = self.side(&fact.object, fact.relation != Relation::Role);
            let (by, by_length) = fact.by.as_ref().map_or((0, 0), |by| self.side(by, true));
            let status = match fact.status {
                Status::Stated => 0,
                Status::Reported => 1,
                Status::Disputed => 2,
                Status::Denied => 3,
            };
            let source = self.cited.number(&fact.source);
            self.fact
                .u32(number)
                .u32(object)
                .u32(by)
                .u16(object_length)
                .u16(by_length);
            self.fact
                .u8(fact.relation as u8)
                .u8(status)
                .u16(0)
                .date(fact.from)
                .date(fact.to)
                .u32(source);
        }
        for (scheme, value) in &entry.links {
            self.linked.push(index::link_hash(scheme, value));
            let (scheme, scheme_length) = self.texts.add(scheme);
            let (value, value_length) = self.texts.add(value);
            self.link
                .u32(number)
                .u32(scheme)
                .u32(value)
                .u16(scheme_length)
                .u16(value_length);
        }
        for word in &entry.context {
            let (text, length) = self.texts.add(word);
            self.ctxt.u32(number).u32(text).u16(length).u16(0);
        }
    }

    fn sources(&mut self) {
        for citation in std::mem::take(&mut self.cited.items) {
            let (publisher, publisher_length) = self.texts.add(&citation.publisher);
            let (url, url_length) = self.texts.add(&citation.url);
            self.srce
                .u32(publisher)
                .u32(url)
                .u16(publisher_length)
                .u16(url_length)
                .date(citation.retrieved);
        }
        for lang in std::mem::take(&mut self.langs.items) {
            let (text, length) = self.texts.add(lang);
            self.lang.u32(text).u16(length).u16(0);
        }
    }

    fn header(&mut self) {
        let header = &self.all.header;
        for text in [
            &header.name,
            &header.version,
            &header.licence,
            &header.publisher,
            &header.comment,
        ] {
            let (text, length) = self.texts.add(text);
            self.meta.u32(text).u16(length).u16(0);
        }
        self.meta.date(header.built);
    }

    /// The number of a language tag; 0 for none.
    fn lang(&mut self, tag: &'a str) -> u32 {
        if tag.is_empty() { 0 } else { self.langs.number(tag) + 1 }
    }

    /// A side of a fact: an entity where `text` is an id and may be one, else words.
    fn side(&mut self, text: &'a str, may_be_entity: bool) -> (u32, u16) {
        match self.all.find(text).filter(|_| may_be_entity) {
            Some(entity) => (entity, IS_ENTITY),
            None => self.texts.add(text),
        }
    }

    fn finish(self, extra: Extra) -> Result<Vec<u8>, Problem> {
        let place = &self.all.header.place;
        if self.lang.0.len() / size::LANG > MAX_LANGS {
            return Err(Problem::error(place, format!("more than {MAX_LANGS} languages")));
        }
        let (keys, frst) = indexes(self.all);
        let links: Vec<(u32, u32)> = self.linked.iter().copied().zip(0..).collect();
        let lnks = if links.is_empty() {
            Vec::new()
        } else {
            index::write(&links, 1)
        };
        // Names lie together: they are most of a pack, are all that finding reads, and compress best so.
        let sections: [(&[u8; 4], usize, Vec<u8>); 21] = [
            (b"META", size::META, self.meta.0),
            (b"ENTI", size::ENTI, self.enti.0),
            (b"EBLK", size::EBLK, self.eblk.0),
            (b"NAME", size::NAME, self.name.0),
            (b"NBLK", size::NBLK, self.nblk.0),
            (b"NATX", 0, self.natx.0),
            (b"IDTX", 0, self.idtx.0),
            (b"STRS", 0, self.texts.bytes),
            (b"DESC", size::DESC, self.desc.0),
            (b"FACT", size::FACT, self.fact.0),
            (b"LINK", size::LINK, self.link.0),
            (b"CTXT", size::CTXT, self.ctxt.0),
            (b"NDAT", size::NDAT, self.ndat.0),
            (b"SRCE", size::SRCE, self.srce.0),
            (b"LANG", size::LANG, self.lang.0),
            (b"KEYS", 0, keys),
            (b"FRST", 0, frst),
            (b"LNKS", 0, lnks),
            (b"SHRD", size::SHRD, extra.shards),
            (b"SKEY", 0, extra.keys),
            (b"SFST", 0, extra.starts),
        ];
        let bytes = assemble(&sections);
        if u32::try_from(bytes.len()).is_err() {
            return Err(Problem::error(
                &Place::default(),
                "the pack would be over 4 GB; split it",
            ));
        }
        Ok(bytes)
    }
}

/// Strength, acronym, case and spellings as `NAME` keeps them.
fn name_flags(name: &Name, reading: &Reading) -> u16 {
    let strength = match name.strength {
        Strength::Strong => 0,
        Strength::Weak => 1,
        Strength::Former => 2,
    };
    let capitals = name.text.chars().filter(|c| c.is_uppercase()).count();
    let cased = name.acronym || reading.phrase.words() == 1 && capitals >= 2;
    strength | u16::from(name.acronym) << 2 | u16::from(cased) << 3 | u16::from(reading.rival.is_some()) << 4
}

/// `KEYS` and `FRST`.
fn indexes(all: &Collection) -> (Vec<u8>, Vec<u8>) {
    let readings = || all.readings.iter().flatten();
    let keys: Vec<(u32, u32)> = readings().map(|reading| reading.key).zip(0..).collect();
    let starts: Vec<(u32, usize)> = readings()
        .map(|reading| (reading.phrase.first(), reading.phrase.words()))
        .collect();
    (index::write(&keys, 1), index::write_starts(&starts))
}

/// Puts header, table and sections together. Empty sections are left out, but for
/// those a pack must have.
fn assemble(sections: &[(&[u8; 4], usize, Vec<u8>)]) -> Vec<u8> {
    let needed = [b"META", b"STRS", b"ENTI", b"NAME"];
    let kept = || {
        sections
            .iter()
            .filter(|(tag, _, bytes)| !bytes.is_empty() || needed.contains(tag))
    };
    let count = kept().count();
    let mut out = Record::default();
    out.0.extend(MAGIC);
    out.u32(VERSION).u32(0).u32(0).u32(0).u32(count as u32).u32(FOLDING);
    let mut at = HEADER + count * ROW;
    for (tag, stride, bytes) in kept() {
        out.0.extend(*tag);
        out.u32(at as u32).u32(bytes.len() as u32).u32(*stride as u32);
        at += bytes.len().next_multiple_of(4);
    }
    for (_, _, bytes) in kept() {
        out.0.resize(out.0.len().next_multiple_of(4), 0);
        out.0.extend(bytes);
    }
    let mut out = out.0;
    format::seal(&mut out);
    out
}

/// Bytes of records.
#[derive(Default)]
struct Record(Vec<u8>);

impl Record {
    fn u8(&mut self, value: u8) -> &mut Self {
        self.0.push(value);
        self
    }

    fn u16(&mut self, value: u16) -> &mut Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    fn u32(&mut self, value: u32) -> &mut Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    fn date(&mut self, date: Option<Date>) -> &mut Self {
        self.u32(Date::encode(date))
    }
}

/// The texts, each stored once.
#[derive(Default)]
struct Texts<'a> {
    bytes: Vec<u8>,
    known: HashMap<&'a str, u32>,
}

impl<'a> Texts<'a> {
    /// Offset and length of `text`. That texts fit was checked when they were read;
    /// that offsets fit is checked when the pack is done.
    fn add(&mut self, text: &'a str) -> (u32, u16) {
        if text.is_empty() {
            return (0, 0);
        }
        let offset = *self.known.entry(text).or_insert_with(|| {
            let offset = self.bytes.len() as u32;
            self.bytes.extend(text.as_bytes());
            offset
        });
        (offset, text.len() as u16)
    }
}

/// Items numbered in the order they came, each once.
struct Numbered<T> {
    items: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Numbered {
            items: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Numbered<T> {
    fn number(&mut self, item: T) -> u32 {
        let next = self.items.len() as u32;
        *self.numbers.entry(item).or_insert_with(|| {
            self.items.push(item);
            next
        })
    }
}
