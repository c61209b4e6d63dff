import { button, type Child, fill, h, name } from "../dom.js";
import type { Fact, Party, Source } from "../types.js";
import type { Guide } from "./guide.js";

/** An address we are willing to link: the web's, and nothing that runs. */
export function webAddress(url: string): string | null {
  const href = URL.canParse(url) ? new URL(url).href : "";
  return /^https?:/.test(href) ? href : null;
}

/** `2014`, `2014-08` or `2014-08-20` as the reader's language writes it; anything else as it stands. */
export function dateWords(date: string, lang: string): string {
  const time = Date.parse(date);
  if (!/^\d{4}-\d\d(-\d\d)?$/.test(date) || !time) return date;
  const day = date.length > 7 ? ({ day: "numeric" } as const) : {};
  // A date is one word to the eye.
  return new Intl.DateTimeFormat(lang, { year: "numeric", month: "short", ...day, timeZone: "UTC" }).format(time).replaceAll(" ", "\u00a0");
}

export function link(url: string, ...children: Child[]): HTMLElement {
  const href = webAddress(url);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, children) : h("span", children);
}

/** Where a sentence on the card comes from: a way to the sentence in the article, or publisher and date. */
export function source(guide: Guide, from: Source): HTMLElement {
  const { words } = guide;
  if ("article" in from) return h("p.source", sentence(guide, from.article, words.article));
  const { url, publisher, retrieved } = from;
  return h("p.source", link(url, retrieved ? words.retrieved(publisher, dateWords(retrieved, words.lang)) : publisher));
}

function sentence(guide: Guide, { start, end }: { start: number; end: number }, label: string): HTMLElement {
  const title = guide.words.showHere;
  return button(".text", label, () => guide.show(start, end), { title, "aria-label": title });
}

/** Relations that last: their date is when they began. The others are events, and the date is theirs. */
const LASTING = /^((leader|member|commander|spokesperson|faction|part)_of|role|allied_with|rival_of)$/;

/** One fact in plain words: what, when, who says so, and the source. */
export function fact(guide: Guide, { relation, object, from, to, status, by, source: origin }: Fact): HTMLElement {
  const { words } = guide;
  const [since, until] = [from, to].map((date) => date && dateWords(date, words.lang));
  const when = since
    ? until
      ? words.span(since, until)
      : LASTING.test(relation)
        ? words.since(since)
        : since
    : until && words.until(until);
  return h(
    "li",
    h(
      "p",
      status !== "stated" && [h(`span.label.${status}`, words.statuses[status]), " "],
      fill(phrase(words.relations, relation), party(guide, object)),
      when && h("span.quiet", `, ${when}`),
      by && status !== "stated" && h("span.quiet", ", ", fill(words.by[status], party(guide, by))),
      // What stands in the article is a press away; what doesn't has its source in full.
      "article" in origin && h("span.quiet", " · ", sentence(guide, origin.article, words.show)),
    ),
    "pack" in origin && source(guide, origin),
  );
}

/** `member_of` is "Member of {}": only what reads otherwise needs words of its own. */
function phrase(relations: Readonly<Record<string, string>>, relation: string): string {
  if (Object.hasOwn(relations, relation)) return relations[relation]!;
  return `${relation[0]?.toUpperCase()}${relation.slice(1).replaceAll("_", " ")} {}`;
}

const party = (guide: Guide, who: Party): Node => ("text" in who ? name(who.text) : reference(guide, who.entity));

/** A name that opens its own card. */
export function reference(guide: Guide, entity: number): HTMLElement {
  return button(".text", name(guide.annotation.entities[entity]?.name ?? "?"), () => guide.open(entity));
}
