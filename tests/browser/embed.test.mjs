// The three ways into a page: the script tag, the element, the module. Each alone is enough.

import assert from "node:assert/strict";
import { suite } from "./session.mjs";
import { bareStory } from "./story.mjs";

const tag = '<script type="module" src="/dist/castlist.js"></script>';
const answer = (path) => {
  const { type, body } = bareStory();
  const put = (head, end = "") => ({ type, body: body.replace("</head>", `${head}</head>`).replace("</body>", `${end}</body>`) });
  return (
    {
      "/tag.html": () => put(tag.replace("></", ' data-for="article" data-density="all"></')),
      "/nowhere.html": () => put(tag.replace("></", ' data-for=".no-such-thing"></') + '<script type="module" src="/pages/outcome.js"></script>'),
      "/element.html": () => put(tag, '<cast-list for="article" density="all"></cast-list>'),
      "/bare.html": () => put(""),
    }[path]?.() ?? null
  );
};

/** Whether the names that only the model finds are marked as well. */
const all = () => (CSS.highlights.get("castlist-person")?.size ?? 0) + (CSS.highlights.get("castlist-group")?.size ?? 0) >= 6;

suite("chromium", { server: { answer } }, (test) => {
  test("the script tag marks what its data-for selects", async ({ browser, server }) => {
    await browser.goto(server.url("/tag.html"));
    assert.ok(await browser.until(all));
  });

  test("the script tag alone makes <cast-list> work, which shows its panel where it stands and takes all away with it", async ({ browser, server }) => {
    await browser.goto(server.url("/element.html"));
    assert.ok(await browser.until(all));
    const inline = await browser.execute(() => {
      const element = document.querySelector("cast-list");
      return [document.querySelectorAll("castlist-host").length, element.shadowRoot.querySelectorAll("ul.cast > li").length, element.getBoundingClientRect().height];
    });
    assert.equal(inline[0], 0, "no second host beside the author's element");
    assert.ok(inline[1] >= 5);
    await browser.execute(() => document.querySelector("cast-list").remove());
    await browser.until(() => CSS.highlights.size === 0);
  });

  test("a selector that fits nothing is told by an event, in words, and nothing is shown", async ({ browser, server }) => {
    await browser.goto(server.url("/nowhere.html"));
    const outcome = await browser.until(() => window.outcome);
    assert.deepEqual([outcome.type, outcome.code], ["castlist:error", "target"]);
    assert.match(outcome.message, /no-such-thing/);
    assert.equal(await browser.execute(() => CSS.highlights.size), 0);
    assert.deepEqual(await browser.logs(), []);
  });

  test("importing the module does nothing to the page; mount() does", async ({ browser, server }) => {
    await browser.goto(server.url("/bare.html"));
    const steps = await browser.execute(async () => {
      const before = document.documentElement.outerHTML;
      const { mount } = await import("/dist/index.js");
      const imported = [document.documentElement.outerHTML === before, customElements.get("cast-list") === undefined, performance.getEntriesByType("resource").some(({ name }) => /wasm|castpack|castmodel/.test(name))];
      const events = [];
      document.querySelector("article").addEventListener("castlist:open", ({ type, detail }) => events.push([type, Object.keys(detail)]));
      const reader = await mount("article", { panel: "none" });
      reader.open(0);
      const result = { imported, entities: reader.entities.length, error: reader.error, events };
      reader.destroy();
      return { ...result, after: document.documentElement.outerHTML === before };
    });
    assert.deepEqual(steps.imported, [true, true, false]);
    assert.ok(steps.entities >= 5);
    assert.deepEqual([steps.error, steps.events, steps.after], [null, [["castlist:open", ["entity"]]], true]);
  });
});
