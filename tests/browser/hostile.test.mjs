// Text that no sane page holds and some hold all the same.

import assert from "node:assert/strict";
import { suite } from "./session.mjs";
import { bareStory } from "./story.mjs";

const answer = (path) => (path === "/bare.html" ? bareStory() : null);

suite("chromium", { server: { answer } }, (test) => {
  test("lone surrogates, controls and bidi marks: nothing throws, and every offset says what the text says", async ({ browser, server }) => {
    await browser.goto(server.url("/bare.html"));
    const wrong = await browser.execute(async () => {
      const { createAnnotator } = await import("/dist/index.js");
      const annotator = await createAnnotator();
      const sentence = "Dr. Leila Haddad, a spokeswoman for the World Health Organization (WHO), met General Tomas Berglund.";
      const odd = ["\uD800", "\uDC00", "\uDFFF\uD800", "\u0000", "\uFFFF", "\u202E", "\u200B", "e\u0301\u0301\u0301", "\u{1F469}\u200D\u{1F680}", "\uFEFF"];
      const texts = odd.flatMap((piece) => [piece, piece + sentence, sentence.replaceAll(" ", piece + " "), sentence.replaceAll("a", `a${piece}`), sentence + piece]);
      texts.push(odd.join("").repeat(2000), sentence.repeat(3000).replaceAll(".", ""));
      const faults = [];
      for (const text of texts) {
        const { mentions, entities } = annotator.annotate(text);
        let last = 0;
        for (const mention of mentions) {
          if (text.slice(mention.start, mention.end) !== mention.text) faults.push(["text", JSON.stringify(text.slice(0, 60)), mention]);
          if (mention.start < last || mention.end <= mention.start || !entities[mention.entity]) faults.push(["order", JSON.stringify(text.slice(0, 60)), mention]);
          last = mention.end;
        }
      }
      const found = annotator.annotate("\uD800 " + sentence).mentions.map(({ text }) => text);
      annotator.dispose();
      return { faults, found };
    });
    assert.deepEqual(wrong.faults, []);
    assert.ok(wrong.found.some((text) => text.includes("Haddad")), wrong.found.join());
  });

  test("a page whose text nodes hold lone surrogates is marked, and each mark covers its name", async ({ browser, server }) => {
    await browser.goto(server.url("/bare.html"));
    const marks = await browser.execute(async () => {
      const [first, second] = document.querySelectorAll("article p");
      first.firstChild.data = `\uD83D${first.firstChild.data.replaceAll("the", "the\uDE00")}`;
      second.prepend(document.createTextNode("\uDC00\uD800 "), document.createElement("i"));
      const { mount } = await import("/dist/index.js");
      const reader = await mount("article", { density: "all" });
      if (reader.error) throw reader.error;
      // Painted once the observer of what is near the view has spoken.
      while (CSS.highlights.size === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
      const texts = [];
      for (const kind of ["person", "group"]) {
        for (const place of CSS.highlights.get(`castlist-${kind}`) ?? []) {
          const range = document.createRange();
          range.setStart(place.startContainer, place.startOffset);
          range.setEnd(place.endContainer, place.endOffset);
          texts.push(range.toString());
        }
      }
      const names = new Set(reader.mentions.map(({ text }) => text));
      reader.destroy();
      return { texts, strange: texts.filter((text) => !names.has(text)), left: document.querySelectorAll("castlist-host").length + CSS.highlights.size };
    });
    assert.ok(marks.texts.some((text) => text.includes("Yusufzai")), marks.texts.join());
    assert.deepEqual(marks.strange, []);
    assert.equal(marks.left, 0, "destroy() leaves no trace");
  });
});
