//! A value as JSON text, which JavaScript's own parser makes into objects at
//! one crossing. A writer of what the annotation's types hold and no more.

use crate::prelude::*;
use core::fmt::{self, Write};
use serde::ser::{self, Impossible, Serialize, Serializer};
use wasm_bindgen::JsValue;

/// A value as JavaScript has it: nothing is `undefined`.
pub(super) fn out(value: &impl Serialize) -> JsValue {
    let mut text = String::new();
    let written = value.serialize(Writer(&mut text));
    match written {
        Ok(()) => js_sys::JSON::parse(&text).unwrap_or(JsValue::NULL),
        Err(Unfit) => JsValue::NULL,
    }
}

/// A type this writer does not know.
#[derive(Debug)]
struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such JSON")
    }
}

impl core::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Unfit {
        Unfit
    }
}

type Written = Result<(), Unfit>;

struct Writer<'a>(&'a mut String);

/// A list or an object, opened.
struct Parts<'a> {
    text: &'a mut String,
    first: bool,
    close: &'static str,
}

impl<'a> Writer<'a> {
    fn open(self, open: char, close: &'static str) -> Parts<'a> {
        self.0.push(open);
        Parts {
            text: self.0,
            first: true,
            close,
        }
    }

    fn literal(self, literal: &str) -> Written {
        self.0.push_str(literal);
        Ok(())
    }
}

impl Parts<'_> {
    fn next(&mut self) {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
    }

    fn part(&mut self, value: &(impl Serialize + ?Sized)) -> Written {
        self.next();
        value.serialize(Writer(self.text))
    }

    fn member(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Written {
        self.next();
        quote(self.text, name);
        self.text.push(':');
        value.serialize(Writer(self.text))
    }

    fn close(self) -> Written {
        self.text.push_str(self.close);
        Ok(())
    }
}

fn quote(text: &mut String, words: &str) {
    text.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c < ' ' => drop(write!(text, "\\u{:04x}", c as u32)),
            c => text.push(c),
        }
    }
    text.push('"');
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeTuple = Impossible<(), Unfit>;
    type SerializeTupleStruct = Impossible<(), Unfit>;
    type SerializeTupleVariant = Impossible<(), Unfit>;
    type SerializeMap = Impossible<(), Unfit>;
    type SerializeStructVariant = Impossible<(), Unfit>;

    fn serialize_u32(self, value: u32) -> Written {
        write!(self.0, "{value}").map_err(|_| Unfit)
    }

    /// The only fractions are confidences, which are whole hundredths from 0 to 1.
    fn serialize_f64(self, value: f64) -> Written {
        let hundredths = (value * 100.0 + 0.5) as u32;
        write!(self.0, "{}.{:02}", hundredths / 100, hundredths % 100).map_err(|_| Unfit)
    }

    fn serialize_str(self, words: &str) -> Written {
        quote(self.0, words);
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.literal("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let mut parts = self.open('{', "}");
        parts.member(variant, value)?;
        parts.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, Unfit> {
        Ok(self.open('[', "]"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Unfit> {
        Ok(self.open('{', "}"))
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.literal(if value { "true" } else { "false" })
    }

    fn serialize_i8(self, _: i8) -> Written {
        Err(Unfit)
    }

    fn serialize_i16(self, _: i16) -> Written {
        Err(Unfit)
    }

    fn serialize_i32(self, _: i32) -> Written {
        Err(Unfit)
    }

    fn serialize_i64(self, _: i64) -> Written {
        Err(Unfit)
    }

    fn serialize_u8(self, value: u8) -> Written {
        self.serialize_u32(value.into())
    }

    fn serialize_u16(self, value: u16) -> Written {
        self.serialize_u32(value.into())
    }

    fn serialize_u64(self, _: u64) -> Written {
        Err(Unfit)
    }

    fn serialize_f32(self, _: f32) -> Written {
        Err(Unfit)
    }

    fn serialize_char(self, _: char) -> Written {
        Err(Unfit)
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unfit)
    }

    fn serialize_unit(self) -> Written {
        self.literal("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Err(Unfit)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unfit> {
        Err(Unfit)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unfit> {
        Err(Unfit)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unfit> {
        Err(Unfit)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unfit> {
        Err(Unfit)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unfit> {
        Err(Unfit)
    }
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.part(value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.member(name, value)
    }

    fn end(self) -> Written {
        self.close()
    }
}
