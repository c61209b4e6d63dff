// What is read of a page, and that every part of it leads back to where it stands.

import assert from "node:assert/strict";
import { engines } from "./webdriver.mjs";
import { suite } from "./session.mjs";

const SHAPES = [
  "Harbour talks resume as Orla Heading waits",
  "Ada Plain met Jamaat Inline at noon.",
  "First line",
  "Bruno Break",
  "third line.",
  "Soft Khorasani and zero width, joined میں\u200cنے kept.",
  "Before Lina Link spoke, the port of Farrow was quiet for an hour.",
  "Second part by Hal Heading",
  "Ivo Item, one",
  "Ida Item, two",
  "Loose text",
  "Divya Division",
  "and a tail.",
  "Span",
  "Bela Block",
  "ends, Unabroken stays.",
  "Inlinedivision Content of nothing",
  "Janus Initial began the day.",
  "Kept line",
  "Kora Kept here",
  "Left Column",
  "Right Column",
  "Cell Uno",
  "Cell Dos",
  "“Quote Quentin said so,” she wrote.",
  "Noted by all, H2O too.",
  "Never read: nothing here.",
  "Seen Selma",
  "Edit Fixed Fay done.",
  "Code and and end.",
  "Summary Sue",
  "Detail Dag is read.",
  "Last Rolelink Ray word.",
];

async function open(browser, server, name, options = { csp: "law5" }) {
  await browser.goto(server.url(`/pages/${name}.html`, options));
  await browser.until(() => window.rooms);
}

/** A long article: paragraphs of prose with white space as editors leave it. */
function longPage(words) {
  const sentence = "On Monday Marta  Ostrava said that the\n   council of Farrow would meet again, and Jonas <b>Pell</b> agreed at once. ";
  const paragraph = `<p>${sentence.repeat(4)}</p>\n`;
  return `<!doctype html><meta charset="utf-8"><title>Long</title><article id="story">${paragraph.repeat(words / 76)}</article>
    <script type="module" src="/pages/page-rooms.js"></script>`;
}

for (const name of Object.keys(engines)) {
  suite(name, {}, (test) => {
    test("the text is what the reader sees of the story, and nothing else", async ({ browser, server }) => {
      await open(browser, server, "page-shapes");
      const text = await browser.execute(async () => (await rooms.read()).extraction.text);
      assert.deepEqual(text.split("\n"), SHAPES);
      assert.deepEqual(server.reports, []);
    });

    test("reading and marking leave the document as it was", async ({ browser, server }) => {
      await open(browser, server, "page-shapes");
      const [before, after, size] = await browser.execute(async () => {
        const look = () => new XMLSerializer().serializeToString(document) + [...document.querySelectorAll("*")].map((e) => e.childNodes.length);
        const before = look();
        const release = rooms.adoptSheet(document);
        const painter = new rooms.Painter();
        painter.show(await rooms.read());
        while (!painter.registered) await new Promise(requestAnimationFrame);
        const during = [look(), painter.registered];
        painter.clear();
        release();
        return [before, ...during];
      });
      assert.equal(after, before);
      assert.ok(size > 5, `${size} marks`);
    });

    test("every character leads to its place and back", async ({ browser, server }) => {
      for (const page of ["page-shapes", "page-names", "page-right-to-left"]) {
        await open(browser, server, page);
        const wrong = await browser.execute(async () => {
          const { extraction } = await rooms.read();
          const { text } = extraction;
          const wrong = [];
          for (let at = 0; at < text.length; at++) {
            if (text[at] === "\n") continue;
            const place = extraction.rangeOf(at, at + 1);
            const shown = rooms.covered(place)?.replace(/\s/, " ");
            const back = place && extraction.offsetOf(place.startContainer, place.startOffset);
            if (shown !== text[at] || back !== at) wrong.push([at, text[at], shown, back]);
          }
          return wrong;
        });
        assert.deepEqual(wrong, [], page);
      }
    });

    test("names are whole at the edges of blocks, lines, links and inline elements", async ({ browser, server }) => {
      await open(browser, server, "page-names");
      const { found, marked } = await browser.execute(async () => {
        const { extraction, mentions, marked } = await rooms.read();
        const show = ({ start, end }) => rooms.covered(extraction.rangeOf(start, end));
        return { found: mentions.map(show), marked: marked.map((i) => mentions[i].text) };
      });
      assert.deepEqual(found, [
        "Marta Ostrava", "Jonas Pell", "Farrow Council", "Ilse Brandt", "Ilse Brandt", "Otto Weiss", "Tom Reed", "Anna-Lena Voss",
        "Kurt Hale", "Ferdinand Montgomery Castellano", "Lena Hart", "Max Stone", "Petra Lind", "Oskar Lind", "Clara Linked", "Viktor Nagy",
      ]);
      assert.deepEqual(marked, found.filter((name) => name !== "Clara Linked"));
    });

    test("nothing may be marked in headings, summaries and links, or across blocks", async ({ browser, server }) => {
      await open(browser, server, "page-shapes");
      const able = await browser.execute(async () => {
        const { extraction } = await rooms.read();
        const ask = (name) => {
          const start = extraction.text.indexOf(name);
          return [name, start >= 0 && extraction.markable(start, start + name.length)];
        };
        return Object.fromEntries(
          ["Ada Plain", "Jamaat", "Orla Heading", "Hal Heading", "Lina Link", "Rolelink Ray", "Summary Sue", "Before Lina", "Ivo Item", "one\nIda", "Bruno Break"].map(ask),
        );
      });
      assert.deepEqual(able, {
        "Ada Plain": true, Jamaat: true, "Orla Heading": false, "Hal Heading": false, "Lina Link": false, "Rolelink Ray": false,
        "Summary Sue": false, "Before Lina": false, "Ivo Item": true, "one\nIda": false, "Bruno Break": true,
      });
    });

    test("sections are counted at headings and at the posts of a live page", async ({ browser, server }) => {
      await open(browser, server, "page-shapes");
      const section = (name) => browser.execute(async (name) => {
        const { extraction } = await rooms.read(document.querySelector("#story") ? "#story" : "#posts");
        const at = extraction.text.indexOf(name);
        return extraction.blocks.find(({ start, end }) => start <= at && at < end).section;
      }, name);
      assert.deepEqual([await section("Ada Plain"), await section("Hal Heading"), await section("Last")], [0, 1, 1]);
      await open(browser, server, "page-live");
      const posts = [await section("The ferry"), await section("denied"), await section("answered")];
      assert.ok(posts[0] < posts[1] && posts[1] < posts[2], String(posts));
    });
  });
}

