//! The options of one annotation, as JavaScript gives them: `{ date, spans, sure }`,
//! all of which may be left out. Read by hand: the three types that occur are
//! not worth the kilobytes of a deserialiser for all there are.

use super::Failure;
use crate::annotation::Kind;
use crate::{GivenSpan, Options};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

pub(super) fn read(options: &JsValue) -> Result<Options, Failure> {
    if absent(options) {
        return Ok(Options::default());
    }
    let date = match field(options, "date")? {
        date if absent(&date) => None,
        date => Some(
            date.as_string()
                .ok_or_else(|| wrong("`date` is a text such as \"2026-02-27\""))?,
        ),
    };
    let spans = match field(options, "spans")? {
        spans if absent(&spans) => None,
        spans if Array::is_array(&spans) => Some(
            Array::from(&spans)
                .iter()
                .map(|span| read_span(&span))
                .collect::<Result<_, _>>()?,
        ),
        _ => return Err(wrong("`spans` is a list")),
    };
    let sure = match field(options, "sure")? {
        sure if absent(&sure) => None,
        sure => Some(
            sure.as_f64()
                .filter(|sure| (0.0..=1.0).contains(sure))
                .ok_or_else(|| wrong("`sure` is a number from 0 to 1"))?,
        ),
    };
    Ok(Options {
        date,
        spans,
        sure,
        ..Options::default()
    })
}

fn read_span(span: &JsValue) -> Result<GivenSpan, Failure> {
    let kind = match field(span, "kind")? {
        kind if absent(&kind) => None,
        kind if kind == "person" => Some(Kind::Person),
        kind if kind == "group" => Some(Kind::Group),
        _ => return Err(wrong("a span's `kind` is \"person\" or \"group\"")),
    };
    Ok(GivenSpan {
        start: offset(span, "start")?,
        end: offset(span, "end")?,
        kind,
    })
}

fn offset(span: &JsValue, name: &str) -> Result<u32, Failure> {
    let number = field(span, name)?
        .as_f64()
        .filter(|&number| f64::from(number as u32) == number);
    number
        .map(|number| number as u32)
        .ok_or_else(|| wrong("a span's `start` and `end` are whole numbers"))
}

fn field(object: &JsValue, name: &str) -> Result<JsValue, Failure> {
    Reflect::get(object, &JsValue::from_str(name)).map_err(|_| wrong("they are an object"))
}

fn absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

fn wrong(what: &str) -> Failure {
    Failure::new("options", format!("The options can't be read: {what}."))
}
