//! Where the article itself says that two names are one: `Kurdistan Workers Party (PKK)`, `A, or B,`,
//! `Bala Haruna, better known as Commander Ogbe`.

use super::form::Form;
use crate::names::{acronym, title};
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::recognise::{self, Mention};
use crate::text::{Class, Document, Lexicon};

/// What stands between the two names is read up to so many tokens.
const MOST: u32 = 16;

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
        let (from, to) = (pair[0].tokens.end, pair[1].tokens.start);
        if a == b || first.kind != second.kind || first.kind == EntryKind::Other || from >= to || to - from > MOST {
            continue;
        }
        let gap = Gap {
            document,
            from: from as usize,
            to: to as usize,
            closed: matches!(
                document.fold(pair[1].tokens.end as usize),
                "," | "." | ";" | ")" | "]" | "—" | "–" | "”" | "\"" | "'" | "’" | ""
            ),
        };
        if gap.is_cued() || (first.kind == EntryKind::Group && gap.joins_groups(first, second)) {
            out[a].push(b);
            out[b].push(a);
        }
    }
    out
}

/// What stands between two names, and whether a mark follows the second.
struct Gap<'a> {
    document: &'a Document,
    from: usize,
    to: usize,
    closed: bool,
}

impl Gap<'_> {
    /// A bracket, an `or`, an apposition of initials.
    fn joins_groups(&self, first: &Form<'_>, second: &Form<'_>) -> bool {
        let words = self.document.folds(&(self.from as u32..self.to as u32));
        match words.as_slice() {
            ["(" | "["] | ["(" | "[", "the" | "or"] | [",", "or"] | [",", "formerly"] | [",", "formerly", "the"] => {
                self.closed
            }
            [","] | [",", "the"] => {
                let (short, long) = if second.acronym {
                    (second, first)
                } else {
                    (first, second)
                };
                self.closed && short.acronym && !long.acronym && acronym::stands_for(short.raw, long.raw).is_some()
            }
            _ => false,
        }
    }

    /// `, better known as`, `, whose real name is`, `alias`: a cue, before it only words that lead up to it, after
    /// it only words that lead to the name.
    fn is_cued(&self) -> bool {
        // `Quint (1750 – 1800), known as Ada`
        let bracket =
            (self.from..self.to).find(|&i| self.document.fold(self.from) == "(" && self.document.fold(i) == ")");
        let from = bracket.map_or(self.from, |end| end + 1);
        let mark = matches!(self.document.fold(from), "," | "(" | "—" | "–");
        let Some(cue) = (from..self.to).rev().find(|&i| is_cue(self.document.fold(i))) else {
            return false;
        };
        let word = self.document.fold(cue);
        if matches!(word, "alias" | "aka") {
            return cue <= from + 1;
        }
        let first = from + usize::from(mark);
        let told = match word {
            // `Quint, called Ada,` but not `Quint, called Ada a liar` nor `Quint, who called Ada,`.
            "called" => self.closed && !matches!(self.document.fold(cue - 1), "who" | "which" | "they" | "everyone"),
            "calls" | "call" => self.document.fold(first) == "whom",
            _ => true,
        };
        mark && told && (first..cue).all(|i| self.leads_up(i)) && (cue + 1..self.to).all(|i| self.leads_on(i))
    }

    fn leads_up(&self, at: usize) -> bool {
        let word = self.document.fold(at);
        word == ","
            || says(word, "before")
            || recognise::is_demonym(word)
            || self.document.token(at).is_some_and(|t| t.class == Class::Number)
    }

    fn leads_on(&self, at: usize) -> bool {
        let word = self.document.fold(at);
        matches!(word, "," | "\"" | "'" | "“" | "‘")
            || says(word, "after")
            || is_cue(word)
            || recognise::is_demonym(word)
            || title::title(word).is_some()
    }
}

/// Words of phrases such as `better known as`: what says that another name follows, and what may stand before
/// that and after.
const ALIAS: Lexicon = Lexicon::new(include_str!("words/alias.txt"));

fn says(word: &str, what: &str) -> bool {
    ALIAS
        .of(word)
        .is_some_and(|said| said.split(' ').any(|one| one == what))
}

/// A word that says that another name follows.
fn is_cue(word: &str) -> bool {
    says(word, "cue")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ALIAS.is_sorted());
    }
}
