//! The text with numbered endnotes: for print, mail and plain files.

use super::{Text, words};
use crate::annotation::{Annotation, Entity};

/// The text with `[1]` after the first mark of each person and group, and the notes below it.
///
/// The text itself is not changed otherwise.
pub fn endnotes(text: &str, annotation: &Annotation) -> String {
    let reader = Text::new(text);
    let mut out = String::with_capacity(text.len() + 1024);
    let mut noted = vec![false; annotation.entities.len()];
    let mut at = 0;
    for (bytes, mention) in reader.mentions(annotation) {
        let entity = mention.entity as usize;
        if !noted[entity] {
            noted[entity] = true;
            out += &text[at..bytes.end];
            out += &format!(" [{}]", entity + 1);
            at = bytes.end;
        }
    }
    out += &text[at..];
    if annotation.entities.is_empty() {
        return out;
    }
    out.truncate(out.trim_end().len());
    out += "\n\nWho’s who\n\n";
    for (index, entity) in annotation.entities.iter().enumerate() {
        out += &format!("[{}] {}\n", index + 1, note(entity, annotation, &reader));
    }
    out
}

/// One paragraph about an entity. Every statement ends in its source.
fn note(entity: &Entity, annotation: &Annotation, text: &Text) -> String {
    let mut out = format!("{} ({}).", words::plain(&entity.name), words::kind(entity.kind));
    let mut add = |sentence: String| {
        let sentence = words::plain(&sentence);
        let mut letters = sentence.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        out += &format!(" {first}{}.", letters.as_str().trim_end_matches('.'));
    };
    let others = words::other_names(entity);
    if !others.is_empty() {
        add(format!("Also: {}", others.join(", ")));
    }
    if let Some(description) = &entity.description {
        add(format!("{} ({})", description.text, words::source(&description.source)));
    }
    for fact in &entity.facts {
        let source = match words::quoted(&fact.source, text) {
            Some(quoted) => format!("this article: “{quoted}”"),
            None => words::source(&fact.source),
        };
        add(format!("{} ({source})", words::fact(fact, annotation)));
    }
    let similar = words::similar(entity, annotation);
    if !similar.is_empty() {
        add(format!("Not to be confused with {}", similar.join(", ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_first_mark_of_each_has_a_number() {
        let notes = endnotes(sample::TEXT, &sample::annotation());
        let expected = "😀 Umar <b>Mansoor [1]</b> & JuA [2].\nMansoor “said” so.\n\nWho’s who\n\n\
            [1] Umar <b>Mansoor (person). Also: Mansoor. Commander in JuA (from 2014-08), according to a \"spokesman\" \
            (this article: “Mansoor”). Not to be confused with JuA.\n\
            [2] JuA (group). Militant group (UN, https://example.org/?a=1&b=2, retrieved 2026-02-27).\n";
        assert_eq!(notes, expected);
    }

    #[test]
    fn a_text_without_names_stays_as_it_is() {
        assert_eq!(endnotes("Nobody.\n\n", &Annotation::default()), "Nobody.\n\n");
    }
}
