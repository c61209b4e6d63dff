//! The article's text out of a saved page: the same choice as the reader in
//! the browser makes, for the command line.
//!
//! The page is laid out flat, in document order, so that no depth of nesting
//! can exhaust a stack and every sum over a subtree is one subtraction.

use scraper::node::{Element, Node};
use scraper::{ElementRef, Html};

use super::furniture::{hides, is_aside, is_bare, is_suspect};

/// Shorter paragraphs are as often teasers and buttons as prose.
const LEAST: usize = 60;

/// The text of an HTML page's article: blocks (headings, paragraphs, list items) one a line, spaces
/// collapsed. Skips scripts, navigation, asides, captions, forms, code and what is hidden.
///
/// Where the page does not say which part is the article, the part with the most prose is taken.
pub fn text_of_html(html: &str) -> String {
    let page = Html::parse_document(html);
    let flat = Flat::of(page.root_element());
    flat.text(flat.article())
}

struct Item<'a> {
    element: Option<&'a Element>,
    text: &'a str,
    parent: usize,
    /// One past the last item inside.
    end: usize,
    /// Inside navigation, footers and the like.
    aside: bool,
    /// Inside a link.
    linked: bool,
}

struct Flat<'a> {
    items: Vec<Item<'a>>,
    /// Letters of text before each item; one more than items.
    letters: Vec<usize>,
    /// The same for text in links.
    link_letters: Vec<usize>,
    /// Letters of the paragraphs inside each item.
    paragraphs: Vec<usize>,
    /// Letters of prose inside each item: long paragraphs outside of asides, without their links.
    prose: Vec<usize>,
}

