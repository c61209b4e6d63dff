import type { Block, Extraction, Span } from "./extraction.js";
import { search } from "../search.js";

/**
 * A stretch in which text and page advance together: text from `start` to `end` is `node` from `offset` on.
 * White space that the renderer collapses falls between segments. A node's segments are neighbours.
 */
export interface Segment {
  readonly node: Text;
  readonly offset: number;
  readonly start: number;
  end: number;
  /** Read as context only: in a link, a heading or a summary. */
  readonly context: boolean;
}

const spaces = (text: string): string => text.replace(/\s/g, " ");

/** An article's text with its map: both ways are binary searches over the segments. */
export class PageText implements Extraction {
  #segments: readonly Segment[];
  #first: Map<Node, number> | undefined;

  constructor(
    readonly root: Element,
    readonly text: string,
    readonly blocks: readonly Block[],
    segments: readonly Segment[],
  ) {
    this.#segments = segments;
  }

  rangeOf(start: number, end: number): StaticRange | null {
    return this.#range(this.#segmentAt(start), start, end);
  }

  rangesOf(spans: readonly Span[]): (StaticRange | null)[] {
    const all = this.#segments;
    let at = spans[0] ? this.#segmentAt(spans[0].start) : 0;
    return spans.map(({ start, end }) => {
      while (at < all.length && all[at]!.end <= start) at++;
      return this.#range(at, start, end);
    });
  }

  holds(start: number, end: number): boolean {
    return this.rangeOf(start, end) !== null;
  }

  offsetOf(node: Node, offset: number): number | null {
    const all = this.#segments;
    if (!this.#first) {
      this.#first = new Map();
      for (let i = all.length; i-- > 0; ) this.#first.set(all[i]!.node, i);
    }
    const first = this.#first.get(node);
    if (first === undefined) return null;
    const at = search(first, all.length, (i) => {
      const segment = all[i]!;
      return segment.node !== node || segment.offset + segment.end - segment.start >= offset;
    });
    const segment = all[at];
    return segment?.node === node ? segment.start + Math.max(0, offset - segment.offset) : all[at - 1]!.end;
  }

  markable(start: number, end: number): boolean {
    const { blocks } = this;
    const block = blocks[search(0, blocks.length, (i) => blocks[i]!.end > start)];
    if (!block || start < block.start || end > block.end || start >= end) return false;
    for (let i = this.#segmentAt(start); (this.#segments[i]?.start ?? end) < end; i++) {
      if (this.#segments[i]!.context) return false;
    }
    return true;
  }

  /** The segment that holds text offset `at`, else the next one. */
  #segmentAt(at: number): number {
    return search(0, this.#segments.length, (i) => this.#segments[i]!.end > at);
  }

  /** Null where a node no longer says what was read there: a mark is dropped, never moved. */
  #range(from: number, start: number, end: number): StaticRange | null {
    const all = this.#segments;
    let range: StaticRangeInit | undefined;
    for (let i = from; i < all.length && all[i]!.start < end; i++) {
      const segment = all[i]!;
      const { node } = segment;
      const shift = segment.offset - segment.start;
      const low = Math.max(start, segment.start);
      const high = Math.min(end, segment.end);
      if (!node.isConnected || spaces(node.data.slice(low + shift, high + shift)) !== this.text.slice(low, high)) return null;
      range ??= { startContainer: node, startOffset: low + shift, endContainer: node, endOffset: 0 };
      range.endContainer = node;
      range.endOffset = high + shift;
    }
    return range ? new StaticRange(range) : null;
  }
}
