// Real news pages as their sites wrote them. They are development data and not in the repository.

import assert from "node:assert/strict";
import { test as nodeTest } from "node:test";
import { data, savedPages } from "./server.mjs";
import { suite } from "./session.mjs";

const OWN = /^\/(saved\/[\w-]+\.html|dist\/((castlist|index|define)\.js|part-[\w-]+\.js|worker\.js|castlist\.wasm|castlist\.css|starter\.castpack|news\.castmodel))$/;
/** Of the fifteen, at least so many show marks: two are in scripts that the recogniser does not read. */
const MARKED = 10;
/** People and groups of all of them together: 204 were found, 26 of them without the model. */
const ENTITIES = 100;
const FORBIDDEN = "h1,h2,h3,h4,h5,h6,figcaption,nav,a[href],button,code,pre,form,textarea,[contenteditable]";

/** Before any script of the page: notes how the page is when it has been parsed and when it has loaded. */
function observePage() {
  window.noted = { shifts: [], parsed: "", height: 0, outcome: null };
  document.addEventListener("readystatechange", () => {
    if (document.readyState === "interactive") noted.parsed = document.documentElement.outerHTML;
  });
  addEventListener("load", () => (noted.height = document.documentElement.scrollHeight));
  for (const type of ["castlist:ready", "castlist:error"]) {
    document.addEventListener(type, ({ detail }) => (noted.outcome ??= { type, ...detail }));
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) noted.shifts.push({ value: entry.value, at: entry.startTime });
  }).observe({ type: "layout-shift", buffered: true });
}

/** Scrolls through the page a screen at a time; where every mark met on the way stands. */
async function walk(forbidden) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const seen = new Map();
  for (let y = 0; ; y += innerHeight) {
    scrollTo(0, y);
    // The first frame delivers what the observer saw, the second what it did about it.
    for (let i = 0; i < 3; i++) await frame();
    for (const kind of ["person", "group"]) {
      for (const place of CSS.highlights.get(`castlist-${kind}`) ?? []) {
        const range = document.createRange();
        range.setStart(place.startContainer, place.startOffset);
        range.setEnd(place.endContainer, place.endOffset);
        const element = place.startContainer.parentElement;
        const key = `${place.startOffset} ${range.toString()} ${element.textContent.slice(0, 40)}`;
        seen.set(key, { text: range.toString(), kind, inside: element.closest(forbidden)?.localName ?? null });
      }
    }
    if (y + innerHeight >= document.documentElement.scrollHeight || y > 60 * innerHeight) break;
  }
  scrollTo(0, 0);
  return [...seen.values()];
}

const pages = await savedPages();

if (pages.length === 0) {
  nodeTest("saved news pages", { skip: `no saved pages in ${data}/pages; set CASTLIST_DATA` }, () => {});
} else {
  suite("chromium", { through: true, width: 1100 }, (test) => {
    const marked = new Set();
    let entities = 0;
    let preloaded = false;

    for (const name of pages) {
      test(`${name}: marks in prose alone, and the page is untouched`, async ({ browser, server, context }) => {
        if (!preloaded) await browser.preload(observePage);
        preloaded = true;
        await browser.goto(server.url(`/saved/${name}?for=`));
        const outcome = await browser.until(() => noted.outcome);
        if (outcome.type === "castlist:error") assert.equal(outcome.code, "target", outcome.message);
        // After `load`, when we begin: pages shift by themselves while they are parsed. Before the walk: scrolling
        // lays out what a page has left aside until then.
        const shifts = await browser.execute(() => noted.shifts.filter(({ at }) => at > performance.getEntriesByType("navigation")[0].loadEventStart));
        const grown = await browser.execute(() => document.documentElement.scrollHeight - noted.height);
        assert.equal(grown, 0, "as tall as before");
        const marks = await browser.execute(walk, FORBIDDEN);
        if (marks.length > 0) marked.add(name);
        entities += outcome.entities ?? 0;
        context.diagnostic(`${name}: ${outcome.mentions ?? 0} mentions, ${outcome.entities ?? 0} entities, ${marks.length} marks`);

        assert.deepEqual(marks.filter(({ inside }) => inside), []);
        const [same, hosts] = await browser.execute(() => {
          const copy = document.documentElement.cloneNode(true);
          const ours = [...copy.querySelectorAll("castlist-host")];
          for (const node of ours) node.remove();
          return [copy.outerHTML === noted.parsed, ours.length];
        });
        assert.equal(same, true, "the page serialises as it was parsed, but for our one element");
        assert.equal(hosts, 1);
        assert.deepEqual(shifts, []);
        assert.deepEqual(server.requests.map(({ path }) => path).filter((path) => !OWN.test(path)), []);
        assert.deepEqual(server.foreign, []);
        assert.deepEqual(await browser.logs(), []);
      });
    }

    test(`at least ${ENTITIES} people and groups are found, far more than packs list`, async () => {
      assert.ok(entities >= ENTITIES, `${entities} in ${pages.length} pages`);
    });

    test(`at least ${MARKED} of the saved pages show marks`, async () => {
      assert.ok(marked.size >= Math.min(MARKED, pages.length), `${marked.size} of ${pages.length}: ${[...marked].join(", ")}`);
    });
  });
}
