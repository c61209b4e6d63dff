//! How good marks are against a standard, as precision, recall and F1, counted in three ways: exact (span and
//! kind), overlapping (same kind, one to one, the greatest overlap first), and untyped (span alone).

use std::collections::HashSet;

use serde::Serialize;
use serde::ser::SerializeMap;

use crate::annotation::Kind;

/// A mark: UTF-16 start and end, kind.
pub type Mark = (u32, u32, Kind);

/// Counts of names: right, given, in the standard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Given and in the standard.
    pub right: usize,
    /// Given.
    pub given: usize,
    /// In the standard.
    pub gold: usize,
}

impl Tally {
    /// How many of those given are right; 0 where none is given.
    pub fn precision(&self) -> f64 {
        share(self.right, self.given)
    }

    /// How many of the standard's are given; 0 where it has none.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn and(self, other: Tally) -> Tally {
        Tally {
            right: self.right + other.right,
            given: self.given + other.given,
            gold: self.gold + other.gold,
        }
    }
}

impl Serialize for Tally {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("p", &self.precision())?;
        map.serialize_entry("r", &self.recall())?;
        map.serialize_entry("f1", &self.f1())?;
        map.serialize_entry("tp", &self.right)?;
        map.serialize_entry("pred", &self.given)?;
        map.serialize_entry("gold", &self.gold)?;
        map.end()
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

/// Persons, groups, and both together.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct ByKind {
    /// Persons.
    pub person: Tally,
    /// Groups.
    pub group: Tally,
    /// Both.
    pub micro: Tally,
}

impl ByKind {
    fn add(&mut self, kind: Kind, tally: Tally) {
        let own = if kind == Kind::Person {
            &mut self.person
        } else {
            &mut self.group
        };
        *own = own.and(tally);
        self.micro = self.micro.and(tally);
    }
}

/// The score of a set of texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Span and kind both right.
    pub exact: ByKind,
    /// Kind right, and the spans share something.
    pub overlap: ByKind,
    /// Span right, whatever the kind.
    pub untyped: Tally,
    /// Texts of the standard.
    pub texts: usize,
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("exact", &self.exact)?;
        map.serialize_entry("overlap", &self.overlap)?;
        map.serialize_entry("untyped", &std::collections::BTreeMap::from([("micro", self.untyped)]))?;
        map.serialize_entry("docs", &self.texts)?;
        map.end()
    }
}

impl Score {
    /// Counts one text's marks. The error says what is wrong with those given: one twice, or outside the text
    /// of `units` UTF-16 units.
    pub fn add(&mut self, units: u32, gold: &[Mark], given: &[Mark]) -> Result<(), String> {
        let distinct: HashSet<_> = given.iter().map(|m| (m.0, m.1, m.2 == Kind::Person)).collect();
        if distinct.len() != given.len() {
            return Err("a mark is given twice".into());
        }
        if let Some(m) = given.iter().find(|m| m.0 >= m.1 || m.1 > units) {
            return Err(format!("the mark {} to {} lies outside the text", m.0, m.1));
        }
        self.texts += 1;
        for kind in [Kind::Person, Kind::Group] {
            let of = |marks: &[Mark]| -> Vec<(u32, u32)> {
                marks.iter().filter(|m| m.2 == kind).map(|m| (m.0, m.1)).collect()
            };
            let (gold, given) = (of(gold), of(given));
            let tally = |right| Tally {
                right,
                given: given.len(),
                gold: gold.len(),
            };
            self.exact
                .add(kind, tally(given.iter().filter(|g| gold.contains(g)).count()));
            self.overlap.add(kind, tally(overlapping(&gold, &given)));
        }
        let spans = |marks: &[Mark]| -> HashSet<(u32, u32)> { marks.iter().map(|m| (m.0, m.1)).collect() };
        let (gold, given) = (spans(gold), spans(given));
        self.untyped = self.untyped.and(Tally {
            right: gold.intersection(&given).count(),
            given: given.len(),
            gold: gold.len(),
        });
        Ok(())
    }
}

/// How many spans of two lists can be paired so that each pair overlaps, the greatest overlap taken first, of
/// equal ones the pair whose lengths differ least.
fn overlapping(gold: &[(u32, u32)], given: &[(u32, u32)]) -> usize {
    let mut pairs = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in given.iter().enumerate() {
            let shared = i64::from(a.1.min(b.1)) - i64::from(a.0.max(b.0));
            if shared > 0 {
                pairs.push((-shared, (a.1 - a.0).abs_diff(b.1 - b.0), i, j));
            }
        }
    }
    pairs.sort_unstable();
    let (mut left, mut right) = (HashSet::new(), HashSet::new());
    for (_, _, i, j) in pairs {
        if !left.contains(&i) && !right.contains(&j) {
            left.insert(i);
            right.insert(j);
        }
    }
    left.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_counting_asks_for_its_own() {
        let gold = [(0, 4, Kind::Person), (10, 13, Kind::Group), (20, 25, Kind::Group)];
        let given = [(0, 4, Kind::Person), (10, 13, Kind::Person), (20, 24, Kind::Group)];
        let mut score = Score::default();
        score.add(30, &gold, &given).unwrap();
        let rights = |k: ByKind| (k.person.right, k.group.right, k.micro.right);
        assert_eq!(rights(score.exact), (1, 0, 1));
        assert_eq!(rights(score.overlap), (1, 1, 2));
        assert_eq!(score.untyped.right, 2);
        assert!((score.exact.micro.f1() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn two_marks_over_one_name_match_it_once() {
        let mut score = Score::default();
        let given = [(0, 1, Kind::Group), (1, 3, Kind::Group)];
        score.add(9, &[(0, 3, Kind::Group)], &given).unwrap();
        assert_eq!(score.overlap.group.right, 1);
    }

    #[test]
    fn broken_marks_are_refused() {
        for given in [
            vec![(0, 99, Kind::Person)],
            vec![(5, 5, Kind::Person)],
            vec![(0, 3, Kind::Group); 2],
        ] {
            assert!(Score::default().add(9, &[], &given).is_err(), "{given:?}");
        }
    }

    #[test]
    fn nothing_is_no_division_by_zero() {
        assert_eq!(Score::default().exact.micro.f1(), 0.0);
    }
}
