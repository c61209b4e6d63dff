// Pages that change under us: they re-render, are translated, mutate without end, go into the back/forward cache.

import assert from "node:assert/strict";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";
import { bareStory, story, storyPage } from "./story.mjs";

const tag = '<script type="module" src="/dist/castlist.js" data-for="" data-density="all"></script>';
const answer = (path) =>
  ({
    "/story.html": () => storyPage(story(600), tag),
    "/other.html": () => ({ type: "text/html", body: "<!doctype html><title>Other</title><p>Other" }),
    "/bare.html": bareStory,
  })[path]?.() ?? null;

/** Every mark's text, and whether the place still belongs to the page. */
function texts() {
  return ["person", "group"].flatMap((kind) =>
    [...(CSS.highlights.get(`castlist-${kind}`) ?? [])].map((place) => {
      const range = document.createRange();
      range.setStart(place.startContainer, place.startOffset);
      range.setEnd(place.endContainer, place.endOffset);
      return range.toString();
    }),
  );
}

/**
 * A rendering library in small: it keeps its own picture of the page, patches text nodes in place, replaces and
 * reorders elements, and trips over any node that somebody split, moved or wrapped, as React does.
 */
function startRendering() {
  const article = document.querySelector("article");
  const rows = [...article.querySelectorAll("p")].map((element) => ({ element, text: element.firstChild, words: element.textContent }));
  window.faults = [];
  window.renders = 0;
  addEventListener("error", ({ message }) => faults.push(message));
  const check = (so, what) => so || faults.push(what);
  window.render = () => {
    const turn = renders++;
    for (const row of rows) {
      check(row.text.parentNode === row.element, "a text node was moved");
      check(row.element.childNodes.length === 1, "a child that is not ours");
      check(row.element.attributes.length === 0, "an attribute that is not ours");
    }
    rows.forEach((row, i) => {
      if ((i + turn) % 3 === 0) {
        row.text.data = turn % 2 ? `${row.words} (Corrected.)` : row.words;
      } else if ((i + turn) % 3 === 1) {
        const element = document.createElement("p");
        const text = document.createTextNode(row.words);
        element.append(text);
        article.replaceChild(element, row.element);
        Object.assign(row, { element, text });
      }
    });
    const last = rows.pop();
    article.removeChild(last.element);
    article.insertBefore(last.element, rows[0].element);
    rows.unshift(last);
  };
  window.addRow = (words) => {
    const element = document.createElement("p");
    const text = document.createTextNode(words);
    element.append(text);
    article.insertBefore(element, rows[0].element);
    rows.unshift({ element, text, words });
  };
}

