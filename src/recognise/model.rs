//! The trained model as a file: format version 1. This comment is the specification.
//!
//! All numbers are little-endian. The file is read in place.
//!
//! | at | size | what |
//! | --- | --- | --- |
//! | 0 | 8 | `CASTMODL` in ASCII |
//! | 8 | 4 | format version: 1 |
//! | 12 | 4 | length of the whole file |
//! | 16 | 8 | checksum of everything from byte 24 to the end, as a knowledge pack's |
//! | 24 | 4 × 16 | length of each section, in the order below |
//! | 88 | | the sections, one after the other |
//!
//! Three of the sections' groups are *tables*: 65,536 buckets, of which a 32-bit key belongs to that of its
//! upper half; one byte a bucket says how many entries it has, then one byte an entry holds bits 8 to 15 of its
//! key. A key that is not there is taken for one that is about once in 256 tries for each entry of its bucket.
//!
//! 0. Name, version, licence and date of the model as UTF-8 lines `key: value`.
//! 1. Parameters, 32-bit floats: what a weight of 1 is worth; the transitions of the first look (10 × 9, the
//!    last row for a sentence's first token), those of the second; then, for persons and for groups, 17 steps
//!    from what the second look says of a name, in sixteenths, to how often that is right.
//! 2. Features: buckets. 3. Features: checks. 4. For each feature the number of its pattern, a byte.
//! 5. Patterns, 16 bits each, at most 256: the labels for which a feature has a weight.
//! 6. Weights, one signed byte each: feature after feature, label after label.
//! 7. Classes: buckets. 8. Classes: checks. 9. For each word its finest class, 16 bits.
//! 10. For each finest class its three coarser ones, 16 bits each.
//! 11. Lists: buckets. 12. Lists: checks. 13. For each phrase the number of its lists' set, a byte.
//! 14. Sets of lists, 16 bits each, at most 256.
//! 15. Words without a capital that stand inside names: keys of 32 bits, sorted.

use alloc::borrow::Cow;
use core::fmt;
use core::ops::Range;

use super::lattice::{LABELS, Scores, Steps, Transitions};
use crate::annotation::Kind;
use crate::pack::format::{checksum, u16_at, u32_at};
use crate::prelude::*;

pub(super) const MAGIC: &[u8; 8] = b"CASTMODL";
pub(super) const VERSION: u32 = 1;
pub(super) const SECTIONS: usize = 16;
pub(super) const HEADER: usize = 24 + 4 * SECTIONS;
pub(super) const BUCKETS: usize = 1 << 16;
/// Knots of the two calibration curves.
pub(super) const KNOTS: usize = 17;
const PARAMETERS: usize = 1 + 2 * (LABELS + 1) * LABELS + 2 * KNOTS;
/// The class of a word of which nothing is known.
pub(super) const NO_CLASS: u16 = 0xffff;

/// Why a model can't be opened: a code for programs and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    code: &'static str,
    message: &'static str,
}

impl ModelError {
    /// `model-not-a-model`, `model-version`, `model-truncated`, `model-damaged` or `model-invalid`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// One sentence for a person.
    pub fn message(&self) -> &'static str {
        self.message
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl core::error::Error for ModelError {}

fn error(code: &'static str, message: &'static str) -> ModelError {
    ModelError { code, message }
}

fn invalid() -> ModelError {
    error("model-invalid", "the model contradicts itself: it was built wrongly")
}

/// An open model.
#[derive(Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; SECTIONS],
    features: Buckets,
    /// The first weight of each bucket of features.
    weights: Vec<u32>,
    classes: Buckets,
    lists: Buckets,
    scale: f32,
    steps: [Steps; 2],
    curves: [[f32; KNOTS]; 2],
}

/// Where the entries of each bucket begin.
#[derive(Clone)]
struct Buckets(Vec<u32>);

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Model")
    }
}

