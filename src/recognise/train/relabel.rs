//! Making use of a corpus that is marked by other rules.
//!
//! Where the same sentences are marked twice, by its rules and by ours, a model learns to read its marks as
//! evidence; the sentences that only it has are then marked anew, and those of which the model is unsure are
//! left out.

use std::collections::{HashMap, HashSet};

use super::corpus::Story;
use crate::annotation::Kind;

/// A corpus of single sentences against stories that may hold them.
pub(super) struct Twice {
    /// Stories all of whose sentences the other corpus marks too, and by token what it says: 0 nothing, 1
    /// and 2 a person's name begun and continued, 3 and 4 a group's.
    pub both: Vec<(usize, Vec<u8>)>,
    /// The other corpus's sentences that no story holds.
    pub rest: Vec<Story>,
}

/// The characters that two copies of a sentence share whatever their spacing and quotes, and where each stands.
fn bare(text: &str) -> (String, Vec<usize>) {
    let kept = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace() && !matches!(c, '`' | '\'' | '"' | '“' | '”' | '‘' | '’'));
    let (mut bare, mut places) = (String::new(), Vec::new());
    for (at, c) in kept {
        for small in c.to_lowercase() {
            bare.push(small);
            places.resize(bare.len(), at);
        }
    }
    (bare, places)
}

/// Finds which sentences stand in both; `held_out` are stories that must not be learnt from in any form.
pub(super) fn twice(stories: &[Story], other: Vec<Story>, held_out: &[Story]) -> Twice {
    let keys: Vec<(String, Vec<usize>)> = other.iter().map(|s| bare(s.document.text())).collect();
    let numbers: HashMap<&str, usize> = keys.iter().enumerate().rev().map(|(n, k)| (k.0.as_str(), n)).collect();
    let mut used: HashSet<&str> = HashSet::new();
    let mut both = Vec::new();
    for (n, story) in stories.iter().chain(held_out).enumerate() {
        let mut labels = vec![0_u8; story.document.tokens().len()];
        let (mut covered, mut sentences) = (0, 0);
        for &(start, end) in &story.sentences {
            let text = &story.document.text()[start..end];
            let (key, places) = bare(text);
            sentences += 1;
            let Some((key, &found)) = numbers.get_key_value(key.as_str()) else {
                continue;
            };
            covered += 1;
            used.insert(key);
            transfer(&other[found], &keys[found].1, story, start, &places, &mut labels);
        }
        if n < stories.len() && sentences > 0 && covered * 10 >= sentences * 9 {
            both.push((n, labels));
        }
    }
    let used: Vec<bool> = keys.iter().map(|k| used.contains(k.0.as_str())).collect();
    Twice {
        both,
        rest: other
            .into_iter()
            .zip(used)
            .filter(|(_, used)| !used)
            .map(|(s, _)| s)
            .collect(),
    }
}

/// Carries one sentence's marks over to the tokens of the same sentence in a story.
fn transfer(from: &Story, from_places: &[usize], to: &Story, start: usize, places: &[usize], labels: &mut [u8]) {
    for (first, end, kind) in from.names() {
        let span = from.document.span_of(&(first as u32..end as u32));
        let a = from_places.partition_point(|p| *p < span.start as usize);
        let b = from_places.partition_point(|p| *p < span.end as usize);
        if a >= b || b > places.len() {
            continue;
        }
        let span = crate::text::Span {
            start: (start + places[a]) as u32,
            end: (start + places[b - 1] + 1) as u32,
        };
        mark(labels, to.document.tokens_in(span), kind);
    }
}

/// Writes a name into labels of [`Twice::both`].
pub(super) fn mark(labels: &mut [u8], tokens: core::ops::Range<u32>, kind: Kind) {
    for (n, at) in tokens.enumerate() {
        if let Some(label) = labels.get_mut(at as usize) {
            *label = u8::from(n > 0) + if kind == Kind::Person { 1 } else { 3 };
        }
    }
}
