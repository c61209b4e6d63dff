//! What an editor has settled stands over what the names say.

use super::Chain;
use crate::options::{Override, Quote, Ruling};
use crate::prelude::*;
use crate::recognise::Mention;
use crate::text::Document;

/// Whether a quote means a mention.
pub(crate) fn means(document: &Document, quote: &Quote, mention: &Mention) -> bool {
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let text = document.text();
    document.slice(mention.span) == quote.exact
        && text.get(..start).is_some_and(|before| before.ends_with(&quote.prefix))
        && text.get(end..).is_some_and(|after| after.starts_with(&quote.suffix))
}

/// Merges and splits chains as the overrides say, in their order. Chains stay in order of first mention.
pub fn overrule(document: &Document, mentions: &[Mention], chains: Vec<Chain>, overrides: &[Override]) -> Vec<Chain> {
    if overrides.is_empty() {
        return chains;
    }
    let mut kinds: Vec<_> = chains.iter().map(|chain| chain.kind).collect();
    let mut chain_of = vec![usize::MAX; mentions.len()];
    for (number, chain) in chains.iter().enumerate() {
        for &m in &chain.mentions {
            chain_of[m as usize] = number;
        }
    }
    for Override { at, ruling } in overrides {
        for own in (0..mentions.len()).filter(|&m| means(document, at, &mentions[m])) {
            match ruling {
                Ruling::Split => {
                    kinds.extend(kinds.get(chain_of[own]).copied());
                    chain_of[own] = kinds.len() - 1;
                }
                Ruling::Merge(there) => {
                    let other = mentions.iter().position(|mention| means(document, there, mention));
                    let (from, to) = (chain_of[own], other.map_or(chain_of[own], |other| chain_of[other]));
                    for chain in chain_of.iter_mut().filter(|chain| **chain == from) {
                        *chain = to;
                    }
                }
                Ruling::Force(_) | Ruling::Forbid(_) => {}
            }
        }
    }
    let mut out: Vec<Chain> = Vec::new();
    let mut place = vec![usize::MAX; kinds.len()];
    for (m, &chain) in chain_of.iter().enumerate() {
        let (Some(&kind), Some(at)) = (kinds.get(chain), place.get_mut(chain)) else {
            continue;
        };
        if *at == usize::MAX {
            *at = out.len();
            out.push(Chain {
                kind,
                mentions: Vec::new(),
            });
        }
        out[*at].mentions.push(m as u32);
    }
    out
}
