import { h } from "../dom.js";
import { readTheme, type Theme } from "./theme.js";

/** Puts a style sheet into a shadow root. The extension replaces it where content scripts may not adopt sheets. */
export type Adopt = (root: ShadowRoot, css: string) => void;

/** Constructed and adopted: a strict page drops style elements and attributes, but not this. */
export const adoptSheet: Adopt = (root, css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
};

/**
 * The one element that is ours in the page, and what all our nodes live in. Its shadow root is open for a
 * publisher, who chose us and may want to style or check us (axe looks no further than an open root), and closed
 * in the extension, where a page has no business reading what its reader looks up.
 */
export class Shell {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Holds direction, language and colours for all that stands in it. */
  readonly box: HTMLElement;
  theme: Theme | null = null;
  private readonly own: boolean;

  /** `given` is the author's `<cast-list>`; without it an element is made and put at the very end of the page. */
  constructor(lang: string, css: string, options: { given?: HTMLElement | undefined; mode?: ShadowRootMode | undefined; adopt?: Adopt | undefined } = {}) {
    this.own = !options.given;
    this.element = options.given ?? document.createElement("castlist-host");
    this.root = this.element.shadowRoot ?? this.element.attachShadow({ mode: options.mode ?? "open" });
    (options.adopt ?? adoptSheet)(this.root, css);
    this.box = h("div", { class: this.own ? "box" : "box inline", lang });
    this.root.replaceChildren(this.box);
    if (this.own) document.documentElement.append(this.element);
  }

  /** Takes the look of the page as it is now; pages change it without a word. */
  dress(article: Element): void {
    const theme = readTheme(article);
    this.theme = theme;
    const { box } = this;
    box.dir = theme.rtl ? "rtl" : "ltr";
    box.classList.toggle("dark", theme.dark);
    // An empty value takes a property away.
    box.style.setProperty("--page-paper", theme.paper ?? "");
    box.style.setProperty("--page-face", theme.face);
    box.style.setProperty("--page-size", `${theme.size}px`);
  }

  remove(): void {
    if (this.own) this.element.remove();
    else this.root.replaceChildren();
  }
}
