// On paper there are no marks and nothing of ours: the PDF is drawn by the same operators as without us.

import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";

/** The drawing operators of a PDF: its compressed streams that hold text or paths. */
function operators(pdf) {
  const streams = [];
  const bytes = pdf.toString("latin1");
  for (const match of bytes.matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const to = bytes.indexOf("endstream", from);
    let text;
    try {
      text = inflateSync(pdf.subarray(from, to)).toString("latin1");
    } catch {
      continue; // An image or a font: not drawn with operators.
    }
    if (/\b(BT|re|l|rg)\b/.test(text)) streams.push(text);
  }
  return streams.join("\n");
}

const colours = (text) => [...new Set(text.match(/[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)\b/g))].sort();
/** Paths that are filled or stroked: underlines and backgrounds. Clipping, by which marked text is drawn piecemeal, is not. */
const shapes = (text) => (text.match(/^(?:.* )?(?:S|s|f|F|f\*|B|B\*|b|b\*)$/gm) ?? []).length;

suite("chromium", {}, (test) => {
  test("a marked page prints as it would without us", async ({ browser, server }) => {
    const print = async () => operators(Buffer.from((await browser.cdp("Page.printToPDF", { printBackground: true })).data, "base64"));
    await browser.goto(server.url("/pages/story.html", { csp: "closed" }));
    const without = await print();
    assert.ok(/\bBT\b/.test(without), "the PDF's text was read");

    const reading = new Reading(browser);
    await reading.open(server.url("/pages/story.html"));
    const withMarks = await print();
    assert.deepEqual(colours(withMarks), colours(without));
    assert.equal(shapes(withMarks), shapes(without));

    // The same with the screen's rules: the marks are drawn then, so the comparison can fail.
    await browser.emulateMedia({}, "screen");
    const asOnScreen = await print();
    await browser.emulateMedia();
    assert.notDeepEqual([colours(asOnScreen), shapes(asOnScreen)], [colours(without), shapes(without)]);
  });
});
