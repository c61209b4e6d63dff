// Where the article is: on pages of our own, and on saved news pages against the text their publishers state.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test as plain } from "node:test";
import { asked, suite } from "./session.mjs";
import { data, savedPages } from "./server.mjs";

const prose = (name, times = 4) => `${name} said on Tuesday that the harbour would stay open through the winter, whatever the weather. `.repeat(times);
const p = (name, times) => `<p>${prose(name, times)}</p>`;
const teaser = '<article class="card"><h3><a href="#t">Another story</a></h3><p>A short text about another story, with Tess Teaser in it.</p></article>';

/** Title → body of a page, and the id that must be found. */
const CASES = {
  "the article among teasers": [`<main>${teaser}<article id="it">${p("A")}${p("B")}</article>${teaser}${teaser}</main>`, "it"],
  "the body that the page itself names": [`<article><div>${p("A", 1)}</div><div itemprop="articleBody" id="it">${p("B")}${p("C")}</div></article>`, "it"],
  "what holds the posts of a live page": [`<main><div id="it">${[1, 2, 3].map((n) => `<article>${p(`Post ${n}`, 2)}</article>`).join("")}</div>${teaser}</main>`, "it"],
  "the element with the prose, where nothing is named": [
    `<div><ul>${'<li><a href="#m">A menu entry that is long enough to look like a paragraph of prose, but is a link</a></li>'.repeat(9)}</ul></div>
     <div><div id="it">${p("A")}${p("B")}${p("C")}</div><div>${p("Side", 1)}</div></div>`,
    "it",
  ],
  "text between line breaks": [`<table><tr><td>Menu</td><td id="it">${prose("A")}<br><br>${prose("B")}<br><br>${prose("C")}</td></tr></table>`, "it"],
  "the column inside a main element": [`<main><div><div id="it">${p("A")}${p("B")}</div><div>${p("Side", 1)}</div></div></main>`, "it"],
  "not the aside that is longer": [`<main><div id="it">${p("A")}${p("B")}</div><aside>${p("C", 9)}</aside></main>`, "it"],
};

suite("chromium", { server: { answer: (path) => (path === "/empty.html" ? { type: "text/html", body: '<!doctype html><title>Case</title><body><script type="module" src="/pages/page-rooms.js"></script>' } : null) } }, (test) => {
  for (const [title, [body, id]] of Object.entries(CASES)) {
    test(`found without a selector: ${title}`, async ({ browser, server }) => {
      await browser.goto(server.url("/empty.html"));
      await browser.until(() => window.rooms);
      const found = await browser.execute((body) => {
        document.body.innerHTML = body;
        return rooms.findArticle(document)?.outerHTML.slice(0, 60);
      }, body);
      assert.match(String(found), new RegExp(`^<\\w+[^>]* id="${id}"`));
    });
  }

  test("a suspicious name, role or form around the story is no reason to leave it out; an editor is", async ({ browser, server }) => {
    await browser.goto(server.url("/empty.html"));
    await browser.until(() => window.rooms);
    const story = `<div id="story" onclick="0"><p>An opening line.</p>${p("A")}${p("B")}</div>`;
    const posts = [1, 2, 3, 4, 5, 6].map((n) => `<article class="post tag-share comments-open">${p(`Post ${n}`, 1)}</article>`).join("");
    const read = await browser.execute(async (...bodies) => {
        const counts = [];
        for (const body of bodies) {
          document.body.innerHTML = body;
          counts.push((await rooms.extract(document.querySelector("#root"))).blocks.length);
        }
        return counts;
      },
      `<div id="root"><form class="share related"><div role="form">${story}</div></form></div>`,
      `<div id="root">${posts}</div>`,
      `<div id="root"><p>${prose("C")}</p><div contenteditable="true">${story}</div></div>`,
      `<div id="root" onclick="0">${story}</div>`,
      `<div id="root" contenteditable="true">${story}</div>`,
      `<div id="root">${story}<div class="share">Share this with Shona.</div><div id="comments">${p("Comment", 1)}</div></div>`,
    );
    assert.deepEqual(read, [3, 6, 1, 3, 0, 3]);
  });

  test("a selector names one element, several give what holds them, none gives null, a bad one is said to be bad", async ({ browser, server }) => {
    await browser.goto(server.url("/empty.html"));
    await browser.until(() => window.rooms);
    const found = await browser.execute(() => {
      document.body.innerHTML = '<div id="all"><p id="a">x</p><div><p id="b" class="c">y</p></div></div>';
      const ask = (selector) => rooms.findArticle(document, selector)?.id ?? null;
      let error;
      try {
        ask("p[");
      } catch (thrown) {
        error = [thrown.name, thrown.code];
      }
      return [ask("#a"), ask("p"), ask(".c"), ask("article"), error, rooms.findArticle(document)];
    });
    assert.deepEqual(found, ["a", "all", "b", null, ["CastlistError", "target"], null]);
  });

  test("the date of the article is read from what the page states", async ({ browser, server }) => {
    await browser.goto(server.url("/empty.html"));
    await browser.until(() => window.rooms);
    const dates = await browser.execute(() => {
      const none = rooms.articleDate(document);
      const meta = document.head.appendChild(document.createElement("meta"));
      meta.setAttribute("property", "article:published_time");
      meta.content = "2017-03-09T10:00:00Z";
      const stated = rooms.articleDate(document);
      meta.content = "yesterday";
      return [none, stated, rooms.articleDate(document)];
    });
    assert.deepEqual(dates, [null, "2017-03-09", null]);
  });
});

