//! Opening a pack and finding things in it. Nothing is copied or built: every
//! question is answered from the bytes, and every offset is checked when it is
//! followed, so that bytes that lie give empty texts, never a panic.

use super::Date;
use super::error::{PackError, PackErrorCode};
use super::format::{self, BLOCK, u16_at, u32_at, u64_at};
use super::index::{self, Index, partition};
use super::section::{Section, Sections, Tag};
use super::view::{EntityView, NameView};
use crate::prelude::*;
use crate::text::Phrase;
use alloc::borrow::Cow;
use core::fmt;

/// An open knowledge pack.
#[derive(Clone)]
pub struct Pack {
    bytes: Cow<'static, [u8]>,
    sections: Sections,
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
        self.section(Tag::Enti).count
    }

    /// Whether the pack has no entities.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of names.
    pub fn names_len(&self) -> u32 {
        self.section(Tag::Name).count
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
        let links = self.indexed(Tag::Lnks, index::link_hash(scheme, value));
        links
            .map(|number| self.entity(u32_at(self.record(Tag::Link, number), 0)))
            .find(|entity| entity.links().any(|own| own == (scheme, value)))
    }

    /// How long names are whose first word has this hash: bit `n - 1` is set
    /// where there are names of `n` words. 0 where no name starts so. A bit may be
    /// set for a word that no name starts with.
    pub fn starts(&self, first_word_hash: u32) -> u16 {
        self.masked(Tag::Frst, first_word_hash)
    }

    /// The names whose spelling keys have this hash, which
    /// [`key_hash`](super::key_hash) gives: the names that are spelt so, and others
    /// that may be, and now and then a stranger. Compare the text before saying it
    /// is the same name. At most [`MAX_SHARED`](super::format::MAX_SHARED).
    pub fn names_by_key(&self, hash: u32) -> impl Iterator<Item = NameView<'_>> {
        let names = self.indexed(Tag::Keys, hash);
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
        self.record(Tag::Meta, 0)
    }

    fn meta_text(&self, at: usize) -> &str {
        let meta = self.meta();
        self.text(u32_at(meta, at), u16_at(meta, at + 4))
    }

    pub(crate) fn section(&self, tag: Tag) -> Section {
        self.sections.get(tag)
    }

    /// What an index has under a hash.
    pub(crate) fn indexed(&self, tag: Tag, hash: u32) -> impl Iterator<Item = u32> + use<'_> {
        Index::open(&self.bytes, self.section(tag))
            .unwrap_or_default()
            .get(&self.bytes, hash)
    }

    /// What a table of starts has for a hash.
    pub(crate) fn masked(&self, tag: Tag, hash: u32) -> u16 {
        index::starts(&self.bytes, self.section(tag), hash)
    }

    /// The text at an offset into the texts; empty where there is none.
    pub(crate) fn text(&self, offset: u32, length: u16) -> &str {
        self.text_in(Tag::Strs, offset, length)
    }

    /// As [`text`](Pack::text), of another section of texts.
    pub(crate) fn text_in(&self, tag: Tag, offset: u32, length: u16) -> &str {
        let Section { start, length: all, .. } = self.section(tag);
        let texts = self.bytes.get(start..start + all).unwrap_or(&[]);
        let rest = texts.get(offset as usize..).unwrap_or(&[]);
        let bytes = rest.get(..usize::from(length)).unwrap_or(&[]);
        core::str::from_utf8(bytes).unwrap_or("")
    }

    /// One record; empty where there is none of this number.
    pub(crate) fn record(&self, tag: Tag, index: u32) -> &[u8] {
        let table = self.section(tag);
        if index >= table.count {
            return &[];
        }
        let start = table.start + index as usize * table.stride;
        self.bytes.get(start..start + table.stride).unwrap_or(&[])
    }

    /// Where record `index` of `table` stands: what `blocks` says of the first of its
    /// block at `at`, and for each record between `size` of it.
    pub(crate) fn reach(&self, table: Tag, index: u32, (blocks, at): (Tag, usize), size: impl Fn(&[u8]) -> u32) -> u32 {
        let first = index / BLOCK;
        let start = u32_at(self.record(blocks, first), at);
        // Sums of bytes that lie may be anything, and lead to empty texts.
        (first * BLOCK..index).fold(start, |sum, record| sum.wrapping_add(size(self.record(table, record))))
    }

    /// The number of the first name of an entity.
    pub(crate) fn first_name(&self, entity: u32) -> u32 {
        self.reach(Tag::Enti, entity, (Tag::Eblk, 4), |record| u32::from(u16_at(record, 4)))
    }

    /// The number of the entity that has this name.
    pub(crate) fn bearer(&self, name: u32) -> u32 {
        let after = |block| u32_at(self.record(Tag::Eblk, block), 4) > name;
        let block = partition(0..self.section(Tag::Eblk).count, |block| !after(block)).saturating_sub(1);
        let entities = block * BLOCK..(block * BLOCK + BLOCK).min(self.len());
        let bearer = partition(entities, |entity| self.first_name(entity) <= name).saturating_sub(1);
        bearer.min(self.len().saturating_sub(1))
    }

    /// The numbers of the records of `table` that begin with `owner`.
    pub(crate) fn owned(&self, table: Tag, owner: u32) -> impl Iterator<Item = u32> + use<'_> {
        let whose = move |index: u32| u32_at(self.record(table, index), 0);
        let count = self.section(table).count;
        let start = partition(0..count, |index| whose(index) < owner);
        (start..count)
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
