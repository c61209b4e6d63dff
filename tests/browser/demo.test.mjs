// The demo, as a reader meets it: by mouse, by keyboard, by finger, and switched off.

import assert from "node:assert/strict";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";

const DEMO = "/demo/index.html";
/** As `cargo xtask demo` serves it. */
const LAW5 = { csp: "law5", on: "all" };
/** Slack of a shared machine for a clock that was to ring at a given time, ms. */
const LATE = 400;

/** Puts a recorder of the times at which the card opens and closes, and of real pointer moves, into the page. */
function record() {
  window.times = { open: [], close: [], move: [] };
  for (const what of ["open", "close"]) document.addEventListener(`castlist:${what}`, () => times[what].push(performance.now()));
  document.addEventListener("pointermove", (event) => times.move.push(event.timeStamp), true);
}

suite("chromium", { server: LAW5 }, (test) => {
  test("the story's names are marked, people and groups apart, and painted", async ({ browser, server }) => {
    const reading = new Reading(browser);
    const marks = await reading.open(server.url(DEMO));
    assert.ok(marks.length >= 5, `${marks.length} marks about the top of the page`);
    for (const kind of ["person", "group"]) assert.ok(marks.some((mark) => mark.kind === kind), kind);
    assert.ok(marks.some(({ text }) => text === "Yusren Adal"), "a name that no pack lists");
    for (const { text } of marks) assert.match(text, /^\p{L}.*[\p{L}.’'")]$/u, `a whole name: ${text}`);
    // The same place with and without: pixels prove that the rules apply, not just that ranges exist.
    const mark = await reading.mark();
    const shot = () => browser.cdp("Page.captureScreenshot", {
      clip: { x: mark.left, y: mark.top, width: mark.right - mark.left, height: mark.bottom - mark.top + 4, scale: 1 },
    });
    const painted = await shot();
    await browser.execute(() => CSS.highlights.clear());
    assert.notEqual((await shot()).data, painted.data);
  });

  test("a resting pointer opens the card after its delay, beside the mark, and leaving closes it", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url(DEMO));
    await browser.execute(record);
    const mark = await reading.mark((each) => each.top > 100);
    await browser.execute(() => getSelection().setBaseAndExtent(document.querySelector("h1").firstChild, 0, document.querySelector("h1").firstChild, 4));
    const before = await browser.execute(() => [scrollX, scrollY, String(getSelection()), document.activeElement.localName]);
    const card = await reading.hover(mark);
    const opened = await browser.execute(() => times.open[0] - times.move.at(-1));
    assert.ok(opened >= 495 && opened < 500 + LATE, `opened ${Math.round(opened)} ms after the last move`);
    assert.ok(card.text.includes(card.name));
    assert.equal(card.focused, false);
    assert.deepEqual(await browser.execute(() => [scrollX, scrollY, String(getSelection()), document.activeElement.localName]), before);
    const overlaps = card.left < mark.right && card.right > mark.left && card.top < mark.bottom && card.bottom > mark.top;
    assert.equal(overlaps, false, "the card does not cover its mark");
    assert.ok(card.width <= 360 && card.height <= Math.min(420, 0.6 * 900) + 1, `${card.width} by ${card.height}`);

    await reading.leave();
    await reading.cardClosed();
    const closed = await browser.execute(() => times.close[0] - times.move.at(-1));
    assert.ok(closed < 300 + LATE, `closed ${Math.round(closed)} ms after the last move`);
  });

  test("the next card opens sooner, Escape closes without moving focus", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url(DEMO));
    const first = await reading.mark((each) => each.top > 60);
    await reading.hover(first);
    await browser.execute(record);
    await browser.press("Escape");
    await reading.cardClosed();
    assert.equal(await browser.execute(() => document.activeElement.localName), "body");
    // Within 300 ms of the close, so one gesture, sent at once. Its moves end with the pointer still.
    await browser.mouse().move(first.x + 3, first.y - 3, 30).move(first.x, first.y, 30).run();
    await reading.cardOpen();
    const [gap, opened] = await browser.execute(() => [times.move[0] - times.close[0], times.open[0] - times.move.at(-1)]);
    if (gap < 150) assert.ok(opened >= 145 && opened < 150 + LATE, `opened ${Math.round(opened)} ms after the last move`);
    await browser.press("Escape");
    await reading.cardClosed();
  });

  test("by keyboard: panel, card, next mention, Escape, and the focus comes back", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url(DEMO));
    // Tab until the launcher has the focus, as a reader would; nothing opens on the way.
    for (let i = 0; i < 60 && !(await reading.focus())?.className?.includes("launcher"); i++) await browser.press("Tab");
    assert.match((await reading.focus()).className, /launcher/);
    assert.equal(await reading.card(), null);
    await browser.press("Enter");
    const panel = await reading.panelOpen();
    assert.match(panel.label, /who’s who/i);
    // On to the first person or group.
    for (let i = 0; i < 20 && !(await reading.focus())?.text.startsWith(panel.names[0]); i++) await browser.press("Tab");
    assert.ok((await reading.focus()).text.startsWith(panel.names[0]));
    assert.equal(await reading.card(), null, "focus alone opens nothing");
    await browser.press("Enter");
    const card = await reading.cardOpen(panel.names[0]);
    assert.equal(card.focused, true);
    const total = Number.parseInt(card.at, 10);
    assert.ok(total > 1, card.at);
    const steps = [];
    for (const key of ["Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowUp"]) {
      await browser.press(key);
      steps.push((await reading.card()).at);
    }
    assert.deepEqual(steps, [1, 2, 1].map((at) => `Mention ${at} of ${total}`));
    assert.equal((await reading.card()).focused, true);
    await browser.press("Escape");
    await reading.cardClosed();
    assert.ok((await reading.focus()).text.startsWith(panel.names[0]), "back on the row that opened it");
    await browser.press("Escape");
    assert.match((await reading.focus()).className, /launcher/);
    assert.equal((await reading.panel()).open, false);
  });

  test("the keyboard leaves the card again: no trap", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url(DEMO));
    await reading.click("button.launcher");
    await reading.click("ul.cast > li button");
    await reading.cardOpen();
    let inside = true;
    for (let i = 0; i < 40 && inside; i++) {
      await browser.press("Tab");
      const card = await reading.card();
      inside = card !== null && card.focused;
    }
    assert.equal(inside, false);
    await browser.press("Escape");
  });

  test("the off-switch: nothing is marked and no engine fetched after a reload, and there is a way back", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url(DEMO));
    assert.ok(server.requests.some(({ path }) => path.endsWith("castlist.wasm")));
    await reading.hover(await reading.mark((each) => each.top > 60));
    await reading.click("#castlist-card button.off");
    await browser.until(() => !CSS.highlights.has("castlist-person") && !CSS.highlights.has("castlist-group"));
    assert.equal(await reading.card(), null);
    server.requests.length = 0;
    await browser.reload();
    await browser.until(() => document.querySelector("castlist-host")?.shadowRoot.querySelector(".launcher.muted:not([hidden])"));
    assert.deepEqual(server.requests.filter(({ path }) => /wasm|castpack|castmodel|worker/.test(path)), []);
    assert.equal(await browser.execute(() => CSS.highlights.size), 0);
    await reading.click("button.launcher");
    await reading.marked();
    await browser.execute(() => localStorage.clear());
  });
});

