import type { Box, Point, Side } from "./position.js";

/** How far the pointer may stray outside the exact shape: hands shake. */
const SLACK = 6;

/**
 * Whether a pointer that left the mention at `exit` is on its way to the card: inside the quadrilateral from
 * around the exit point to the two near corners of the card, or in the gap between mention and card. Not the
 * hull of both boxes: that takes in lines of text where the reader is already on to something else.
 */
export function onTheWay(point: Point, exit: Point, mention: Box, card: Box, side: Side): boolean {
  const inside = (left: number, top: number, right: number, bottom: number): boolean =>
    point.x >= left - SLACK && point.x <= right + SLACK && point.y >= top - SLACK && point.y <= bottom + SLACK;
  if (side === "below" || side === "above") {
    const edge = side === "below" ? card.top : card.bottom;
    const from = side === "below" ? mention.bottom : mention.top;
    if (inside(mention.left, Math.min(from, edge), mention.right, Math.max(from, edge))) return true;
    const t = (point.y - exit.y) / (edge - exit.y || 1);
    return t >= 0 && t <= 1 && between(point.x, t, exit.x, card.left, card.right);
  }
  const edge = side === "right" ? card.left : card.right;
  const from = side === "right" ? mention.right : mention.left;
  if (inside(Math.min(from, edge), mention.top, Math.max(from, edge), mention.bottom)) return true;
  const t = (point.x - exit.x) / (edge - exit.x || 1);
  return t >= 0 && t <= 1 && between(point.y, t, exit.y, card.top, card.bottom);
}

/** Whether `value` lies between the two legs that open from `start` (t = 0) to `low`..`high` (t = 1). */
function between(value: number, t: number, start: number, low: number, high: number): boolean {
  return value >= start + t * (low - start) - SLACK && value <= start + t * (high - start) + SLACK;
}
