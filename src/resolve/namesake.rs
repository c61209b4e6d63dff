//! Which of several bearers of a name a bare mention means, by its place in the text.

use crate::numbering::{order, pair};
use crate::prelude::*;

/// Gives the mentions of chain `own`, whose name fits all of `rivals`, to those rivals that the text tells.
/// `concerned` are the mentions of all these chains.
///
/// A bare name means the bearer it was last settled on: the reader has learnt it so. Before that it means the
/// one whom the article brought in first, as long as no other has come up since. Where another has, or where
/// it stands before all of them and is settled nowhere, it stays by itself.
pub(super) fn settle(chain_of: &mut [usize], concerned: Vec<u32>, own: usize, rivals: &[usize]) {
    let mut first = None;
    let mut alone = true;
    let mut settled = None;
    let mut early = Vec::new();
    for at in order(concerned.iter().map(|&mention| pair(mention, 0)).collect()) {
        let mention = concerned[at] as usize;
        let chain = chain_of[mention];
        if rivals.contains(&chain) {
            alone = *first.get_or_insert(chain) == chain;
        } else if chain == own {
            settled = settled.or(first.filter(|_| alone));
            match settled {
                Some(chain) => chain_of[mention] = chain,
                None if first.is_none() => early.push(mention),
                None => {}
            }
        }
    }
    if let Some(chain) = settled {
        early.into_iter().for_each(|mention| chain_of[mention] = chain);
    }
}
