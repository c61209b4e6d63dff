// Runs `src/**/*.test.ts` and `extension/*.test.ts`: each is bundled, for the
// sources are TypeScript, and given to Node's own test runner. Arguments go on to it.
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(dirname(fileURLToPath(import.meta.url)));
const out = "node_modules/.castlist-tests";

const tests = [];
for (const folder of ["src", "extension"]) {
  for (const file of await readdir(folder, { recursive: true })) {
    if (file.endsWith(".test.ts")) tests.push(`${folder}/${file}`);
  }
}
await rm(out, { recursive: true, force: true });
await build({
  entryPoints: tests,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  outdir: out,
  outbase: ".",
  sourcemap: "inline",
  external: ["castlist-glue"],
  loader: { ".css": "text" },
  logLevel: "warning",
});
const files = tests.map((test) => `${out}/${test.replace(/\.ts$/, ".js")}`);
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...process.argv.slice(2), ...files], {
  stdio: "inherit",
});
process.exit(status ?? 1);
