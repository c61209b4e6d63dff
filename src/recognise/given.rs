//! Mentions that an editor or a scorer gives instead of the finders.

use core::ops::Range;

use super::is_acronym;
use super::{Hint, Mention};
use crate::annotation::{Found, Kind};
use crate::names;
use crate::numbering::{order, pair};
use crate::options::GivenSpan;
use crate::pack::EntryKind;
use crate::prelude::*;
use crate::text::utf16::Utf16Index;
use crate::text::{Document, Span};

/// A given span, as bytes and as words.
#[derive(Clone, Debug)]
pub struct Given {
    span: Span,
    /// Its words, without a leading `the`.
    pub tokens: Range<u32>,
    kind: Option<Kind>,
}

/// The given spans that lie in the text, as bytes, sorted and without overlap: of two that overlap the first
/// stays, of two that begin together the longer.
pub fn given_spans(document: &Document, spans: &[GivenSpan]) -> Vec<Given> {
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
    out.into_iter()
        .map(|(span, kind)| {
            let mut tokens = document.tokens_in(span);
            // `the` is no part of any name.
            if document.fold(tokens.start as usize) == "the" && tokens.len() > 1 {
                tokens.start += 1;
            }
            Given { span, tokens, kind }
        })
        .collect()
}

/// Mentions of the given spans, and of what packs say of some of them, in the same order.
pub fn given(document: &Document, spans: &[Given], hints: &[Hint]) -> Vec<Mention> {
    let mut hints = hints.iter().zip(0..).peekable();
    spans
        .iter()
        .map(|Given { span, tokens, kind }| {
            let matched = hints.next_if(|(hint, _)| hint.tokens == *tokens);
            let kind = match (kind, &matched) {
                (Some(Kind::Person), _) => EntryKind::Person,
                (Some(Kind::Group), _) => EntryKind::Group,
                (None, Some((hint, _))) if hint.kind != EntryKind::Other => hint.kind,
                (None, _) if is_group_like(document, tokens) => EntryKind::Group,
                (None, _) => EntryKind::Person,
            };
            let matched = matched.map(|(_, number)| number);
            Mention {
                span: *span,
                tokens: tokens.clone(),
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
