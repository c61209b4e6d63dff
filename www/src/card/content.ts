import { button, type Child, fill, h, kindSign, name } from "../dom.js";
import type { Entity } from "../types.js";
import type { Guide } from "./guide.js";
import { fact, link, reference, source } from "./source.js";

export const NAME_ID = "castlist-name";

export function cardHead(guide: Guide, { kind, name: called }: Entity): HTMLElement {
  return h(
    // Not a header element: outside a section that is the banner of the whole page.
    "div.head",
    h("div", kindSign(guide.words, kind), h("h2.name", { id: NAME_ID, part: "name" }, name(called))),
    button(".close", "×", () => guide.close(), { "aria-label": guide.words.close }),
  );
}

/** Everything between the name and the foot; `mention` is the one the card stands at, -1 for none. */
export function cardBody(guide: Guide, entity: Entity, mention: number): HTMLElement {
  const { words, annotation } = guide;
  const { description, similar, names, facts } = entity;
  const section = (title: string, content: readonly Child[]): Child => content.length > 0 && h("section", h("h3", title), content);
  const list = (rows: readonly Node[]): Node[] => (rows.length > 0 ? [h("ul", { role: "list" }, rows)] : []);
  // Who a hasty reader could take this one for, each with what tells them apart.
  const alike = similar.map((i) => {
    const who = annotation.entities[i]?.description?.text;
    return h("li", reference(guide, i), who && h("span.quiet", ", ", name(who)));
  });
  const others = names.filter((form) => form !== entity.name).flatMap((form, i) => (i ? [", ", name(form)] : name(form)));
  const factsOf = (origin: "article" | "pack"): Node[] => list(facts.filter((one) => origin in one.source).map((one) => fact(guide, one)));
  const packed = [description, ...facts].map((one) => one?.source).find((from) => from && "pack" in from);
  return h(
    "div.body",
    h(description ? "p.who" : "p.who.quiet", { part: "description" }, description ? name(description.text) : words.unknown),
    description && source(guide, description.source),
    similar.length > 0 && h("div.similar", { part: "similar" }, h("h3", words.similar), list(alike)),
    section(words.names, others.length > 0 ? [h("p", others)] : []),
    section(words.says, factsOf("article")),
    section(words.background, factsOf("pack")),
    packed && "pack" in packed && h("p.more", link(packed.url, fill(words.more, packed.publisher), " ↗")),
    why(guide, entity, mention),
    guide.controls(),
  );
}

function why({ words, annotation }: Guide, { link: match, mentions }: Entity, at: number): HTMLElement {
  const mention = annotation.mentions[at] ?? annotation.mentions[mentions[0]!];
  const sure = match && new Intl.NumberFormat(words.lang, { style: "percent" }).format(match.confidence);
  return h(
    "details",
    h("summary", words.why),
    mention && h("p", words.found[mention.found]),
    h("p", match ? words.matched(match.pack, sure!) : words.unmatched),
    match && h("ul", match.evidence.map((reason) => h("li", reason))),
  );
}

export function cardFoot(guide: Guide, { mentions }: Entity, at: number): HTMLElement {
  const { words, choices, annotation, back } = guide;
  const { scopes } = choices;
  const index = mentions.indexOf(at);
  const mention = annotation.mentions[at];
  const step = (by: 1 | -1, label: string, sign: string, key: string): HTMLElement =>
    button(".step", sign, () => guide.step(by), { "aria-label": label, title: label, "aria-keyshortcuts": `Alt+${key}` });
  return h(
    "div.foot",
    back && mention && excerpt(guide.text, mention.start, mention.end),
    h(
      "div.row",
      step(-1, words.previous, "↑", "ArrowUp"),
      step(1, words.next, "↓", "ArrowDown"),
      h("span.quiet", index < 0 ? words.mentions(mentions.length) : words.mention(index + 1, mentions.length)),
      button(".text.off", words.off[scopes.includes("site") ? "site" : scopes[0]!], () => choices.switch("site")),
    ),
    back && button(".text", words.back, back),
  );
}

/** How much of the text stands on each side of a mention in its excerpt, in characters. */
const AROUND = 48;

/** A mention in its line; what is cut is cut between words. */
function excerpt(text: string, start: number, end: number): HTMLElement {
  const before = text.slice(Math.max(0, start - AROUND), start).split("\n").at(-1)!;
  const after = text.slice(end, end + AROUND).split("\n")[0]!;
  return h(
    "p.excerpt",
    before.length < AROUND ? before : before.replace(/^\S*\s/, "…"),
    h("strong", text.slice(start, end)),
    after.length < AROUND ? after : after.replace(/\s\S*$/, "…"),
  );
}
