//! Large packs in shards: which of them an article wants, and where they stand.

use super::error::PackError;
use super::format::u64_at;
use super::index::{starts, word_key};
use super::reader::Pack;
use crate::prelude::*;
use crate::text::{Class, Document, Joint, Shape, hash};

impl Pack {
    /// The checksum of its content, which no other content has but by rare chance.
    pub fn checksum(&self) -> u64 {
        u64_at(self.bytes(), 16)
    }

    /// The checksums of its shards; none for a pack that is whole.
    pub fn shards(&self) -> impl Iterator<Item = u64> + use<'_> {
        let table = self.sections().shrd;
        (0..table.count).map(move |number| u64_at(self.record(table, number), 0))
    }

    /// Adds the numbers of the shards that have a name of the document.
    fn note_wanted(&self, document: &Document, wanted: &mut Vec<u32>) {
        let (sections, bytes) = (self.sections(), self.bytes());
        let tokens = document.tokens();
        for (at, first) in tokens.iter().enumerate() {
            if !first.is_word() || first.class == Class::Possessive {
                continue;
            }
            let mut key = word_key(document.fold(at));
            let mut lengths = starts(bytes, &sections.sfst, key);
            let mut is_name = false;
            for (number, token) in tokens.iter().enumerate().skip(at) {
                if number > at {
                    if lengths == 0 || !token.is_word() || token.joint == Joint::Block {
                        break;
                    }
                    key = hash::extend(key, word_key(document.fold(number)));
                }
                is_name |= token.is_capitalised() || token.shape.has(Shape::CASELESS);
                if lengths & 1 != 0 && is_name {
                    for shard in sections.skey.get(bytes, key) {
                        if !wanted.contains(&shard) {
                            wanted.push(shard);
                        }
                    }
                }
                lengths >>= 1;
            }
        }
    }
}

/// The name of a shard's file, beside that of its index. It changes with the content.
pub fn file_name(checksum: u64) -> String {
    format!("{checksum:016x}.castpack")
}

/// The files of the shards that `document` wants and that are not among `packs`, in
/// the order of their packs.
pub fn wanted(packs: &[Pack], document: &Document) -> Vec<String> {
    let mut files = Vec::new();
    for pack in packs {
        let mut numbers = Vec::new();
        pack.note_wanted(document, &mut numbers);
        let sums: Vec<u64> = pack.shards().collect();
        for sum in numbers.iter().filter_map(|number| sums.get(*number as usize)) {
            if !packs.iter().any(|other| other.checksum() == *sum) {
                files.push(file_name(*sum));
            }
        }
    }
    files
}

/// Puts a shard behind the index that lists it, so that it stands over what its index
/// stands over and under what that stands under. One that is there already changes
/// nothing. Refused is one that no index lists: whatever came in place of a shard.
pub fn add(packs: &mut Vec<Pack>, shard: Pack) -> Result<(), PackError> {
    let sum = shard.checksum();
    let Some(index) = packs.iter().position(|pack| pack.shards().any(|listed| listed == sum)) else {
        return Err(PackError::invalid("This is no part of any pack that is open."));
    };
    if !packs.iter().any(|pack| pack.checksum() == sum) {
        packs.insert(index + 1, shard);
    }
    Ok(())
}
