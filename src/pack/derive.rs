//! Acronyms that nobody wrote down: of groups' long names, where they are nobody else's.

use super::problem::Problem;
use super::source::{Entry, Name, Parsed};
use super::{EntryKind, Strength};
use crate::names::acronym;
use crate::text::Phrase;
use std::collections::{BTreeMap, HashMap};

/// Letters of an acronym worth deriving: two are met by chance, and nobody shortens to ten.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=7;

/// Gives every group that has no acronym the initials of its names, as a weak name: it
/// counts in an article beside a name of the same group that is not weak. What is
/// another entity's name too, or could be, is refused, and a warning says so.
pub fn derive_acronyms(parsed: &mut Parsed) {
    let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, entry) in parsed.entries.iter().enumerate() {
        for name in &entry.names {
            bearers
                .entry(Phrase::of(&name.text).folded().to_string())
                .or_default()
                .push(number);
        }
    }
    // Which entities each acronym could be of, and the name that it is made of.
    let mut derived: BTreeMap<String, BTreeMap<usize, String>> = BTreeMap::new();
    for (number, entry) in parsed.entries.iter().enumerate().filter(|(_, entry)| wants(entry)) {
        let strong = entry.names.iter().filter(|name| name.strength == Strength::Strong);
        for name in strong {
            if let Some(short) = initials(&name.text) {
                derived
                    .entry(short)
                    .or_default()
                    .entry(number)
                    .or_insert_with(|| name.text.clone());
            }
        }
    }
    for (short, of) in derived {
        let folded = Phrase::of(&short).folded().to_string();
        for (number, long) in &of {
            let listed = bearers
                .get(&folded)
                .and_then(|all| all.iter().find(|other| *other != number));
            let other = listed.or_else(|| of.keys().find(|other| *other != number));
            let entry = &parsed.entries[*number];
            if let Some(other) = other.and_then(|other| parsed.entries.get(*other)) {
                let message = format!(
                    "{}: {short:?} could be short for {long:?}, but also for {:?} of {} ({}); it is left out",
                    entry.id, other.names[0].text, other.id, other.place
                );
                parsed.problems.push(Problem::warning(&entry.place, message));
            } else if !entry.names.iter().any(|name| name.text == short) {
                parsed.entries[*number].names.push(Name {
                    text: short.clone(),
                    acronym: true,
                    strength: Strength::Weak,
                    lang: String::new(),
                    from: None,
                    to: None,
                });
            }
        }
    }
}

/// Whether acronyms are derived for an entity: for groups that state none.
fn wants(entry: &Entry) -> bool {
    let stated = |name: &Name| name.acronym || acronym::looks_like(&name.text);
    entry.kind == EntryKind::Group && !entry.names.iter().any(stated)
}

/// The initials of the words of weight in a name, as [`acronym::stands_for`] reads them
/// back; none where the name has too few or too many.
fn initials(long: &str) -> Option<String> {
    let words = long.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    // The words that a name writes small (of, ul, de) give no letter.
    let capitals = words
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase());
    let short: String = capitals.collect();
    let fits = LETTERS.contains(&short.chars().count());
    let read = || acronym::stands_for(&short, long) == Some(acronym::Reading::Initials);
    (fits && read()).then_some(short)
}
