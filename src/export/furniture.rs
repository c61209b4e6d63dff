//! Parts of a page that are no part of its story.

use scraper::node::Element;

/// Elements whose text is no prose, wherever they stand.
pub(super) fn is_bare(element: &Element) -> bool {
    matches!(
        element.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "canvas"
            | "video"
            | "audio"
            | "svg"
            | "math"
            | "button"
            | "select"
            | "textarea"
            | "input"
            | "output"
            | "code"
            | "pre"
            | "samp"
            | "kbd"
            | "figcaption"
            | "caption"
            | "rt"
            | "rp"
            | "nav"
            | "dialog"
            | "menu"
            | "address"
            | "head"
            | "title"
            | "cast-list"
    )
}

/// Whether the page says that an element is not shown.
pub(super) fn hides(element: &Element) -> bool {
    if element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") {
        return true;
    }
    let style: String = element
        .attr("style")
        .unwrap_or("")
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether an element's paragraphs do not count when the article is looked for.
pub(super) fn is_aside(element: &Element) -> bool {
    matches!(
        element.name(),
        "nav" | "aside" | "footer" | "figcaption" | "head" | "script" | "style" | "noscript" | "template"
    ) || matches!(element.attr("role"), Some("dialog" | "navigation" | "complementary"))
        || hides(element)
}

/// Whether an element looks like furniture by what it is or by what it is called. It may still hold
/// the article.
pub(super) fn is_suspect(element: &Element) -> bool {
    matches!(element.name(), "aside" | "footer" | "form" | "fieldset" | "figure")
        || element.attr("role").is_some_and(is_tool)
        || ["rel", "itemprop"]
            .iter()
            .any(|name| matches!(element.attr(name), Some("author" | "keywords")))
        || element.attr("contenteditable").is_some_and(|value| value != "false")
        || ["class", "id", "data-component"]
            .iter()
            .filter_map(|name| element.attr(name))
            .any(is_furniture_name)
}

fn is_tool(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "banner"
            | "complementary"
            | "contentinfo"
            | "search"
            | "form"
            | "dialog"
            | "alertdialog"
            | "alert"
            | "status"
            | "menu"
            | "menubar"
            | "toolbar"
            | "tablist"
            | "button"
            | "textbox"
            | "searchbox"
            | "combobox"
            | "listbox"
            | "switch"
            | "tooltip"
            | "math"
            | "img"
    )
}

/// Words that name furniture when they stand alone in a class or an id.
const WHOLE: &[&str] = &[
    "ad",
    "ads",
    "bio",
    "copy",
    "menu",
    "more",
    "nav",
    "pager",
    "promo",
    "published",
    "search",
    "share",
    "sharing",
    "skip",
    "social",
    "tag",
    "tags",
    "topic",
    "topics",
];

/// Beginnings of such words.
const BEGINNINGS: &[&str] = &[
    "advert",
    "advt",
    "author",
    "breadcrumb",
    "byline",
    "caption",
    "carousel",
    "comments",
    "consent",
    "contributor",
    "cookie",
    "copyright",
    "credit",
    "dateline",
    "disclaimer",
    "disqus",
    "gallery",
    "keyword",
    "newsletter",
    "noprint",
    "outbrain",
    "pagination",
    "paywall",
    "popup",
    "readmore",
    "recirc",
    "recommend",
    "related",
    "sidebar",
    "signup",
    "slideshow",
    "sponsor",
    "subscri",
    "taboola",
    "timestamp",
    "trending",
    "visuallyhidden",
];

/// Pairs of words that name furniture together.
const PAIRS: &[(&str, &str)] = &[
    ("fb", "post"),
    ("instagram", "media"),
    ("most", "popular"),
    ("most", "read"),
    ("no", "print"),
    ("print", "only"),
    ("read", "more"),
    ("screen", "reader"),
    ("see", "also"),
    ("sign", "up"),
    ("sr", "only"),
    ("twitter", "tweet"),
    ("visually", "hidden"),
];

/// Whether a class, an id or a component's name speaks of furniture: `shareTools`, `related-links`.
fn is_furniture_name(name: &str) -> bool {
    let mut spaced = String::with_capacity(name.len() + 8);
    let mut small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && small {
            spaced.push(' ');
        }
        small = c.is_ascii_lowercase();
        spaced.push(if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            ' '
        });
    }
    let mut before = "";
    spaced.split_whitespace().any(|word| {
        let pair = PAIRS.contains(&(before, word));
        before = word;
        pair || WHOLE.contains(&word) || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_furniture() {
        for name in [
            "share-tools",
            "shareTools",
            "article__related",
            "c-newsletter-signup",
            "ad",
            "sr-only",
            "ReadMore",
        ] {
            assert!(is_furniture_name(name), "{name}");
        }
        for name in ["", "shared-body", "article-body", "moreover", "story", "paragraph"] {
            assert!(!is_furniture_name(name), "{name}");
        }
    }
}
