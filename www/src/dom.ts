import type { Kind } from "./types.js";
import type { Words } from "./settings/strings.js";

/** The card's id: what opens it names it in `aria-controls`. */
export const CARD_ID = "castlist-card";

type Child = Node | string | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/**
 * The one way our nodes are made: a tag, attributes, children; text is always text. A key that starts with
 * `on` listens. `null`, `undefined` and `false` leave the attribute out. No style attribute: strict pages drop it.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child): child is Node | string => child != null && child !== false));
  return node;
}

/** A name from the article or a pack: its direction is its own, not that of the words around it. */
export function name(text: string): HTMLElement {
  return h("bdi", {}, text);
}

/** Splits a phrase at its `{}` and puts `node` there. */
export function fill(phrase: string, node: Node | string): (Node | string)[] {
  const [before = "", after = ""] = phrase.split("{}");
  return [before, node, after];
}

/** The word and the sign for a kind: never told by colour alone. */
export function kindSign(words: Words, kind: Kind): HTMLElement {
  return h("span", { class: `kind ${kind}`, part: "kind" }, words[kind]);
}
