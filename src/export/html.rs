//! The text as an HTML fragment: marks that lead to a list of who is who below it.

use super::{Text, words};
use crate::annotation::{Annotation, Entity, Kind, Source};

/// The annotated text, one paragraph a line, followed by the entities with their sources.
///
/// Well-formed and self-contained: no script, no style, no request. Marks carry
/// `castlist-person` or `castlist-group`; a mark across a line break is left out.
pub fn html(text: &str, annotation: &Annotation) -> String {
    let reader = Text::new(text);
    let mentions = reader.mentions(annotation);
    let mut out = String::from("<article class=\"castlist-article\">\n");
    let mut next = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        let mut at = start;
        let mut paragraph = String::new();
        while let Some((bytes, mention)) = mentions.get(next).filter(|(bytes, _)| bytes.start < start + line.len()) {
            next += 1;
            if bytes.end > end {
                continue;
            }
            escape(&text[at..bytes.start], &mut paragraph);
            let class = class(mention.kind);
            paragraph += &format!("<a class=\"{class}\" href=\"#castlist-{}\">", mention.entity + 1);
            escape(&text[bytes.clone()], &mut paragraph);
            paragraph += "</a>";
            at = bytes.end;
        }
        escape(&text[at..end], &mut paragraph);
        if !paragraph.trim().is_empty() {
            out += &format!("<p>{paragraph}</p>\n");
        }
        start += line.len();
    }
    if !annotation.entities.is_empty() {
        out += "<section class=\"castlist-entities\">\n<h2>Who’s who</h2>\n<dl>\n";
        for (index, entity) in annotation.entities.iter().enumerate() {
            out += &format!("<dt id=\"castlist-{}\" class=\"{}\">", index + 1, class(entity.kind));
            escape(&entity.name, &mut out);
            out += "</dt>\n";
            define(entity, annotation, &mut out);
        }
        out += "</dl>\n</section>\n";
    }
    out += "</article>\n";
    out
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "castlist-person",
        Kind::Group => "castlist-group",
    }
}

/// What is said of an entity, each with its source.
fn define(entity: &Entity, annotation: &Annotation, out: &mut String) {
    let others = words::other_names(entity);
    if !others.is_empty() {
        line(&format!("Also: {}", others.join(", ")), None, out);
    }
    if let Some(description) = &entity.description {
        line(&description.text, Some(&description.source), out);
    }
    for fact in &entity.facts {
        line(&words::fact(fact, annotation), Some(&fact.source), out);
    }
    let similar = words::similar(entity, annotation);
    if !similar.is_empty() {
        line(&format!("Not to be confused with {}", similar.join(", ")), None, out);
    }
}

fn line(text: &str, source: Option<&Source>, out: &mut String) {
    *out += "<dd>";
    escape(text, out);
    if let Some(source) = source {
        *out += " <cite>";
        match source {
            Source::Pack { publisher, url, .. } if words::link(url).is_some() => {
                *out += "<a rel=\"noreferrer\" href=\"";
                escape(url, out);
                *out += "\">";
                escape(if publisher.is_empty() { url } else { publisher }, out);
                *out += "</a>";
                if let Source::Pack { retrieved, .. } = source
                    && !retrieved.is_empty()
                {
                    *out += ", retrieved ";
                    escape(retrieved, out);
                }
            }
            source => escape(&words::source(source), out),
        }
        *out += "</cite>";
    }
    *out += "</dd>\n";
}

/// Text as HTML, safe in content and in quoted attributes. Characters HTML can't hold become U+FFFD.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            '\'' => *out += "&#39;",
            '\t' | '\n' => out.push(c),
            '\r' => *out += "&#13;",
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn text_stays_text() {
        let html = html(sample::TEXT, &sample::annotation());
        assert!(html.contains(
            "<p>😀 <a class=\"castlist-person\" href=\"#castlist-1\">Umar &lt;b&gt;Mansoor</a>&lt;/b&gt; &amp; "
        ));
        assert!(html.contains("<dt id=\"castlist-2\" class=\"castlist-group\">JuA</dt>"));
        assert!(html.contains("href=\"https://example.org/?a=1&amp;b=2\">UN</a>, retrieved 2026-02-27</cite>"));
        assert!(html.contains("Not to be confused with JuA"));
        assert!(!html.contains("<b>"));
    }

    #[test]
    fn a_reader_of_html_gets_the_text_back() {
        let page = html(sample::TEXT, &sample::annotation());
        let document = scraper::Html::parse_fragment(&page);
        let p = scraper::Selector::parse("p").unwrap();
        let lines: Vec<String> = document.select(&p).map(|p| p.text().collect()).collect();
        assert_eq!(lines.join("\n") + "\n", sample::TEXT);
    }

    #[test]
    fn a_hostile_source_is_no_link() {
        let mut annotation = sample::annotation();
        if let Some(description) = &mut annotation.entities[1].description
            && let Source::Pack { url, publisher, .. } = &mut description.source
        {
            *url = "javascript:alert(1)".into();
            *publisher = "</cite><script>\u{0}".into();
        }
        let html = html(sample::TEXT, &annotation);
        assert!(!html.contains("javascript:") && !html.contains("<script"));
        assert!(html.contains("&lt;script&gt;\u{fffd}"));
    }
}
