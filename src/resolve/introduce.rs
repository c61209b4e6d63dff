//! Where the article itself says that two names are one: `Kurdistan Workers Party (PKK)`, `A, or B,`.

use super::form::Form;
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::recognise::Mention;
use crate::text::Document;

/// For each form the forms that the article introduces as its other names.
pub(super) fn introduced(document: &Document, mentions: &[Mention], forms: &[Form<'_>]) -> Vec<Vec<usize>> {
    let mut form_of = vec![usize::MAX; mentions.len()];
    for (i, form) in forms.iter().enumerate() {
        for &m in &form.mentions {
            form_of[m as usize] = i;
        }
    }
    let mut out = vec![Vec::new(); forms.len()];
    for (index, pair) in mentions.windows(2).enumerate() {
        let (a, b) = (form_of[index], form_of[index + 1]);
        let (first, second) = (&forms[a], &forms[b]);
        let groups = first.kind == EntryKind::Group && second.kind == EntryKind::Group;
        if a == b || !groups || first.acronym == second.acronym {
            continue;
        }
        if joins(document, pair[0].tokens.end, pair[1].tokens.start, pair[1].tokens.end) {
            out[a].push(b);
            out[b].push(a);
        }
    }
    out
}

/// Whether what stands between two names, and after the second, makes them one.
fn joins(document: &Document, from: u32, to: u32, after: u32) -> bool {
    let between: Vec<&str> = (from..to).map(|i| document.fold(i as usize)).collect();
    let closing = document.fold(after as usize);
    match between.as_slice() {
        ["(" | "["] | ["(" | "[", "the" | "or"] => matches!(closing, ")" | "]" | "," | ";"),
        ["(" | "[", "known", "as"] => true,
        [",", "or"] | ["or"] => matches!(closing, "," | ")" | "—" | "–"),
        [",", "also", "known", "as"] | [",", "known", "as"] | ["also", "known", "as"] | [",", "also", "called"] => true,
        [",", "known", "by", "its", "initials"] | [",", "known", "by", "the", "acronym"] => true,
        [",", "abbreviated"] | [",", "abbreviated", "as"] => true,
        _ => false,
    }
}
