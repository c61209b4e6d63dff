//! Opening a pack and finding things in it. Nothing is copied or built: every
//! question is answered from the bytes, and every offset is checked when it is
//! followed, so that bytes that lie give empty texts, never a panic.

use super::Date;
use super::error::{PackError, PackErrorCode};
use super::format::{self, BLOCK, size, u16_at, u32_at, u64_at};
use super::index::{self, Index, partition};
use super::view::{EntityView, NameView};
use crate::prelude::*;
use crate::text::Phrase;
use alloc::borrow::Cow;
use core::fmt;
use core::ops::Range;

/// An open knowledge pack.
#[derive(Clone)]
pub struct Pack {
    bytes: Cow<'static, [u8]>,
    sections: Sections,
}

/// Records of one size.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Table {
    start: usize,
    stride: usize,
    pub count: u32,
}

/// Where everything lies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sections {
    pub meta: Table,
    pub strs: Range<usize>,
    pub enti: Table,
    pub eblk: Table,
    pub idtx: Range<usize>,
    pub name: Table,
    pub nblk: Table,
    pub natx: Range<usize>,
    pub desc: Table,
    pub fact: Table,
    pub link: Table,
    pub ctxt: Table,
    pub ndat: Table,
    pub srce: Table,
    pub lang: Table,
    pub keys: Index,
    pub frst: Range<usize>,
    pub lnks: Index,
    pub shrd: Table,
    pub skey: Index,
    pub sfst: Range<usize>,
}

