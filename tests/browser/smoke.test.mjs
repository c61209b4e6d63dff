// The same few steps in every engine: marks, a card, Escape, the panel.

import assert from "node:assert/strict";
import { engines } from "./webdriver.mjs";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";
import { bareStory } from "./story.mjs";

for (const name of Object.keys(engines)) {
  suite(name, { server: { csp: "law5", answer: (path) => (path === "/bare.html" ? bareStory() : null) } }, (test) => {
    test("under the strictest policy names are marked, a card opens at rest and closes at Escape, the panel lists all", async ({ browser, server }) => {
      const reading = new Reading(browser);
      const marks = await reading.open(server.url("/demo/index.html"));
      assert.ok(marks.length >= 5, `${marks.length} marks`);
      const card = await reading.hover(await reading.mark((each) => each.top > 60));
      assert.ok(card.name.length > 0);
      await browser.press("Escape");
      await reading.cardClosed();
      await reading.click("button.launcher");
      const { names } = await reading.panelOpen();
      assert.ok(names.length >= 8, names.join(", "));
      await reading.click("ul.cast > li button");
      assert.equal((await reading.cardOpen()).name, names[0]);
      await browser.press("Escape");
      await reading.cardClosed();
    });

    test("the engine runs in a worker where it may, else in the page, and both find the same", async ({ browser, server }) => {
      await browser.goto(server.url("/bare.html", { csp: "none" }));
      const found = await browser.execute(async () => {
        const { mount } = await import("/dist/index.js");
        const results = [];
        for (const engine of ["worker", "page"]) {
          const reader = await mount("article", { engine, panel: "none" });
          results.push(reader.error?.message ?? reader.mentions.map(({ start, end, text, kind }) => [start, end, text, kind]));
          reader.destroy();
        }
        return results;
      });
      assert.ok(found[0].length >= 8, JSON.stringify(found[0]));
      assert.deepEqual(found[0], found[1]);
    });
  });
}
