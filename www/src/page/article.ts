import { CastlistError } from "../types.js";

const STORY = "[itemprop~=articleBody]";
const ARTICLE = "article,[role=article]";
const MAIN = "main,[role=main]";
const ASIDE = "nav,aside,footer,figcaption,[hidden],[aria-hidden=true],[role=dialog],[role=navigation],[role=complementary]";
const PROSE = "p,div,td,section,blockquote,li";
/** Shorter paragraphs are as often teasers and buttons as prose. */
const LEAST = 60;

/**
 * The element that holds the article. With a selector, what it matches: several matches give their common
 * ancestor, none gives null. Without one, the page's own landmarks, else the element where the prose is.
 * Throws a `CastlistError` "target" for a selector that can't be read.
 */
export function findArticle(document: Document, selector?: string): Element | null {
  if (!selector) return guess(document);
  try {
    return common([...document.querySelectorAll(selector)]);
  } catch {
    throw new CastlistError("target", `"${selector}" is not a CSS selector.`);
  }
}

/** The day the page says it was published, `YYYY-MM-DD`, or null. */
export function articleDate(document: Document): string | null {
  const stated = document.querySelector("meta[property='article:published_time'],[itemprop=datePublished],article time[datetime]");
  const value = stated?.getAttribute("content") ?? stated?.getAttribute("datetime");
  return /^\d{4}-\d\d-\d\d/.exec(value ?? "")?.[0] ?? null;
}

const lengthOf = (node: Node): number => node.textContent!.trim().length;

const lengths = (nodes: Iterable<Node>): number => [...nodes].reduce((sum, node) => sum + lengthOf(node), 0);

/** Code units of prose in an element's paragraphs. */
export const paragraphMass = (element: Element): number => (element.localName === "p" ? lengthOf(element) : lengths(element.querySelectorAll("p")));

function guess({ body }: Document): Element | null {
  if (!body) return null;
  const mass = weigh(body);
  const of = (element: Element): number => mass.get(element) ?? 0;

  /** Down to where no single child holds most of the prose. */
  const descend = (from: Element): Element => {
    const next = [...from.children].find((child) => of(child) > of(from) * 0.7);
    return next && next.localName !== "p" ? descend(next) : from;
  };

  for (const selector of [STORY, ARTICLE, MAIN]) {
    const elements = [...body.querySelectorAll(selector)];
    // One article among teasers wins; the posts of a live blog, of like weight, give their common ancestor.
    const most = Math.max(1, ...elements.map(of));
    const best = common(elements.filter((element) => of(element) >= most / 4));
    if (best && of(best) > of(body) * 0.4) return selector === MAIN ? descend(best) : best;
  }
  return of(body) ? descend(body) : null;
}

/** The prose in every element: each paragraph votes with its length, links apart, for all that hold it. */
function weigh(body: Element): Map<Element, number> {
  const mass = new Map<Element, number>();
  for (const element of body.querySelectorAll(PROSE)) {
    // A paragraph counts whole, but for its links; of other elements only the text that stands in them directly.
    const length =
      element.localName === "p"
        ? lengthOf(element) - lengths(element.querySelectorAll("a"))
        : lengths([...element.childNodes].filter((node) => node instanceof Text));
    if (length < LEAST || element.closest(ASIDE)) continue;
    for (let at: Element | null = element; at && body.contains(at); at = at.parentElement) mass.set(at, (mass.get(at) ?? 0) + length);
  }
  return mass;
}

const common = (elements: readonly Element[]): Element | null =>
  elements.reduce<Element | null>((at, element) => {
    while (at && !at.contains(element)) at = at.parentElement;
    return at;
  }, elements[0] ?? null);
