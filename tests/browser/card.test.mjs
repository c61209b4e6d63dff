// The card over a cast known beforehand (pages/cast.html): what it says, where it stands, what it leaves alone.

import assert from "node:assert/strict";
import { Reading } from "./reading.mjs";
import { suite } from "./session.mjs";

const page = (server, query = "") => server.url(`/pages/cast.html${query}`, { csp: "law5" });
const named = (text) => (mark) => mark.text === text;

/** Opens the card of a marked name by resting on it, in a page scrolled to `top`. */
async function hovered(browser, server, name, query, top = 0) {
  const reading = new Reading(browser);
  await browser.resize(1000, 800);
  await reading.open(page(server, query));
  await browser.execute((top) => scrollTo(0, top), top);
  await reading.leave();
  const mark = await reading.mark(named(name));
  const card = await reading.hover(mark);
  return { reading, mark, card };
}

suite("chromium", {}, (test) => {
  test("a claim is shown as a claim with its claimant, and names alike with what tells them apart", async ({ browser, server }) => {
    const { reading, card } = await hovered(browser, server, "Orla Venn");
    assert.match(card.text, /Claim Blamed for the fire at the mill, according to River Court/);
    assert.match(card.text, /Not to be confused with\s+Orla Vann, who speaks for the River Court/);
    await reading.click(".similar button");
    const other = await reading.cardOpen("Orla Vann");
    assert.match(other.text, /Not to be confused with\s+Orla Venn, its chief/);
    await browser.press("Escape");
    await reading.cardClosed();
  });

  test("a denial names who denies, and a card without a description says that there is none", async ({ browser, server }) => {
    const { card } = await hovered(browser, server, "River Court", "?density=all");
    assert.match(card.text, /This article does not say who this is/);
    assert.match(card.text, /Denied Blamed for the change, denied by Orla Vann/);
  });

  test("every pack fact has publisher and date; only the web's addresses are links, and they tell the site nothing", async ({ browser, server }) => {
    await hovered(browser, server, "The Lantern Guild");
    const facts = await browser.execute(() =>
      [...document.querySelector("castlist-host").shadowRoot.querySelectorAll(".card section li")].map((row) => {
        const link = row.querySelector(".source a");
        return { text: row.innerText.replace(/\s+/g, " "), href: link?.href ?? null, rel: link?.rel ?? null };
      }),
    );
    assert.deepEqual(facts, [
      { text: "Broke away from River Court, Aug 2014 River Ledger, retrieved 27 Feb 2026", href: "https://example.com/ledger/guild", rel: "noopener noreferrer" },
      { text: "Disputed Banned by the harbour, 2015 to 2017 River Ledger, retrieved 27 Feb 2026", href: null, rel: null },
    ]);
    const scripts = await browser.execute(() => document.querySelector("castlist-host").shadowRoot.querySelectorAll("[href^='javascript']").length);
    assert.equal(scripts, 0);
  });

  test("a fact's sentence is brought into view beside the card, and the way back leads back", async ({ browser, server }) => {
    const { reading } = await hovered(browser, server, "Orla Venn", "", 40);
    await reading.click(".body section .text", "show");
    const shown = await browser.until(() => {
      const [place] = CSS.highlights.get("castlist-flash") ?? [];
      if (!place) return null;
      const range = document.createRange();
      range.setStart(place.startContainer, place.startOffset);
      range.setEnd(place.endContainer, place.endOffset);
      const { top, bottom } = range.getBoundingClientRect();
      return { text: range.toString(), top, bottom };
    });
    assert.equal(shown.text, "Venn is blamed for the fire at the mill.");
    const card = await reading.card();
    assert.ok(shown.top >= 0 && (card.top >= shown.bottom || card.bottom <= shown.top), "the card covers the sentence");
    await reading.click(".foot > .text", "Back");
    assert.equal(await browser.until(() => scrollY === 40 && scrollY), 40);
  });

  test("opening changes neither the page's selection nor its scroll", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await browser.resize(1000, 800);
    await reading.open(page(server));
    await reading.leave();
    await browser.execute(() => {
      scrollTo(0, 25);
      getSelection().selectAllChildren(document.querySelector("h2"));
    });
    await reading.hover(await reading.mark(named("Orla Venn")));
    assert.deepEqual(await browser.execute(() => [scrollY, String(getSelection()), document.activeElement === document.body]), [25, "What comes next", true]);
  });

  test("text in the card can be selected, and the card stays when the pointer then leaves", async ({ browser, server }) => {
    const { reading, card } = await hovered(browser, server, "Orla Venn");
    const box = await browser.execute(() => {
      const { left, right, top, bottom } = document.querySelector("castlist-host").shadowRoot.querySelector(".card .name bdi").getBoundingClientRect();
      return { left, right, y: (top + bottom) / 2 };
    });
    await browser.mouse().move(box.left + 1, card.top + 4, 80).move(box.left + 1, box.y, 30).down().move(box.right, box.y, 120).up().move(3, 3, 60).rest(600).run();
    assert.equal((await reading.card())?.name, "Orla Venn");
    const selected = await browser.execute(() => {
      const { shadowRoot } = document.querySelector("castlist-host");
      return String(shadowRoot.getSelection?.() ?? getSelection());
    });
    assert.ok(selected.includes("Orla"), selected);
  });

  test("right to left: the card lines up with the mention's right end", async ({ browser, server }) => {
    const { mark, card } = await hovered(browser, server, "Orla Venn", "?dir=rtl");
    assert.ok(Math.abs(card.right - 17 - mark.right) < 2, `${card.right} ${mark.right}`);
    const close = await browser.execute(() => document.querySelector("castlist-host").shadowRoot.querySelector(".card .close").getBoundingClientRect().left);
    assert.ok(close < (card.left + card.right) / 2);
  });

  test("the card is dark where the page is dark, whatever the system prefers", async ({ browser, server }) => {
    const ground = () => browser.execute(() => getComputedStyle(document.querySelector("castlist-host").shadowRoot.querySelector(".card")).colorScheme);
    await hovered(browser, server, "Orla Venn", "?dark");
    assert.equal(await ground(), "dark");
    await hovered(browser, server, "Orla Venn");
    assert.equal(await ground(), "light");
  });

  test("it tells of ready, open and close, by number alone", async ({ browser, server }) => {
    const { reading } = await hovered(browser, server, "Orla Venn");
    await browser.press("Escape");
    await reading.cardClosed();
    assert.deepEqual(await browser.execute(() => told), [
      ["ready", { entities: 4, mentions: 12 }],
      ["open", { entity: 1 }],
      ["close", { entity: 1 }],
    ]);
  });

  test("destroy() with an open card leaves the page as it was", async ({ browser, server }) => {
    await hovered(browser, server, "Orla Venn");
    const left = await browser.execute(() => {
      reader.destroy();
      return [document.documentElement.outerHTML === before, CSS.highlights.size, document.adoptedStyleSheets.length];
    });
    assert.deepEqual(left, [true, 0, 0]);
  });
});

