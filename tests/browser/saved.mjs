// Saved news pages, made safe to open: nothing of theirs runs, loads or asks another host for anything.

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** Elements that run or load something, taken out with all they hold. */
const ELEMENTS = /<(script|noscript|iframe|object|template)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const SINGLE = /<(?:link|base|meta|embed|source|track|use|image)\b[^>]*>/gi;
/** Attributes that fetch (src, srcset, poster, data, background) or run (on…). */
const ATTRIBUTES = /(?<=[\s"'])(?:src|srcset|data-srcset|poster|data|background|imagesrcset|ping|on[a-z]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const CSS_URL = /url\((?!['"]?data:)[^)]*\)|@import[^;]*;/gi;

/**
 * The page `name` with `?script=` (default /dist/castlist.js; "none" puts no tag in) and the tag's attributes
 * from the other parameters: `?for=article`. Null where there is no such page.
 */
export async function savedPage(folder, name, parameters) {
  let html;
  try {
    html = await readFile(join(folder, basename(name)), "utf8");
  } catch {
    return null;
  }
  html = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(ELEMENTS, "")
    .replace(SINGLE, "")
    .replace(CSS_URL, "none")
    .replace(TAG, (tag) => tag.replace(ATTRIBUTES, ""));
  const script = parameters.get("script") ?? "/dist/castlist.js";
  const attributes = [...parameters].filter(([key]) => key !== "script").map(([key, value]) => ` data-${key}="${value}"`);
  const head =
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    (script === "none" ? "" : `<script type="module" src="${script}"${attributes.join("")}></script>`);
  const body = /<head\b[^>]*>/i.test(html) ? html.replace(/<head\b[^>]*>/i, (tag) => tag + head) : head + html;
  return { type: "text/html; charset=utf-8", body };
}
