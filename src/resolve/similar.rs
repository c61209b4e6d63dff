//! Two of one article that a hasty reader could take for one.

use super::Chain;
use crate::names;
use crate::pack::EntryKind;
use crate::recognise::Mention;
use crate::text::Document;

/// Chains beyond this many are not compared: no reader holds so many names in mind, and comparing is quadratic.
const MOST: usize = 400;

/// For each chain the chains whose names are easily mistaken for its own.
pub fn similar(document: &Document, mentions: &[Mention], chains: &[Chain]) -> Vec<Vec<u32>> {
    let names: Vec<Vec<Vec<&str>>> = chains.iter().map(|chain| forms(document, mentions, chain)).collect();
    let mut out = vec![Vec::new(); chains.len()];
    for a in 0..chains.len().min(MOST) {
        for b in a + 1..chains.len().min(MOST) {
            let same_kind = chains[a].kind == chains[b].kind && chains[a].kind != EntryKind::Other;
            if same_kind
                && names[a]
                    .iter()
                    .any(|x| names[b].iter().any(|y| alike(chains[a].kind, x, y)))
            {
                out[a].push(b as u32);
                out[b].push(a as u32);
            }
        }
    }
    out
}

/// The distinct forms of a chain as folded words.
fn forms<'d>(document: &'d Document, mentions: &[Mention], chain: &Chain) -> Vec<Vec<&'d str>> {
    let mut out: Vec<Vec<&str>> = chain
        .mentions
        .iter()
        .filter_map(|&m| mentions.get(m as usize))
        .map(|m| m.tokens.clone().map(|i| document.fold(i as usize)).collect())
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn alike(kind: EntryKind, x: &[&str], y: &[&str]) -> bool {
    match kind {
        EntryKind::Person => names::likeness::persons(x, y).is_some(),
        _ => names::likeness::groups(x, y).is_some(),
    }
}
