// Runs the browser tests: node tests/browser/run.mjs [--only NAME] [--browser NAME] [--jobs N]
// Its last line is `N passed, N failed`; it exits 1 if anything failed or a browser is missing.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { engines, missing } from "./browsers.mjs";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    browser: { type: "string" },
    jobs: { type: "string", default: "2" },
  },
});

if (values.browser && !engines[values.browser]) {
  console.error(`--browser takes one of ${Object.keys(engines).join(", ")}.`);
  process.exit(2);
}

const here = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs") && name.includes(values.only ?? ""))
  .sort()
  .map((name) => join(here, name));
if (files.length === 0) {
  console.error(`No file in tests/browser matches ${values.only}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const started = performance.now();
const wanted = values.browser ? [values.browser] : Object.keys(engines);
for (const sentence of wanted.map(missing).filter(Boolean)) {
  console.log(sentence);
  failed += 1;
}

// The tests read this in session.mjs; a file that is about another engine skips its tests.
process.env.CASTLIST_BROWSER = values.browser ?? "";

const tests = run({ files, concurrency: Number(values.jobs), timeout: 240_000 });
const counts = (event) => event.details.type !== "suite" && event.skip === undefined && event.todo === undefined;
tests.on("test:pass", (event) => {
  if (counts(event)) passed += 1;
});
tests.on("test:fail", (event) => {
  if (counts(event)) failed += 1;
});
tests.once("end", () => {
  // The reporter's own summary comes first, so this stays the last line.
  setImmediate(() => {
    console.log(`${Math.round((performance.now() - started) / 1000)} s`);
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed ? 1 : 0);
  });
});
tests.compose(new spec()).pipe(process.stdout);
