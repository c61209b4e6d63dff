import { fill, h, kindSign, name } from "../dom.js";
import type { Entity, Fact, Source } from "../types.js";
import type { Guide } from "./guide.js";
import { fact, link, reference, source } from "./source.js";

export const NAME_ID = "castlist-name";

export function cardHead(guide: Guide, entity: Entity): HTMLElement {
  return h(
    // Not a header element: outside a section that is the banner of the whole page.
    "div",
    { class: "head" },
    h("div", {}, kindSign(guide.words, entity.kind), h("h2", { id: NAME_ID, class: "name", part: "name" }, name(entity.name))),
    h("button", { class: "close", "aria-label": guide.words.close, onclick: () => guide.close() }, "×"),
  );
}

/** Everything between the name and the foot; `mention` is the one the card stands at, -1 for none. */
export function cardBody(guide: Guide, entity: Entity, mention: number): HTMLElement {
  const { words } = guide;
  const { description, similar, names, facts } = entity;
  const others = names.filter((form) => form !== entity.name);
  return h(
    "div",
    { class: "body" },
    h("p", { class: description ? "who" : "who quiet", part: "description" }, description ? name(description.text) : words.unknown),
    description && source(guide, description.source),
    similar.length > 0 && alike(guide, similar),
    others.length > 0 && section(words.names, h("p", {}, ...list(others.map(name)))),
    factList(guide, words.says, facts.filter((one) => "article" in one.source)),
    factList(guide, words.background, facts.filter((one) => "pack" in one.source)),
    furtherReading(guide, entity),
    why(guide, entity, mention),
    guide.controls(),
  );
}

/** Who a hasty reader could take this one for, each with what tells them apart. */
function alike(guide: Guide, similar: readonly number[]): HTMLElement {
  const rows = similar.map((i) => {
    const who = guide.annotation.entities[i]?.description?.text;
    return h("li", {}, reference(guide, i), who && h("span", { class: "quiet" }, ", ", name(who)));
  });
  return h("div", { class: "similar", part: "similar" }, h("h3", {}, guide.words.similar), h("ul", { role: "list" }, ...rows));
}

/** Commas between nodes. */
function list(nodes: readonly Node[]): (Node | string)[] {
  return nodes.flatMap((node, i) => (i ? [", ", node] : [node]));
}

function section(title: string, ...children: Node[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), ...children);
}

function factList(guide: Guide, title: string, facts: readonly Fact[]): HTMLElement | null {
  return facts.length > 0 ? section(title, h("ul", { role: "list" }, ...facts.map((one) => fact(guide, one)))) : null;
}

function furtherReading(guide: Guide, { description, facts }: Entity): HTMLElement | null {
  const sources = [description?.source, ...facts.map((one) => one.source)];
  const first = sources.find((one): one is Extract<Source, { pack: string }> => !!one && "pack" in one);
  return first ? h("p", { class: "more" }, link(first.url, ...fill(guide.words.more, first.publisher), " ↗")) : null;
}

function why(guide: Guide, entity: Entity, at: number): HTMLElement {
  const { words, annotation } = guide;
  const mention = annotation.mentions[at >= 0 ? at : entity.mentions[0]!];
  const { link: match } = entity;
  const sure = match && new Intl.NumberFormat(words.lang, { style: "percent" }).format(match.confidence);
  return h(
    "details",
    {},
    h("summary", {}, words.why),
    mention && h("p", {}, words.found[mention.found]),
    h("p", {}, match ? words.matched(match.pack, sure!) : words.unmatched),
    match && h("ul", {}, ...match.evidence.map((reason) => h("li", {}, reason))),
  );
}

/** How much of the text stands on each side of a mention in its excerpt, in characters. */
const AROUND = 48;

export function cardFoot(guide: Guide, entity: Entity, at: number): HTMLElement {
  const { words, annotation, scopes } = guide;
  const index = entity.mentions.indexOf(at);
  const mention = annotation.mentions[at];
  const step = (by: 1 | -1, label: string, sign: string, key: string): HTMLElement =>
    h(
      "button",
      { class: "step", "aria-label": label, title: label, "aria-keyshortcuts": `Alt+${key}`, onclick: () => guide.step(by) },
      sign,
    );
  return h(
    "div",
    { class: "foot" },
    guide.back &&
      mention &&
      h("p", { class: "excerpt" }, ...excerpt(guide.text, mention.start, mention.end)),
    h(
      "div",
      { class: "row" },
      step(-1, words.previous, "↑", "ArrowUp"),
      step(1, words.next, "↓", "ArrowDown"),
      h("span", { class: "quiet" }, index < 0 ? words.mentions(entity.mentions.length) : words.mention(index + 1, entity.mentions.length)),
      h("button", { class: "text off", onclick: () => guide.switch("site") }, words.off[scopes.includes("site") ? "site" : scopes[0]!]),
    ),
    guide.back && h("button", { class: "text", onclick: () => guide.back?.() }, words.back),
  );
}

function excerpt(text: string, start: number, end: number): (Node | string)[] {
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - AROUND);
  const stop = text.indexOf("\n", end);
  const to = Math.min(stop < 0 ? text.length : stop, end + AROUND);
  const cut = (at: number): boolean => at > 0 && at < text.length && text[at] !== "\n" && text[at - 1] !== "\n";
  const before = text.slice(from, start);
  const after = text.slice(end, to);
  return [
    cut(from) ? `…${before.replace(/^\S*\s/, "")}` : before,
    h("strong", {}, text.slice(start, end)),
    cut(to) ? `${after.replace(/\s\S*$/, "")}…` : after,
  ];
}