suite("chromium", { server: { answer: (path) => (path === "/long.html" ? { type: "text/html", body: longPage(100_000) } : null) } }, (test) => {
  test("a page of 100,000 words is read in slices under 8 ms", async ({ browser, server, context }) => {
    await browser.goto(server.url("/long.html"));
    await browser.until(() => window.rooms);
    // Other work on the machine only ever adds time, and to any slice: so the first and the last, where work
    // that can't be sliced would show, count at their best, and of those between all but the worst quarter. On a
    // busy machine more runs are needed to see them undisturbed.
    const runs = await browser.execute(async () => {
      const runs = [];
      const best = (part) => Math.min(...runs.map((run) => run[part]));
      while (runs.length < 30 && !(runs.length > 2 && best("first") < 8 && best("most") < 8 && best("last") < 8)) {
        const slices = [];
        let step = performance.now();
        let done = false;
        const reading = rooms.extract(document.querySelector("#story")).then(() => (done = true));
        slices.push(performance.now() - step);
        // The other slices run between these tasks.
        const turns = new MessageChannel();
        await new Promise((resolve) => {
          turns.port1.onmessage = () => {
            slices.push(performance.now() - step);
            if (done) return resolve();
            step = performance.now();
            turns.port2.postMessage(0);
          };
          step = performance.now();
          turns.port2.postMessage(0);
        });
        await reading;
        const last = slices.length - 1;
        const most = slices.slice(1, last).sort((a, b) => a - b)[Math.floor((last - 1) * 0.75)];
        runs.push({ count: slices.length, first: slices[0], most, last: slices[last], total: slices.reduce((a, b) => a + b) });
      }
      return runs;
    });
    const best = (part) => Math.min(...runs.map((run) => run[part]));
    context.diagnostic(`first ${best("first").toFixed(1)} ms, three of four under ${best("most").toFixed(1)} ms, last ${best("last").toFixed(1)} ms, ${best("total").toFixed(0)} ms in all`);
    assert.ok(best("count") > 5, "the work was sliced");
    for (const part of ["first", "most", "last"]) assert.ok(best(part) < 8, `${part}: ${JSON.stringify(runs)}`);
  });

  test("a page that changes while it is read harms nothing", async ({ browser, server }) => {
    await browser.goto(server.url("/long.html"));
    await browser.until(() => window.rooms);
    const read = await browser.execute(async () => {
      const root = document.querySelector("#story");
      const full = (await rooms.extract(root)).text.length;
      const during = async (change) => {
        let done = false;
        const reading = rooms.extract(root).finally(() => (done = true));
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          if (done) return;
          change();
          channel.port2.postMessage(0);
        };
        channel.port2.postMessage(0);
        const { text, blocks } = await reading;
        return blocks.every(({ start, end }) => start < end && end <= text.length) && text.length;
      };
      const removing = await during(() => root.firstElementChild?.remove());
      const growing = await during(() => root.append(...Array.from({ length: 20 }, () => root.lastElementChild.cloneNode(true))));
      const emptied = await during(() => root.replaceChildren());
      const aborted = await rooms.extract(root, { signal: AbortSignal.abort("enough") }).catch((reason) => reason);
      return { full, removing, growing, emptied, aborted };
    });
    assert.ok(read.removing > 0 && read.removing <= read.full, JSON.stringify(read));
    assert.ok(read.growing > 0 && read.growing < 4_000_000, JSON.stringify(read));
    assert.ok(read.emptied < read.full, JSON.stringify(read));
    assert.equal(read.aborted, "enough");
  });

  test("an endless depth of elements and a text of one long line are read", async ({ browser, server }) => {
    await browser.goto(server.url("/pages/page-names.html"));
    await browser.until(() => window.rooms);
    const read = await browser.execute(async () => {
      const root = document.querySelector("#story");
      root.replaceChildren();
      let at = root;
      for (let depth = 0; depth < 2000; depth++) at = at.appendChild(document.createElement("span"));
      at.textContent = "Marta Ostrava at the bottom.";
      const deep = (await rooms.extract(root)).text;
      root.replaceChildren("\u00ad \u200b\n".repeat(200_000), "Jonas Pell ".repeat(100_000));
      const long = await rooms.extract(root);
      const back = long.offsetOf(root.lastChild, 11 * 99_999);
      // Gaps that show as one space, each looked at by itself: what one costs must not grow with the line.
      root.replaceChildren("Ann  of  ".repeat(100_000));
      const gaps = (await rooms.extract(root)).text.length;
      return { deep, gaps, length: long.text.length, begins: long.text.slice(0, 11), back };
    });
    assert.deepEqual(read, { deep: "Marta Ostrava at the bottom.", gaps: 699_999, length: 1_099_999, begins: "Jonas Pell ", back: 11 * 99_999 });
  });
});
