import { fill, h, name } from "../dom.js";
import type { Fact, Party, Source } from "../types.js";
import type { Guide } from "./guide.js";

/** An address we are willing to link: the web's, and nothing that runs. */
export function webAddress(url: string): string | null {
  try {
    const { protocol, href } = new URL(url);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

/** `2014`, `2014-08` or `2014-08-20` as the reader's language writes it; anything else as it stands. */
export function dateWords(date: string, lang: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date) ?? [];
  const time = new Date(`${year}-${month ?? "01"}-${day ?? "01"}T00:00Z`);
  if (!year || !month || Number.isNaN(+time)) return date;
  const parts: Intl.DateTimeFormatOptions = { year: "numeric", month: "short", ...(day && { day: "numeric" }), timeZone: "UTC" };
  // A date is one word to the eye.
  return new Intl.DateTimeFormat(lang, parts).format(time).replaceAll(" ", "\u00a0");
}

export function link(url: string, ...children: (Node | string)[]): HTMLElement {
  const href = webAddress(url);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children) : h("span", {}, ...children);
}

/** Where a sentence on the card comes from: a way to the sentence in the article, or publisher and date. */
export function source(guide: Guide, from: Source): HTMLElement {
  const { words } = guide;
  if ("article" in from) return h("p", { class: "source" }, sentence(guide, from.article, words.article));
  return h("p", { class: "source" }, link(from.url, from.retrieved ? words.retrieved(from.publisher, dateWords(from.retrieved, words.lang)) : from.publisher));
}

function sentence(guide: Guide, { start, end }: { start: number; end: number }, label: string): HTMLElement {
  const { showHere } = guide.words;
  return h("button", { class: "text", title: showHere, "aria-label": showHere, onclick: () => guide.show(start, end) }, label);
}

/** Relations that last: their date is when they began. The others are events, and the date is theirs. */
const LASTING = /^((leader|member|commander|spokesperson|faction|part)_of|role|allied_with|rival_of)$/;

/** One fact in plain words: what, when, who says so, and the source. */
export function fact(guide: Guide, { relation, object, from, to, status, by, source: origin }: Fact): HTMLElement {
  const { words } = guide;
  const date = (value: string): string => dateWords(value, words.lang);
  const when = !from
    ? to && words.until(date(to))
    : to
      ? words.span(date(from), date(to))
      : LASTING.test(relation)
        ? words.since(date(from))
        : date(from);
  const label = status === "reported" ? words.claim : status === "stated" ? null : words[status];
  const phrase = Object.hasOwn(words.relations, relation) ? words.relations[relation]! : `${relation.replaceAll("_", " ")} {}`;
  return h(
    "li",
    {},
    h(
      "p",
      {},
      label && h("span", { class: `label ${status}` }, label),
      label && " ",
      ...fill(phrase, party(guide, object)),
      when && h("span", { class: "quiet" }, `, ${when}`),
      by && status !== "stated" && h("span", { class: "quiet" }, ", ", ...fill(words.by[status], party(guide, by))),
      // What stands in the article is a press away; what doesn't has its source in full.
      "article" in origin && h("span", { class: "quiet" }, " · ", sentence(guide, origin.article, words.show)),
    ),
    "pack" in origin && source(guide, origin),
  );
}

function party(guide: Guide, who: Party): Node {
  if ("text" in who) return name(who.text);
  return reference(guide, who.entity);
}

/** A name that opens its own card. */
export function reference(guide: Guide, entity: number): HTMLElement {
  const target = guide.annotation.entities[entity];
  return h("button", { class: "text", onclick: () => guide.open(entity) }, name(target?.name ?? "?"));
}
