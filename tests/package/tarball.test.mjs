// What is in the tarball, and that it does what it says in Node and to a type checker.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { install, run, www } from "./installed.mjs";

let installed;
before(() => {
  installed = install();
});
after(() => installed?.remove());

/** Runs a module in the project and gives what it printed as JSON. */
function node(code) {
  writeFileSync(join(installed.project, "run.mjs"), code);
  return JSON.parse(run(process.execPath, ["run.mjs"], installed.project));
}

const story = "Retired Gen. Tariq Yusufzai spoke to the United Nations. The U.N. thanked Yusufzai.";

test("every export is in the tarball, with its types", () => {
  const { exports, main } = JSON.parse(readFileSync(join(installed.folder, "package.json"), "utf8"));
  const targets = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  assert.ok(targets.length > 8);
  for (const target of targets) assert.ok(installed.files.includes(target.slice(2)), `${target} is not in the tarball`);
  assert.equal(main, undefined);
});

test("nothing else is in it: no source, no test, no extension, no dependency", () => {
  const odd = installed.files.filter((file) => !/^(dist\/[\w-]+\.(js|css|wasm|castpack|castmodel)|dist\/types\/.*\.d\.ts|package\.json|README\.md|LICENSE[\w-]*)$/.test(file));
  assert.deepEqual(odd, []);
  const { dependencies, optionalDependencies, scripts } = JSON.parse(readFileSync(join(installed.folder, "package.json"), "utf8"));
  assert.deepEqual([dependencies, optionalDependencies], [undefined, undefined]);
  for (const hook of ["preinstall", "install", "postinstall"]) assert.equal(scripts?.[hook], undefined);
});

test("what has a side effect is listed, and the rest imports in Node without a page", () => {
  const { sideEffects } = JSON.parse(readFileSync(join(installed.folder, "package.json"), "utf8"));
  for (const file of sideEffects) assert.ok(installed.files.includes(file.slice(2)), file);
  const seen = node(`
    const before = Object.keys(globalThis);
    let asked = 0;
    globalThis.fetch = () => { asked += 1; return Promise.reject(new Error("nothing may be fetched at import")); };
    const names = Object.keys(await import("castlist"));
    await import("castlist/define");
    console.log(JSON.stringify({ names, asked, added: Object.keys(globalThis).filter((name) => !before.includes(name)) }));
  `);
  assert.ok(["mount", "createAnnotator", "createEngine", "CastlistError", "Reader"].every((name) => seen.names.includes(name)), seen.names.join());
  assert.equal(seen.asked, 0);
  assert.deepEqual(seen.added, []);
});

test("createAnnotator finds its own files in Node", () => {
  const { mentions, entities } = node(`
    import { createAnnotator } from "castlist";
    const annotator = await createAnnotator();
    console.log(JSON.stringify(annotator.annotate(${JSON.stringify(story)})));
    annotator.dispose();
  `);
  assert.deepEqual(mentions.map(({ text }) => text), ["Tariq Yusufzai", "United Nations", "U.N.", "Yusufzai"]);
  assert.equal(entities.length, 2);
  assert.equal(entities[1].link?.pack, "starter");
});

test("without the model only what packs list is marked, and a model may be given as bytes or by its address", () => {
  const results = node(`
    import { readFile } from "node:fs/promises";
    import { createRequire } from "node:module";
    import { pathToFileURL } from "node:url";
    import { createAnnotator } from "castlist";
    const path = createRequire(import.meta.url).resolve("castlist/news.castmodel");
    const results = [];
    for (const model of [false, await readFile(path), pathToFileURL(path), String(pathToFileURL(path))]) {
      const annotator = await createAnnotator({ model });
      results.push(annotator.annotate(${JSON.stringify(story)}).mentions.map(({ found }) => found).join(" "));
    }
    const sure = (await createAnnotator()).annotate(${JSON.stringify(story)}, { sure: 1 }).mentions.map(({ found }) => found).join(" ");
    console.log(JSON.stringify([...results, sure]));
  `);
  const all = "recogniser pack pack recogniser";
  assert.deepEqual(results, ["pack pack", all, all, all, "pack pack"]);
});

test("createAnnotator takes bytes, a compiled module and no pack at all", () => {
  const results = node(`
    import { readFile } from "node:fs/promises";
    import { createRequire } from "node:module";
    import { createAnnotator } from "castlist";
    const file = (name) => readFile(createRequire(import.meta.url).resolve("castlist/" + name));
    const [wasm, pack] = await Promise.all([file("castlist.wasm"), file("starter.castpack")]);
    const text = ${JSON.stringify(story)};
    const linked = (annotator) => annotator.annotate(text, { date: "2026-02-27" }).entities.filter(({ link }) => link).length;
    const bare = await createAnnotator({ wasm, starter: false });
    const results = [linked(bare)];
    const info = await bare.addPack(pack);
    results.push(linked(bare), info.name, info.entries > 100);
    results.push(linked(await createAnnotator({ wasm: await WebAssembly.compile(wasm), starter: false, packs: [pack.buffer.slice(pack.byteOffset, pack.byteOffset + pack.length)] })));
    console.log(JSON.stringify(results));
  `);
  assert.deepEqual(results, [0, 1, "starter", true, 1]);
});

