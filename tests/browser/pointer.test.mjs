// The pointer: what readers of comparable tools complain about most. No card while scrolling or passing by, none
// under the cursor, none that flees from the pointer on its way in.

import assert from "node:assert/strict";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";
import { story, storyPage } from "./story.mjs";

/** Longer than any delay after which a card could open; the pointer holds still for so long. */
const LONG_REST = 1200;
const LATE = 400;

const tag = '<script type="module" src="/dist/castlist.js" data-for="" data-density="all"></script>';
const answer = (path) => (path === "/story.html" ? storyPage(story(3000), tag) : path === "/corners.html" ? corners() : null);

/** Names in the four corners of the view. */
function corners() {
  const place = ["top:0;left:0", "top:0;right:0", "bottom:0;left:0", "bottom:0;right:0"];
  const people = ["Amina Yusufzai", "Tomas Berglund", "Leila Haddad", "Samuel Okafor"];
  const paragraphs = people.map((name, i) => `<p style="position:fixed;margin:0;width:14em;${place[i]}">Dr. ${name} spoke; so said Dr. ${name}</p>`);
  return { type: "text/html", body: `<!doctype html><title>Corners</title>${tag.replace('for=""', 'for="article"')}<article>${paragraphs.join("")}</article>` };
}

function record() {
  window.times = { open: [], close: [], move: [] };
  for (const what of ["open", "close"]) document.addEventListener(`castlist:${what}`, () => times[what].push(performance.now()));
  document.addEventListener("pointermove", (event) => times.move.push(event.timeStamp), true);
}

