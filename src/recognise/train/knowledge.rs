//! What the model is told before it learns: word classes and name lists.

use std::fs;
use std::path::{Path, PathBuf};

use super::corpus::{Story, text};
use super::write::Knowledge;
use crate::recognise::scene::{LISTS, LONGEST};
use crate::text::{Class, Document, Shape, fold, hash};

/// How often a word without a capital must stand inside a mark to be one that does.
const INNER: f32 = 2.5;

impl Knowledge {
    /// Reads word classes: lines of a word and its class at four grains, fine to coarse, with tabs between;
    /// the commonest word first. At most `words` are taken.
    pub fn read_classes(&mut self, path: &Path, words: usize) -> Result<(), String> {
        for (n, line) in text(path)?.lines().enumerate().take(words) {
            let bad = || format!("{}, line {}: not a word and four numbers", path.display(), n + 1);
            let mut parts = line.split('\t');
            let word = parts.next().ok_or_else(bad)?;
            let numbers: Vec<u16> = parts.map(str::parse).collect::<Result<_, _>>().map_err(|_| bad())?;
            let [class, coarser @ ..] = <[u16; 4]>::try_from(numbers).map_err(|_| bad())?;
            if self.coarser.len() <= class as usize {
                self.coarser.resize(class as usize + 1, [0; 3]);
            }
            self.coarser[class as usize] = coarser;
            // Of two words that a reader can't tell apart the commoner stands.
            self.classes
                .entry(key(hash::word(&fold::fold_word(word))))
                .or_insert(class);
        }
        Ok(())
    }

    /// Reads the name lists of a folder: each `.txt` file a list, in the order of the file names, each line a
    /// name.
    pub fn read_lists(&mut self, folder: &Path) -> Result<Vec<String>, String> {
        let error = |e| format!("{}: {e}", folder.display());
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .map_err(error)?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<Result<_, _>>()
            .map_err(error)?;
        files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
        files.sort();
        if files.len() > LISTS {
            return Err(format!(
                "{}: {} lists, but a model has at most {LISTS}",
                folder.display(),
                files.len()
            ));
        }
        for (list, file) in files.iter().enumerate() {
            for name in text(file)?.lines() {
                let document = Document::new(name);
                let words: Vec<u32> = document
                    .tokens()
                    .iter()
                    .filter(|t| t.class != Class::Punct)
                    .map(|t| t.hash)
                    .collect();
                if (1..=LONGEST).contains(&words.len()) {
                    let phrase = words[1..].iter().fold(words[0], |h, w| hash::extend(h, *w));
                    *self.lists.entry(key(phrase)).or_default() |= 1 << list;
                }
            }
        }
        Ok(files
            .iter()
            .filter_map(|f| Some(f.file_stem()?.to_string_lossy().into_owned()))
            .collect())
    }

    /// Learns which words without a capital stand inside names.
    pub fn read_inner(&mut self, stories: &[Story]) {
        let mut counts: std::collections::BTreeMap<u32, f32> = Default::default();
        for story in stories {
            for (start, end, _) in story.names() {
                for token in &story.document.tokens()[start..end] {
                    let plain = !token.is_capitalised()
                        && !token.shape.has(Shape::INNER)
                        && !token.shape.has(Shape::CASELESS)
                        && token.class != Class::Number;
                    if plain {
                        *counts.entry(token.hash).or_default() += story.weight;
                    }
                }
            }
        }
        self.inner = counts
            .into_iter()
            .filter(|(_, n)| *n >= INNER)
            .map(|(word, _)| word)
            .collect();
    }
}

/// A key as far as a table keeps it, so that two that a reader can't tell apart are one here too.
pub(super) fn key(hash: u32) -> u32 {
    hash & 0xffff_ff00
}
