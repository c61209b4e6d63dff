//! The only place that knows how JavaScript counts.
//!
//! Inside, spans are bytes of UTF-8. JavaScript's strings count UTF-16 code
//! units. The index keeps the count at every 512th byte, so that any offset
//! is converted by looking at no more than that many bytes.

use crate::prelude::*;

const STRIDE: usize = 512;

/// Converts between byte offsets and UTF-16 code units of one text.
#[derive(Debug)]
pub struct Utf16Index {
    /// UTF-16 units before byte `i * STRIDE`. Empty for ASCII text, where the two counts are one.
    marks: Vec<u32>,
    units: u32,
}

impl Utf16Index {
    /// Reads the text once.
    pub fn new(text: &str) -> Utf16Index {
        if text.is_ascii() {
            return Utf16Index {
                marks: Vec::new(),
                units: text.len() as u32,
            };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut units = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(units);
            units += count(chunk);
        }
        Utf16Index { marks, units }
    }

    /// The number of UTF-16 code units in the text.
    pub fn len(&self) -> u32 {
        self.units
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.units == 0
    }

    /// The UTF-16 offset of a byte offset; offsets beyond the text give its length.
    pub fn unit(&self, text: &str, byte: u32) -> u32 {
        let byte = (byte as usize).min(text.len());
        match self.marks.get(byte / STRIDE) {
            Some(mark) => mark + count(&text.as_bytes()[byte / STRIDE * STRIDE..byte]),
            None if self.marks.is_empty() => byte as u32,
            None => self.units,
        }
    }

    /// The byte offset of a UTF-16 offset; `None` beyond the text or inside a surrogate pair.
    pub fn byte(&self, text: &str, unit: u32) -> Option<u32> {
        if unit > self.units {
            return None;
        }
        if self.marks.is_empty() {
            return Some(unit);
        }
        let mark = self.marks.partition_point(|&m| m <= unit).saturating_sub(1);
        let mut units = *self.marks.get(mark)?;
        let mut byte = mark * STRIDE;
        // A character that straddles the mark was counted where its first byte stands.
        while !text.is_char_boundary(byte) {
            byte += 1;
        }
        for c in text.get(byte..)?.chars() {
            if units >= unit {
                break;
            }
            units += c.len_utf16() as u32;
            byte += c.len_utf8();
        }
        (units == unit).then_some(byte as u32)
    }
}

/// UTF-16 units of the characters whose first byte lies in `bytes`.
fn count(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|&b| u32::from(b & 0xc0 != 0x80) + u32::from(b >= 0xf0))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn astral_and_combining_text() {
        let text = "a😀e\u{301}𐍈z";
        let index = Utf16Index::new(text);
        assert_eq!(index.len(), 8);
        assert_eq!(index.unit(text, 5), 3);
        assert_eq!(index.byte(text, 3), Some(5));
        assert_eq!(index.byte(text, 2), None, "inside a surrogate pair");
        assert_eq!(index.byte(text, 9), None, "beyond the text");
    }

    proptest! {
        #[test]
        fn agrees_with_counting(text in "(\\PC|[a-z ]{0,40}|😀|[\u{300}-\u{36f}]){0,400}") {
            let index = Utf16Index::new(&text);
            let mut units = 0;
            for (byte, c) in text.char_indices() {
                prop_assert_eq!(index.unit(&text, byte as u32), units);
                prop_assert_eq!(index.byte(&text, units), Some(byte as u32));
                units += c.len_utf16() as u32;
            }
            prop_assert_eq!(index.len(), units);
            prop_assert_eq!(index.byte(&text, units), Some(text.len() as u32));
        }
    }
}
