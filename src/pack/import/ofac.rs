//! The list of the US Office of Foreign Assets Control: `sdn.csv`, `alt.csv` and
//! `sdn_comments.csv`, told apart by their number of columns.
//!
//! Taken are: number, name, type, the other names, and of the remarks the weak names
//! (`a.k.a. 'JUA'`). All else in the remarks (births, documents, addresses) is not read.

use super::csv::Rows;
use super::draft::{Draft, Grounds, Use, citation};
use super::{About, Format, Import, Source, place};
use crate::pack::source::Parsed;
use crate::pack::{EntryKind, Relation};
use std::collections::BTreeMap;

pub(super) const FORMAT: Format = Format {
    name: "ofac",
    about: "the US Treasury's sanctions list: sdn.csv, alt.csv and sdn_comments.csv together",
    latin1: true,
    read,
};

const PUBLISHER: &str = "US Treasury, Office of Foreign Assets Control";

/// What the files say of one number.
#[derive(Default)]
struct Listed {
    draft: Option<Draft>,
    others: Vec<(String, String)>,
    remarks: String,
}

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut import = Import::default();
    let mut listed: BTreeMap<u32, Listed> = BTreeMap::new();
    for source in sources {
        for (line, row) in Rows::parted_by(source.text, ',') {
            // The files end with a control character.
            let row: Vec<&str> = row.iter().map(|field| known(field)).collect();
            let Some(number) = row.first().and_then(|number| number.parse().ok()) else {
                if row.iter().any(|field| !field.is_empty()) {
                    import.error(&place(source, line), "the row does not begin with a number");
                }
                continue;
            };
            let one: &mut Listed = listed.entry(number).or_default();
            match row.as_slice() {
                [_, name, kind, .., remarks] if row.len() == 12 => {
                    let kind = match *kind {
                        "individual" => EntryKind::Person,
                        "" => EntryKind::Group,
                        // Vessels and aircraft.
                        _ => continue,
                    };
                    let mut draft = Draft::new(place(source, line), &number.to_string(), kind);
                    draft.name_with_acronym(&in_order(name, kind), Use::STRONG);
                    one.draft = Some(draft);
                    one.remarks.insert_str(0, remarks);
                }
                [_, _, kind, name, _] => one.others.push((kind.to_string(), name.to_string())),
                // What did not fit into the remarks goes on here.
                [_, more] => one.remarks.push_str(more),
                // Addresses, if somebody gives their file too.
                [_, _, _, _, _, _] => {}
                _ => import.error(
                    &place(source, line),
                    format!("a row of {} fields belongs to none of the list's files", row.len()),
                ),
            }
        }
    }
    for (number, one) in listed {
        if let Some(draft) = one.draft {
            import.take(complete(draft, number, &one.others, &one.remarks, about));
        }
    }
    import.finish(about.header_or("OFAC Specially Designated Nationals", PUBLISHER))
}

fn complete(mut draft: Draft, number: u32, others: &[(String, String)], remarks: &str, about: &About) -> Draft {
    for (kind, name) in others {
        let used = if kind == "fka" { Use::FORMER } else { Use::STRONG };
        let name = in_order(name, draft.kind());
        draft.name_with_acronym(&name, used);
    }
    for quoted in remarks.split("a.k.a. '").skip(1) {
        // The name ends with a quote that ends the remark: `'ABU 'ALI'.`
        let ends = ["';", "'."].iter().filter_map(|end| quoted.find(end)).min();
        let end = ends.or(quoted.strip_suffix('\'').map(str::len));
        if let Some(end) = end {
            draft.name(&in_order(&quoted[..end], draft.kind()), "", Use::WEAK);
        }
    }
    let address = format!("https://sanctionssearch.ofac.treas.gov/Details.aspx?id={number}");
    let grounds = Grounds {
        from: None,
        to: None,
        source: citation(about.publisher(PUBLISHER), &address, about.header.built),
    };
    draft.link("ofac", &number.to_string());
    draft.fact(Relation::DesignatedBy, &format!("US Treasury (OFAC {number})"), grounds);
    draft
}

/// A field; empty where the list says `-0-`.
fn known(field: &str) -> &str {
    let field = field.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if field == "-0-" { "" } else { field }
}

/// Persons stand as `SURNAME, Given`; a part like `Jr.` after a second comma stays last.
fn in_order(name: &str, kind: EntryKind) -> String {
    match name.split_once(", ") {
        Some((family, given)) if kind == EntryKind::Person => match given.split_once(", ") {
            Some((given, rest)) => format!("{given} {family} {rest}"),
            None => format!("{given} {family}"),
        },
        _ => name.to_string(),
    }
}
