import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block, Extraction } from "../page/extraction.js";
import type { Mention } from "../types.js";
import { chooseMarks, type Density } from "./density.js";

/**
 * An article from lines; a line that begins with "#" is a heading and begins a section. A letter and a digit
 * in brackets is a mention of that person, "[A]". Those with a lower-case letter stand in a link.
 */
function article(...lines: string[]): { extraction: Extraction; mentions: Mention[] } {
  const text = lines.join("\n");
  const blocks: Block[] = [];
  let start = 0;
  let section = 0;
  for (const line of lines) {
    const heading = line.startsWith("#");
    if (heading && start > 0) section++;
    blocks.push({ start, end: start + line.length, element: {} as Element, heading, section });
    start += line.length + 1;
  }
  const mentions = [...text.matchAll(/\[([A-Za-z])\]/g)].map(({ 0: name, 1: letter, index }) => ({
    start: index,
    end: index + name.length,
    text: name,
    kind: "person" as const,
    entity: letter!.toUpperCase().charCodeAt(0) - 65,
    confidence: 1,
    found: "document" as const,
  }));
  const markable = (from: number, to: number): boolean =>
    !/[a-z]/.test(text.slice(from, to)) && !blocks.some(({ heading, start, end }) => heading && from < end && to > start);
  return { extraction: { text, blocks, markable } as unknown as Extraction, mentions };
}

function chosen(density: Density, ...lines: string[]): string {
  const { extraction, mentions } = article(...lines);
  return chooseMarks(extraction, mentions, density)
    .map((i) => `${mentions[i]!.text}${mentions[i]!.start}`)
    .join(" ");
}

const words = (count: number): string => "word ".repeat(count);

test("all: every mention that may be marked", () => {
  assert.equal(chosen("all", "# [A]", "[A] [a] [B]", "[A]"), "[A]6 [B]14 [A]18");
});

test("none: no mention", () => {
  assert.equal(chosen("none", "[A] [B]"), "");
});

test("first: the first of each section, and after a link the first that is none", () => {
  const long = words(200);
  assert.equal(chosen("first", `[a] [A] [B] ${long}[A]`, "# [A]", `[A] [A] ${long}`).split(" ").length, 3);
  assert.equal(chosen("first", "[a] [A] [A]", words(200)), "[A]4");
});

test("first: at most one mark in 40 words, and one in a short text", () => {
  assert.equal(chosen("first", "[A] [B] [C]"), "[A]0");
  const names = "[A] [B] [C] [D] [E] [F] [G] [H]";
  for (const count of [80, 160, 400]) {
    const marks = chosen("first", names, words(count)).split(" ").length;
    assert.ok(marks <= (count + 8) / 40 && marks >= Math.min(8, Math.floor(count / 40)), `${marks} marks in ${count} words`);
  }
});

test("first: with a short budget new names come before repetitions, the much named before the others, in text order", () => {
  // Two marks for 80 words: B is named three times and C twice.
  assert.equal(chosen("first", "[A] [B] [C]", "# x", `[B] [C] ${words(75)}`, "# y", "[B]").replace(/\d+/g, ""), "[B] [C]");
  // One name in three sections and another: the other is not crowded out.
  assert.equal(chosen("first", "[A]", "# x", "[A]", "# y", `[A] ${words(78)} [B]`).replace(/\d+/g, ""), "[A] [B]");
});

test("first: a script without spaces has words too", () => {
  assert.equal(chosen("first", `[A] [B] ${"彼女は昨日港で会った".repeat(20)}`), "[A]0 [B]4");
});
