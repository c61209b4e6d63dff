import { h } from "../dom.js";
import { dress } from "./theme.js";

/** What all our nodes live in. */
export interface Shell {
  /** The one element that is ours in the page: the author's `<cast-list>`, or one at the very end of the page. */
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Holds direction, language and colours for all that stands in it. */
  readonly box: HTMLElement;
  /** Takes the look of the page as it is now; pages change it without a word. */
  dress(article: Element): void;
  remove(): void;
}

export interface ShellOptions {
  /** The author's `<cast-list>`. */
  readonly host?: HTMLElement | undefined;
  readonly shadow?: ShadowRootMode | undefined;
}

/**
 * The shadow root is open for a publisher, who chose us and may want to style or check us (axe looks no further than
 * an open root), and closed in the extension, where a page has no business reading what its reader looks up.
 */
export function createShell(lang: string, css: string, { host, shadow: mode = "open" }: ShellOptions): Shell {
  const element = host ?? document.createElement("castlist-host");
  const root = element.shadowRoot ?? element.attachShadow({ mode });
  const box = h(host ? "div.box.inline" : "div.box", { lang });
  // Constructed and adopted: a strict page drops style elements and attributes, but not this.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(box);
  if (!host) document.documentElement.append(element);
  return {
    element,
    root,
    box,
    dress: (article) => dress(box, article),
    remove: () => (host ? box : element).remove(),
  };
}
