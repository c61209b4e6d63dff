// The package in two sites of strangers, loaded in a browser: plain files without any build, and a Vite build.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../browser/server.mjs";
import { missing, open } from "../browser/webdriver.mjs";
import { install, run, www } from "./installed.mjs";

const skip = missing("chromium") ?? false;

const article = `
  <article>
    <h1>Talks go on</h1>
    <p>Retired Gen. Tariq Yusufzai spoke to the United Nations on Monday about the talks that his side had left.</p>
    <p>The U.N. thanked Yusufzai for coming, said a spokeswoman, Amina Qureshi, who would not say what he had told them.</p>
    <p>Qureshi said that the United Nations expected the talks to go on for another week, with all who were there before.</p>
  </article>`;

const page = (head) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks</title>${head}</head><body>${article}</body></html>`;

let installed;
let server;
let browser;

before(async () => {
  if (skip) return;
  installed = install();
  plain();
  vite();
  server = await serve({ mounts: { "/plain/": join(installed.project, "plain"), "/castlist/": installed.folder, "/vite/": join(installed.project, "vite/dist") } });
  browser = await open("chromium");
});

after(async () => {
  await browser?.close();
  await server?.close();
  installed?.remove();
});

function plain() {
  const folder = join(installed.project, "plain");
  mkdirSync(folder);
  const link = `<link rel="stylesheet" href="/castlist/dist/castlist.css">`;
  writeFileSync(join(folder, "tag.html"), page(`${link}<script type="module" src="/castlist/dist/castlist.js" data-for="article" data-density="all"></script>`));
  writeFileSync(join(folder, "module.html"), page(`<script type="module" src="module.js"></script>`));
  writeFileSync(join(folder, "module.js"), `import { mount } from "/castlist/dist/index.js"; window.reader = await mount("article", { engine: "page", density: "all" });`);
}

function vite() {
  const folder = join(installed.project, "vite");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.html"), page(`<script type="module" src="/main.js"></script>`));
  writeFileSync(join(folder, "main.js"), `import { mount } from "castlist"; window.reader = await mount("article", { density: "all" });`);
  writeFileSync(join(folder, "vite.config.js"), `export default { base: "/vite/", logLevel: "warn", build: { target: "es2022" } };`);
  run(process.execPath, [join(www, "node_modules/vite/bin/vite.js"), "build"], folder);
}

/** The marked texts of the page that is open, once there are both people and groups. */
const marked = () =>
  browser.until(() => {
    const texts = (kind) => [...(CSS.highlights.get(`castlist-${kind}`) ?? [])].map((range) => `${kind}: ${range.startContainer.data.slice(range.startOffset, range.endOffset)}`);
    const [people, groups] = [texts("person"), texts("group")];
    return people.length > 0 && groups.length > 0 ? [...new Set([...groups.sort(), ...people.sort()])] : null;
  });

const expected = ["group: U.N.", "group: United Nations", "person: Amina Qureshi", "person: Qureshi", "person: Tariq Yusufzai", "person: Yusufzai"];

async function visit(path) {
  server.requests.length = 0;
  await browser.goto(server.url(path));
  assert.deepEqual(await marked(), expected);
  const errors = (await browser.logs()).filter(({ level }) => level === "SEVERE");
  assert.deepEqual(errors, []);
  return server.requests.map((request) => request.path);
}

test("a script tag on a plain page marks the article, by a worker", { skip }, async () => {
  const paths = await visit("/plain/tag.html");
  assert.ok(paths.includes("/castlist/dist/worker.js"), paths.join());
  assert.ok(paths.every((path) => path === "/plain/tag.html" || path.startsWith("/castlist/dist/")), paths.join());
});

test("an import on a plain page marks the article, on the main thread", { skip }, async () => {
  const paths = await visit("/plain/module.html");
  assert.ok(!paths.includes("/castlist/dist/worker.js"), paths.join());
});

test("a Vite build carries the worker, the engine, the starter pack and the model, once each", { skip }, async () => {
  const assets = readdirSync(join(installed.project, "vite/dist/assets"));
  for (const kind of [/^worker-.*\.js$/, /^castlist-.*\.wasm$/, /^starter-.*\.castpack$/, /^news-.*\.castmodel$/]) {
    assert.equal(assets.filter((file) => kind.test(file)).length, 1, `${kind} in ${assets.join()}`);
  }
  const paths = await visit("/vite/index.html");
  assert.ok(paths.some((path) => /worker-/.test(path)), paths.join());
  assert.ok(paths.every((path) => path.startsWith("/vite/")), paths.join());
});
