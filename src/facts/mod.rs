//! What is said of each entity, and who says it: the article's own words, and the pack's with their source.

mod describe;
mod listed;

use crate::annotation::{Description, Entity, Kind, Place, Source};
use crate::link::{Linked, Outcome};
use crate::numbering::order;
use crate::pack::{EntryKind, Pack};
use crate::prelude::*;
use crate::recognise::Mention;
use crate::resolve::Chain;
use crate::text::Document;
use crate::text::utf16::Utf16Index;

/// A chain that is shown, with what linking found.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The chain.
    pub chain: Chain,
    /// Person or group.
    pub kind: Kind,
    /// Its pack entry, if there is one.
    pub linked: Option<Linked>,
    /// Others of the cast that are easily taken for this one.
    pub similar: Vec<u32>,
}

/// The chains that are marked, and for each mention the number of its place in the cast.
///
/// Silenced chains and those that are neither person nor group are left out. Chains of one pack entry are one.
pub fn cast(
    mentions: &[Mention],
    chains: Vec<Chain>,
    outcomes: Vec<Outcome>,
    similar: &[Vec<u32>],
) -> (Vec<Cast>, Vec<Option<u32>>) {
    let mut place = vec![None; chains.len()];
    let mut cast = Vec::new();
    let mut owner = vec![None; mentions.len()];
    for (index, (chain, outcome)) in chains.into_iter().zip(outcomes).enumerate() {
        let kind = match chain.kind {
            EntryKind::Person => Kind::Person,
            EntryKind::Group => Kind::Group,
            EntryKind::Other => continue,
        };
        let linked = match outcome {
            Outcome::Silenced => continue,
            Outcome::Linked(linked) => Some(linked),
            Outcome::Unlinked => None,
        };
        let entry = |linked: &Option<Linked>| linked.as_ref().map(|l| l.entry);
        let wanted = entry(&linked);
        let known = cast
            .iter()
            .position(|member: &Cast| wanted.is_some() && entry(&member.linked) == wanted);
        let number = known.unwrap_or(cast.len());
        place[index] = Some(number as u32);
        for &m in &chain.mentions {
            owner[m as usize] = Some(number as u32);
        }
        let similar = similar.get(index).cloned().unwrap_or_default();
        match cast.get_mut(number) {
            Some(member) => {
                member.chain.mentions.extend(&chain.mentions);
                let all = &member.chain.mentions;
                let order = order(all.iter().map(|&m| m.into()).collect());
                member.chain.mentions = order.into_iter().map(|i| all[i]).collect();
                member.similar.extend(similar);
                if linked.as_ref().map(|l| l.confidence) > member.linked.as_ref().map(|l| l.confidence) {
                    member.linked = linked;
                }
            }
            None => cast.push(Cast {
                chain,
                kind,
                linked,
                similar,
            }),
        }
    }
    for (own, member) in cast.iter_mut().enumerate() {
        let mut others: Vec<u32> = Vec::new();
        for place in member
            .similar
            .iter()
            .filter_map(|&c| place.get(c as usize).copied().flatten())
        {
            if place as usize != own && !others.contains(&place) {
                others.push(place);
            }
        }
        member.similar = others;
    }
    (cast, owner)
}

/// What the result needs of the article to describe its entities.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text.
    pub document: &'a Document,
    /// Its offsets.
    pub offsets: &'a Utf16Index,
    /// All mentions that were found.
    pub mentions: &'a [Mention],
    /// The number that each mention has in the result, silenced ones aside.
    pub numbers: &'a [Option<u32>],
    /// The loaded packs.
    pub packs: &'a [Pack],
}

impl Article<'_> {
    /// One member of the cast as the result has it.
    pub fn entity(&self, cast: &[Cast], member: &Cast) -> Entity {
        let mut names: Vec<String> = Vec::new();
        let mut display: Option<&Mention> = None;
        for mention in member
            .chain
            .mentions
            .iter()
            .filter_map(|&m| self.mentions.get(m as usize))
        {
            let text = self.document.slice(mention.span);
            if !names.iter().any(|n| n == text) {
                names.push(text.to_owned());
            }
            if display.is_none_or(|d| mention.tokens.len() > d.tokens.len()) {
                display = Some(mention);
            }
        }
        let entry = member
            .linked
            .as_ref()
            .and_then(|l| Some((l, crate::link::view(self.packs, l.entry)?)));
        Entity {
            kind: member.kind,
            name: display.map_or_else(String::new, |m| self.document.slice(m.span).to_owned()),
            names,
            mentions: member
                .chain
                .mentions
                .iter()
                .filter_map(|&m| self.numbers.get(m as usize).copied().flatten())
                .collect(),
            link: entry
                .as_ref()
                .map(|(linked, view)| listed::link(self.packs, linked, view)),
            description: self.described(member).or_else(|| {
                let (linked, view) = entry.as_ref()?;
                listed::description(self.packs, linked, view)
            }),
            facts: entry
                .as_ref()
                .map_or_else(Vec::new, |(linked, view)| listed::facts(self.packs, cast, linked, view)),
            quotes: Vec::new(),
            similar: member.similar.clone(),
        }
    }

    /// The article's own words.
    fn described(&self, member: &Cast) -> Option<Description> {
        let span = describe::describe(self.document, self.mentions, member)?;
        let text = self.document.text();
        Some(Description {
            text: self
                .document
                .slice(span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            source: Source::Article {
                article: Place {
                    start: self.offsets.unit(text, span.start),
                    end: self.offsets.unit(text, span.end),
                },
            },
        })
    }
}
