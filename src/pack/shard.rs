//! Large packs in shards: which of them an article wants, and where they stand.

use super::error::PackError;
use super::format::u64_at;
use super::index::word_key;
use super::reader::Pack;
use super::section::Tag;
use crate::prelude::*;
use crate::text::{Class, Document, Joint, Shape, hash};

impl Pack {
    /// The checksum of its content, which no other content has but by rare chance.
    pub fn checksum(&self) -> u64 {
        u64_at(self.bytes(), 16)
    }

    /// The checksums of its shards; none for a pack that is whole.
    pub fn shards(&self) -> impl Iterator<Item = u64> + use<'_> {
        (0..self.section(Tag::Shrd).count).map(move |number| u64_at(self.record(Tag::Shrd, number), 0))
    }

    /// Adds the checksums of the shards that have a name of the document.
    fn note_wanted(&self, document: &Document, wanted: &mut Vec<u64>) {
        if self.section(Tag::Shrd).count == 0 {
            return;
        }
        let tokens = document.tokens();
        for at in 0..tokens.len() {
            let (mut key, mut lengths, mut is_name) = (0, 0, false);
            for (number, token) in tokens.iter().enumerate().skip(at) {
                let first = number == at;
                let apart = token.joint == Joint::Block && !first || token.class == Class::Possessive && first;
                if !token.is_word() || apart {
                    break;
                }
                let word = word_key(document.fold(number));
                if first {
                    (key, lengths) = (word, self.masked(Tag::Sfst, word));
                } else {
                    (key, lengths) = (hash::extend(key, word), lengths >> 1);
                }
                is_name |= token.is_capitalised() || token.shape.has(Shape::CASELESS);
                if lengths & 1 != 0 && is_name {
                    for number in self.indexed(Tag::Skey, key) {
                        let sum = u64_at(self.record(Tag::Shrd, number), 0);
                        if !wanted.contains(&sum) {
                            wanted.push(sum);
                        }
                    }
                }
                if lengths < 2 {
                    break;
                }
            }
        }
    }
}

/// The name of a shard's file, beside that of its index. It changes with the content.
pub fn file_name(checksum: u64) -> String {
    let digits = (0..16)
        .rev()
        .map(|digit| char::from(b"0123456789abcdef"[(checksum >> (4 * digit)) as usize & 15]));
    digits.chain(".castpack".chars()).collect()
}

/// The checksums of the shards that `document` wants and that are not among `packs`.
/// [`file_name`] says where they are.
pub fn wanted(packs: &[Pack], document: &Document) -> Vec<u64> {
    let mut wanted = Vec::new();
    packs.iter().for_each(|pack| pack.note_wanted(document, &mut wanted));
    wanted.retain(|sum| packs.iter().all(|pack| pack.checksum() != *sum));
    wanted
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
