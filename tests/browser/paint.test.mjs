// Marks as a reader sees them: drawn in every engine, near the viewport only, on screen only, and gone without a trace.

import assert from "node:assert/strict";
import { engines } from "./webdriver.mjs";
import { suite } from "./session.mjs";

const paragraphs = (count) =>
  Array.from({ length: count }, (_, i) => `<p>On day ${i} Marta Ostrava met the Farrow Council, and Jonas Pell met Ilse Brandt on the quay.</p>`).join("\n");
const long = `<!doctype html><meta charset="utf-8"><title>Long</title><link rel="stylesheet" href="/pages/page.css">
  <article id="story" class="tall">${paragraphs(100)}</article><script type="module" src="/pages/page-rooms.js"></script>`;
const look = `<!doctype html><meta charset="utf-8"><title>Look</title><style>
  body { margin: 0; font: 20px/1.6 Georgia, "DejaVu Serif", serif; color: #222; background: #fff } p { margin: 0; padding: 8px }
  .dark { background: #14161a; color: #e8e8e8 }</style>
  <article id="story"><p>Marta Ostrava sat down.</p><div class="dark"><p>Jonas Pell stood up.</p></div></article>
  <script type="module" src="/pages/page-rooms.js"></script>`;
const linked = look.replace("<style>", '<link rel="stylesheet" href="/marks.css"><style>');
const answer = async (path) => {
  const page = { "/long.html": long, "/look.html": look, "/linked.html": linked }[path];
  if (page) return { type: "text/html; charset=utf-8", body: page };
  return path === "/marks.css" ? { type: "text/css", body: ":root { --castlist-sheet: 1 }" } : null;
};

async function open(browser, server, path) {
  await browser.goto(server.url(path));
  await browser.until(() => window.rooms && document.fonts.status === "loaded");
}

