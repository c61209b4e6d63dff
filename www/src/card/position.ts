/**
 * Where a card goes. Pure geometry in CSS pixels of the layout viewport: numbers in, numbers out, so that
 * the rules can be read (and tested) as a table.
 *
 * The rules, strongest first: the card never overlaps the line box of its mention or of what opened it, keeps
 * `GAP` from it and `EDGE` from the edges of the view, and is shown whole. Below the mention if it fits, else
 * above, else beside it, else on the roomier of the two sides with its height cut (the card scrolls inside).
 */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Side = "below" | "above" | "left" | "right";

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly height: number;
  readonly side: Side;
}

export interface Wish {
  /** The line boxes of the mention: more than one where it wraps. */
  readonly anchor: readonly Box[];
  readonly card: Size;
  readonly view: Box;
  /** Where the pointer is, if a pointer opened the card: the card lines up with the line box under it. */
  readonly pointer?: Point | undefined;
  readonly rtl?: boolean | undefined;
  /** Beside first (rows of the panel, whose neighbours above and below must stay in sight). */
  readonly beside?: boolean | undefined;
  /** How far the card's text stands in from its edge: the text, not the edge, lines up with the mention. */
  readonly inset?: number;
}

/** Between a mention and its card. */
export const GAP = 8;
/** Between a card and the edge of the view. */
export const EDGE = 8;
/** A card cut lower than this shows nothing of use. */
const LOWEST = 120;

const { max, min } = Math;

export const union = (boxes: readonly Box[]): Box =>
  boxes.reduce((a, b) => ({
    left: min(a.left, b.left),
    top: min(a.top, b.top),
    right: max(a.right, b.right),
    bottom: max(a.bottom, b.bottom),
  }));

export const distance = ({ x, y }: Point, { left, top, right, bottom }: Box): number =>
  Math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom));

/** `wish.anchor` must not be empty. */
export function place({ anchor, card, view, pointer, rtl, beside, inset = 0 }: Wish): Place {
  const all = union(anchor);
  const line = pointer ? anchor.reduce((best, box) => (distance(pointer, box) < distance(pointer, best) ? box : best)) : anchor[0]!;
  const far = GAP + EDGE;
  const room = {
    below: view.bottom - all.bottom - far,
    above: all.top - view.top - far,
    right: view.right - all.right - far,
    left: all.left - view.left - far,
  };
  const upright = room.below >= card.height || (room.above < card.height && room.below >= room.above) ? "below" : "above";
  const free = (rtl ? (["left", "right"] as const) : (["right", "left"] as const)).find((side) => room[side] >= card.width);
  // Beside the mention the card stands across the lines being read: only when above and below it would be a stub.
  const side = free && (beside || room[upright] < min(LOWEST, card.height)) ? free : upright;
  const height = min(card.height, side === free ? view.bottom - view.top - 2 * EDGE : max(room[side], 0));
  /** The card's end pushed back into the view; where it has no room, its start is. */
  const inView = (start: number, length: number, low: number, high: number): number => max(low + EDGE, min(start, high - EDGE - length));
  return {
    side,
    height,
    left:
      side === "right" ? all.right + GAP
      : side === "left" ? all.left - GAP - card.width
      : inView(rtl ? line.right + inset - card.width : line.left - inset, card.width, view.left, view.right),
    top:
      side === "below" ? all.bottom + GAP
      : side === "above" ? all.top - GAP - height
      : inView(line.top, height, view.top, view.bottom),
  };
}
