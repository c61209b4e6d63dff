import type { Block, Extraction } from "./extraction.js";
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

/** An article's text with its map: both ways are binary searches over the segments. */
export function pageText(root: Element, text: string, blocks: readonly Block[], segments: readonly Segment[]): Extraction {
  /** Segments that reach into a span. */
  const within = (start: number, end: number): readonly Segment[] => {
    const count = segments.length;
    const from = search(0, count, (i) => segments[i]!.end > start);
    return segments.slice(from, search(from, count, (i) => segments[i]!.start >= end));
  };
  return {
    root,
    text,
    blocks,
    rangeOf(start, end) {
      let range: StaticRangeInit | undefined;
      for (const { node, offset, ...segment } of within(start, end)) {
        const low = Math.max(start, segment.start);
        const high = Math.min(end, segment.end);
        const shift = offset - segment.start;
        // A mark whose node no longer says what was read there is dropped, never moved.
        if (!node.isConnected || node.data.slice(low + shift, high + shift).replace(/\s/g, " ") !== text.slice(low, high)) return null;
        range = { startContainer: node, startOffset: low + shift, ...range, endContainer: node, endOffset: high + shift };
      }
      return range ? new StaticRange(range) : null;
    },
    offsetOf(node, offset) {
      // Segments are in the order of the document.
      const at = search(0, segments.length, (i) => {
        const segment = segments[i]!;
        return segment.node === node
          ? segment.offset + segment.end - segment.start >= offset
          : (node.compareDocumentPosition(segment.node) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
      });
      const segment = segments[at];
      const before = segments[at - 1];
      return segment?.node === node ? segment.start + Math.max(0, offset - segment.offset)
        : before?.node === node ? before.end
        : null;
    },
    markable(start, end) {
      const block = blocks[search(0, blocks.length, (i) => blocks[i]!.end > start)];
      return !!block && start >= block.start && end <= block.end && start < end && !within(start, end).some(({ context }) => context);
    },
  };
}
