// The same text gives the same annotation from the command and from the
// package as it ships: worker or page, desk or browser, nobody gets another
// answer. Compared as `JSON.stringify` writes both, keys in order.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { createAnnotator } = await import(join(root, "www/dist/index.js"));
const wasm = readFileSync(join(root, "www/dist/castlist.wasm"));
const starter = readFileSync(join(root, "www/dist/starter.castpack"));
const model = readFileSync(join(root, "www/dist/news.castmodel"));

const cases = readdirSync(join(root, "tests/fixtures"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(root, "tests/fixtures", entry.name));
const text = (folder) => readFileSync(join(folder, "text.txt"), "utf8");
const plain = cases.filter((folder) => !existsSync(join(folder, "pack.jsonl")));
const packed = cases.filter((folder) => existsSync(join(folder, "pack.jsonl")));

/** The command, built once; `CASTLIST_COMMAND` names one that is there. */
function castlist(args, input) {
  const [program, ...before] = process.env.CASTLIST_COMMAND
    ? [process.env.CASTLIST_COMMAND]
    : ["cargo", "run", "--quiet", "--bin", "castlist", "--"];
  const ended = spawnSync(program, [...before, ...args], { cwd: root, input, maxBuffer: 1 << 30, encoding: "utf8" });
  assert.equal(ended.status, 0, ended.stderr);
  return ended.stdout;
}

/** What the command says of each text. */
function native(texts, args = []) {
  const input = texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join("");
  const lines = castlist(["annotate", "--format", "jsonl", ...args], input).trimEnd().split("\n");
  assert.equal(lines.length, texts.length);
  return lines.map((line, id) => {
    const { id: own, ...annotation } = JSON.parse(line);
    assert.equal(own, id);
    return annotation;
  });
}

/** Compares one by one, for a difference of a whole batch tells nothing. */
function compare(texts, annotator, args) {
  const expected = native(texts, args);
  for (const [index, text] of texts.entries()) {
    const actual = annotator.annotate(text);
    if (JSON.stringify(actual) === JSON.stringify(expected[index])) continue;
    assert.deepStrictEqual(actual, expected[index], text);
    assert.fail(`Same content, keys in another order: ${text}`);
  }
}

const options = { wasm, starter: false, model };

test("every case, by the package and the command as they come", async () => {
  compare(plain.map(text), await createAnnotator());
});

test("every case, with no pack at all", async () => {
  compare(cases.map(text), await createAnnotator(options), ["--no-pack"]);
});

test("every case, with the starter pack and no model, which marks less", async () => {
  const annotator = await createAnnotator({ model: false });
  compare(plain.map(text), annotator, ["--no-model"]);
  const found = new Set(native(plain.map(text)).flatMap(({ mentions }) => mentions.map(({ found }) => found)));
  assert.ok(found.has("recogniser"), "with the model there are names of its own");
  assert.ok(plain.every((folder) => annotator.annotate(text(folder)).mentions.every(({ found }) => found !== "recogniser")));
});

test("a case with a pack of its own, built by the command", async () => {
  assert.ok(packed.length > 0);
  const folder = mkdtempSync(join(tmpdir(), "castlist-"));
  try {
    for (const own of packed) {
      const pack = join(folder, "own.castpack");
      castlist(["pack", "build", join(own, "pack.jsonl"), "-o", pack]);
      const annotator = await createAnnotator({ ...options, packs: [starter, readFileSync(pack)] });
      compare([text(own)], annotator, ["--pack", pack]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("cases cut off anywhere, joined, shuffled, in other forms", async () => {
  let seed = 20171020;
  const random = (below) => {
    // Mulberry32: the same cuts in every run.
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % below;
  };
  const all = cases.map(text);
  const texts = [];
  for (let round = 0; round < 150; round += 1) {
    const characters = [...all[random(all.length)]];
    const from = random(characters.length);
    texts.push(characters.slice(from, from + random(characters.length)).join(""));
  }
  for (let round = 0; round < 40; round += 1) {
    const words = all[random(all.length)].split(" ");
    for (let at = words.length - 1; at > 0; at -= 1) {
      const other = random(at + 1);
      [words[at], words[other]] = [words[other], words[at]];
    }
    texts.push(words.join(" "));
  }
  texts.push(all.join("\n\n"), ...all.map((text) => text.normalize("NFD")), ...all.map((text) => text.toUpperCase()), "");
  compare(texts, await createAnnotator({ ...options, packs: [starter] }));
});

test("the model that ships is the one the command embeds", () => {
  assert.ok(readFileSync(join(root, "src/recognise/news.castmodel")).equals(model));
});

test("the pack that ships is the one the command embeds", () => {
  const folder = mkdtempSync(join(tmpdir(), "castlist-"));
  try {
    const pack = join(folder, "starter.castpack");
    castlist(["pack", "build", join(root, "src/pack/starter.jsonl"), "-o", pack]);
    assert.ok(readFileSync(pack).equals(starter));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
