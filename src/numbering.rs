//! Numbers for keys, and rows in the order of their keys.
//!
//! One map and one sort serve the whole engine: every further instance of
//! either would cost a reader several kilobytes of download.

use crate::prelude::*;
use alloc::collections::BTreeMap;

/// Gives each key a number, in the order in which keys first come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering(BTreeMap<u64, u32>);

impl Numbering {
    /// The number of a key, and whether it is new.
    pub fn number(&mut self, key: u64) -> (usize, bool) {
        let next = self.0.len() as u32;
        let number = *self.0.entry(key).or_insert(next);
        (number as usize, number == next)
    }

    /// The number of a key that has one.
    pub fn get(&self, key: u64) -> Option<usize> {
        self.0.get(&key).map(|&n| n as usize)
    }

    /// Whether a key has a number.
    pub fn has(&self, key: u64) -> bool {
        self.get(key).is_some()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Two 32-bit numbers as one key.
pub fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// The indexes of `keys` in ascending order of the keys; equal keys keep their order.
pub fn order(keys: Vec<u64>) -> Vec<usize> {
    let mut rows: Vec<(u64, u32)> = keys.into_iter().zip(0..).collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, index)| index as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_by_first_use() {
        let mut numbers = Numbering::default();
        let given: Vec<_> = [7, 3, 7, 9].map(|key| numbers.number(key)).to_vec();
        assert_eq!(given, [(0, true), (1, true), (0, false), (2, true)]);
        assert_eq!(numbers.get(3), Some(1));
        assert_eq!(numbers.get(4), None);
    }

    #[test]
    fn equal_keys_keep_their_order() {
        assert_eq!(order(vec![2, 1, 2, 0]), [3, 1, 0, 2]);
    }
}