test("what is wrong is said in words, with a code", () => {
  const told = node(`
    import { createAnnotator } from "castlist";
    const html = new TextEncoder().encode("\\n<!doctype html><title>Home</title>");
    const told = [];
    const tell = (promise) => promise.then(() => told.push("nothing"), ({ name, code, message }) => told.push([name, code, message].join("|")));
    await tell(createAnnotator({ wasm: html }));
    await tell(createAnnotator({ wasm: new Uint8Array() }));
    await tell(createAnnotator({ wasm: new URL("file:///nowhere/castlist.wasm") }));
    await tell(createAnnotator({ model: html }));
    await tell(createAnnotator({ model: new URL("file:///nowhere/news.castmodel") }));
    const annotator = await createAnnotator();
    await tell(annotator.addPack(html));
    await tell(annotator.addPack(new TextEncoder().encode('{"pack":"mine","version":1}')));
    await tell(annotator.addPack(new Uint8Array(64)));
    await tell(annotator.addPack("file:///nowhere/a.castpack"));
    await tell(Promise.resolve().then(() => annotator.annotate("text", { date: 2026 })));
    await tell(Promise.resolve().then(() => annotator.annotate("text", { sure: 2 })));
    const survived = annotator.annotate(${JSON.stringify(story)}).mentions.length;
    annotator.dispose();
    await tell(Promise.resolve().then(() => annotator.annotate("text")));
    console.log(JSON.stringify({ told, survived }));
  `);
  assert.equal(told.survived, 4);
  const expected = [
    /^CastlistError\|engine\|.*HTML page/,
    /^CastlistError\|engine\|.*nothing came/,
    /^CastlistError\|network\|file:\/\/\/nowhere\/castlist\.wasm/,
    /^CastlistError\|model\|.*not a Castlist model/,
    /^CastlistError\|network\|file:\/\/\/nowhere\/news\.castmodel/,
    /^CastlistError\|pack\|.*HTML page/,
    /^CastlistError\|pack\|.*castlist pack build/,
    /^CastlistError\|pack\|.*pack/,
    /^CastlistError\|network\|file:\/\/\/nowhere\/a\.castpack/,
    /^CastlistError\|options\|.*date/,
    /^CastlistError\|options\|.*sure/,
    /^CastlistError\|engine\|.*disposed/,
  ];
  assert.equal(told.told.length, expected.length);
  for (const [index, pattern] of expected.entries()) assert.match(told.told[index], pattern);
});

test("hostile texts come back annotated, never as an error", () => {
  const spans = node(`
    import { createAnnotator } from "castlist";
    const annotator = await createAnnotator();
    const texts = ["", "\\0", "\\ud800", "\\udc00\\ud800 Gen. Tariq Yusufzai", "\\u{1f600} Gen. Tariq Yusufzai", "e\\u0301".repeat(1e4), "(".repeat(1e5), "A. ".repeat(1e5)];
    const ok = texts.every((text) => annotator.annotate(text).mentions.every(({ start, end, text: own }) => text.slice(start, end) === own && own.length > 0));
    console.log(JSON.stringify({ ok, astral: annotator.annotate(texts[4]).mentions.map(({ start, text }) => [start, text]) }));
  `);
  assert.deepEqual(spans, { ok: true, astral: [[8, "Tariq Yusufzai"]] });
});

for (const [module, moduleResolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
  test(`its types satisfy a strict project with module resolution "${moduleResolution}"`, () => {
    writeFileSync(
      join(installed.project, "typed.ts"),
      `
      import { type Annotation, CastlistError, createAnnotator, mount, type Reader } from "castlist";
      import { CastListElement } from "castlist/define";
      const reader: Reader = await mount("article", { packs: ["/region.castpack"], engine: "page" });
      for (const { name, link } of reader.entities) console.log(name.length, link?.id);
      const annotator = await createAnnotator({ wasm: new Uint8Array(), packs: [new URL("https://news.example/a.castpack")] });
      const found: Annotation = annotator.annotate("text", { date: "2026" });
      const code: CastlistError["code"] = "pack";
      console.log(found.mentions[0]?.start, code, CastListElement.name);
      // @ts-expect-error A kind of engine that there is not.
      await mount("article", { engine: "cloud" });
    `,
    );
    const options = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--types", ""];
    run(join(www, "node_modules/.bin/tsc"), [...options, "--module", module, "--moduleResolution", moduleResolution, "typed.ts"], installed.project);
  });
}
