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

/** Code units of prose in an element's paragraphs. */
export function paragraphMass(element: Element): number {
  let mass = element.localName === "p" ? lengthOf(element) : 0;
  for (const paragraph of element.querySelectorAll("p")) mass += lengthOf(paragraph);
  return mass;
}

function guess(document: Document): Element | null {
  const body = document.body;
  if (!body) return null;
  const mass = weigh(body);
  const all = mass.get(body) ?? 0;
  for (const selector of [STORY, ARTICLE, MAIN]) {
    const best = heaviest([...body.querySelectorAll(selector)], mass);
    if (best && mass.get(best)! > all * 0.4) return selector === MAIN ? descend(best, mass) : best;
  }
  return all > 0 ? descend(body, mass) : null;
}

/** The prose in every element: each paragraph votes with its length, links apart, for all that hold it. */
function weigh(body: Element): Map<Element, number> {
  const mass = new Map<Element, number>();
  for (const element of body.querySelectorAll(PROSE)) {
    // A paragraph counts whole, but for its links; of other elements only the text that stands in them directly.
    const whole = element.localName === "p";
    let length = whole ? lengthOf(element) : 0;
    if (whole) for (const link of element.querySelectorAll("a")) length -= lengthOf(link);
    else for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) length += lengthOf(node);
    if (length < LEAST || element.closest(ASIDE)) continue;
    for (let at: Element | null = element; at && at !== body.parentElement; at = at.parentElement) {
      mass.set(at, (mass.get(at) ?? 0) + length);
    }
  }
  return mass;
}

/** One article among teasers wins; the posts of a live blog, of like weight, give their common ancestor. */
function heaviest(elements: Element[], mass: Map<Element, number>): Element | null {
  const most = Math.max(0, ...elements.map((element) => mass.get(element) ?? 0));
  if (most === 0) return null;
  return common(elements.filter((element) => (mass.get(element) ?? 0) >= most / 4));
}

/** Down to where no single child holds most of the prose. */
function descend(from: Element, mass: Map<Element, number>): Element {
  let at = from;
  for (;;) {
    const floor = mass.get(at)! * 0.7;
    const next = [...at.children].find((child) => (mass.get(child) ?? 0) > floor);
    if (!next || next.localName === "p") return at;
    at = next;
  }
}

function common(elements: readonly Element[]): Element | null {
  let at = elements[0] ?? null;
  for (const element of elements) {
    while (at && !at.contains(element)) at = at.parentElement;
  }
  return at;
}