suite("chromium", { server: LAW5, args: ["--touch-events=enabled"] }, (test) => {
  test("by finger: a tap opens a sheet that closes by its button; a swipe opens nothing, a link is followed", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await browser.emulateTouch();
    await reading.open(server.url(DEMO));
    await browser.execute(() => document.addEventListener("click", (event) => (window.clicked = event.defaultPrevented)));
    const tall = await browser.execute(() => document.documentElement.scrollHeight > 2 * innerHeight);
    assert.ok(tall);
    await browser.touch().move(190, 600).down().glide(190, 600, 190, 250, 250).up().run();
    assert.ok(await browser.until(() => scrollY > 100));
    await reading.still();
    assert.equal(await reading.card(), null);
    const mark = await reading.mark((each) => each.top > 40 && each.bottom < 400);
    await browser.touch().click(mark.x, mark.y).run();
    const card = await reading.cardOpen();
    assert.equal(card.sheet, true);
    assert.deepEqual([card.left, card.width], [0, 390], "as wide as the screen");
    assert.ok(card.top >= mark.bottom || card.bottom <= mark.top, "the mark is in sight");
    const close = await browser.execute(() => {
      const box = document.querySelector("castlist-host").shadowRoot.querySelector("#castlist-card .close").getBoundingClientRect();
      return { width: box.width, height: box.height, x: box.left + box.width / 2, y: box.top + box.height / 2 };
    });
    assert.ok(close.width >= 44 && close.height >= 44, `${close.width} by ${close.height}`);
    await browser.touch().click(close.x, close.y).run();
    await reading.cardClosed();
    const link = await browser.execute(() => {
      const node = document.querySelector('a[href="paste.html"]');
      node.scrollIntoView({ block: "center", behavior: "instant" });
      const box = node.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    });
    await reading.still();
    await browser.touch().click(link.x, link.y).run();
    await browser.until(() => location.pathname.endsWith("/paste.html"));
    await browser.emulateTouch(false);
  });
});
