//! How good marks are against a standard: exact span and kind, as precision, recall and F1.

use std::collections::HashSet;

use crate::annotation::Kind;

/// Counts of names: right, given, in the standard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Given and in the standard, span and kind.
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
}

fn share(part: usize, whole: usize) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

/// Persons, groups, and both together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Persons.
    pub person: Tally,
    /// Groups.
    pub group: Tally,
}

impl Score {
    /// Counts one text's names, each given once: start, end, kind.
    pub fn add(&mut self, gold: &[(u32, u32, Kind)], given: &[(u32, u32, Kind)]) {
        let standard: HashSet<_> = gold.iter().map(|g| (g.0, g.1, g.2 == Kind::Person)).collect();
        for g in gold {
            self.tally(g.2).gold += 1;
        }
        for g in given {
            let right = standard.contains(&(g.0, g.1, g.2 == Kind::Person));
            let tally = self.tally(g.2);
            tally.given += 1;
            tally.right += usize::from(right);
        }
    }

    fn tally(&mut self, kind: Kind) -> &mut Tally {
        match kind {
            Kind::Person => &mut self.person,
            Kind::Group => &mut self.group,
        }
    }

    /// Both kinds together.
    pub fn micro(&self) -> Tally {
        Tally {
            right: self.person.right + self.group.right,
            given: self.person.given + self.group.given,
            gold: self.person.gold + self.group.gold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn span_and_kind_must_both_be_right() {
        let gold = [(0, 4, Kind::Person), (10, 13, Kind::Group), (20, 25, Kind::Group)];
        let given = [(0, 4, Kind::Person), (10, 13, Kind::Person), (20, 24, Kind::Group)];
        let mut score = Score::default();
        score.add(&gold, &given);
        assert_eq!(
            score.person,
            Tally {
                right: 1,
                given: 2,
                gold: 1
            }
        );
        assert_eq!(
            score.group,
            Tally {
                right: 0,
                given: 1,
                gold: 2
            }
        );
        assert!((score.micro().f1() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_is_no_division_by_zero() {
        assert_eq!(Score::default().micro().f1(), 0.0);
    }
}
