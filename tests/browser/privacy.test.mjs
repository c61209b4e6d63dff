// Nothing leaves: the browser's every request goes through the test's server, which is its proxy.

import assert from "node:assert/strict";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";

const OWN = /^\/(pages\/(story\.html|outcome\.js)|dist\/((castlist|index|define)\.js|part-[\w-]+\.js|worker\.js|castlist\.wasm|castlist\.css|starter\.castpack|news\.castmodel))$/;

/** Everything a page can keep on a reader's disk. */
const kept = async () => ({
  cookie: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
});
const NOTHING = { cookie: "", local: [], session: [], databases: [], caches: [], workers: 0 };

suite("chromium", { through: true }, (test) => {
  test("the proxy sees a request to another host, had there been one", async ({ browser, server }) => {
    await browser.goto(server.url("/pages/story.html"));
    await browser.execute(() => fetch("http://elsewhere.castlist.invalid/").catch(() => {}));
    assert.deepEqual(server.foreign, ["http://elsewhere.castlist.invalid/"]);
  });

  test("only our own files are fetched, and once the names are marked nothing is", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url("/pages/story.html"));
    const atReady = server.requests.length;
    for (const { path, cookie } of server.requests) {
      assert.match(path, OWN);
      assert.equal(cookie, null);
    }
    await reading.hover(await reading.mark());
    await browser.press("Escape");
    await reading.click("button.launcher");
    await reading.click("ul.cast > li button");
    await reading.cardOpen();
    await browser.press("Alt+ArrowDown", "Escape", "Escape");
    await reading.cardClosed();
    assert.deepEqual(server.requests.slice(atReady), []);
    assert.deepEqual(server.foreign, []);
    assert.deepEqual(await browser.execute(kept), NOTHING);
  });

  test("what a reader chooses is all that is kept, under one key, and says nothing of what was read", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url("/pages/story.html"));
    await reading.hover(await reading.mark());
    await reading.click("#castlist-card details.settings summary");
    await browser.execute(() => {
      const select = document.querySelector("castlist-host").shadowRoot.querySelector("#castlist-card details.settings select");
      select.value = "1000";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await browser.until(() => localStorage.length === 1);
    assert.deepEqual(await browser.execute(kept), { ...NOTHING, local: ["castlist"] });
    assert.deepEqual(await browser.execute(() => JSON.parse(localStorage.castlist)), { v: 1, delay: 1000 });
    await browser.execute(() => localStorage.clear());
  });
});