suite("chromium", { server: { answer } }, (test) => {
  async function openStory(browser, server) {
    const reading = new Reading(browser);
    await reading.open(server.url("/story.html"));
    await browser.execute(record);
    return reading;
  }

  test("a page that scrolls under a still pointer opens no card, also where it comes to rest on a mark", async ({ browser, server }) => {
    const reading = await openStory(browser, server);
    const { x } = await reading.mark();
    await browser.mouse().move(x, 500).run();
    for (let i = 0; i < 10; i++) await browser.wheel(x, 500, 0, 300);
    await browser.until(() => scrollY >= 2900);
    // On to the next mark below the pointer, so that one really stands under it.
    const below = await browser.until(
      `(x) => { const mark = (${findUnder})(x); return mark; }`, x);
    await browser.wheel(x, 500, 0, Math.round(below - 500));
    const under = await browser.until(`(x) => (${hitsMark})(x, 500)`, x);
    assert.ok(under);
    await browser.mouse().rest(LONG_REST).run();
    assert.deepEqual(await browser.execute(() => times.open), []);
    // And a real move there does open one: the pointer was on a mark all along.
    await browser.mouse().move(x + 1, 499, 20).move(x, 500, 20).run();
    await reading.cardOpen();
    await browser.press("Escape");
  });

  test("a pointer that crosses ten marks in a second opens no card", async ({ browser, server }) => {
    const reading = await openStory(browser, server);
    const marks = (await reading.marks()).filter((mark) => mark.inView).slice(0, 10);
    assert.equal(marks.length, 10);
    const gesture = browser.mouse();
    for (const { x, y } of marks) gesture.move(x, y, 50).rest(40);
    await gesture.move(5, 700, 16).rest(LONG_REST).run();
    assert.deepEqual(await browser.execute(() => times.open), []);
  });

  test("a click at the middle of the mark reaches the mark's text while the card is open", async ({ browser, server }) => {
    const reading = await openStory(browser, server);
    const mark = await reading.mark((each) => each.top > 100);
    await browser.execute(() => document.addEventListener("click", (event) => (window.clicked = event.composedPath()[0].localName), true));
    await reading.hover(mark);
    await browser.mouse().click(mark.x, mark.y).run();
    assert.equal(await browser.until(() => window.clicked), "p");
    await browser.press("Escape");
    await reading.cardClosed();
  });

  test("the card stays while the pointer goes slowly and askew towards it, and goes when the pointer goes away", async ({ browser, server }) => {
    const reading = await openStory(browser, server);
    const mark = await reading.mark((each) => each.top > 150 && each.bottom < 400 && each.left > 300 && each.left < 700);
    let card = await reading.hover(mark);
    assert.ok(card.top >= mark.bottom, "below its mark, where there is room");
    // To the far end of the card's near edge: most of the way is over other text, other marks among it.
    const goal = { x: card.right - 12, y: card.top + 12 };
    const way = Math.hypot(goal.x - mark.x, goal.y - mark.y);
    await browser.mouse().glide(mark.x, mark.y, goal.x, goal.y, (way / 100) * 1000).run();
    assert.equal((await reading.card())?.name, card.name);
    assert.deepEqual(await browser.execute(() => times.close), []);

    await browser.press("Escape");
    await reading.leave();
    card = await reading.hover(mark);
    await browser.execute(record);
    await browser.mouse().glide(mark.x, mark.top + 1, mark.x, 40, 160).run();
    await reading.cardClosed();
    const left = await browser.execute(() => times.close[0] - times.move[0]);
    assert.ok(left >= 290 && left < 350 + LATE, `closed ${Math.round(left)} ms after the pointer set out`);
  });

  test("a wheel over the card, at its end too, scrolls no page and closes no card", async ({ browser, server }) => {
    const reading = await openStory(browser, server);
    const card = await reading.hover(await reading.mark((each) => each.top > 100));
    const x = Math.round(card.left + card.width / 2);
    const y = Math.round(card.top + card.height / 2);
    await browser.mouse().move(x, y, 60).run();
    const before = await browser.execute(() => scrollY);
    for (let i = 0; i < 4; i++) await browser.wheel(x, y, 0, 600);
    await browser.execute(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.equal(await browser.execute(() => scrollY), before);
    assert.equal((await reading.card())?.name, card.name);
    await browser.press("Escape");
  });

  test("marks in the four corners of the view: the card is wholly in view and covers no mark it stands at", async ({ browser, server }) => {
    const reading = new Reading(browser);
    const marks = await reading.open(server.url("/corners.html"));
    const view = await browser.execute(() => ({ width: innerWidth, height: innerHeight }));
    const inCorners = marks.filter((mark, i) => marks.findIndex(({ text }) => text === mark.text) === i);
    assert.equal(inCorners.length, 4, JSON.stringify(marks.map(({ text }) => text)));
    for (const mark of inCorners) {
      await browser.mouse().move(Math.round(view.width / 2), Math.round(view.height / 2)).run();
      await browser.press("Escape");
      await reading.cardClosed();
      const card = await reading.hover(mark);
      assert.ok(card.left >= 0 && card.top >= 0 && card.right <= view.width && card.bottom <= view.height, `${mark.text}: ${JSON.stringify(card)}`);
      assert.ok(card.top >= mark.bottom || card.bottom <= mark.top || card.left >= mark.right || card.right <= mark.left, mark.text);
    }
  });
});

/** The height of the first mark below the middle of the view that a pointer at `x` would meet. */
function findUnder(x) {
  for (const kind of ["person", "group"]) {
    for (const place of CSS.highlights.get(`castlist-${kind}`) ?? []) {
      const range = document.createRange();
      range.setStart(place.startContainer, place.startOffset);
      range.setEnd(place.endContainer, place.endOffset);
      const box = [...range.getClientRects()].find((rect) => rect.left + 2 < x && rect.right - 2 > x && rect.top > 520);
      if (box) return (box.top + box.bottom) / 2;
    }
  }
  return 0;
}

function hitsMark(x, y) {
  for (const kind of ["person", "group"]) {
    for (const place of CSS.highlights.get(`castlist-${kind}`) ?? []) {
      const range = document.createRange();
      range.setStart(place.startContainer, place.startOffset);
      range.setEnd(place.endContainer, place.endOffset);
      if ([...range.getClientRects()].some((rect) => rect.left < x && rect.right > x && rect.top < y && rect.bottom > y)) return true;
    }
  }
  return false;
}