suite("chromium", {}, (test) => {
  test("by finger: the sheet never covers the tapped name, its controls are wide enough, a tap on a link is the link's", async ({ browser, server }) => {
    await browser.emulateTouch(true, { width: 390, height: 700 });
    const reading = new Reading(browser);
    await reading.open(page(server, "?density=all"));
    for (const wanted of ["The Lantern Guild", "The Lanterne Guild"]) {
      const mark = await reading.mark(named(wanted));
      await browser.touch().click(mark.x, mark.y).run();
      const card = await reading.cardOpen("The Lantern Guild");
      assert.ok(card.sheet);
      assert.ok(card.top >= mark.bottom || card.bottom <= mark.top, wanted);
      const small = await browser.execute(() =>
        [...document.querySelector("castlist-host").shadowRoot.querySelectorAll(".card :is(.close, .step, .off)")]
          .map((node) => node.getBoundingClientRect())
          .filter(({ width, height }) => width < 44 || height < 44).length,
      );
      assert.equal(small, 0);
      const close = await browser.execute(() => {
        const { left, right, top, bottom } = document.querySelector("castlist-host").shadowRoot.querySelector(".card .close").getBoundingClientRect();
        return { x: (left + right) / 2, y: (top + bottom) / 2 };
      });
      await browser.touch().click(close.x, close.y).run();
      await reading.cardClosed();
    }
    const link = await browser.execute(() => {
      const { left, top, width, height } = document.querySelector("#linked").getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    await browser.touch().click(link.x, link.y).run();
    await browser.until(() => location.hash === "#linked");
    assert.equal(await reading.card(), null);
    await browser.emulateTouch(false);
  });
});
