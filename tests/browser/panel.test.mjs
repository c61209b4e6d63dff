// The panel over a cast known beforehand (pages/cast.html): the whole way by keyboard, the filter, the settings.

import assert from "node:assert/strict";
import { Reading } from "./reading.mjs";
import { suite } from "./session.mjs";

async function opened(browser, server, path = "/pages/cast.html") {
  const reading = new Reading(browser);
  await browser.resize(1000, 700);
  await reading.open(server.url(path, { csp: "law5" }));
  return reading;
}

/** Presses a key until the focus is on what `wanted` accepts; gives up after a page's worth of stops. */
async function tabTo(reading, wanted, key = "Tab") {
  for (let i = 0; i < 30; i++) {
    await reading.browser.press(key);
    const focus = await reading.focus();
    if (focus && wanted(focus)) return focus;
  }
  throw new Error("The focus never came there.");
}

suite("chromium", {}, (test) => {
  test("by keyboard: launcher, panel, card, mentions, and back step by step", async ({ browser, server }) => {
    const reading = await opened(browser, server);
    await browser.execute(() => document.querySelector("#after").focus({ preventScroll: true }));
    await tabTo(reading, ({ className }) => className === "launcher");
    assert.equal((await reading.panel()).open, false, "focus alone opened the panel");
    await browser.press("Enter");
    const { names, label } = await reading.panelOpen();
    assert.equal(label, "Who’s who in this article");
    assert.deepEqual(names, ["The Lantern Guild", "Orla Venn", "Orla Vann", "River Court"]);

    await tabTo(reading, ({ text }) => text.startsWith("Orla Venn"));
    assert.equal(await reading.card(), null, "focus alone opened a card");
    await browser.press("Enter");
    assert.equal((await reading.cardOpen("Orla Venn")).focused, true);
    const expanded = () =>
      browser.execute(() => [...document.querySelector("castlist-host").shadowRoot.querySelectorAll(".cast [aria-expanded=true]")].map((row) => row.innerText.split("\n")[0]));
    assert.equal((await expanded()).length, 1);

    for (const at of ["Mention 1 of 4", "Mention 2 of 4"]) {
      await browser.press("Alt+ArrowDown");
      await browser.until((at) => document.querySelector("castlist-host").shadowRoot.querySelector(".card .row .quiet")?.textContent === at, at);
    }
    await browser.press("Alt+ArrowUp");
    await browser.until(() => document.querySelector("castlist-host").shadowRoot.querySelector(".card .row .quiet").textContent === "Mention 1 of 4");
    assert.equal((await reading.card()).focused, true);

    await browser.press("Escape");
    await reading.cardClosed();
    assert.match((await reading.focus()).text, /^Orla Venn/);
    assert.deepEqual(await expanded(), []);
    await browser.press("Escape");
    assert.equal((await reading.panel()).open, false);
    assert.equal((await reading.focus()).className, "launcher");
  });

  test("single keys are the page's: in the article j, n and arrows do nothing of ours", async ({ browser, server }) => {
    const reading = await opened(browser, server);
    await browser.execute(() => document.querySelector("#before").focus());
    await browser.press("j", "n", "p", "Alt+ArrowDown", "Enter");
    assert.equal(await reading.card(), null);
    assert.equal((await reading.panel()).open, false);
  });

  test("the list is filtered by kind and by any form of a name, and says how many are left", async ({ browser, server }) => {
    const reading = await opened(browser, server);
    await reading.click(".launcher");
    await reading.panelOpen();
    await reading.click(".tabs button", "Groups");
    assert.deepEqual((await reading.panel()).names, ["The Lantern Guild", "River Court"]);
    await reading.click("input");
    await browser.press("t", "l", "g");
    assert.deepEqual((await reading.panel()).names, ["The Lantern Guild"]);
    const said = () => browser.execute(() => document.querySelector("castlist-host").shadowRoot.querySelector("[role=status]").textContent);
    assert.equal(await said(), "1 shown");
    await browser.press("x");
    assert.equal(await said(), "No name fits.");
  });

  test("off for this site is one press, is kept, and the launcher is the way back", async ({ browser, server }) => {
    const reading = await opened(browser, server);
    await reading.hover(await reading.mark());
    await reading.click(".card .off");
    await browser.until(() => reader.off && CSS.highlights.size === 0);
    assert.deepEqual(await browser.execute(() => JSON.parse(localStorage.castlist)), { v: 1, off: true });
    await browser.reload();
    await browser.until(() => window.reader?.off);
    assert.equal(await browser.execute(() => CSS.highlights.size), 0);
    await reading.click(".launcher");
    await reading.marked();
    assert.equal(await browser.execute(() => reader.off), false);
    await browser.execute(() => localStorage.clear());
  });

  test("the reader's density and delay win over the publisher's", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await browser.goto(server.url("/pages/cast.html?density=none", { csp: "law5" }));
    await browser.until(() => Boolean(window.reader));
    assert.equal((await reading.marks()).length, 0);
    await reading.click(".launcher");
    await reading.panelOpen();
    await reading.click(".panel summary", "Settings");
    await browser.execute(() => {
      const [delay, density] = document.querySelector("castlist-host").shadowRoot.querySelectorAll(".panel select");
      density.focus();
      density.value = "all";
      density.dispatchEvent(new Event("change"));
      delay.value = "300";
      delay.dispatchEvent(new Event("change"));
    });
    await reading.marked();
    assert.equal((await reading.focus()).tag, "select", "a choice took the focus away");
    assert.deepEqual(await browser.execute(() => JSON.parse(localStorage.castlist)), { v: 1, density: "all", delay: 300 });
    await browser.execute(() => localStorage.clear());
  });

  test("<cast-list> shows the cast where it stands, and takes all away with it", async ({ browser, server }) => {
    const reading = await opened(browser, server, "/pages/cast-element.html");
    const { open, names } = await reading.panel();
    assert.deepEqual([open, names], [true, ["United Nations", "Orla Venn", "Tomas Reed"]]);
    await reading.click(".cast button", "Orla Venn");
    assert.equal((await reading.cardOpen("Orla Venn")).focused, true);
    await reading.click(".card .off");
    await browser.until(() => CSS.highlights.size === 0 && document.querySelector("cast-list").shadowRoot.querySelector(".panel .plain"));
    await reading.click(".panel .plain", "Turn on");
    await reading.marked();
    await browser.execute(() => {
      localStorage.clear();
      document.querySelector("cast-list").remove();
    });
    await browser.until(() => CSS.highlights.size === 0 && document.adoptedStyleSheets.length === 0);
  });

  test("where WebAssembly is forbidden nothing is shown, claimed or logged, and one event says why", async ({ browser, server }) => {
    await browser.preload(() => {
      window.told = [];
      document.addEventListener("castlist:error", ({ detail }) => told.push(detail.code));
    });
    await browser.goto(server.url("/pages/cast-element.html", { csp: "self" }));
    assert.deepEqual(await browser.until(() => told.length > 0 && told), ["blocked"]);
    const shown = await browser.execute(() => [CSS.highlights.size, document.querySelector("cast-list").shadowRoot.querySelector(".panel").innerText]);
    assert.deepEqual(shown, [0, ""]);
    assert.deepEqual(await browser.logs(), []);
    assert.deepEqual(server.reports, []);
  });
});