impl Pack {
    /// Opens a pack: checks that it is one, whole and undamaged, and of a version
    /// this reader knows. Costs one pass over the bytes for the checksum and no
    /// allocation. The error says what is wrong in one sentence.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Pack, PackError> {
        let bytes = bytes.into();
        check_header(&bytes)?;
        let sections = Sections::read(&bytes)?;
        Ok(Pack { bytes, sections })
    }

    /// The name of the pack.
    pub fn name(&self) -> &str {
        self.meta_text(0)
    }

    /// The version its makers gave it. Empty where they gave none.
    pub fn version(&self) -> &str {
        self.meta_text(8)
    }

    /// Its licence, such as `CC0-1.0`. Empty where none is stated.
    pub fn licence(&self) -> &str {
        self.meta_text(16)
    }

    /// Who publishes it. Empty where that is not stated.
    pub fn publisher(&self) -> &str {
        self.meta_text(24)
    }

    /// What its makers say about it.
    pub fn comment(&self) -> &str {
        self.meta_text(32)
    }

    /// The date it was built from its sources.
    pub fn built(&self) -> Option<Date> {
        Date::decode(u32_at(self.meta(), 40))
    }

    /// Number of entities.
    pub fn len(&self) -> u32 {
        self.sections.enti.count
    }

    /// Whether the pack has no entities.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of names.
    pub fn names_len(&self) -> u32 {
        self.sections.name.count
    }

    /// The entity of this number. Entities are numbered from 0 in the order of
    /// the bytes of their ids. A number the pack does not have gives an entity
    /// without an id or names.
    pub fn entity(&self, index: u32) -> EntityView<'_> {
        EntityView::new(self, index)
    }

    /// All entities, in the order of their ids.
    pub fn entities(&self) -> impl Iterator<Item = EntityView<'_>> {
        (0..self.len()).map(|index| self.entity(index))
    }

    /// The entity with this id.
    pub fn entity_by_id(&self, id: &str) -> Option<EntityView<'_>> {
        let index = partition(0..self.len(), |index| {
            self.entity(index).id().as_bytes() < id.as_bytes()
        });
        Some(self.entity(index)).filter(|entity| index < self.len() && entity.id() == id)
    }

    /// The name of this number. A number the pack does not have gives a name
    /// without text.
    pub fn name_at(&self, index: u32) -> NameView<'_> {
        NameView::new(self, index)
    }

    /// The first entity that has this link, such as `wikidata`, `Q42`.
    pub fn entity_by_link(&self, scheme: &str, value: &str) -> Option<EntityView<'_>> {
        let Sections { lnks, link, .. } = &self.sections;
        lnks.get(&self.bytes, index::link_hash(scheme, value))
            .map(|number| self.entity(u32_at(self.record(*link, number), 0)))
            .find(|entity| entity.links().any(|own| own == (scheme, value)))
    }

    /// How long names are whose first word has this hash: bit `n - 1` is set
    /// where there are names of `n` words. 0 where no name starts so. A bit may be
    /// set for a word that no name starts with.
    pub fn starts(&self, first_word_hash: u32) -> u16 {
        index::starts(&self.bytes, &self.sections.frst, first_word_hash)
    }

    /// The names whose spelling keys have this hash, which
    /// [`key_hash`](super::key_hash) gives: the names that are spelt so, and others
    /// that may be, and now and then a stranger. Compare the text before saying it
    /// is the same name. At most [`MAX_SHARED`](super::format::MAX_SHARED).
    pub fn names_by_key(&self, hash: u32) -> impl Iterator<Item = NameView<'_>> {
        let names = self.sections.keys.get(&self.bytes, hash);
        names
            .filter(|number| *number < self.names_len() && !self.is_empty())
            .map(|number| self.name_at(number))
    }

    /// The names that read as `phrase` does: the exact look-up.
    pub fn names_of(&self, phrase: &Phrase) -> impl Iterator<Item = NameView<'_>> {
        self.names_by_key(super::key_hash(phrase.folded()))
            .filter(move |name| Phrase::of(name.text()).folded() == phrase.folded())
    }

    /// The bytes of the pack file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn meta(&self) -> &[u8] {
        self.record(self.sections.meta, 0)
    }

    fn meta_text(&self, at: usize) -> &str {
        let meta = self.meta();
        self.text(u32_at(meta, at), u16_at(meta, at + 4))
    }

    pub(crate) fn sections(&self) -> &Sections {
        &self.sections
    }

    /// The text at an offset into the texts; empty where there is none.
    pub(crate) fn text(&self, offset: u32, length: u16) -> &str {
        self.text_in(&self.sections.strs, offset, length)
    }

    /// As [`text`](Pack::text), of another section of texts.
    pub(crate) fn text_in(&self, section: &Range<usize>, offset: u32, length: u16) -> &str {
        let texts = self.bytes.get(section.clone()).unwrap_or(&[]);
        let rest = texts.get(offset as usize..).unwrap_or(&[]);
        let bytes = rest.get(..usize::from(length)).unwrap_or(&[]);
        core::str::from_utf8(bytes).unwrap_or("")
    }

    /// One record; empty where there is none of this number.
    pub(crate) fn record(&self, table: Table, index: u32) -> &[u8] {
        if index >= table.count {
            return &[];
        }
        let start = table.start + index as usize * table.stride;
        self.bytes.get(start..start + table.stride).unwrap_or(&[])
    }

    /// Where record `index` of `table` stands: what `blocks` says of the first of its
    /// block at `at`, and for each record between `size` of it.
    pub(crate) fn reach(
        &self,
        table: Table,
        index: u32,
        (blocks, at): (Table, usize),
        size: impl Fn(&[u8]) -> u32,
    ) -> u32 {
        let first = index / BLOCK;
        let start = u32_at(self.record(blocks, first), at);
        // Sums of bytes that lie may be anything, and lead to empty texts.
        (first * BLOCK..index).fold(start, |sum, record| sum.wrapping_add(size(self.record(table, record))))
    }

    /// The number of the first name of an entity.
    pub(crate) fn first_name(&self, entity: u32) -> u32 {
        let Sections { enti, eblk, .. } = self.sections;
        self.reach(enti, entity, (eblk, 4), |record| u32::from(u16_at(record, 4)))
    }

    /// The number of the entity that has this name.
    pub(crate) fn bearer(&self, name: u32) -> u32 {
        let Sections { eblk, .. } = self.sections;
        let after = |block| u32_at(self.record(eblk, block), 4) > name;
        let block = partition(0..eblk.count, |block| !after(block)).saturating_sub(1);
        let entities = block * BLOCK..(block * BLOCK + BLOCK).min(self.len());
        let bearer = partition(entities, |entity| self.first_name(entity) <= name).saturating_sub(1);
        bearer.min(self.len().saturating_sub(1))
    }

    /// The numbers of the records of `table` that begin with `owner`.
    pub(crate) fn owned(&self, table: Table, owner: u32) -> impl Iterator<Item = u32> + use<'_> {
        let whose = move |index: u32| u32_at(self.record(table, index), 0);
        let start = partition(0..table.count, |index| whose(index) < owner);
        (start..table.count)
            .take(format::MAX_OWNED)
            .take_while(move |index| whose(*index) == owner)
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "pack {:?} of {} entities, {} names",
            self.name(),
            self.len(),
            self.names_len()
        )
    }
}

