import type { Extraction } from "../page/extraction.js";
import { search } from "../search.js";
import type { Mention } from "../types.js";

/** What the painter shows: `marked` are ascending indexes into `mentions`. */
export interface Marks {
  readonly extraction: Extraction;
  readonly mentions: readonly Mention[];
  readonly marked: readonly number[];
}

type Painted = [style: string, range: StaticRange][];

/** Whether this browser can mark text without changing the page. */
export function canPaint(): boolean {
  return typeof Highlight === "function" && "highlights" in CSS;
}

/**
 * Paints marks as CSS highlights: no node, class or attribute of the page changes. Where the browser can't,
 * it paints nothing.
 *
 * Ranges are registered only for blocks within about a screen of the viewport, as every registered range
 * slows scrolling; one `Highlight` a style, shared with any other reader on the page.
 */
export class Painter {
  #marks: Marks | undefined;
  #marked = new Set<number>();
  #active = new Set<number>();
  /** Mentions by the element whose nearness registers them. */
  #mentions = new Map<Element, number[]>();
  /** What is registered, by near element. */
  #painted = new Map<Element, Painted>();
  #nearness: IntersectionObserver | undefined;

  /** Replaces what is shown. An active set is forgotten, as its indexes are. */
  show(marks: Marks): void {
    this.clear();
    if (!canPaint()) return;
    this.#marks = marks;
    this.#marked = new Set(marks.marked);
    const { blocks } = marks.extraction;
    let block = 0;
    marks.mentions.forEach(({ start }, i) => {
      block = search(block, blocks.length, (at) => blocks[at]!.end > start);
      const element = blocks[block]?.element;
      if (!element) return;
      const list = this.#mentions.get(element);
      if (list) list.push(i);
      else this.#mentions.set(element, [i]);
    });
    this.#nearness = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) isIntersecting ? this.#paint(target) : this.#unpaint(target);
      },
      { rootMargin: "100% 0%" },
    );
    for (const element of this.#mentions.keys()) this.#nearness.observe(element);
  }

  /** Shows these mentions, marked or not, as the ones an open card speaks of; none when it closes. */
  activate(mentions: readonly number[]): void {
    const before = this.#active;
    this.#active = new Set(mentions);
    for (const element of [...this.#painted.keys()]) {
      if (this.#mentions.get(element)!.some((i) => before.has(i) !== this.#active.has(i))) this.#paint(element);
    }
  }

  /** Drops painted marks whose text has changed; true if there were any. Cheap: only what is near is looked at. */
  verify(): boolean {
    let dropped = false;
    for (const [element, painted] of [...this.#painted]) {
      if (this.#ranges(element).length === painted.length) continue;
      this.#paint(element);
      dropped = true;
    }
    return dropped;
  }

  /** How many marks are registered now. */
  get registered(): number {
    let count = 0;
    for (const painted of this.#painted.values()) count += painted.length;
    return count;
  }

  /** Takes every mark away and leaves no trace; `show` may follow. */
  clear(): void {
    this.#nearness?.disconnect();
    for (const element of [...this.#painted.keys()]) this.#unpaint(element);
    this.#mentions.clear();
    this.#active.clear();
  }

  #ranges(element: Element): Painted {
    const { extraction, mentions } = this.#marks!;
    const wanted = this.#mentions.get(element)!.filter((i) => this.#marked.has(i) || this.#active.has(i));
    const painted: Painted = [];
    extraction.rangesOf(wanted.map((i) => mentions[i]!)).forEach((range, at) => {
      const i = wanted[at]!;
      if (range && this.#marked.has(i)) painted.push([mentions[i]!.kind, range]);
      if (range && this.#active.has(i)) painted.push(["active", range]);
    });
    return painted;
  }

  #paint(element: Element): void {
    this.#unpaint(element);
    const painted = this.#ranges(element);
    this.#painted.set(element, painted);
    for (const [style, range] of painted) {
      const name = `castlist-${style}`;
      let highlight = CSS.highlights.get(name);
      if (!highlight) {
        highlight = new Highlight();
        // Never below 0, where WebKit drops the underline; what the page itself registers later lies above.
        if (style === "active") highlight.priority = 1;
        CSS.highlights.set(name, highlight);
      }
      highlight.add(range);
    }
  }

  /** An empty highlight leaves the registry, and nobody else's is touched. */
  #unpaint(element: Element): void {
    for (const [style, range] of this.#painted.get(element) ?? []) {
      const name = `castlist-${style}`;
      const highlight = CSS.highlights.get(name);
      if (highlight?.delete(range) && highlight.size === 0) CSS.highlights.delete(name);
    }
    this.#painted.delete(element);
  }
}
