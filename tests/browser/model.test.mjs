// The recogniser's model on a page: when it is fetched, what it adds, and what stays where it is missing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { suite } from "./session.mjs";
import { root } from "./server.mjs";
import { bareStory } from "./story.mjs";
import { Reading } from "./reading.mjs";

/** The model's answer waits for this; each test that holds it back also lets it go. */
let held = Promise.resolve();
/** When the model was last asked for, in milliseconds since 1970. */
let asked = 0;

/** `/tag.html?sure=1` is the story with a script tag that says `data-sure="1"`. */
async function answer(path, url) {
  if (path === "/dist/news.castmodel") {
    asked = Date.now();
    await held;
    return { type: "application/octet-stream", body: await readFile(join(root, "www/dist/news.castmodel")) };
  }
  if (path !== "/tag.html") return null;
  const { type, body } = bareStory();
  const options = [...url.searchParams].map(([name, value]) => ` data-${name}="${value}"`).join("");
  return { type, body: body.replace("</head>", `<script type="module" src="/dist/castlist.js" data-for="article" data-density="all"${options}></script></head>`) };
}

/** Before any script of the page: what Castlist tells, when its first marks are there, and whether they ever go again. */
function note() {
  window.noted = { events: [], painted: 0, gone: false };
  for (const type of ["ready", "error", "open"]) {
    document.addEventListener(`castlist:${type}`, ({ detail }) => noted.events.push({ type, ...detail }));
  }
  const look = () => {
    const there = CSS.highlights.size > 0;
    if (there) noted.painted ||= Date.now();
    else if (noted.painted) noted.gone = true;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const marked = () =>
  ["person", "group"].flatMap((kind) => [...(CSS.highlights.get(`castlist-${kind}`) ?? [])].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)));
const ready = () => window.noted?.events.some(({ type }) => type === "ready") && noted;

suite("chromium", { server: { answer } }, (test) => {
  let noting = false;
  const visit = async (browser, server, options = "") => {
    if (!noting) await browser.preload(note);
    noting = true;
    await browser.goto(server.url(`/tag.html?${options}`));
  };
  const models = (server) => server.requests.filter(({ path }) => path.endsWith(".castmodel")).length;

  for (const engine of ["worker", "page"]) {
    test(`${engine}: packs' names are painted before the model is asked for, and stay while its own are added`, async ({ browser, server }) => {
      let letGo;
      held = new Promise((resolve) => (letGo = resolve));
      asked = 0;
      await visit(browser, server, `engine=${engine}`);
      await browser.until(() => noted.painted);
      const before = await browser.execute(marked);
      assert.ok(before.includes("United Nations") && !before.includes("Amina Yusufzai"), before.join());
      assert.deepEqual(await browser.execute(() => noted.events), [], "not ready before the model's names are there");
      letGo();
      const { events, painted, gone } = await browser.until(ready);
      assert.ok(painted <= asked, `painted at ${painted}, asked at ${asked}`);
      assert.equal(gone, false, "no frame without marks");
      const after = await browser.execute(marked);
      for (const name of [...before, "Amina Yusufzai", "Tomas Berglund", "Leila Haddad"]) assert.ok(after.includes(name), name);
      assert.deepEqual(events.map(({ type }) => type), ["ready"]);
      assert.equal(events[0].mentions, after.length);
      assert.equal(models(server), 1);
    });
  }

  test("a card that is open when the model comes stays open, where it is", async ({ browser, server }) => {
    let letGo;
    held = new Promise((resolve) => (letGo = resolve));
    const reading = new Reading(browser);
    await visit(browser, server);
    await reading.marked();
    const { name, left, top } = await reading.hover(await reading.mark(({ text }) => text === "WHO"));
    letGo();
    await browser.until(ready);
    const card = await reading.card();
    assert.deepEqual([card?.name, card?.left, card?.top], [name, left, top]);
    await reading.leave();
  });

  test("a text that comes later is read with the model at once, which is not fetched again", async ({ browser, server }) => {
    await visit(browser, server);
    await browser.until(ready);
    await browser.execute(() => {
      document.querySelector("article p").textContent = "General Ingrid Solheim told reporters that work would begin before the end of the month.";
    });
    await browser.until(`() => (${marked})().includes("Ingrid Solheim")`);
    assert.equal(models(server), 1);
  });

  test('model="off" fetches none and marks what packs list', async ({ browser, server }) => {
    await visit(browser, server, "model=off");
    await browser.until(ready);
    assert.equal(models(server), 0);
    const names = await browser.execute(marked);
    assert.ok(names.includes("United Nations") && !names.includes("Amina Yusufzai"), names.join());
  });

  for (const [address, code, words] of [
    ["/nowhere.castmodel", "network", /nowhere\.castmodel.*404/],
    ["/pages/story.html", "model", /not a Castlist model/],
  ]) {
    for (const engine of ["worker", "page"]) {
      test(`${engine}: ${address} as the model is told as "${code}", and the packs' names stay marked`, async ({ browser, server }) => {
        await visit(browser, server, `engine=${engine}&model=${address}`);
        const { events, gone } = await browser.until(ready);
        assert.deepEqual(events.map(({ type }) => type), ["error", "ready"]);
        assert.equal(events[0].code, code);
        assert.match(events[0].message, words);
        assert.equal(gone, false);
        const names = await browser.execute(marked);
        assert.ok(names.includes("United Nations") && !names.includes("Amina Yusufzai"), names.join());
      });
    }
  }

  test("`sure`: names of which the recogniser is less sure are left out, those of packs are not", async ({ browser, server }) => {
    await visit(browser, server, "sure=1");
    await browser.until(ready);
    const names = await browser.execute(marked);
    assert.ok(names.includes("United Nations") && !names.includes("Amina Yusufzai"), names.join());
    assert.equal(models(server), 1);
  });

  test("`card`: a name that is less sure is marked and listed, and opens no card at rest", async ({ browser, server }) => {
    const reading = new Reading(browser);
    const rest = async () => {
      const { x, y } = await reading.mark(({ text }) => text === "Yusufzai");
      await browser.mouse().move(x - 10, y, 30).move(x, y, 30).rest(700).run();
    };
    await visit(browser, server, "card=0.9&delay=200");
    await browser.until(ready);
    await rest();
    assert.equal((await reading.cardOpen()).name, "Amina Yusufzai");
    await reading.leave();
    await visit(browser, server, "card=1&delay=200");
    await browser.until(ready);
    await rest();
    assert.equal(await reading.card(), null);
    assert.deepEqual(await browser.execute(() => noted.events.map(({ type }) => type)), ["ready"]);
    await reading.click("button.launcher");
    assert.ok((await reading.panelOpen()).names.includes("Amina Yusufzai"));
    await reading.click("ul.cast > li button", "Amina Yusufzai");
    assert.equal((await reading.cardOpen()).name, "Amina Yusufzai");
  });
});