impl Sections {
    fn read(bytes: &[u8]) -> Result<Sections, PackError> {
        let count = u32_at(bytes, 24);
        if count > format::MAX_SECTIONS {
            return Err(PackError::invalid(format!(
                "The pack says it has {count} sections; the most is 64."
            )));
        }
        let rows = format::HEADER..format::HEADER + count as usize * format::ROW;
        let Some(rows) = bytes.get(rows) else {
            return Err(PackError::invalid(
                "The pack's table of sections reaches beyond its end.",
            ));
        };
        let mut sections = Sections::default();
        let mut seen = Seen {
            tags: [[0; 4]; format::MAX_SECTIONS as usize],
            count: 0,
        };
        for row in rows.chunks_exact(format::ROW) {
            let row = Row::read(row, bytes.len())?;
            if seen.before(row.tag) {
                return Err(row.wrong("is there twice"));
            }
            sections.place(bytes, &row)?;
        }
        for tag in [b"META", b"STRS", b"ENTI", b"NAME"] {
            if !seen.before(*tag) {
                let tag = tag.map(char::from).iter().collect::<String>();
                return Err(PackError::invalid(format!("The pack has no section {tag}.")));
            }
        }
        Ok(sections)
    }

    /// Notes where a section lies, if it is one this reader knows.
    fn place(&mut self, bytes: &[u8], row: &Row) -> Result<(), PackError> {
        match &row.tag {
            b"META" => self.meta = row.table(size::META)?,
            b"STRS" => self.strs = row.range.clone(),
            b"ENTI" => self.enti = row.table(size::ENTI)?,
            b"EBLK" => self.eblk = row.table(size::EBLK)?,
            b"IDTX" => self.idtx = row.range.clone(),
            b"NAME" => self.name = row.table(size::NAME)?,
            b"NBLK" => self.nblk = row.table(size::NBLK)?,
            b"NATX" => self.natx = row.range.clone(),
            b"DESC" => self.desc = row.table(size::DESC)?,
            b"FACT" => self.fact = row.table(size::FACT)?,
            b"LINK" => self.link = row.table(size::LINK)?,
            b"CTXT" => self.ctxt = row.table(size::CTXT)?,
            b"NDAT" => self.ndat = row.table(size::NDAT)?,
            b"SRCE" => self.srce = row.table(size::SRCE)?,
            b"LANG" => self.lang = row.table(size::LANG)?,
            b"KEYS" => self.keys = Index::open(bytes, row.range.clone())?,
            b"FRST" => self.frst = row.range.clone(),
            b"LNKS" => self.lnks = Index::open(bytes, row.range.clone())?,
            b"SHRD" => self.shrd = row.table(size::SHRD)?,
            b"SKEY" => self.skey = Index::open(bytes, row.range.clone())?,
            b"SFST" => self.sfst = row.range.clone(),
            _ => {}
        }
        Ok(())
    }
}

