import type { Extraction } from "../page/extraction.js";
import { search } from "../search.js";
import type { Mention } from "../types.js";

/** What the painter shows: `marked` are ascending indexes into `mentions`. */
export interface Marks {
  readonly extraction: Extraction;
  readonly mentions: readonly Mention[];
  readonly marked: readonly number[];
}

type Painted = readonly [name: string, range: StaticRange];

/** Whether this browser can mark text without changing the page. */
export const canPaint = (): boolean => typeof Highlight === "function" && "highlights" in CSS;

/** Registers a range under a name, which all readers of the page share. */
export function highlight(name: string, range: StaticRange): void {
  const all = CSS.highlights.get(name) ?? new Highlight();
  // Never below 0, where WebKit drops the underline; what the page itself registers later lies above.
  if (name === "castlist-active") all.priority = 1;
  CSS.highlights.set(name, all.add(range));
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
  #marked = new Set<number>();
  #active = new Set<number>();
  /** The element whose nearness registers it, for each mention. */
  #elements: (Element | undefined)[] = [];
  #near = new Set<Element | undefined>();
  #painted: readonly Painted[] = [];
  #nearness: IntersectionObserver | undefined;

  /** Replaces what is shown, over the same extraction without a moment between. An active set is forgotten, as its indexes are. */
  show(marks: Marks): void {
    const { extraction } = marks;
    const same = extraction === this.#marks?.extraction;
    if (same) this.#active.clear();
    else this.clear();
    if (!canPaint()) return;
    const { blocks } = extraction;
    this.#marks = marks;
    this.#marked = new Set(marks.marked);
    this.#elements = marks.mentions.map(({ start }) => blocks[search(0, blocks.length, (at) => blocks[at]!.end > start)]?.element);
    if (!same) this.#nearness = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#near[isIntersecting ? "add" : "delete"](target);
        this.#paint(this.#ranges());
      },
      { rootMargin: "100% 0%" },
    );
    for (const element of this.#elements) if (element) this.#nearness!.observe(element);
    if (same) this.#paint(this.#ranges());
  }

  /** Shows these mentions, marked or not, as the ones an open card speaks of; none when it closes. */
  activate(mentions: readonly number[]): void {
    this.#active = new Set(mentions);
    this.#paint(this.#ranges());
  }

  /** Drops painted marks whose text has changed; true if there were any. Cheap: only what is near is looked at. */
  verify(): boolean {
    const ranges = this.#ranges();
    const dropped = ranges.length < this.#painted.length;
    if (dropped) this.#paint(ranges);
    return dropped;
  }

  /** How many marks are registered now. */
  get registered(): number {
    return this.#painted.length;
  }

  /** Takes every mark away and leaves no trace; `show` may follow. */
  clear(): void {
    this.#marks = undefined;
    this.#nearness?.disconnect();
    this.#near.clear();
    this.#active.clear();
    this.#paint([]);
  }

  #ranges(): Painted[] {
    return this.#elements.flatMap((element, i) => {
      if (!this.#near.has(element)) return [];
      const { extraction, mentions } = this.#marks!;
      const { start, end, kind } = mentions[i]!;
      const styles = [this.#marked.has(i) && kind, this.#active.has(i) && "active"].filter(Boolean);
      const range = styles[0] && extraction.rangeOf(start, end);
      return range ? styles.map((style): Painted => [`castlist-${style}`, range]) : [];
    });
  }

  /** Registers these in place of what was. */
  #paint(painted: readonly Painted[]): void {
    for (const each of this.#painted) unhighlight(...each);
    for (const each of painted) highlight(...each);
    this.#painted = painted;
  }
}
