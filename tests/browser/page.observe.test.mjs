// What the page's own changes do to the marks, and what watching them costs.

import assert from "node:assert/strict";
import { engines } from "./webdriver.mjs";
import { suite } from "./session.mjs";

/** Opens a page, marks it, watches it and leaves the rooms' objects and a log in `watched`. */
async function watch(browser, server, page, selector = "#story") {
  await browser.goto(server.url(`/pages/${page}.html`, { csp: "law5" }));
  await browser.until(() => window.rooms);
  await browser.execute(async (selector) => {
    const own = document.documentElement.appendChild(document.createElement("div"));
    own.id = "own";
    const root = document.querySelector(selector);
    const painter = new rooms.Painter();
    const log = { touched: 0, dropped: 0, changes: [] };
    const mark = async () => {
      const marks = await rooms.read(selector);
      painter.show(marks);
      return marks;
    };
    const stop = rooms.observe(root, own, {
      touched: () => {
        log.touched++;
        if (painter.verify()) log.dropped++;
      },
      changed: () => log.changes.push({ lost: !root.isConnected, at: performance.now() }),
    });
    window.watched = { root, own, painter, log, stop, mark, marks: await mark() };
    window.texts = () => ["person", "group"].flatMap((kind) => [...(CSS.highlights.get(`castlist-${kind}`) ?? [])].map(rooms.covered)).sort();
  }, selector);
  await browser.until(() => watched.painter.registered);
}

for (const name of Object.keys(engines)) {
  suite(name, {}, (test) => {
    test("an edit takes away the marks it hits before the next frame, and is reported", async ({ browser, server }) => {
      await watch(browser, server, "page-names");
      const [before, after] = await browser.execute(async () => {
        const before = texts();
        const line = [...document.querySelectorAll("li")].find((item) => item.textContent === "Petra Lind").firstChild;
        line.data = "Paul Lindqvist";
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return [before, texts()];
      });
      assert.ok(before.includes("Petra Lind"));
      assert.deepEqual(after, before.filter((text) => text !== "Petra Lind"));
      const changes = await browser.until(() => watched.log.changes.length && watched.log.changes);
      assert.deepEqual(changes.map(({ lost }) => lost), [false]);
      // Read anew, the new name is marked and the others are back.
      await browser.execute(() => watched.mark());
      const anew = await browser.until(() => texts().includes("Paul Lindqvist") && texts());
      assert.equal(anew.length, before.length);
    });

    test("translation in the browser's way takes every mark of the text it replaces", async ({ browser, server }) => {
      await watch(browser, server, "page-names");
      const left = await browser.execute(async () => {
        const walker = document.createTreeWalker(watched.root, NodeFilter.SHOW_TEXT);
        const nodes = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        for (const node of nodes) {
          const font = document.createElement("font");
          font.append(node.data.toUpperCase());
          node.replaceWith(font);
        }
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return [texts(), watched.log.dropped > 0];
      });
      assert.deepEqual(left, [[], true]);
    });

    test("our own host element is no change of the page, and nothing is seen once the watch has ended", async ({ browser, server }) => {
      await watch(browser, server, "page-names", "html");
      const touched = await browser.execute(async () => {
        const counts = [];
        for (const [node, words] of [[watched.own, "our own words"], [document.querySelector("li"), " the elder"]]) {
          node.append(words);
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          counts.push(watched.log.touched);
        }
        return counts;
      });
      assert.deepEqual(touched, [0, 1]);
      const seen = await browser.execute(async () => {
        watched.stop();
        const before = watched.log.touched;
        document.querySelector("li").append(" no more");
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return watched.log.touched - before;
      });
      assert.equal(seen, 0);
    });

    test("a root taken out of the page is reported as lost", async ({ browser, server }) => {
      await watch(browser, server, "page-live", "#posts");
      await browser.execute(() => document.querySelector("#app").replaceChildren("Another view"));
      const changes = await browser.until(() => watched.log.changes.length && watched.log.changes);
      assert.deepEqual(changes.map(({ lost }) => lost), [true]);
      assert.deepEqual(await browser.until(() => (texts().length ? null : [texts()])), [[]]);
    });
  });
}

suite("chromium", {}, (test) => {
  test("a storm of 1,000 changes a second costs a few reports and little time, and new text is still seen", async ({ browser, server, context }) => {
    await watch(browser, server, "page-live", "#posts");
    const storm = await browser.execute(async () => {
      // The time our callbacks take, against that of the same storm unwatched, would drown in noise: the
      // calls themselves are counted and timed.
      const { log, painter } = watched;
      const verify = painter.verify.bind(painter);
      let spent = 0;
      painter.verify = () => {
        const start = performance.now();
        const dropped = verify();
        spent += performance.now() - start;
        return dropped;
      };
      const paragraphs = document.querySelectorAll("p");
      const begin = performance.now();
      let changes = 0;
      while (changes < 3000) {
        // As many as are due, however late the timer comes.
        for (const due = performance.now() - begin; changes < due; changes++) paragraphs[changes % 3].append(".");
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return { changes, reports: log.changes.length, touched: log.touched, spent, time: performance.now() - begin };
    });
    context.diagnostic(JSON.stringify(storm));
    assert.ok(storm.reports >= 1 && storm.reports <= 4, `${storm.reports} reports`);
    assert.ok(storm.spent < storm.time * 0.05, `${storm.spent} ms of ${storm.time}`);
    // The last report may have come with the last change, so none is waited for before the next.
    const reports = await browser.execute(() => {
      const before = watched.log.changes.length;
      const post = document.createElement("p");
      post.textContent = "Late in the day Ilse Brandt spoke too.";
      document.querySelector("#posts").append(post);
      return before;
    });
    await browser.until((before) => watched.log.changes.length > before, reports);
    await browser.execute(() => watched.mark());
    await browser.until(() => texts().includes("Ilse Brandt"));
  });

  test("after the storm the first pace comes back", async ({ browser, server }) => {
    await watch(browser, server, "page-live", "#posts");
    const edit = () => browser.execute(() => document.querySelector("p").append("."));
    for (let edits = 1; edits <= 4; edits++) {
      await edit();
      await browser.until((edits) => watched.log.changes.length === edits, edits);
    }
    const gaps = await browser.execute(() => watched.log.changes.map(({ at }, i, all) => (i ? at - all[i - 1].at : 0)).slice(1));
    assert.ok(gaps[2] > 800, `reports in quick succession come slower: ${gaps}`);
    // A quiet spell: the page's clock goes on by a minute at once.
    const start = await browser.execute(() => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + 60_000;
      return performance.now();
    });
    await edit();
    const at = await browser.until(() => watched.log.changes[4]?.at);
    assert.ok(at - start < 700, `${at - start} ms`);
  });

  test("a page from the back/forward cache is looked at again", async ({ browser, server }) => {
    await watch(browser, server, "page-names");
    await browser.execute(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    const changes = await browser.until(() => watched.log.changes.length && watched.log.changes);
    assert.equal(changes.length, 1);
  });
});
