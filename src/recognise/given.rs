//! Mentions that an editor or a scorer gives instead of the finders.

use core::ops::Range;

use super::rules::is_acronym;
use super::{Hint, Mention};
use crate::annotation::{Found, Kind};
use crate::names;
use crate::numbering::{order, pair};
use crate::options::GivenSpan;
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::text::utf16::Utf16Index;
use crate::text::{Document, Span};

/// The given spans that lie in the text, as bytes, sorted and without overlap: of two that overlap the first
/// stays, of two that begin together the longer.
pub fn given_spans(document: &Document, spans: &[GivenSpan]) -> Vec<(Span, Option<Kind>)> {
    let offsets = Utf16Index::new(document.text());
    let mut out: Vec<(Span, Option<Kind>)> = spans
        .iter()
        .filter_map(|given| {
            let start = offsets.byte(document.text(), given.start)?;
            let end = offsets.byte(document.text(), given.end)?;
            (start < end).then_some((Span { start, end }, given.kind))
        })
        .collect();
    let order = order(out.iter().map(|(span, _)| pair(span.start, !span.end)).collect());
    out = order.into_iter().map(|i| out[i]).collect();
    let mut end = 0;
    out.retain(|(span, _)| {
        let free = span.start >= end;
        end = if free { span.end } else { end };
        free
    });
    out
}

/// Mentions of the given spans. `hint` gives the number and content of the pack match that a span is.
pub fn given<'h>(
    document: &Document,
    spans: &[(Span, Option<Kind>)],
    hint: impl Fn(&Range<u32>) -> Option<(u32, &'h Hint)>,
) -> Vec<Mention> {
    spans
        .iter()
        .map(|(span, kind)| {
            let tokens = document.tokens_in(*span);
            let matched = hint(&tokens);
            let kind = match (kind, &matched) {
                (Some(Kind::Person), _) => EntryKind::Person,
                (Some(Kind::Group), _) => EntryKind::Group,
                (None, Some((_, hint))) if hint.kind != EntryKind::Other => hint.kind,
                (None, _) if is_group_like(document, &tokens) => EntryKind::Group,
                (None, _) => EntryKind::Person,
            };
            let matched = matched.map(|(number, _)| number);
            Mention {
                span: *span,
                tokens,
                kind,
                confidence: 1.0,
                found: Found::Document,
                matched,
            }
        })
        .collect()
}

fn is_group_like(document: &Document, tokens: &Range<u32>) -> bool {
    tokens
        .clone()
        .any(|i| names::head::head(document.fold(i as usize)).is_some())
        || tokens.len() == 1 && document.token(tokens.start as usize).is_some_and(is_acronym)
}
