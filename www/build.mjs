// Builds the TypeScript side of `dist`: the published modules, their types,
// the worker and the two extension folders. The engine itself
// (`dist/castlist.wasm`, `generated/castlist.js`) and its data
// (`dist/starter.castpack`, `dist/news.castmodel`) are built before by `cargo xtask build`.
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";

const root = dirname(fileURLToPath(import.meta.url));
process.chdir(root);

for (const file of ["generated/castlist.js", "dist/castlist.wasm", "dist/starter.castpack", "dist/news.castmodel"]) {
  await stat(file).catch(() => {
    console.error(`www/${file} is missing. Run \`cargo xtask build\`, which builds the engine first.`);
    process.exit(1);
  });
}

/** What every bundle shares. The glue is named by alias so that types can be checked before it exists. */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  // package.json speaks of what is published; here it would drop the import of define.ts.
  ignoreAnnotations: true,
  logLevel: "warning",
  alias: { "castlist-glue": "./generated/castlist.js" },
  loader: { ".css": "text" },
  plugins: [{ name: "css", setup: (build) => build.onLoad({ filter: /\.css$/ }, sheet) }],
};

/** Style sheets are adopted as text, so the bundler's own minifier goes over them first. */
async function sheet({ path }) {
  const result = await build({ absWorkingDir: root, entryPoints: [path], minify: true, write: false, logLevel: "warning", charset: "utf8" });
  return { contents: result.outputFiles[0].text.trim(), loader: "text" };
}

/** Bundles, and writes each file as small as we can: a second minifier takes 3 % off what the first leaves. */
async function bundle(options) {
  const { outputFiles } = await build({ ...common, ...options, write: false });
  for (const { path, text } of outputFiles) {
    const { code } = await minify(text, { module: options.format === "esm", ecma: 2022, compress: { unsafe_arrows: true } });
    await writeFile(path, code);
  }
}

/**
 * The modules of the page's side, each one file: every file less is a header and a dictionary less on the way. What
 * one holds and another imports stays an import of that file.
 */
const PARTS = { mount: "./part-reader.js", types: "./part-reader.js", local: "./part-engine.js" };

async function part(entry, outfile, ...elsewhere) {
  const parts = {
    name: "parts",
    setup(build) {
      build.onResolve({ filter: new RegExp(`/(${elsewhere.join("|")})\\.js$`) }, ({ path }) => ({ path: PARTS[path.match(/(\w+)\.js$/)[1]], external: true }));
    },
  };
  await bundle({ plugins: [...common.plugins, parts], entryPoints: [entry], format: "esm", outfile });
}

async function modules() {
  await part("src/mount.ts", "dist/part-reader.js", "local");
  await part("src/engine/local.ts", "dist/part-engine.js", "mount", "types");
  await part("src/index.ts", "dist/index.js", "mount", "types", "local");
  await part("src/define.ts", "dist/define.js", "mount");
  await part("src/castlist.ts", "dist/castlist.js", "mount");
  // A worker is one file, so that bundlers may copy it as it is.
  await bundle({ entryPoints: ["src/engine/worker.ts"], format: "esm", outfile: "dist/worker.js" });
  const { contents } = await sheet({ path: join(root, "src/paint/highlights.css") });
  await writeFile("dist/castlist.css", `${contents}\n`);
}

async function extension(folder, manifest) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await bundle({
    entryPoints: ["extension/background.ts", "extension/content.ts", "extension/options.ts"],
    format: "iife",
    outdir: folder,
  });
  for (const file of ["castlist.wasm", "castlist.css", "starter.castpack", "news.castmodel"]) await cp(`dist/${file}`, `${folder}/${file}`);
  for (const file of ["options.html", "options.css", "icons"]) {
    await cp(`extension/${file}`, `${folder}/${file}`, { recursive: true });
  }
  await writeFile(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

function types() {
  for (const config of ["tsconfig.json", "tsconfig.types.json"]) {
    const { status } = spawnSync("node_modules/.bin/tsc", ["-p", config], { stdio: "inherit" });
    if (status !== 0) process.exit(status ?? 1);
  }
}

// What an older build left would be published.
for (const file of await readdir("dist")) if (/\.js$/.test(file)) await rm(`dist/${file}`);
await modules();
const { chromium, firefox } = await import("./extension/manifest.mjs");
const { version } = JSON.parse(await readFile("package.json", "utf8"));
await extension("dist/extension", chromium(version));
await extension("dist/extension-firefox", firefox(version));
types();
// npm publishes what is in this folder, and the licences belong to it.
for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) await cp(`../${file}`, file);