impl<'a> Flat<'a> {
    fn of(root: ElementRef<'a>) -> Flat<'a> {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut node = *root;
        loop {
            let parent = open.last().copied().unwrap_or(0);
            let above = items
                .get(parent)
                .map_or((false, false), |item| (item.aside, item.linked));
            let (element, text) = match node.value() {
                Node::Element(element) => (Some(element), ""),
                Node::Text(text) => (None, &**text),
                _ => (None, ""),
            };
            items.push(Item {
                element,
                text,
                parent,
                end: 0,
                aside: above.0 || element.is_some_and(is_aside),
                linked: above.1 || element.is_some_and(|element| element.name() == "a"),
            });
            if let Some(child) = node.first_child() {
                open.push(items.len() - 1);
                node = child;
                continue;
            }
            let last = items.len() - 1;
            items[last].end = items.len();
            // On to the next sibling, of this node or of one around it.
            loop {
                if open.is_empty() {
                    return Flat::measure(items);
                }
                if let Some(sibling) = node.next_sibling() {
                    node = sibling;
                    break;
                }
                let (Some(above), Some(closed)) = (node.parent(), open.pop()) else {
                    return Flat::measure(items);
                };
                items[closed].end = items.len();
                node = above;
            }
        }
    }

    fn measure(items: Vec<Item<'a>>) -> Flat<'a> {
        let mut letters = vec![0; items.len() + 1];
        let mut link_letters = vec![0; items.len() + 1];
        // Text that stands in an element itself, not deeper.
        let mut direct = vec![0; items.len()];
        for (i, item) in items.iter().enumerate() {
            let count = item.text.trim().chars().count();
            letters[i + 1] = letters[i] + count;
            link_letters[i + 1] = link_letters[i] + if item.linked { count } else { 0 };
            direct[item.parent] += count;
        }
        let mut paragraphs = vec![0; items.len()];
        let mut prose = vec![0; items.len()];
        for (i, item) in items.iter().enumerate().rev() {
            let inside = letters[item.end] - letters[i];
            let length = match item.element.map_or("", Element::name) {
                "p" => {
                    paragraphs[i] += inside;
                    inside - (link_letters[item.end] - link_letters[i])
                }
                "div" | "td" | "section" | "blockquote" | "li" => direct[i],
                _ => 0,
            };
            if length >= LEAST && !item.aside {
                prose[i] += length;
            }
            if i > 0 {
                paragraphs[item.parent] += paragraphs[i];
                prose[item.parent] += prose[i];
            }
        }
        Flat {
            items,
            letters,
            link_letters,
            paragraphs,
            prose,
        }
    }

    /// The item that holds the article.
    fn article(&self) -> usize {
        let attribute = |element: &Element, name: &str, value: &str| {
            element
                .attr(name)
                .is_some_and(|all| all.split_whitespace().any(|one| one.eq_ignore_ascii_case(value)))
        };
        let is_story = |element: &Element| attribute(element, "itemprop", "articleBody");
        let is_article = |element: &Element| element.name() == "article" || attribute(element, "role", "article");
        let is_main = |element: &Element| element.name() == "main" || attribute(element, "role", "main");
        let landmarks: [&dyn Fn(&Element) -> bool; 3] = [&is_story, &is_article, &is_main];
        for (rank, is_landmark) in landmarks.into_iter().enumerate() {
            let marked: Vec<usize> = (0..self.items.len())
                .filter(|&i| self.items[i].element.is_some_and(is_landmark))
                .collect();
            let most = marked.iter().map(|&i| self.prose[i]).max().unwrap_or(0);
            // One article among teasers wins; the posts of a live blog are taken together.
            let best = marked
                .into_iter()
                .filter(|&i| self.prose[i] * 4 >= most && most > 0)
                .reduce(|a, b| self.around(a, b));
            if let Some(best) = best
                && self.prose[best] * 5 > self.prose[0] * 2
            {
                // A `main` holds more than its article.
                return if rank == 2 { self.descend(best) } else { best };
            }
        }
        self.descend(0)
    }

    /// The innermost item that holds both.
    fn around(&self, a: usize, b: usize) -> usize {
        let mut at = a;
        while at > 0 && !(at..self.items[at].end).contains(&b) {
            at = self.items[at].parent;
        }
        at
    }

    /// Down to where no single child holds most of the prose.
    fn descend(&self, from: usize) -> usize {
        let mut at = from;
        'down: loop {
            let mut child = at + 1;
            while child < self.items[at].end {
                let tall = self.prose[child] * 10 > self.prose[at] * 7;
                if tall && self.items[child].element.is_some_and(|element| element.name() != "p") {
                    at = child;
                    continue 'down;
                }
                child = self.items[child].end;
            }
            return at;
        }
    }

    /// The lines of text inside an item, without furniture.
    fn text(&self, root: usize) -> String {
        let mut lines = Lines::default();
        let mut blocks: Vec<usize> = Vec::new();
        let mut i = root;
        while i < self.items[root].end {
            while blocks.last().is_some_and(|&end| end <= i) {
                blocks.pop();
                lines.broken = true;
            }
            let item = &self.items[i];
            if let Some(element) = item.element {
                if i != root && self.skips(i, element, root) {
                    lines.broken |= !is_inline(element.name());
                    i = item.end;
                    continue;
                }
                if element.name() == "br" {
                    lines.broken = true;
                } else if !is_inline(element.name()) {
                    lines.broken = true;
                    blocks.push(item.end);
                }
            } else {
                lines.push(item.text);
            }
            i += 1;
        }
        lines.out
    }

    /// Whether an item inside the article is no part of the story.
    fn skips(&self, i: usize, element: &Element, root: usize) -> bool {
        let inside = |sums: &[usize]| sums[self.items[i].end] - sums[i];
        if is_bare(element) || hides(element) {
            return true;
        }
        // The mark of a footnote.
        if element.name() == "sup" && inside(&self.link_letters) > 0 {
            return true;
        }
        // A suspicion against something that holds a quarter of the article is wrong.
        let total = self.paragraphs[root];
        let bulk = if total > 0 {
            self.paragraphs[i] * 4 > total
        } else {
            inside(&self.letters) * 2 > self.letters[self.items[root].end] - self.letters[root]
        };
        !bulk && is_suspect(element)
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "label"
            | "mark"
            | "q"
            | "ruby"
            | "rb"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Collapses spaces, joins blocks by one newline.
#[derive(Default)]
struct Lines {
    out: String,
    /// A new line is due before the next text.
    broken: bool,
    /// A space is due before the next word.
    spaced: bool,
}

impl Lines {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}') {
                self.spaced = true;
                continue;
            }
            if self.broken && !self.out.is_empty() {
                self.out.push('\n');
            } else if self.spaced && !self.out.is_empty() {
                self.out.push(' ');
            }
            (self.broken, self.spaced) = (false, false);
            self.out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_furniture_is_left_out() {
        let page = r##"<!doctype html><html><head><title>T</title><style>p{}</style></head><body>
            <nav><ul><li><a href="/">Home of a very long navigation item that looks like prose but is none</a></ul></nav>
            <article><h1>A head&shy;line</h1>
            <p>Umar   <b>Mansoor</b>
               of&nbsp;the <a href="x">TTP</a><sup><a href="#1">1</a></sup> was killed, a spokesman said on Friday in a statement.</p>
            <div class="share-tools">Share this</div>
            <figure><img><figcaption>Not this</figcaption></figure>
            <ul><li>One<li>Two</ul>
            <p hidden>Not this</p><p style="color:red; DISPLAY : none">Nor this</p><span aria-hidden=true>nor</span>
            <form><p>Mail</p></form><pre>code</pre><script>x</script><template><p>t</p></template>
            <p>Second line<br>third &lt;b&gt; line.</p>
            <aside>Related</aside></article>
            <footer>Contact</footer>"##;
        let expected = "A head\u{ad}line\nUmar Mansoor of the TTP was killed, a spokesman said on Friday in a statement.\n\
            One\nTwo\nSecond line\nthird <b> line.";
        assert_eq!(text_of_html(page), expected);
    }

    #[test]
    fn the_prose_is_found_without_landmarks() {
        let prose = "The ministry said in a statement on Friday that the group had denied the claim. ";
        let page = format!(
            "<div><div class=top><a href=/>Home</a></div><div><div><p>{prose}<p>{prose}</div></div><div>Bottom</div></div>"
        );
        assert_eq!(text_of_html(&page), format!("{0}\n{0}", prose.trim()));
    }

    #[test]
    fn a_form_around_everything_is_no_form() {
        let page = "<article><form><p>The whole of the article stands inside of a form, as old sites have it.</p></form></article>";
        assert_eq!(
            text_of_html(page),
            "The whole of the article stands inside of a form, as old sites have it."
        );
    }

    #[test]
    fn plain_text_is_its_own_article() {
        assert_eq!(text_of_html("Just words."), "Just words.");
        assert_eq!(text_of_html(""), "");
    }

    #[test]
    fn depth_is_no_danger() {
        // The parser itself takes time that grows with the square of the depth; the stack is what counts here.
        let deep = "<div>".repeat(4_000) + "deep" + &"<b>".repeat(100) + "er";
        assert_eq!(text_of_html(&deep).replace('\n', ""), "deeper");
    }
}
