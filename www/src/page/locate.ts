import type { Span } from "./extraction.js";

/** Text inside a link: read, never marked. */
export const LINKED = 1;
/** Text read as context only: a heading, a summary, an article's header. */
export const CONTEXT = 2;

const SPACES = /\s/g;

/**
 * The map between text offsets and places in text nodes.
 *
 * It is a list of segments, each a stretch in which both advance together: text node `nodes[i]` from
 * `offsets[i]` is the text from `starts[i]` to `ends[i]`. White space that the renderer collapses falls
 * between segments. A text node's segments are neighbours, so both directions are binary searches.
 */
export class TextMap {
  text = "";
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly nodes: Text[] = [];
  readonly offsets: number[] = [];
  readonly flags: number[] = [];
  private first: Map<Node, number> | null = null;

  /** The segment that holds text offset `at`, else the next one; `starts.length` past the last. */
  segmentAt(at: number): number {
    return bisect(this.ends, 0, this.ends.length, at);
  }

  rangeOf(start: number, end: number): StaticRange | null {
    return this.rangeFrom(this.segmentAt(start), start, end);
  }

  rangesOf(spans: readonly Span[]): (StaticRange | null)[] {
    const first = spans[0];
    if (!first) return [];
    let segment = this.segmentAt(first.start);
    return spans.map(({ start, end }) => {
      while (segment < this.ends.length && this.ends[segment]! <= start) segment++;
      return this.rangeFrom(segment, start, end);
    });
  }

  holds(start: number, end: number): boolean {
    return this.rangeOf(start, end) !== null;
  }

  offsetOf(node: Node, offset: number): number | null {
    if (node.nodeType !== Node.TEXT_NODE) {
      // Caret calls may name an element and a child's index.
      const child = node.childNodes[offset];
      const before = node.childNodes[offset - 1];
      if (child?.nodeType === Node.TEXT_NODE) return this.offsetOf(child, 0);
      if (before?.nodeType === Node.TEXT_NODE) return this.offsetOf(before, (before as Text).length);
      return null;
    }
    this.first ??= this.index();
    const begin = this.first.get(node);
    if (begin === undefined) return null;
    let stop = begin + 1;
    // The node's segments end where another node's begin; a node seldom has more than a few.
    while (this.nodes[stop] === node) stop++;
    let low = begin;
    let high = stop;
    while (low < high) {
      const middle = (low + high) >> 1;
      const past = this.offsets[middle]! + this.ends[middle]! - this.starts[middle]!;
      if (past < offset) low = middle + 1;
      else high = middle;
    }
    if (low === stop) return this.ends[stop - 1]!;
    return this.starts[low]! + Math.max(0, offset - this.offsets[low]!);
  }

  /** All flags of the segments that a span touches. */
  flagsOf(start: number, end: number): number {
    let flags = 0;
    for (let i = this.segmentAt(start); i < this.ends.length && this.starts[i]! < end; i++) {
      flags |= this.flags[i]!;
    }
    return flags;
  }

  private rangeFrom(segment: number, start: number, end: number): StaticRange | null {
    let last = -1;
    for (let i = segment; i < this.ends.length && this.starts[i]! < end; i++) {
      if (!this.reads(i, Math.max(start, this.starts[i]!), Math.min(end, this.ends[i]!))) return null;
      last = i;
    }
    if (last < 0 || start >= end) return null;
    return new StaticRange({
      startContainer: this.nodes[segment]!,
      startOffset: this.offsets[segment]! + Math.max(0, start - this.starts[segment]!),
      endContainer: this.nodes[last]!,
      endOffset: this.offsets[last]! + Math.min(end, this.ends[last]!) - this.starts[last]!,
    });
  }

  /** Whether a segment's node still says what was read there: a mark is dropped, never moved. */
  private reads(segment: number, start: number, end: number): boolean {
    const node = this.nodes[segment]!;
    if (!node.isConnected) return false;
    const from = this.offsets[segment]! + start - this.starts[segment]!;
    return node.data.slice(from, from + end - start).replace(SPACES, " ") === this.text.slice(start, end).replace(SPACES, " ");
  }

  private index(): Map<Node, number> {
    const first = new Map<Node, number>();
    for (let i = this.nodes.length; i-- > 0; ) first.set(this.nodes[i]!, i);
    return first;
  }
}

/** The first index in `low..high` whose value is greater than `at`, in an ascending list. */
export function bisect(values: readonly number[], low: number, high: number, at: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