/// The tags met so far, without allocating.
struct Seen {
    tags: [[u8; 4]; format::MAX_SECTIONS as usize],
    count: usize,
}

impl Seen {
    /// Whether `tag` was asked about before.
    fn before(&mut self, tag: [u8; 4]) -> bool {
        let found = self.tags.iter().take(self.count).any(|seen| *seen == tag);
        if let (false, Some(free)) = (found, self.tags.get_mut(self.count)) {
            *free = tag;
            self.count += 1;
        }
        found
    }
}

/// A row of the section table.
struct Row {
    tag: [u8; 4],
    range: Range<usize>,
    stride: usize,
}

impl Row {
    fn read(row: &[u8], length: usize) -> Result<Row, PackError> {
        let tag = *row.first_chunk().unwrap_or(&[0; 4]);
        let start = u32_at(row, 4) as usize;
        let end = start.saturating_add(u32_at(row, 8) as usize);
        let row = Row {
            tag,
            range: start..end,
            stride: u32_at(row, 12) as usize,
        };
        if !start.is_multiple_of(4) || end > length {
            return Err(row.wrong("lies where it can't"));
        }
        Ok(row)
    }

    fn table(&self, least: usize) -> Result<Table, PackError> {
        let length = self.range.len();
        if self.stride < least || !length.is_multiple_of(self.stride) {
            return Err(self.wrong("has records of a wrong size"));
        }
        // The file's length is given in 32 bits and was checked.
        Ok(Table {
            start: self.range.start,
            stride: self.stride,
            count: (length / self.stride) as u32,
        })
    }

    fn wrong(&self, what: &str) -> PackError {
        let tag: String = self
            .tag
            .iter()
            .flat_map(|&byte| core::ascii::escape_default(byte))
            .map(char::from)
            .collect();
        PackError::invalid(format!("Section {tag} of the pack {what}."))
    }
}

fn check_header(bytes: &[u8]) -> Result<(), PackError> {
    let error = |code, message: String| Err(PackError::new(code, message));
    if !bytes.starts_with(&format::MAGIC) {
        let cut = bytes.len() < format::MAGIC.len() && format::MAGIC.starts_with(bytes) && !bytes.is_empty();
        if cut {
            return error(PackErrorCode::Truncated, "The pack ends within its first bytes.".into());
        }
        return error(PackErrorCode::NotAPack, "This is not a knowledge pack.".into());
    }
    if bytes.len() < format::HEADER {
        return error(PackErrorCode::Truncated, "The pack ends within its header.".into());
    }
    let version = u32_at(bytes, 8);
    if version > format::VERSION {
        let reads = format::VERSION;
        return error(
            PackErrorCode::Version,
            format!("The pack is of format version {version}; this Castlist reads version {reads}: get a newer one."),
        );
    }
    if version < format::VERSION {
        return error(
            PackErrorCode::Version,
            format!("There is no pack format version {version}."),
        );
    }
    let (said, length) = (u64::from(u32_at(bytes, 12)), bytes.len() as u64);
    if length < said {
        return error(
            PackErrorCode::Truncated,
            format!("The pack has {length} of its {said} bytes."),
        );
    }
    if length > said {
        let more = length - said;
        return error(
            PackErrorCode::Damaged,
            format!("The pack has {more} bytes more than it should have."),
        );
    }
    if u64_at(bytes, 16) != format::checksum(&bytes[format::SUMMED_FROM..]) {
        return error(
            PackErrorCode::Damaged,
            "The pack is damaged: its checksum is wrong.".into(),
        );
    }
    let folding = u32_at(bytes, 28);
    if folding != format::FOLDING {
        return error(
            PackErrorCode::Version,
            format!(
                "The names of this pack are indexed in a way ({folding}) this Castlist does not read: build it again."
            ),
        );
    }
    Ok(())
}
