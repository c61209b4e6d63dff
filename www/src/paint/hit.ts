import type { Extraction } from "../page/extraction.js";
import { search } from "../search.js";
import type { Mention } from "../types.js";

/** A mention under a point, and the line box of it that the point is in. */
export interface Hit {
  /** Index into the mentions. */
  readonly mention: number;
  readonly rect: DOMRect;
}

/**
 * The mark at a point of the viewport (CSS pixels), or null. `marked` are ascending indexes into `mentions`.
 * `slack` widens the line boxes, for fingers.
 */
export function hitTest(
  extraction: Extraction,
  mentions: readonly Mention[],
  marked: readonly number[],
  x: number,
  y: number,
  slack = 0,
): Hit | null {
  // Near the foot of a line Firefox may give the caret of taller text beside it: a look a little higher or
  // lower finds the mark, and the point must still lie in one of its boxes.
  for (const lift of [0, -4, 4]) {
    const caret = caretAt(extraction.root.ownerDocument, x, y + lift);
    const at = caret && extraction.offsetOf(caret.node, caret.offset);
    // Something that isn't the article's text lies there.
    if (at === null) return null;
    const first = search(0, marked.length, (i) => mentions[marked[i]!]!.end >= at);
    // A caret stands between two characters, and the point may be on either.
    for (let i = first; i < marked.length && mentions[marked[i]!]!.start <= at; i++) {
      const mention = marked[i]!;
      const { start, end } = mentions[mention]!;
      // The call snaps to the nearest text, so a point in a margin has a caret too.
      for (const rect of rectsOf(extraction, start, end)) {
        if (x >= rect.left - slack && x < rect.right + slack && y >= rect.top - slack && y < rect.bottom + slack) {
          return { mention, rect };
        }
      }
    }
  }
  return null;
}

/** The line boxes of a span in viewport coordinates; empty where the page no longer says it or doesn't show it. */
export function rectsOf(extraction: Extraction, start: number, end: number): DOMRect[] {
  const place = extraction.rangeOf(start, end);
  if (!place) return [];
  const range = extraction.root.ownerDocument.createRange();
  range.setStart(place.startContainer, place.startOffset);
  range.setEnd(place.endContainer, place.endOffset);
  return [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
}

/** Of a wrapped name's line boxes, the one nearest to a point; undefined for an empty list. */
export function nearestRect(rects: readonly DOMRect[], x: number, y: number): DOMRect | undefined {
  const distance = (rect: DOMRect): number =>
    Math.hypot(Math.max(rect.left - x, 0, x - rect.right), Math.max(rect.top - y, 0, y - rect.bottom));
  return [...rects].sort((a, b) => distance(a) - distance(b))[0];
}

function caretAt(document: Document, x: number, y: number): { node: Node; offset: number } | null {
  if ("caretPositionFromPoint" in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  // WebKit before 26.2 has only the older call.
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}
