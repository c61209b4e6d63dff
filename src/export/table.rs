//! A table for the terminal: who is in the text, how often, and who that is.

use super::words;
use crate::annotation::Annotation;

/// One row an entity, in order of first mention: number, kind, name, marks, other names, pack
/// entry, who this is. `text` is not needed for it and is taken for symmetry with the other formats.
pub fn table(_text: &str, annotation: &Annotation) -> String {
    let header = ["#", "kind", "name", "marks", "also", "entry", "who this is"].map(str::to_owned);
    let mut rows = vec![header];
    for (index, entity) in annotation.entities.iter().enumerate() {
        let mut also = words::other_names(entity).join(", ");
        let similar = words::similar(entity, annotation);
        if !similar.is_empty() {
            also += &format!("{}not {}", if also.is_empty() { "" } else { "; " }, similar.join(", "));
        }
        rows.push([
            (index + 1).to_string(),
            words::kind(entity.kind).to_owned(),
            words::plain(&entity.name),
            entity.mentions.len().to_string(),
            words::plain(&also),
            entity.link.as_ref().map_or_else(String::new, |link| {
                words::plain(&format!("{} ({:.2})", link.id, link.confidence))
            }),
            entity.description.as_ref().map_or_else(String::new, |d| {
                words::plain(&format!("{} [{}]", d.text, words::source(&d.source)))
            }),
        ]);
    }
    let mut out = String::new();
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0))
        .collect();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line += cell;
            line.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
        }
        out += line.trim_end();
        out.push('\n');
    }
    let marks = annotation.mentions.len();
    let count = annotation.entities.len();
    out += &format!("\n{marks} marks of {count} people and groups.\n");
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let table = table(sample::TEXT, &sample::annotation());
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            lines[0],
            "#  kind    name             marks  also              entry       who this is"
        );
        assert_eq!(lines[1], "1  person  Umar <b>Mansoor  2      Mansoor; not JuA");
        assert!(
            lines[2]
                .starts_with("2  group   JuA              1                        jua (0.97)  militant group [UN, ")
        );
        assert_eq!(lines[4], "3 marks of 2 people and groups.");
    }

    #[test]
    fn names_can_not_steer_the_terminal() {
        let mut annotation = sample::annotation();
        annotation.entities[0].name = "\u{1b}]0;x\u{7}\n\u{202e}evil".into();
        assert!(!table("", &annotation).chars().any(|c| c.is_control() && c != '\n'));
    }
}
