import { button, type Child, fill, h, kindSign, name } from "../dom.js";
import type { Entity } from "../types.js";
import type { Guide, Span } from "./guide.js";
import { fact, link, reference, source } from "./source.js";

export const cardHead = ({ words, close }: Guide, { kind, name: called }: Entity): HTMLElement =>
  // Not a header element: outside a section that is the banner of the whole page.
  h(
    "div.head",
    null,
    h("div", null, kindSign(words, kind), h("h2.name", { part: "name" }, name(called))),
    button(".close", "×", close, { ariaLabel: words.close }),
  );

const list = (rows: readonly Child[]): Child => rows.length > 0 && h("ul", { role: "list" }, rows);

/** A part of the card under its own title; none where it has nothing to say. */
const section = (title: string, content: Child, part = "part"): Child => content && h(`section.${part}`, { part }, h("h3", null, title), content);

/** Everything between the name and the foot; `mention` is the one the card stands at, -1 for none. */
export function cardBody(guide: Guide, { name: called, description, similar, names, facts, link: match, mentions: all }: Entity, at: number): HTMLElement {
  const { words, story } = guide;
  // Who a hasty reader could take this one for, each with what tells them apart.
  const alike = similar.map((i) => {
    const who = story.entities[i]?.description?.text;
    return h("li", null, reference(guide, i), who && h("span.quiet", null, ", ", name(who)));
  });
  const others = names.filter((form) => form !== called).flatMap((form, i) => [i > 0 && ", ", name(form)]);
  const from = (origin: "article" | "pack"): Child => list(facts.filter((one) => origin in one.source).map((one) => fact(guide, one)));
  const packed = [description, ...facts].map((one) => one?.source).find((one) => one && "pack" in one);
  const mention = story.mentions[at < 0 ? all[0]! : at];
  return h(
    "div.body",
    null,
    h(description ? "p.who" : "p.who.quiet", { part: "description" }, description ? name(description.text) : words.unknown),
    description && source(guide, description.source),
    section(words.similar, list(alike), "similar"),
    section(words.names, others.length > 0 && h("p", null, others)),
    section(words.says, from("article")),
    section(words.background, from("pack")),
    packed && "pack" in packed && h("p.more", null, link(packed.url, fill(words.more, packed.publisher), " ↗")),
    h(
      "details",
      null,
      h("summary", null, words.why),
      mention && h("p", null, words.found[mention.found]),
      h("p", null, match ? words.matched(match.pack, match.confidence.toLocaleString(words.lang, { style: "percent" })) : words.unmatched),
      match && h("ul", null, match.evidence.map((reason) => h("li", null, reason))),
    ),
    guide.controls(),
  );
}

export function cardFoot({ words, choices, story, back, step }: Guide, { mentions }: Entity, at: number): HTMLElement {
  const { scopes } = choices;
  const mention = story.mentions[at];
  const arrow = (by: 1 | -1, title: string, sign: string, key: string): Child =>
    button(".step", sign, () => step(by), { ariaLabel: title, title, ariaKeyShortcuts: `Alt+Arrow${key}` });
  return h(
    "div.foot",
    null,
    back && mention && h("p.excerpt", null, excerpt(story.extraction!.text, mention)),
    h(
      "div.row",
      null,
      arrow(-1, words.previous, "↑", "Up"),
      arrow(1, words.next, "↓", "Down"),
      h("span.quiet", null, mention ? words.mention(mentions.indexOf(at) + 1, mentions.length) : words.mentions(mentions.length)),
      button(".text.off", words.off[scopes.includes("site") ? "site" : scopes[0]!], () => choices.switch("site")),
    ),
    back && button(".text", words.back, back),
  );
}

/** How much of the text stands on each side of a mention in its excerpt, in characters. */
const AROUND = 48;

/** A mention in its line; what is cut is cut between words. */
function excerpt(text: string, { start, end }: Span): Child {
  const before = text.slice(Math.max(0, start - AROUND), start).split("\n").at(-1)!;
  const after = text.slice(end, end + AROUND).split("\n")[0]!;
  return [
    before.length < AROUND ? before : before.replace(/^\S*\s/, "…"),
    h("strong", null, text.slice(start, end)),
    after.length < AROUND ? after : after.replace(/\s\S*$/, "…"),
  ];
}