const file = join(data, "pages/BODIES.json");
const pages = await savedPages();
if (!existsSync(file)) {
  plain("saved pages", { skip: `no saved pages in ${data}/pages` }, () => {});
} else if (asked("chromium")) {
  const stated = JSON.parse(readFileSync(file, "utf8"));
  const plainText = (text) => text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/[\s\u00ad\u200b]+/g, " ").trim();

  suite("chromium", {}, (test) => {
    for (const page of pages) {
      test(`the story of ${page} and little else is read`, async ({ browser, server, context }) => {
        await browser.goto(server.url(`/saved/${page}?script=/pages/page-rooms.js`, { csp: "law5" }));
        await browser.until(() => window.rooms);
        const read = await browser.execute(async () => {
          const before = document.documentElement.outerHTML;
          const root = rooms.findArticle(document);
          const { text, blocks } = await rooms.extract(root);
          // Any capitalised word is a name here: far more marks than any engine would set.
          const extraction = await rooms.extract(root);
          const words = [...text.matchAll(/\p{Lu}[\p{L}]+/gu)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
          const able = words.filter(({ start, end }) => extraction.markable(start, end));
          const places = able.map(({ start, end }) => extraction.rangeOf(start, end));
          const barred = "h1,h2,h3,h4,h5,h6,figcaption,nav,a[href],button,code,pre,form input,textarea,summary,[contenteditable=true],[aria-hidden=true]";
          const bad = places.filter((place) => !place || place.startContainer.parentElement.closest(barred)).map((place) => place?.startContainer.data);
          return { able: able.length, bad, lines: blocks.map(({ start, end }) => text.slice(start, end)), headings: blocks.map((b) => b.heading), same: document.documentElement.outerHTML === before };
        });
        assert.ok(read.same, "the document is as it was");
        assert.deepEqual(read.bad, [], "marks where there may be none");
        if (!page.startsWith("ja-")) assert.ok(read.able > 5, `${read.able} places for marks`);
        const text = plainText(read.lines.join(" "));
        assert.ok(text.length > 250, `${text.length} characters`);
        const body = stated[page];
        if (!body) return;
        const paragraphs = body.paragraphs.map(plainText);
        const found = paragraphs.filter((paragraph) => text.includes(paragraph));
        const all = `${paragraphs.join(" ")} ${plainText(body.title ?? "")}`;
        const foreign = read.lines.map(plainText).filter((line) => !all.includes(line) && !paragraphs.some((paragraph) => line.includes(paragraph)));
        const share = foreign.join("").length / text.length;
        context.diagnostic(`${page}: ${found.length} of ${paragraphs.length} paragraphs, ${(share * 100).toFixed(1)} % foreign text`);
        assert.ok(found.length / paragraphs.length >= 0.93, `missing: ${paragraphs.filter((one) => !text.includes(one)).join("\n")}`);
        assert.ok(share <= 0.06, foreign.join("\n"));
      });
    }
  });
}
