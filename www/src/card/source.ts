import { button, type Child, fill, h, name } from "../dom.js";
import type { Fact, Party, Source } from "../types.js";
import type { Guide, Span } from "./guide.js";

/** An address we are willing to link: the web's, and nothing that runs. */
export function webAddress(url: string): string | null {
  const href = URL.canParse(url) ? new URL(url).href : "";
  return /^https?:/.test(href) ? href : null;
}

/** `2014`, `2014-08` or `2014-08-20` as the reader's language writes it; anything else as it stands. */
export function dateWords(date: string, lang: string): string {
  if (!/^\d{4}-\d\d(-\d\d)?$/.test(date) || !Date.parse(date)) return date;
  const words = new Date(date).toLocaleDateString(lang, { year: "numeric", month: "short", ...(date[7] && { day: "numeric" }), timeZone: "UTC" });
  // A date is one word to the eye.
  return words.replaceAll(" ", "\u00a0");
}

export function link(url: string, ...children: Child[]): HTMLElement {
  const href = webAddress(url);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, children) : h("span", null, children);
}

/** Where a sentence on the card comes from: a way to the sentence in the article, or publisher and date. */
export function source(guide: Guide, from: Source): HTMLElement {
  const { words } = guide;
  return h(
    "p.source",
    null,
    "article" in from
      ? sentence(guide, from.article, words.article)
      : link(from.url, from.retrieved ? words.retrieved(from.publisher, dateWords(from.retrieved, words.lang)) : from.publisher),
  );
}

function sentence({ words: { showHere: title }, show }: Guide, span: Span, label: string): HTMLElement {
  return button(".text", label, () => show(span), { title, ariaLabel: title });
}

/** Relations that last: their date is when they began. The others are events, and the date is theirs. */
const LASTING = /^(role|(leader|member|commander|spokesperson|faction|part)_of|allied_with|rival_of)$/;

/** One fact in plain words: what, when, who says so, and the source. */
export function fact(guide: Guide, { relation, object, from, to, status, by, source: origin }: Fact): HTMLElement {
  const { words } = guide;
  const [since, until] = [from, to].map((date) => date && dateWords(date, words.lang));
  const when =
    since && until ? words.span(since, until)
    : until ? words.until(until)
    : since && LASTING.test(relation) ? words.since(since)
    : since;
  const claim = status !== "stated" && status;
  return h(
    "li",
    null,
    h(
      "p",
      null,
      claim && [h("span.label", null, words.statuses[claim]), " "],
      fill(phrase(words.relations, relation), party(guide, object)),
      h(
        "span.quiet",
        null,
        when && `, ${when}`,
        claim && by && [", ", fill(words.by[claim], party(guide, by))],
        // What stands in the article is a press away; what doesn't has its source in full.
        "article" in origin && [" · ", sentence(guide, origin.article, words.show)],
      ),
    ),
    "pack" in origin && source(guide, origin),
  );
}

/** `member_of` is "Member of {}": only what reads otherwise needs words of its own. */
const phrase = (relations: Readonly<Record<string, string>>, relation: string): string =>
  Object.hasOwn(relations, relation) ? relations[relation]! : `${relation[0]?.toUpperCase()}${relation.slice(1).replaceAll("_", " ")} {}`;

const party = (guide: Guide, who: Party): Node => ("text" in who ? name(who.text) : reference(guide, who.entity));

/** A name that opens its own card. */
export const reference = ({ story, open }: Guide, entity: number): HTMLElement =>
  button(".text", name(story.entities[entity]?.name ?? "?"), () => open(entity));
