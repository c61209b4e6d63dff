import type { Kind } from "./types.js";
import type { Words } from "./settings/strings.js";

/** The card's id: what opens it names it in `aria-controls`. */
export const CARD_ID = "castlist-card";

export type Child = Node | string | null | undefined | false | readonly Child[];
type Tag = keyof HTMLElementTagNameMap;
interface Attributes {
  readonly [name: string]: string | number | boolean | null | undefined | ((event: Event) => void);
}

/**
 * The one way our nodes are made: a tag with its classes (`p.quiet`), attributes if any, children; text is always
 * text. A key that starts with `on` listens. Nothing comes of `null`, `undefined` and `false`. No style attribute:
 * strict pages drop it.
 */
export function h<K extends Tag>(tag: K | `${K}.${string}`, first?: Attributes | Child, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name as K);
  if (classes.length > 0) node.className = classes.join(" ");
  const plain = typeof first === "object" && first !== null && !(first instanceof Node) && !Array.isArray(first);
  for (const [key, value] of Object.entries(plain ? first : {})) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  const content: Child = plain ? children : [first, ...children];
  node.append(...(content.flat(9 as 0).filter(Boolean) as Node[]));
  return node;
}

/** A button of ours: classes as in `h`, what it says, what it does. */
export function button(classes: string, label: Child, onclick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h(`button${classes as "."}`, { ...attributes, onclick }, label);
}

/** A name from the article or a pack: its direction is its own, not that of the words around it. */
export const name = (text: string): HTMLElement => h("bdi", text);

/** Puts `node` in place of a phrase's `{}`. */
export const fill = (phrase: string, node: Node | string): Child => phrase.split("{}").flatMap((part, i) => (i > 0 ? [node, part] : part));

/** The word and the sign for a kind: never told by colour alone. */
export const kindSign = (words: Words, kind: Kind): HTMLElement => h(`span.kind.${kind}`, { part: "kind" }, words[kind]);
