//! An annotation in other people's formats, and articles out of theirs.
//!
//! Everything here is native: the command line writes these, the browser
//! paints instead.

mod endnotes;
mod furniture;
mod html;
mod page_text;
mod table;
mod web_annotation;
mod words;

pub use endnotes::endnotes;
pub use html::html;
pub use page_text::text_of_html;
pub use table::table;
pub use web_annotation::annotation_jsonld;

use std::ops::Range;

use crate::annotation::{Annotation, Mention};
use crate::text::utf16::Utf16Index;

/// The annotated text, with the way from UTF-16 offsets back to its bytes.
struct Text<'a> {
    text: &'a str,
    index: Utf16Index,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Text<'a> {
        Text {
            text,
            index: Utf16Index::new(text),
        }
    }

    /// The bytes of a UTF-16 range; none where the range is no part of the text.
    fn bytes(&self, start: u32, end: u32) -> Option<Range<usize>> {
        let start = self.index.byte(self.text, start)? as usize;
        let end = self.index.byte(self.text, end)? as usize;
        (start < end).then_some(start..end)
    }

    /// The words of a UTF-16 range.
    fn words(&self, start: u32, end: u32) -> Option<&'a str> {
        self.text.get(self.bytes(start, end)?)
    }

    /// The mentions with their bytes, in order. Those that an annotation of another text would
    /// put out of place are left out.
    fn mentions<'b>(&self, annotation: &'b Annotation) -> Vec<(Range<usize>, &'b Mention)> {
        let mut done = 0;
        let mut mentions = Vec::new();
        for mention in &annotation.mentions {
            match self.bytes(mention.start, mention.end) {
                Some(bytes) if bytes.start >= done && (mention.entity as usize) < annotation.entities.len() => {
                    done = bytes.end;
                    mentions.push((bytes, mention));
                }
                _ => {}
            }
        }
        mentions
    }
}

#[cfg(test)]
mod sample {
    //! A text with an astral character before its names, and what a finder would say of it.

    use crate::annotation::*;

    pub const TEXT: &str = "😀 Umar <b>Mansoor</b> & JuA.\nMansoor “said” so.\n";

    fn mention(start: u32, text: &str, kind: Kind, entity: u32) -> Mention {
        let end = start + text.encode_utf16().count() as u32;
        Mention {
            start,
            end,
            text: text.into(),
            kind,
            entity,
            confidence: 0.9,
            found: Found::Pack,
        }
    }

    fn entity(kind: Kind, name: &str, mentions: &[u32]) -> Entity {
        Entity {
            kind,
            name: name.into(),
            names: vec![name.into()],
            mentions: mentions.into(),
            link: None,
            description: None,
            facts: Vec::new(),
            quotes: Vec::new(),
            similar: Vec::new(),
        }
    }

    pub fn annotation() -> Annotation {
        let mut umar = entity(Kind::Person, "Umar <b>Mansoor", &[0, 2]);
        umar.names.push("Mansoor".into());
        umar.facts.push(Fact {
            relation: "commander_of".into(),
            object: Party::Entity(1),
            from: Some("2014-08".into()),
            to: None,
            status: Status::Reported,
            by: Some(Party::Text("a \"spokesman\"".into())),
            source: Source::Article {
                article: Place { start: 30, end: 37 },
            },
        });
        umar.similar = vec![1];
        let mut jua = entity(Kind::Group, "JuA", &[1]);
        jua.link = Some(Link {
            pack: "starter".into(),
            id: "jua".into(),
            confidence: 0.97,
            evidence: vec!["acronym".into()],
        });
        jua.description = Some(Description {
            text: "militant group".into(),
            source: Source::Pack {
                pack: "starter".into(),
                publisher: "UN".into(),
                url: "https://example.org/?a=1&b=2".into(),
                retrieved: "2026-02-27".into(),
            },
        });
        Annotation {
            mentions: vec![
                mention(3, "Umar <b>Mansoor", Kind::Person, 0),
                mention(25, "JuA", Kind::Group, 1),
                mention(30, "Mansoor", Kind::Person, 0),
            ],
            entities: vec![umar, jua],
        }
    }

    #[test]
    fn mentions_are_where_the_sample_says() {
        let text = super::Text::new(TEXT);
        let annotation = annotation();
        let mentions = text.mentions(&annotation);
        assert_eq!(mentions.len(), 3);
        for (bytes, mention) in mentions {
            assert_eq!(&TEXT[bytes], mention.text);
        }
    }

    #[test]
    fn mentions_of_another_text_are_left_out() {
        let annotation = annotation();
        for other in ["", "x", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"] {
            let text = super::Text::new(other);
            for (bytes, _) in text.mentions(&annotation) {
                assert!(other.get(bytes).is_some());
            }
            super::html(other, &annotation);
            super::table(other, &annotation);
            super::endnotes(other, &annotation);
            super::annotation_jsonld(other, &annotation);
        }
    }
}
