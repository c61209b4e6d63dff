//! What the pack says of an entity: every line with its publisher and date.

use super::Cast;
use crate::annotation::{Description, Fact, Link, Party, Source, hundredths};
use crate::link::Linked;
use crate::pack::{EntityView, Object, Pack, Relation, SourceView};
use crate::prelude::*;
use crate::resolve::EntryRef;

pub(super) fn link(packs: &[Pack], linked: &Linked, view: &EntityView<'_>) -> Link {
    Link {
        pack: pack_name(packs, linked).to_owned(),
        id: view.id().to_owned(),
        confidence: hundredths(linked.confidence),
        evidence: linked.evidence.clone(),
    }
}

pub(super) fn description(packs: &[Pack], linked: &Linked, view: &EntityView<'_>) -> Option<Description> {
    let (text, stated) = view.description("en")?;
    Some(Description {
        text: text.to_owned(),
        source: source(packs, linked, &stated),
    })
}

pub(super) fn facts(packs: &[Pack], cast: &[Cast], linked: &Linked, view: &EntityView<'_>) -> Vec<Fact> {
    let party = |object: Object<'_>| match object {
        Object::Text(text) => Party::Text(text.to_owned()),
        Object::Entity(entity) => {
            let entry = EntryRef {
                pack: linked.entry.pack,
                entity,
            };
            match cast
                .iter()
                .position(|c| c.linked.as_ref().is_some_and(|l| l.entry == entry))
            {
                Some(member) => Party::Entity(member as u32),
                None => Party::Text(
                    crate::link::view(packs, entry)
                        .map_or("", |v| v.display_name())
                        .to_owned(),
                ),
            }
        }
    };
    view.facts()
        .filter(|fact| linked.full || !is_charge(fact.relation()))
        .map(|fact| Fact {
            relation: fact.relation().name().to_owned(),
            object: party(fact.object()),
            from: fact.from().map(|d| d.to_string()),
            to: fact.to().map(|d| d.to_string()),
            status: fact.status(),
            by: fact.by().map(&party),
            source: source(packs, linked, &fact.source()),
        })
        .collect()
}

/// Whether a relation would be libel on somebody else's card: it stands only on a link by the whole name.
fn is_charge(relation: Relation) -> bool {
    use Relation::{ArrestedBy, BannedBy, BlamedFor, Claimed, DesignatedBy};
    matches!(relation, ArrestedBy | BannedBy | BlamedFor | Claimed | DesignatedBy)
}

fn source(packs: &[Pack], linked: &Linked, view: &SourceView<'_>) -> Source {
    Source::Pack {
        pack: pack_name(packs, linked).to_owned(),
        publisher: view.publisher().to_owned(),
        url: view.url().to_owned(),
        retrieved: view.retrieved().map_or_else(String::new, |d| d.to_string()),
    }
}

fn pack_name<'a>(packs: &'a [Pack], linked: &Linked) -> &'a str {
    packs.get(linked.entry.pack as usize).map_or("", |p| p.name())
}
