import assert from "node:assert/strict";
import { test } from "node:test";
import { EDGE, GAP, place, type Box, type Wish } from "./position.js";

const box = (left: number, top: number, width: number, height: number): Box => ({ left, top, right: left + width, bottom: top + height });
const view = box(0, 0, 1000, 800);
const card = { width: 360, height: 300 };
const wish = (anchor: Box | Box[], more: Partial<Wish> = {}): Wish => ({ anchor: [anchor].flat(), card, view, ...more });

const TABLE: [string, Wish, { left: number; top: number; height?: number; side: string }][] = [
  ["below, at the start of the mention", wish(box(200, 100, 80, 20)), { left: 200, top: 128, side: "below" }],
  ["its text, not its edge, lines up", wish(box(200, 100, 80, 20), { inset: 17 }), { left: 183, top: 128, side: "below" }],
  ["above where it doesn't fit below", wish(box(200, 600, 80, 20)), { left: 200, top: 292, side: "above" }],
  ["pushed in from the right edge", wish(box(900, 100, 80, 20)), { left: 632, top: 128, side: "below" }],
  ["pushed in from the left edge", wish(box(2, 100, 80, 20), { inset: 17 }), { left: 8, top: 128, side: "below" }],
  ["right to left: its end at the mention's start", wish(box(500, 100, 80, 20), { rtl: true }), { left: 220, top: 128, side: "below" }],
  ["right to left: with its text lined up", wish(box(500, 100, 80, 20), { rtl: true, inset: 17 }), { left: 237, top: 128, side: "below" }],
  [
    "a wrapped mention: clear of both lines, lined up with the one under the pointer",
    wish([box(800, 100, 100, 20), box(50, 124, 60, 20)], { pointer: { x: 60, y: 130 } }),
    { left: 50, top: 152, side: "below" },
  ],
  [
    "a wrapped mention without a pointer: with its first line",
    wish([box(500, 100, 100, 20), box(50, 124, 60, 20)]),
    { left: 500, top: 152, side: "below" },
  ],
  ["too low for either side: cut to the roomier", wish(box(200, 200, 80, 20), { view: box(0, 0, 1000, 400) }), { left: 200, top: 8, height: 184, side: "above" }],
  ["a strip of a view: beside", wish(box(100, 100, 80, 20), { view: box(0, 0, 1000, 220) }), { left: 188, top: 8, height: 204, side: "right" }],
  ["a strip of a narrow view: what there is", wish(box(100, 100, 80, 20), { view: box(0, 0, 390, 220) }), { left: 22, top: 128, height: 84, side: "below" }],
  ["beside on wish: on the side that has room", wish(box(640, 300, 360, 60), { beside: true }), { left: 272, top: 300, side: "left" }],
  ["beside on wish without room: below", wish(box(0, 100, 1000, 60), { beside: true }), { left: 8, top: 168, side: "below" }],
  ["a view that doesn't start at 0 (pinch zoom)", wish(box(450, 420, 40, 20), { view: box(400, 400, 500, 400) }), { left: 450, top: 448, side: "below" }],
];

for (const [title, given, expected] of TABLE) {
  test(title, () => {
    const { left, top, height, side } = place(given);
    assert.deepEqual({ left, top, height, side }, { height: given.card.height, ...expected });
  });
}

test("wherever the mention is, the card is whole, in the view, and touches neither the mention nor the gap", () => {
  for (const rtl of [false, true]) {
    for (let x = 0; x <= 920; x += 40) {
      for (let y = 0; y <= 780; y += 20) {
        const mention = box(x, y, 80, 20);
        const { left, top, height } = place(wish(mention, { rtl, pointer: { x: x + 40, y: y + 10 } }));
        const at = `${x},${y}`;
        assert.ok(left >= EDGE && left + card.width <= view.right - EDGE, at);
        assert.ok(top >= EDGE && top + height <= view.bottom - EDGE, at);
        assert.equal(height, card.height, at);
        assert.ok(top >= mention.bottom + GAP || top + height <= mention.top - GAP, at);
      }
    }
  }
});
