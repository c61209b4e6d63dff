import type { Extraction } from "../page/extraction.js";
import type { Mention } from "../types.js";

/** What the painter shows: `marked` are ascending indexes into `mentions`. */
export interface Marks {
  readonly extraction: Extraction;
  readonly mentions: readonly Mention[];
  readonly marked: readonly number[];
}

type Style = "person" | "group" | "active";

/** Whether this browser can mark text without changing the page. */
export function canPaint(): boolean {
  return typeof Highlight === "function" && typeof CSS === "object" && "highlights" in CSS;
}

/**
 * Paints marks as CSS highlights: no node, class or attribute of the page changes.
 *
 * Ranges are registered only for blocks within about a screen of the viewport, as every registered range
 * slows scrolling; one `Highlight` a style, shared with any other reader on the page.
 */
export class Painter {
  private marks: Marks | null = null;
  private active: readonly number[] = [];
  private readonly near = new Set<Element>();
  /** Marked or active mentions by the element whose nearness registers them. */
  private byElement = new Map<Element, number[]>();
  private readonly painted = new Map<Element, [Style, StaticRange][]>();
  private readonly nearness: IntersectionObserver | null;

  constructor() {
    this.nearness = canPaint() ? new IntersectionObserver((entries) => this.move(entries), { rootMargin: "100% 0%" }) : null;
  }

  /** Replaces what is shown. An active set that was shown is forgotten, as its indexes are. */
  show(marks: Marks): void {
    this.clear();
    this.marks = marks;
    this.group();
  }

  /** Shows these mentions, marked or not, as the ones an open card speaks of. */
  activate(mentions: readonly number[]): void {
    if (!this.marks) return;
    const before = new Set(this.active);
    const same = before.size === mentions.length && mentions.every((i) => before.has(i));
    if (same) return;
    this.active = [...mentions].sort((a, b) => a - b);
    this.group();
  }

  /** Drops painted marks whose text has changed; true if there were any. Cheap: only what is near is looked at. */
  verify(): boolean {
    let dropped = false;
    for (const [element, ranges] of this.painted) {
      const wanted = this.byElement.get(element) ?? [];
      const holds = wanted.every((i) => this.marks!.extraction.holds(this.marks!.mentions[i]!.start, this.marks!.mentions[i]!.end));
      if (holds && element.isConnected) continue;
      dropped = true;
      this.unpaint(element, ranges);
      this.paint(element);
    }
    return dropped;
  }

  /** How many marks are registered now. */
  get registered(): number {
    let count = 0;
    for (const ranges of this.painted.values()) count += ranges.length;
    return count;
  }

  /** Takes every mark away; `show` may follow. */
  clear(): void {
    for (const [element, ranges] of this.painted) this.unpaint(element, ranges);
    this.nearness?.disconnect();
    this.near.clear();
    this.byElement.clear();
    this.marks = null;
    this.active = [];
  }

  private group(): void {
    const { extraction, mentions, marked } = this.marks!;
    const groups = new Map<Element, number[]>();
    const wanted = this.active.length > 0 ? [...new Set([...marked, ...this.active])].sort((a, b) => a - b) : marked;
    let block = 0;
    for (const i of wanted) {
      const mention = mentions[i];
      if (!mention) continue;
      while (block < extraction.blocks.length && extraction.blocks[block]!.end <= mention.start) block++;
      const element = extraction.blocks[block]?.element;
      if (!element) break;
      const list = groups.get(element);
      if (list) list.push(i);
      else groups.set(element, [i]);
    }
    const before = this.byElement;
    this.byElement = groups;
    for (const element of before.keys()) {
      if (groups.has(element)) continue;
      this.nearness?.unobserve(element);
      this.near.delete(element);
      this.unpaint(element);
    }
    for (const [element, list] of groups) {
      if (!before.has(element)) this.nearness?.observe(element);
      else if (this.near.has(element)) {
        this.unpaint(element);
        this.paint(element, list);
      }
    }
  }

  private move(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) {
        this.near.delete(target);
        this.unpaint(target);
      } else if (!this.near.has(target)) {
        this.near.add(target);
        this.paint(target);
      }
    }
  }

  private paint(element: Element, list = this.byElement.get(element)): void {
    if (!this.marks || !list) return;
    const { extraction, mentions, marked } = this.marks;
    const isMarked = new Set(marked);
    const isActive = new Set(this.active);
    const ranges = extraction.rangesOf(list.map((i) => mentions[i]!));
    const painted: [Style, StaticRange][] = [];
    ranges.forEach((range, at) => {
      if (!range) return;
      const i = list[at]!;
      if (isMarked.has(i)) painted.push([mentions[i]!.kind, range]);
      if (isActive.has(i)) painted.push(["active", range]);
    });
    for (const [style, range] of painted) register(style, range);
    this.painted.set(element, painted);
  }

  private unpaint(element: Element, ranges = this.painted.get(element)): void {
    this.painted.delete(element);
    for (const [style, range] of ranges ?? []) withdraw(style, range);
  }
}

function register(style: Style, range: StaticRange): void {
  const name = `castlist-${style}`;
  let highlight = CSS.highlights.get(name);
  if (!highlight) {
    highlight = new Highlight();
    // Below whatever the page itself highlights; the open card's mention above our own marks.
    highlight.priority = style === "active" ? 0 : -1;
    CSS.highlights.set(name, highlight);
  }
  highlight.add(range);
}

/** An empty highlight leaves the registry: nothing of ours stays behind, and nobody else's is touched. */
function withdraw(style: Style, range: StaticRange): void {
  const name = `castlist-${style}`;
  const highlight = CSS.highlights.get(name);
  if (highlight?.delete(range) && highlight.size === 0) CSS.highlights.delete(name);
}
