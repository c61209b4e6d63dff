import { ATTRIBUTES, readOptions } from "./attributes.js";
import type { Reader } from "./reader.js";

// Where there is no page (Node, a server) the import must still be harmless.
const Base = (globalThis.HTMLElement ?? Object) as typeof HTMLElement;

/**
 * `<cast-list for="article" packs="/region.castpack">`: marks the article that `for` selects and shows its cast where
 * the element stands. Attributes are its options; a changed one begins anew.
 */
export class CastListElement extends Base {
  static readonly observedAttributes = ATTRIBUTES;
  #reader: Promise<Reader> | null = null;
  #queued = false;

  /** The reader, once it is ready; null while the element is not in a page. */
  get reader(): Promise<Reader> | null {
    return this.#reader;
  }

  connectedCallback(): void {
    this.#again();
  }

  disconnectedCallback(): void {
    this.#again();
  }

  attributeChangedCallback(): void {
    if (this.#reader) this.#again();
  }

  /** Several attributes are often set in a row, and frameworks take elements out only to put them back. */
  #again(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      void this.#reader?.then((reader) => reader.destroy());
      this.#reader = null;
      if (!this.isConnected) return;
      const { target, options } = readOptions((name) => this.getAttribute(name));
      // Loaded only now: what defines the element is a few hundred bytes on the page's critical path.
      this.#reader = import("./mount.js").then(({ mount }) => mount(target, { ...options, host: this }));
    });
  }
}
