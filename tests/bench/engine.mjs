// The shipped engine beside the command's own code: the same article, the same
// pack, milliseconds in this Node and the ratio to lower-casing the article.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { createAnnotator } = await import(join(root, "www/dist/index.js"));
const wasm = readFileSync(join(root, "www/dist/castlist.wasm"));
const starter = readFileSync(join(root, "www/dist/starter.castpack"));

const lines = readdirSync(join(root, "tests/fixtures"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readFileSync(join(root, "tests/fixtures", name, "text.txt"), "utf8").split("\n"));
let article = "";
for (let line = 0, words = 0; words < 5000; line += 1) {
  const next = lines[line % lines.length];
  article += `${next}\n`;
  words += next.split(/\s+/).length;
}

function time(work) {
  const runs = [];
  const begun = performance.now();
  while (runs.length < 5 || (performance.now() - begun < 2000 && runs.length < 200)) {
    const start = performance.now();
    work();
    runs.push(performance.now() - start);
  }
  runs.sort((left, right) => left - right);
  return { best: runs[0], middle: runs[runs.length >> 1] };
}

const yardstick = time(() => article.toLowerCase().length);
const report = (what, { best, middle }) =>
  console.log(
    `${what.padEnd(64)} best ${best.toFixed(2).padStart(8)} ms  middle ${middle.toFixed(2).padStart(8)} ms  ×${(best / yardstick.best).toFixed(1)}`,
  );
report("yardstick: lower-case the article", yardstick);
const begun = performance.now();
const annotator = await createAnnotator({ wasm, starter: false, packs: [starter] });
const ready = performance.now();
const found = annotator.annotate(article).mentions.length;
const cold = performance.now() - ready;
console.log(`${"start the engine".padEnd(64)}      ${(ready - begun).toFixed(2).padStart(8)} ms`);
console.log(`${`first article, cold (${found} mentions)`.padEnd(64)}      ${cold.toFixed(2).padStart(8)} ms`);
report("annotate, starter pack", time(() => annotator.annotate(article)));
