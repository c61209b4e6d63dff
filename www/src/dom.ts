import type { Kind } from "./types.js";
import type { Words } from "./settings/strings.js";

/** The card's id: what opens it names it in `aria-controls`. */
export const CARD_ID = "castlist-card";

export type Child = Node | string | null | undefined | false | 0 | readonly Child[];
type Tags = HTMLElementTagNameMap;
/** Properties, as scripts set them: `onclick`, `ariaLabel`, `tabIndex`. `part` is set by its string. */
type Properties<K extends keyof Tags> = (Partial<Omit<Tags[K], "part">> & { readonly part?: string }) | null;

/**
 * The one way our nodes are made: a tag with its classes (`p.quiet`), properties, children; text is always text.
 * Nothing comes of `null`, `undefined`, `false` and `0`.
 */
export function h<K extends keyof Tags>(tag: K | `${K}.${string}`, properties: Properties<K>, ...children: readonly Child[]): Tags[K] {
  const [name, ...classes] = tag.split(".");
  const node = Object.assign(document.createElement(name as K), properties);
  if (classes.length > 0) node.className = classes.join(" ");
  put(node, children);
  return node;
}

/** Gives a node these children in place of those it has. */
export const put = (node: Element, ...children: readonly Child[]): void =>
  node.replaceChildren(...(children.flat(9 as 0).filter(Boolean) as Node[]));

/** A button of ours: classes as in `h`, what it says, what it does. */
export const button = (classes: string, label: Child, onclick: () => void, properties: Properties<"button"> = null): HTMLButtonElement =>
  h(`button${classes as "."}`, { ...properties, onclick }, label);

/** Says to assistive technology what a button opens, and that it isn't open. */
export function opens(node: HTMLElement, id: string): void {
  // Not a property: browsers reflect the element that is meant, not its id.
  node.setAttribute("aria-controls", id);
  node.ariaExpanded = "false";
}

/** A name from the article or a pack: its direction is its own, not that of the words around it. */
export const name = (text: string): HTMLElement => h("bdi", null, text);

/** Puts `node` in place of a phrase's `{}`. */
export const fill = (phrase: string, node: Child): Child => phrase.split("{}").flatMap((part, i) => (i > 0 ? [node, part] : part));

/** The word and the sign for a kind: never told by colour alone. */
export const kindSign = (words: Words, kind: Kind): HTMLElement => h(`span.kind.${kind}`, { part: "kind" }, words[kind]);