/** Marks the mentions, each as `[index, kind]`, and waits until they are registered. */
async function mark(browser, list, active = []) {
  await browser.execute(async (list, active) => {
    window.release ??= rooms.adoptSheet(document);
    window.painter ??= new rooms.Painter();
    const { extraction, mentions } = await rooms.read();
    const kinds = new Map(list);
    painter.show({ extraction, mentions: mentions.map((mention, i) => ({ ...mention, kind: kinds.get(i) ?? "person" })), marked: [...kinds.keys()] });
    window.due = list.length + active.length;
    window.active = active;
    if (list.length) while (!painter.registered) await new Promise(requestAnimationFrame);
    painter.activate(active);
  }, list, active);
  await browser.until(() => painter.registered === due);
  await browser.execute(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return (await browser.screenshot()).toString("base64");
}

/** How far two screenshots differ at most in a channel (0 to 255), in the upper (light) and lower (dark) paragraph. */
function difference(browser, one, other) {
  return browser.execute(async (...images) => {
    const edge = document.querySelector(".dark").getBoundingClientRect().top;
    const pixels = await Promise.all(images.map(async (image) => {
      const bytes = Uint8Array.from(atob(image), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d");
      context.drawImage(bitmap, 0, 0);
      return { data: context.getImageData(0, 0, bitmap.width, bitmap.height).data, width: bitmap.width };
    }));
    const [a, b] = pixels;
    const most = { light: 0, dark: 0 };
    const scale = a.width / innerWidth;
    for (let i = 0; i < a.data.length; i++) {
      const part = Math.floor(i / 4 / a.width) < edge * scale ? "light" : "dark";
      most[part] = Math.max(most[part], Math.abs(a.data[i] - b.data[i]));
    }
    return most;
  }, one, other);
}

for (const name of Object.keys(engines)) {
  suite(name, { server: { answer } }, (test) => {
    test("people and groups are drawn, differently, in the text's own colour on light and on dark", async ({ browser, server }) => {
      await open(browser, server, "/look.html");
      const none = await mark(browser, []);
      const people = await mark(browser, [[0, "person"], [1, "person"]]);
      const groups = await mark(browser, [[0, "group"], [1, "group"]]);
      for (const [what, one, other] of [["people", none, people], ["groups", none, groups], ["people and groups", people, groups]]) {
        const most = await difference(browser, one, other);
        assert.ok(most.light > 90 && most.dark > 90, `${what}: ${JSON.stringify(most)}`);
      }
    });

    test("the mention an open card speaks of has a soft ground, and its line stays", async ({ browser, server }) => {
      await open(browser, server, "/look.html");
      const list = [[0, "person"], [1, "group"]];
      const plain = await mark(browser, list);
      const active = await mark(browser, list, [0, 1]);
      const ground = await mark(browser, [], []).then(() => mark(browser, list, []));
      assert.deepEqual(await difference(browser, plain, ground), { light: 0, dark: 0 }, "it goes as it came");
      const most = await difference(browser, plain, active);
      assert.ok(most.light > 15 && most.light < 90 && most.dark > 15 && most.dark < 90, JSON.stringify(most));
    });

    test("only marks within about a screen of the viewport are registered, and they follow the scroll", async ({ browser, server }) => {
      await open(browser, server, "/long.html");
      await browser.execute(async () => {
        window.release = rooms.adoptSheet(document);
        window.marks = await rooms.read();
        window.painter = new rooms.Painter();
        painter.show(marks);
        window.near = () => {
          const days = ["person", "group"].flatMap((kind) => [...(CSS.highlights.get(`castlist-${kind}`) ?? [])].map((range) => Number(/\d+/.exec(range.startContainer.data)[0])));
          return { count: days.length, first: Math.min(...days), last: Math.max(...days) };
        };
      });
      assert.equal(await browser.execute(() => marks.marked.length), 400);
      const top = await browser.until(() => painter.registered && near());
      assert.ok(top.first === 0 && top.count < 140, JSON.stringify(top));
      await browser.execute(() => scrollTo(0, document.documentElement.scrollHeight));
      const end = await browser.until(() => near().last === 99 && near().first > 40 && near());
      assert.ok(end.count < 140, JSON.stringify(end));
    });

    test("nothing of ours stays behind, and nothing of the page's goes", async ({ browser, server }) => {
      await open(browser, server, "/look.html");
      const state = await browser.execute(async () => {
        const theirs = new Highlight();
        CSS.highlights.set("theirs", theirs);
        const sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = [sheet];
        const names = () => [...CSS.highlights.keys()].sort();
        const marks = await rooms.read();
        const releases = [rooms.adoptSheet(document), rooms.adoptSheet(document)];
        const painters = [new rooms.Painter(), new rooms.Painter()];
        for (const painter of painters) {
          painter.show(marks);
          while (!painter.registered) await new Promise(requestAnimationFrame);
          painter.activate([0]);
        }
        const both = [names(), CSS.highlights.get("castlist-person").size, document.adoptedStyleSheets.length];
        painters[0].clear();
        releases[0]();
        releases[0]();
        const one = [names(), CSS.highlights.get("castlist-person").size, document.adoptedStyleSheets.length];
        painters[1].clear();
        releases[1]();
        const none = [names(), CSS.highlights.get("theirs") === theirs, document.adoptedStyleSheets.length === 1 && document.adoptedStyleSheets[0] === sheet];
        return { both, one, none };
      });
      assert.deepEqual(state.both, [["castlist-active", "castlist-person", "theirs"], 4, 3]);
      assert.deepEqual(state.one, [["castlist-active", "castlist-person", "theirs"], 2, 2]);
      assert.deepEqual(state.none, [["theirs"], true, true]);
    });

    test("a page that has the rules gets no second sheet", async ({ browser, server }) => {
      await open(browser, server, "/linked.html");
      assert.equal(await browser.execute(() => (rooms.adoptSheet(document), document.adoptedStyleSheets.length)), 0);
    });
  });
}

suite("chromium", { server: { answer } }, (test) => {
  test("on paper there are no marks", async ({ browser, server }) => {
    await open(browser, server, "/look.html");
    await browser.emulateMedia({}, "print");
    const none = await mark(browser, []);
    const list = [[0, "person"], [1, "group"]];
    const printed = await mark(browser, list, [0, 1]);
    await browser.emulateMedia();
    const shown = await mark(browser, list, [0, 1]);
    assert.deepEqual(await difference(browser, none, printed), { light: 0, dark: 0 });
    assert.ok((await difference(browser, none, shown)).light > 90);
  });

  test("in forced colours the marks and the active ground stay visible", async ({ browser, server }) => {
    await open(browser, server, "/look.html");
    await browser.emulateMedia({ "forced-colors": "active" });
    const none = await mark(browser, []);
    const marked = await mark(browser, [[0, "person"], [1, "group"]]);
    const active = await mark(browser, [[0, "person"], [1, "group"]], [0, 1]);
    await browser.emulateMedia();
    // Chromium gives every highlight the system's selection colours here, whatever a sheet says, and keeps the line.
    for (const [least, most] of [[90, await difference(browser, none, marked)], [15, await difference(browser, marked, active)]]) {
      assert.ok(most.light > least && most.dark > least, JSON.stringify(most));
    }
  });

  test("without the highlight API nothing is painted and nothing fails", async ({ browser, server }) => {
    const undo = await browser.preload(() => delete window.Highlight);
    await open(browser, server, "/look.html");
    const state = await browser.execute(async () => {
      const painter = new rooms.Painter();
      painter.show(await rooms.read());
      painter.activate([0]);
      const state = [rooms.canPaint(), painter.verify(), painter.registered];
      painter.clear();
      return state;
    });
    await undo();
    assert.deepEqual(state, [false, false, 0]);
  });
});
