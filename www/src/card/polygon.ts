import type { Box, Point, Side } from "./position.js";

/** How far the pointer may stray outside the exact shape: hands shake. */
const SLACK = 6;

/**
 * Whether a pointer that left the mention at `exit` is on its way to the card: inside the quadrilateral from
 * around the exit point to the two near corners of the card, or in the gap between mention and card. Not the
 * hull of both boxes: that takes in lines of text where the reader is already on to something else.
 */
export function onTheWay(point: Point, exit: Point, mention: Box, card: Box, side: Side): boolean {
  // The same in both directions: along the way from mention to card, and across it.
  const [near, along, across] = (
    {
      below: ["top", "y", "x"],
      above: ["bottom", "y", "x"],
      right: ["left", "x", "y"],
      left: ["right", "x", "y"],
    } as const
  )[side];
  const far = ({ top: "bottom", bottom: "top", left: "right", right: "left" } as const)[near];
  const [low, high] = across === "x" ? (["left", "right"] as const) : (["top", "bottom"] as const);
  const edge = card[near];
  const within = (value: number, from: number, to: number): boolean => value >= Math.min(from, to) - SLACK && value <= Math.max(from, to) + SLACK;
  if (within(point[along], mention[far], edge) && within(point[across], mention[low], mention[high])) return true;
  // The two legs open from the exit point (t = 0) to the card's corners (t = 1).
  const t = (point[along] - exit[along]) / (edge - exit[along] || 1);
  const leg = (end: number): number => exit[across] + t * (end - exit[across]);
  return t >= 0 && t <= 1 && within(point[across], leg(card[low]), leg(card[high]));
}
