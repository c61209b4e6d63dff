//! W3C Web Annotations: <https://www.w3.org/TR/annotation-model/>.
//!
//! Positions are Unicode code points, as the model demands; each target also
//! quotes the mark with a little text on both sides, so that it is found again
//! in another edition of the article. Identifiers are relative: whoever
//! publishes the file gives it its address.

use serde_json::{Value, json};

use super::{Text, words};
use crate::annotation::{Annotation, Entity, Kind};

/// How many code points of text stand on either side of a quotation.
const CONTEXT: usize = 32;

/// One JSON-LD document: an annotation for each mention whose body names the entity.
///
/// The text itself is `#text`, entities are `#entity-N`, counted from 1.
pub fn annotation_jsonld(text: &str, annotation: &Annotation) -> String {
    let reader = Text::new(text);
    let entities: Vec<Value> = annotation
        .entities
        .iter()
        .enumerate()
        .map(|(index, entity)| body(index, entity, &reader))
        .collect();
    let mut items = Vec::new();
    let (mut byte, mut point) = (0, 0);
    for (number, (bytes, mention)) in reader.mentions(annotation).into_iter().enumerate() {
        point += text[byte..bytes.start].chars().count();
        let length = text[bytes.clone()].chars().count();
        byte = bytes.start;
        let before = &text[..bytes.start];
        let after = &text[bytes.end..];
        let prefix = before
            .char_indices()
            .rev()
            .nth(CONTEXT - 1)
            .map_or(before, |(at, _)| &before[at..]);
        let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
        items.push(json!({
            "id": format!("#mention-{}", number + 1),
            "type": "Annotation",
            "motivation": "identifying",
            "body": entities[mention.entity as usize],
            "target": {
                "type": "SpecificResource",
                "source": { "id": "#text", "type": "Text", "format": "text/plain" },
                "selector": [
                    { "type": "TextQuoteSelector", "exact": &text[bytes], "prefix": prefix, "suffix": suffix },
                    { "type": "TextPositionSelector", "start": point, "end": point + length },
                ],
            },
        }));
    }
    let document = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "schema": "https://schema.org/" }],
        "@graph": items,
    });
    format!("{document:#}\n")
}

/// The entity as the body of its annotations.
fn body(index: usize, entity: &Entity, text: &Text) -> Value {
    let mut body = json!({
        "id": format!("#entity-{}", index + 1),
        "type": match entity.kind {
            Kind::Person => "schema:Person",
            Kind::Group => "schema:Organization",
        },
        "schema:name": entity.name,
    });
    let others = words::other_names(entity);
    if !others.is_empty() {
        body["schema:alternateName"] = json!(others);
    }
    if let Some(description) = &entity.description {
        body["schema:description"] = json!(description.text);
        // No sentence without its source.
        body["schema:citation"] = json!(match words::quoted(&description.source, text) {
            Some(quoted) => format!("this article: “{quoted}”"),
            None => words::source(&description.source),
        });
    }
    if let Some(link) = &entity.link {
        body["schema:identifier"] = json!(format!("{}/{}", link.pack, link.id));
    }
    body
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn positions_are_code_points_and_quotations_are_the_text() {
        let document: Value = serde_json::from_str(&annotation_jsonld(sample::TEXT, &sample::annotation())).unwrap();
        let points: Vec<char> = sample::TEXT.chars().collect();
        let items = document["@graph"].as_array().unwrap();
        assert_eq!(items.len(), 3);
        for item in items {
            let [quote, position] = &item["target"]["selector"].as_array().unwrap()[..] else {
                panic!("two selectors");
            };
            let (start, end) = (
                position["start"].as_u64().unwrap() as usize,
                position["end"].as_u64().unwrap() as usize,
            );
            let exact: String = points[start..end].iter().collect();
            assert_eq!(quote["exact"], exact.as_str());
            let around: String = points[start.saturating_sub(CONTEXT)..(end + CONTEXT).min(points.len())]
                .iter()
                .collect();
            let prefix = quote["prefix"].as_str().unwrap();
            assert_eq!(around, format!("{prefix}{exact}{}", quote["suffix"].as_str().unwrap()));
        }
        // The emoji is two UTF-16 units and one code point.
        assert_eq!(items[0]["target"]["selector"][1]["start"], 2);
        assert_eq!(items[1]["body"]["schema:identifier"], "starter/jua");
        assert_eq!(items[0]["body"]["id"], items[2]["body"]["id"]);
    }
}