impl Model {
    /// Opens a model: checks that it is one, whole and undamaged, and of a version this reader knows.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model, ModelError> {
        let bytes = bytes.into();
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(error("model-not-a-model", "this is not a Castlist model"));
        }
        if bytes.get(8..12) != Some(VERSION.to_le_bytes().as_slice()) {
            return Err(error(
                "model-version",
                "the model is of a format version that this version of Castlist does not know",
            ));
        }
        if bytes.len() < HEADER || u32_at(&bytes, 12) as usize > bytes.len() {
            return Err(error("model-truncated", "the end of the model is missing"));
        }
        let sum = u64::from(u32_at(&bytes, 16)) | u64::from(u32_at(&bytes, 20)) << 32;
        if u32_at(&bytes, 12) as usize != bytes.len() || checksum(&bytes[24..]) != sum {
            return Err(error(
                "model-damaged",
                "the model is damaged: its bytes are not those that were written",
            ));
        }
        let mut end = HEADER;
        let mut sections = [const { 0..0 }; SECTIONS];
        for (n, section) in sections.iter_mut().enumerate() {
            let start = end;
            end = start
                .checked_add(u32_at(&bytes, 24 + 4 * n) as usize)
                .ok_or_else(invalid)?;
            *section = start..end;
        }
        if end != bytes.len() {
            return Err(invalid());
        }
        Model::assemble(bytes, sections).ok_or_else(invalid)
    }

    /// The model that Castlist ships, trained on news.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn shipped() -> Model {
        static BYTES: &[u8] = include_bytes!("news.castmodel");
        Model::open(BYTES).expect("the shipped model is sound: a test opens it")
    }

    fn assemble(bytes: Cow<'static, [u8]>, sections: [Range<usize>; SECTIONS]) -> Option<Model> {
        let section = |n: usize| &bytes[sections[n].clone()];
        let features = Buckets::new(section(2), section(3).len())?;
        let classes = Buckets::new(section(7), section(8).len())?;
        let lists = Buckets::new(section(11), section(12).len())?;
        let (patterns, sets) = (section(5), section(14));
        let sound = section(4).len() == section(3).len()
            && section(9).len() == section(8).len() * 2
            && section(13).len() == section(12).len()
            && section(4).iter().all(|p| (*p as usize) < patterns.len() / 2)
            && section(13).iter().all(|s| (*s as usize) < sets.len() / 2)
            && (0..section(9).len() / 2).all(|n| (u16_at(section(9), 2 * n) as usize) < section(10).len() / 6)
            && section(1).len() == PARAMETERS * 4;
        if !sound {
            return None;
        }
        let mut weights = Vec::with_capacity(BUCKETS);
        let mut next = 0_u32;
        for bucket in features.0.windows(2) {
            weights.push(next);
            for pattern in &section(4)[bucket[0] as usize..bucket[1] as usize] {
                next += (u16_at(patterns, 2 * *pattern as usize) & ((1 << LABELS) - 1)).count_ones();
            }
        }
        if next as usize != section(6).len() {
            return None;
        }
        let mut parameters = section(1).chunks_exact(4).map(|b| {
            let value = f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
            if value.is_finite() { value.clamp(-1e4, 1e4) } else { 0.0 }
        });
        let scale = parameters.next()?;
        let mut transitions: [Transitions; 2] = [[[0.0; LABELS]; LABELS + 1]; 2];
        let mut curves = [[0.0; KNOTS]; 2];
        let values = transitions
            .iter_mut()
            .flatten()
            .flatten()
            .chain(curves.iter_mut().flatten());
        values.zip(parameters).for_each(|(to, from)| *to = from);
        Some(Model {
            features,
            weights,
            classes,
            lists,
            scale,
            steps: [Steps::new(&transitions[0]), Steps::new(&transitions[1])],
            curves,
            sections,
            bytes,
        })
    }

    fn section(&self, n: usize) -> &[u8] {
        self.bytes.get(self.sections[n].clone()).unwrap_or(&[])
    }

    /// What the model says of itself: lines `key: value`.
    pub fn about(&self) -> &str {
        core::str::from_utf8(self.section(0)).unwrap_or("")
    }

    /// Adds a feature's weights to the sums of the labels.
    pub(super) fn add(&self, feature: u32, sums: &mut [i32; LABELS]) {
        let Some(entry) = self.features.find(self.section(3), feature) else {
            return;
        };
        let (patterns, numbers, weights) = (self.section(5), self.section(4), self.section(6));
        let pattern = |n: u8| u16_at(patterns, 2 * n as usize) & ((1 << LABELS) - 1);
        let bucket = feature as usize >> 16;
        let first = self.features.0[bucket] as usize;
        let skipped: u32 = numbers[first..entry].iter().map(|n| pattern(*n).count_ones()).sum();
        let mut at = (self.weights[bucket] + skipped) as usize;
        let mut labels = pattern(numbers[entry]);
        while labels != 0 {
            let Some(&weight) = weights.get(at) else { return };
            sums[labels.trailing_zeros() as usize] += i32::from(weight as i8);
            labels &= labels - 1;
            at += 1;
        }
    }

    /// Sums of weights as scores.
    pub(super) fn scores(&self, sums: &[i32; LABELS]) -> Scores {
        sums.map(|s| s as f32 * self.scale)
    }

    /// The transitions of the first look, or of the second.
    pub(super) fn steps(&self, look: usize) -> &Steps {
        &self.steps[look]
    }

    /// A word's class at four grains, fine to coarse.
    pub(super) fn classes_of(&self, word: u32) -> [u16; 4] {
        match self.classes.find(self.section(8), word) {
            Some(entry) => {
                let class = u16_at(self.section(9), 2 * entry);
                let coarse = |n: usize| u16_at(self.section(10), 6 * class as usize + 2 * n);
                [class, coarse(0), coarse(1), coarse(2)]
            }
            None => [NO_CLASS; 4],
        }
    }

    /// The lists that a phrase is in, a bit each.
    pub(super) fn lists_with(&self, phrase: u32) -> u16 {
        match self.lists.find(self.section(12), phrase) {
            Some(entry) => u16_at(self.section(14), 2 * self.section(13)[entry] as usize),
            None => 0,
        }
    }

    /// Whether a word without a capital stands inside names.
    pub(super) fn is_inner(&self, word: u32) -> bool {
        let keys = self.section(15);
        let (mut low, mut high) = (0, keys.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            match u32_at(keys, 4 * middle).cmp(&word) {
                core::cmp::Ordering::Equal => return true,
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }

    /// How often a name of which the second look is this sure is right.
    pub(super) fn confidence(&self, kind: Kind, sure: f32) -> f64 {
        let curve = &self.curves[usize::from(kind == Kind::Group)];
        let at = sure.clamp(0.0, 1.0) * (KNOTS - 1) as f32;
        let knot = (at as usize).min(KNOTS - 2);
        let value = curve[knot] + (curve[knot + 1] - curve[knot]) * (at - knot as f32);
        f64::from(value.clamp(0.0, 1.0))
    }
}

impl Buckets {
    /// Adds the sizes up; `None` where they don't make the number of entries.
    fn new(sizes: &[u8], entries: usize) -> Option<Buckets> {
        if sizes.len() != BUCKETS {
            return None;
        }
        let mut starts = Vec::with_capacity(BUCKETS + 1);
        let mut next = 0;
        for size in sizes {
            starts.push(next);
            next += u32::from(*size);
        }
        starts.push(next);
        (next as usize == entries).then_some(Buckets(starts))
    }

    fn find(&self, checks: &[u8], key: u32) -> Option<usize> {
        let bucket = key as usize >> 16;
        let entries = self.0[bucket] as usize..self.0[bucket + 1] as usize;
        let check = (key >> 8) as u8;
        let found = checks.get(entries.clone())?.iter().position(|c| *c == check)?;
        Some(entries.start + found)
    }
}
