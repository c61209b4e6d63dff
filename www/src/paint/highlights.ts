import type { Extraction } from "../page/extraction.js";
import { search } from "../search.js";
import type { Mention } from "../types.js";

/** What the painter shows: `marked` are ascending indexes into `mentions`. */
export interface Marks {
  readonly extraction: Extraction;
  readonly mentions: readonly Mention[];
  readonly marked: readonly number[];
}

type Painted = readonly [name: string, range: StaticRange][];

/** Whether this browser can mark text without changing the page. */
export const canPaint = (): boolean => typeof Highlight === "function" && "highlights" in CSS;

/** Registers a range under a name, which all readers of the page share. */
export function highlight(name: string, range: StaticRange): void {
  let all = CSS.highlights.get(name);
  if (!all) {
    all = new Highlight();
    // Never below 0, where WebKit drops the underline; what the page itself registers later lies above.
    if (name === "castlist-active") all.priority = 1;
    CSS.highlights.set(name, all);
  }
  all.add(range);
}

/** Takes a range away. An empty highlight leaves the registry, and nobody else's is touched. */
export function unhighlight(name: string, range: StaticRange): void {
  const all = CSS.highlights.get(name);
  if (all?.delete(range) && !all.size) CSS.highlights.delete(name);
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
  #active: readonly number[] = [];
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
    const { blocks } = marks.extraction;
    marks.mentions.forEach(({ start }, i) => {
      const element = blocks[search(0, blocks.length, (at) => blocks[at]!.end > start)]?.element;
      if (element) this.#mentions.set(element, [...(this.#mentions.get(element) ?? []), i]);
    });
    this.#nearness = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#paint(target, isIntersecting ? this.#ranges(target) : null);
      },
      { rootMargin: "100% 0%" },
    );
    for (const element of this.#mentions.keys()) this.#nearness.observe(element);
  }

  /** Shows these mentions, marked or not, as the ones an open card speaks of; none when it closes. */
  activate(mentions: readonly number[]): void {
    this.#active = mentions;
    for (const element of [...this.#painted.keys()]) this.#paint(element, this.#ranges(element));
  }

  /** Drops painted marks whose text has changed; true if there were any. Cheap: only what is near is looked at. */
  verify(): boolean {
    let dropped = false;
    for (const [element, { length }] of [...this.#painted]) {
      const ranges = this.#ranges(element);
      if (ranges.length === length) continue;
      this.#paint(element, ranges);
      dropped = true;
    }
    return dropped;
  }

  /** How many marks are registered now. */
  get registered(): number {
    return [...this.#painted.values()].flat().length;
  }

  /** Takes every mark away and leaves no trace; `show` may follow. */
  clear(): void {
    this.#nearness?.disconnect();
    for (const element of [...this.#painted.keys()]) this.#paint(element, null);
    this.#mentions.clear();
    this.#active = [];
  }

  #ranges(element: Element): Painted {
    const { extraction, mentions, marked } = this.#marks!;
    return this.#mentions.get(element)!.flatMap((i) => {
      const { start, end, kind } = mentions[i]!;
      const styles = [isIn(marked, i) && kind, this.#active.includes(i) && "active"].filter(Boolean);
      const range = styles[0] ? extraction.rangeOf(start, end) : null;
      return range ? styles.map((style) => [`castlist-${style}`, range] as const) : [];
    }) as Painted;
  }

  /** Registers these in place of what was; null where the element is far. */
  #paint(element: Element, painted: Painted | null): void {
    for (const [name, range] of this.#painted.get(element) ?? []) unhighlight(name, range);
    if (!painted) return void this.#painted.delete(element);
    this.#painted.set(element, painted);
    for (const [name, range] of painted) highlight(name, range);
  }
}

/** Whether an ascending list holds a number. */
const isIn = (list: readonly number[], wanted: number): boolean => list[search(0, list.length, (at) => list[at]! >= wanted)] === wanted;
