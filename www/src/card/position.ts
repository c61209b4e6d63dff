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

export function union(boxes: readonly Box[]): Box {
  return boxes.reduce((a, b) => ({
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }));
}

export function distance(point: Point, box: Box): number {
  const x = Math.max(box.left - point.x, 0, point.x - box.right);
  const y = Math.max(box.top - point.y, 0, point.y - box.bottom);
  return Math.hypot(x, y);
}

/** `wish.anchor` must not be empty. */
export function place(wish: Wish): Place {
  const { anchor, card, view, pointer, rtl = false, beside = false, inset = 0 } = wish;
  const all = union(anchor);
  const line = pointer
    ? anchor.reduce((best, box) => (distance(pointer, box) < distance(pointer, best) ? box : best))
    : anchor[0]!;

  const room: Record<Side, number> = {
    below: view.bottom - EDGE - all.bottom - GAP,
    above: all.top - GAP - view.top - EDGE,
    right: view.right - EDGE - all.right - GAP,
    left: all.left - GAP - view.left - EDGE,
  };
  /** The card's end pushed back into the view; where it has no room, its start is. */
  const inView = (start: number, length: number, low: number, high: number): number => Math.max(low + EDGE, Math.min(start, high - EDGE - length));

  const vertical = (side: "below" | "above"): Place => {
    const height = Math.min(card.height, Math.max(room[side], 0));
    const start = rtl ? line.right + inset - card.width : line.left - inset;
    const top = side === "below" ? all.bottom + GAP : all.top - GAP - height;
    return { left: inView(start, card.width, view.left, view.right), top, height, side };
  };
  const horizontal = (side: "left" | "right"): Place => {
    const height = Math.min(card.height, view.bottom - view.top - 2 * EDGE);
    const left = side === "right" ? all.right + GAP : all.left - GAP - card.width;
    return { left, top: inView(line.top, height, view.top, view.bottom), height, side };
  };

  const free = (rtl ? (["left", "right"] as const) : (["right", "left"] as const)).find((side) => room[side] >= card.width);
  if (beside && free) return horizontal(free);
  const side = room.below >= card.height || (room.above < card.height && room.below >= room.above) ? "below" : "above";
  // Beside the mention the card stands across the lines being read: only when above and below it would be a stub.
  return room[side] < Math.min(LOWEST, card.height) && free ? horizontal(free) : vertical(side);
}
