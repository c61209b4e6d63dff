// Single rooms of www/src for tests that look inside one: /src/page/extract.js is www/src/page/extract.ts with
// what it imports, bundled as the build does it.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, normalize } from "node:path";

const made = new Map();

export async function bundle(www, path) {
  const entry = normalize(join(www, "src", path.replace(/\.js$/, ".ts")));
  if (!entry.startsWith(join(www, "src")) || !existsSync(entry)) return null;
  if (!made.has(entry)) {
    const { build } = createRequire(join(www, "package.json"))("esbuild");
    made.set(entry, build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: "esm",
      target: "es2022",
      loader: { ".css": "text" },
      alias: { "castlist-glue": join(www, "generated/castlist.js") },
      logLevel: "silent",
    }));
  }
  const { outputFiles } = await made.get(entry);
  return { type: "text/javascript; charset=utf-8", body: outputFiles[0].contents };
}
