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
export function hitTest(extraction: Extraction, mentions: readonly Mention[], marked: readonly number[], x: number, y: number, slack = 0): Hit | null {
  // Near the foot of a line Firefox may give the caret of taller text beside it: a look a little higher or
  // lower finds the mark, and the point must still lie in one of its boxes.
  for (const lift of [0, -4, 4]) {
    const at = offsetAt(extraction, x, y + lift);
    // Something that isn't the article's text lies there.
    if (at === null) return null;
    for (const mention of marked.slice(search(0, marked.length, (i) => mentions[marked[i]!]!.end >= at))) {
      const { start, end } = mentions[mention]!;
      // A caret stands between two characters, and the point may be on either.
      if (start > at) break;
      // The call snaps to the nearest text, so a point in a margin has a caret too.
      const rect = rectsOf(extraction, start, end).find(
        ({ left, right, top, bottom }) => x >= left - slack && x < right + slack && y >= top - slack && y < bottom + slack,
      );
      if (rect) return { mention, rect };
    }
  }
  return null;
}

/** The line boxes of a span in viewport coordinates; empty where the page no longer says it or doesn't show it. */
export function rectsOf(extraction: Extraction, start: number, end: number): DOMRect[] {
  const place = extraction.rangeOf(start, end);
  if (!place) return [];
  const range = document.createRange();
  range.setStart(place.startContainer, place.startOffset);
  range.setEnd(place.endContainer, place.endOffset);
  return [...range.getClientRects()].filter(({ width, height }) => width && height);
}

function offsetAt(extraction: Extraction, x: number, y: number): number | null {
  if ("caretPositionFromPoint" in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && extraction.offsetOf(caret.offsetNode, caret.offset);
  }
  // WebKit before 26.2 has only the older call.
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range && extraction.offsetOf(range.startContainer, range.startOffset);
}
