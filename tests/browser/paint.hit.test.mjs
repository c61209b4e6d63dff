// From a point to the mark under it: at every corner of every mark, and nowhere else.

import assert from "node:assert/strict";
import { engines } from "./webdriver.mjs";
import { suite } from "./session.mjs";

async function open(browser, server, page) {
  await browser.goto(server.url(`/pages/${page}.html`, { csp: "law5" }));
  await browser.until(() => window.rooms && document.fonts.status === "loaded");
}

for (const name of Object.keys(engines)) {
  suite(name, {}, (test) => {
    for (const [page, least] of [["page-names", 15], ["page-right-to-left", 4]]) {
      test(`${page}: the corners and the middle of every line of every mark hit it`, async ({ browser, server }) => {
        await open(browser, server, page);
        const { count, lines, wrong } = await browser.execute(async () => {
          const { extraction, mentions, marked } = await rooms.read();
          const wrong = [];
          let lines = 0;
          for (const i of marked) {
            const { start, end, text } = mentions[i];
            const rects = rooms.rectsOf(extraction, start, end);
            rects[0] ? (lines += rects.length) : wrong.push([text, "no rect"]);
            for (const { left, right, top, bottom } of rects) {
              scrollTo(0, 0);
              const points = [[left + 1, top + 1], [right - 1, top + 1], [left + 1, bottom - 1], [right - 1, bottom - 1], [(left + right) / 2, (top + bottom) / 2]];
              for (const [x, y] of points) {
                const hit = rooms.hitTest(extraction, mentions, marked, x, y);
                const inside = hit && x >= hit.rect.left && x < hit.rect.right && y >= hit.rect.top && y < hit.rect.bottom;
                if (hit?.mention !== i || !inside) wrong.push([text, x - left, y - top, hit && mentions[hit.mention].text]);
              }
            }
          }
          return { count: marked.length, lines, wrong };
        });
        assert.deepEqual(wrong, []);
        assert.ok(count >= least, `${count} marks`);
        if (page === "page-names") assert.ok(lines >= count + 2, "the long name is wrapped over three lines");
      });
    }

    test("points beside, between and outside the marks hit nothing", async ({ browser, server }) => {
      await open(browser, server, "page-names");
      const { wrong, asked } = await browser.execute(async () => {
        const { extraction, mentions, marked } = await rooms.read();
        const boxes = marked.flatMap((i) => rooms.rectsOf(extraction, mentions[i].start, mentions[i].end));
        const wrong = [];
        let asked = 0;
        for (let x = 1; x < innerWidth; x += 9) {
          for (let y = 1; y < innerHeight; y += 7) {
            if (boxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom)) continue;
            asked++;
            if (rooms.hitTest(extraction, mentions, marked, x, y)) wrong.push([x, y]);
          }
        }
        return { wrong, asked };
      });
      assert.deepEqual(wrong, []);
      assert.ok(asked > 1000);
    });

    test("what lies over a mark takes its hits, a finger's slack widens it, and unmarked names are not hit", async ({ browser, server }) => {
      await open(browser, server, "page-names");
      const seen = await browser.execute(async () => {
        const { extraction, mentions, marked } = await rooms.read();
        const [rect] = rooms.rectsOf(extraction, mentions[0].start, mentions[0].end);
        const x = (rect.left + rect.right) / 2;
        const y = (rect.top + rect.bottom) / 2;
        const ask = (x, y, slack, list = marked) => rooms.hitTest(extraction, mentions, list, x, y, slack)?.mention ?? null;
        const plain = [ask(x, y), ask(x, y, 0, marked.slice(1)), ask(rect.right + 4, y), ask(rect.right + 4, y, 8)];
        const cover = document.body.appendChild(document.createElement("div"));
        cover.attachShadow({ mode: "open" }).append("A cover that holds words of its own");
        Object.assign(cover.style, { position: "fixed", inset: "0", fontSize: "40px" });
        const covered = ask(x, y);
        cover.remove();
        return { plain, covered };
      });
      assert.deepEqual(seen, { plain: [0, null, null, 0], covered: null });
    });
  });
}
