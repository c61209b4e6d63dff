//! The consolidated list of the UN Security Council, XML.
//!
//! Taken are: reference number, names, aliases with their quality, the name in its
//! own script, the day of listing, and of a group's comment whether it is a splinter
//! or a faction of another listed group. All else (documents, births, addresses,
//! nationalities, designations, the comments themselves) is not read.

use super::draft::{Draft, Grounds, Use, citation, clean, date};
use super::{About, Format, Import, Source, place};
use crate::pack::source::Parsed;
use crate::pack::{EntryKind, Relation};
use roxmltree::{Document, Node};

pub(super) const FORMAT: Format = Format {
    name: "un",
    about: "the UN Security Council's consolidated list, XML",
    latin1: false,
    read,
};

const PUBLISHER: &str = "UN Security Council";
const ADDRESS: &str = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list";

/// What comments call the relation to another listed group.
const RELATIONS: &[(&str, Relation)] = &[
    ("splinter group of", Relation::SplinterFrom),
    ("splinter of", Relation::SplinterFrom),
    ("faction of", Relation::FactionOf),
];

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut import = Import::default();
    let mut header = about.header_or("UN Security Council Consolidated List", PUBLISHER);
    for source in sources {
        let document = match Document::parse(source.text) {
            Ok(document) => document,
            Err(error) => {
                let line = error.pos().row as usize;
                import.error(&place(source, line), format!("not XML: {error}"));
                continue;
            }
        };
        let generated = document.root_element().attribute("dateGenerated").and_then(date);
        header.built = header.built.or(generated);
        let retrieved = generated.or(about.header.built);
        let mut any = false;
        for node in document.descendants() {
            let kind = match node.tag_name().name() {
                "INDIVIDUAL" => EntryKind::Person,
                "ENTITY" => EntryKind::Group,
                _ => continue,
            };
            any = true;
            let line = document.text_pos_at(node.range().start).row as usize;
            let number = text(node, "REFERENCE_NUMBER");
            let mut draft = Draft::new(place(source, line), &number, kind);
            names(&mut draft, node);
            let grounds = Grounds {
                from: date(&text(node, "LISTED_ON")),
                to: None,
                source: citation(about.publisher(PUBLISHER), ADDRESS, retrieved),
            };
            draft.link("un", &number);
            draft.fact(
                Relation::DesignatedBy,
                &format!("{PUBLISHER} ({number})"),
                grounds.clone(),
            );
            if kind == EntryKind::Group {
                relations(&mut draft, &text(node, "COMMENTS1"), grounds);
            }
            import.take(draft);
        }
        if !any {
            import.error(&place(source, 1), "the XML lists no INDIVIDUAL and no ENTITY");
        }
    }
    import.finish(header)
}

fn names(draft: &mut Draft, node: Node) {
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map(|tag| text(node, tag));
    draft.name_with_acronym(&parts.join(" "), Use::STRONG);
    for script in several(&text(node, "NAME_ORIGINAL_SCRIPT")) {
        draft.name(script, "", Use::STRONG);
    }
    for alias in node.children() {
        if !matches!(alias.tag_name().name(), "INDIVIDUAL_ALIAS" | "ENTITY_ALIAS") {
            continue;
        }
        let used = match text(alias, "QUALITY").as_str() {
            "Good" | "a.k.a." => Use::STRONG,
            "f.k.a." => Use::FORMER,
            // `Low`, and what the list does not grade.
            _ => Use::WEAK,
        };
        for name in several(&text(alias, "ALIAS_NAME")) {
            // Some names go on with what is none of a pack's business.
            let name = name.split(", born").next().unwrap_or(name);
            draft.name_with_acronym(name, used);
        }
    }
}

/// The names in one field, which semicolons part.
fn several(field: &str) -> impl Iterator<Item = &str> {
    field.split([';', '؛']).map(str::trim).filter(|name| !name.is_empty())
}

/// Relations stand in the comment as prose with the other's number: `Splinter group
/// of the Tehrik-e Taliban Pakistan (QDe.132).`
fn relations(draft: &mut Draft, comment: &str, grounds: Grounds) {
    let mut rest = comment;
    while let Some(open) = rest.find('(') {
        let before = &rest[..open];
        rest = &rest[open + 1..];
        let Some(number) = rest.split(')').next().filter(|number| is_number(number)) else {
            continue;
        };
        // The words between the last full stop or number and this one.
        let said = before.rsplit([')', '.', ';']).next().unwrap_or("").to_lowercase();
        let found = RELATIONS.iter().find(|(words, _)| said.contains(words));
        if let Some((_, relation)) = found {
            // Since when the list does not say.
            let from = None;
            draft.fact(
                *relation,
                number,
                Grounds {
                    from,
                    ..grounds.clone()
                },
            );
        }
    }
}

/// Whether this is a reference number: `QDe.132`.
fn is_number(text: &str) -> bool {
    let Some((list, number)) = text.split_once('.') else {
        return false;
    };
    let letters = list.len() == 3 && list.bytes().all(|b| b.is_ascii_alphabetic());
    letters && (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// The text of the child of this name; empty where there is none.
fn text(node: Node, tag: &str) -> String {
    let child = node.children().find(|child| child.has_tag_name(tag));
    child.and_then(|child| child.text()).map(clean).unwrap_or_default()
}