suite("chromium", { server: { answer } }, (test) => {
  test("a page that re-renders every 50 ms runs into nothing of ours, and the marks follow", async ({ browser, server }) => {
    const reading = new Reading(browser);
    const before = await reading.open(server.url("/story.html"));
    await browser.execute(startRendering);
    await browser.execute(
      () => new Promise((resolve) => {
        const timer = setInterval(() => {
          render();
          if (renders === 40) resolve(clearInterval(timer));
        }, 50);
      }),
    );
    await browser.execute(() => addRow("Late in the evening Dr. Ottilie Brandvold joined the talks."));
    await browser.until(`() => (${texts})().some((text) => text.includes("Brandvold"))`);
    assert.deepEqual(await browser.execute(() => faults), []);
    const names = new Set(before.map(({ text }) => text.split(" ").at(-1)));
    const strange = (await browser.execute(texts)).filter((text) => !names.has(text.split(" ").at(-1)) && !text.includes("Brandvold"));
    assert.deepEqual(strange, [], "a mark covers a name or nothing");
    assert.deepEqual(await browser.logs(), []);
  });

  test("a translator that wraps every text in <font> is not disturbed, and marks never cover other words", async ({ browser, server }) => {
    const reading = new Reading(browser);
    const before = await reading.open(server.url("/story.html"));
    const known = [...new Set(before.map(({ text }) => text))];
    const broken = await browser.execute(async () => {
      const errors = [];
      addEventListener("error", ({ message }) => errors.push(message));
      for (const p of document.querySelectorAll("article p")) {
        const outer = document.createElement("font");
        const inner = document.createElement("font");
        inner.textContent = p.textContent.replaceAll(" the ", " die ").replaceAll(" and ", " und ");
        outer.append(inner);
        p.replaceChild(outer, p.firstChild);
      }
      return errors;
    });
    assert.deepEqual(broken, []);
    // The marks of the text that was stand until the next frame: those of the new text lie in its elements.
    await browser.until(() => [...(CSS.highlights.get("castlist-person") ?? [])].some(({ startContainer }) => startContainer.parentElement?.localName === "font"));
    const after = await browser.execute(texts);
    assert.ok(after.length > 0);
    assert.deepEqual(after.filter((text) => !known.some((name) => text.includes(name.split(" ").at(-1)) || name.includes(text))), []);
  });

  test("a storm of changes costs little once it is over, and new text is still marked", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url("/story.html"));
    await browser.execute(
      () => new Promise((resolve) => {
        const article = document.querySelector("article");
        const clock = article.appendChild(document.createElement("p"));
        let changes = 0;
        const timer = setInterval(() => {
          for (let i = 0; i < 20; i++) clock.textContent = `Update ${++changes} of the hour`;
          if (changes >= 4000) resolve(clearInterval(timer));
        }, 20);
      }),
    );
    await browser.execute(() => {
      const p = document.createElement("p");
      p.textContent = "After the storm Dr. Ottilie Brandvold spoke.";
      document.querySelector("article h1").after(p);
    });
    await browser.until(`() => (${texts})().some((text) => text.includes("Brandvold"))`);
    await browser.cdp("Performance.enable");
    const used = async () => (await browser.cdp("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value;
    const from = await used();
    await browser.execute(() => new Promise((resolve) => setTimeout(resolve, 2000)));
    const share = ((await used()) - from) / 2;
    assert.ok(share < 0.05, `${(share * 100).toFixed(1)} % of the main thread while nothing changes`);
  });

  test("back and forward bring the page with its marks from the cache", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url("/story.html"));
    await browser.execute(() => addEventListener("pageshow", (event) => (window.cameBack = { persisted: event.persisted })));
    await browser.goto(server.url("/other.html"));
    await browser.back();
    const back = await browser.until(() => window.cameBack ?? (performance.getEntriesByType("navigation")[0].notRestoredReasons && { persisted: false }));
    const reasons = await browser.execute(() => JSON.stringify(performance.getEntriesByType("navigation")[0].notRestoredReasons));
    assert.equal(back.persisted, true, reasons);
    assert.ok((await reading.marked()).length > 0);
    await reading.hover(await reading.mark((each) => each.top > 60));
    await browser.press("Escape");
  });

  test("destroy() leaves the page as it was, with no listener that opens a card", async ({ browser, server }) => {
    await browser.goto(server.url("/bare.html"));
    const [same, left] = await browser.execute(async () => {
      const before = document.documentElement.outerHTML;
      const { mount } = await import("/dist/index.js");
      const sheets = document.adoptedStyleSheets.length;
      for (let i = 0; i < 3; i++) (await mount("article")).destroy();
      return [document.documentElement.outerHTML === before, [CSS.highlights.size, document.adoptedStyleSheets.length - sheets]];
    });
    assert.equal(same, true);
    assert.deepEqual(left, [0, 0]);
  });

  test("two readers on one page leave each other's marks and highlights of the page alone", async ({ browser, server }) => {
    await browser.goto(server.url("/bare.html"));
    const counts = await browser.execute(async () => {
      const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const theirs = new Highlight();
      CSS.highlights.set("search-result", theirs);
      const { mount } = await import("/dist/index.js");
      const count = () => (CSS.highlights.get("castlist-person")?.size ?? 0) + (CSS.highlights.get("castlist-group")?.size ?? 0);
      const [first, second] = document.querySelectorAll("article p");
      const a = await mount(first, { panel: "none", density: "all" });
      await frames();
      const alone = count();
      const b = await mount(second, { panel: "none", density: "all" });
      await frames();
      const both = count();
      b.destroy();
      const again = count();
      a.destroy();
      return { alone, both, again, after: count(), theirs: CSS.highlights.get("search-result") === theirs };
    });
    assert.ok(counts.alone > 0 && counts.both > counts.alone, JSON.stringify(counts));
    assert.deepEqual([counts.again, counts.after, counts.theirs], [counts.alone, 0, true]);
  });
});
