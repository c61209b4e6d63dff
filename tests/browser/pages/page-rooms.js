// The rooms under test, with names in place of what the engine would find: runs of capitalised words.
import * as page from "/src/page/index.js";
import * as paint from "/src/paint/index.js";

const NAME = /\p{Lu}[\p{L}\u2011-]+(?: \p{Lu}[\p{L}\u2011-]+)+/gu;

function names(text) {
  const entities = new Map();
  return [...text.matchAll(NAME)].map(({ 0: name, index }) => {
    if (!entities.has(name)) entities.set(name, entities.size);
    const kind = /Council|Accord/.test(name) ? "group" : "person";
    return { start: index, end: index + name.length, text: name, kind, entity: entities.get(name), confidence: 1, found: "document" };
  });
}

async function read(selector = "#story") {
  const extraction = await page.extract(document.querySelector(selector));
  const mentions = names(extraction.text);
  return { extraction, mentions, marked: paint.chooseMarks(extraction, mentions, "all") };
}

/** The text a range of the page covers, as the page holds it. */
function covered(place) {
  if (!place) return null;
  const range = document.createRange();
  range.setStart(place.startContainer, place.startOffset);
  range.setEnd(place.endContainer, place.endOffset);
  return range.toString();
}

window.rooms = { ...page, ...paint, names, read, covered };
