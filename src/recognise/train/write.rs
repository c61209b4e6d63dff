//! Writing a model: the tables, and weights in eight bits.

use std::collections::{BTreeMap, HashMap};

use super::optimise::Fit;
use crate::pack::format;
use crate::recognise::lattice::{LABELS, Transitions};
use crate::recognise::model::{BUCKETS, HEADER, KNOTS, MAGIC, SECTIONS, VERSION};

/// What is known of words before any training: sections 7 to 15.
#[derive(Clone, Debug, Default)]
pub(super) struct Knowledge {
    /// By word: its finest class.
    pub classes: BTreeMap<u32, u16>,
    /// By finest class: the three coarser ones.
    pub coarser: Vec<[u16; 3]>,
    /// By phrase: the lists it is in, a bit each.
    pub lists: BTreeMap<u32, u16>,
    /// Words without a capital that stand inside names.
    pub inner: Vec<u32>,
}

/// What training finds: sections 1 to 6.
#[derive(Clone, Debug)]
pub(super) struct Learnt {
    /// By feature: the weights of the labels, in steps of `scale`.
    pub weights: BTreeMap<u32, [i8; LABELS]>,
    pub scale: f32,
    pub transitions: [Transitions; 2],
    pub curves: [[f32; KNOTS]; 2],
}

impl Default for Learnt {
    fn default() -> Learnt {
        let identity = core::array::from_fn(|k| k as f32 / (KNOTS - 1) as f32);
        Learnt {
            weights: BTreeMap::new(),
            scale: 1.0,
            transitions: [[[0.0; LABELS]; LABELS + 1]; 2],
            curves: [identity; 2],
        }
    }
}

impl Learnt {
    /// Adds the weights of one look, in steps of `scale`, without those under half a step.
    pub fn add(&mut self, keys: &[u32], fit: &Fit) {
        for (key, weights) in keys.iter().zip(&fit.weights) {
            let steps = weights.map(|w| (w / self.scale).round().clamp(-127.0, 127.0) as i8);
            if steps.iter().any(|s| *s != 0) {
                self.weights.insert(*key, steps);
            }
        }
    }
}

/// The bytes of a table for sorted keys: buckets and checks. Of two keys that share both the first is told by
/// the caller not to be there.
fn table<'k>(keys: impl Iterator<Item = &'k u32>) -> (Vec<u8>, Vec<u8>) {
    let mut buckets = vec![0_u8; BUCKETS];
    let mut checks = Vec::new();
    for key in keys {
        let size = &mut buckets[*key as usize >> 16];
        *size = size
            .checked_add(1)
            .expect("no bucket of a table this size has 256 entries");
        checks.push((key >> 8) as u8);
    }
    (buckets, checks)
}

/// Numbers for sets of bits: at most 256, rare sets standing in a larger one.
fn patterns(sets: impl Iterator<Item = u16>) -> (Vec<u16>, HashMap<u16, u8>) {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    let mut all = 0;
    for set in sets {
        *counts.entry(set).or_default() += 1;
        all |= set;
    }
    let mut common: Vec<(usize, u16)> = counts.iter().map(|(set, n)| (*n, *set)).collect();
    common.sort_by(|a, b| b.cmp(a));
    let mut kept: Vec<u16> = common.iter().take(255).map(|(_, set)| *set).collect();
    if !kept.contains(&all) {
        kept.push(all);
    }
    let stand_in = |set: u16| {
        let larger = kept.iter().enumerate().filter(|(_, k)| **k & set == set);
        larger
            .min_by_key(|(n, k)| (k.count_ones(), *n))
            .map_or(0, |(n, _)| n as u8)
    };
    let numbers = counts.keys().map(|set| (*set, stand_in(*set))).collect();
    (kept, numbers)
}

fn bytes16(values: impl IntoIterator<Item = u16>) -> Vec<u8> {
    values.into_iter().flat_map(u16::to_le_bytes).collect()
}

/// A whole model.
pub(super) fn model(about: &str, knowledge: &Knowledge, learnt: &Learnt) -> Vec<u8> {
    let mut sections: [Vec<u8>; SECTIONS] = Default::default();
    sections[0] = about.into();
    let parameters = core::iter::once(learnt.scale)
        .chain(learnt.transitions.iter().flatten().flatten().copied())
        .chain(learnt.curves.iter().flatten().copied());
    sections[1] = parameters.flat_map(f32::to_le_bytes).collect();

    (sections[2], sections[3]) = table(learnt.weights.keys());
    let labels = |w: &[i8; LABELS]| (0..LABELS).filter(|l| w[*l] != 0).fold(0_u16, |set, l| set | 1 << l);
    let (kept, numbers) = patterns(learnt.weights.values().map(labels));
    for weights in learnt.weights.values() {
        let number = numbers[&labels(weights)];
        sections[4].push(number);
        let set = kept[number as usize];
        sections[6].extend((0..LABELS).filter(|l| set >> l & 1 == 1).map(|l| weights[l] as u8));
    }
    sections[5] = bytes16(kept);

    (sections[7], sections[8]) = table(knowledge.classes.keys());
    sections[9] = bytes16(knowledge.classes.values().copied());
    sections[10] = bytes16(knowledge.coarser.iter().flatten().copied());

    (sections[11], sections[12]) = table(knowledge.lists.keys());
    let (kept, numbers) = patterns(knowledge.lists.values().copied());
    sections[13] = knowledge.lists.values().map(|set| numbers[set]).collect();
    sections[14] = bytes16(kept);

    sections[15] = knowledge.inner.iter().flat_map(|key| key.to_le_bytes()).collect();

    let mut out = vec![0; HEADER];
    out[..8].copy_from_slice(MAGIC);
    out[8..12].copy_from_slice(&VERSION.to_le_bytes());
    for (n, section) in sections.iter().enumerate() {
        out[24 + 4 * n..28 + 4 * n].copy_from_slice(&(section.len() as u32).to_le_bytes());
        out.extend(section);
    }
    format::seal(&mut out);
    out
}
