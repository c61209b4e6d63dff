// The extension's two folders, as they would be handed in: what they ask for, and that no address of code is in them.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { www } from "./installed.mjs";

const folders = { chromium: join(www, "dist/extension"), firefox: join(www, "dist/extension-firefox") };

const manifest = (folder) => JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));

const files = (folder) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(folder, file)).isFile());

/** What may look like an address in a bundle and is none that is ever asked: names of XML vocabularies. */
const NAMES = new Set(["http://www.w3.org/2000/svg"]);

for (const [browser, folder] of Object.entries(folders)) {
  test(`${browser}: asks for the tab where it is used, and no more`, () => {
    const { permissions, host_permissions, content_scripts, optional_host_permissions, optional_permissions } = manifest(folder);
    assert.deepEqual([...permissions].sort(), ["activeTab", "scripting", "storage"]);
    assert.deepEqual([host_permissions, content_scripts, optional_permissions], [undefined, undefined, undefined]);
    assert.deepEqual(optional_host_permissions, ["<all_urls>"]);
  });

  test(`${browser}: pages can't see it, and nothing can be loaded from elsewhere`, () => {
    const { web_accessible_resources, externally_connectable, content_security_policy, update_url } = manifest(folder);
    assert.deepEqual([web_accessible_resources, externally_connectable, update_url], [undefined, undefined, undefined]);
    const policy = content_security_policy.extension_pages;
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
    assert.match(policy, /connect-src 'self'/);
    assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'|https?:|\*/);
  });

  test(`${browser}: every file that the manifest names is there`, () => {
    const { background, icons, action, options_ui } = manifest(folder);
    const named = [background.service_worker, ...(background.scripts ?? []), ...Object.values(icons), ...Object.values(action.default_icon), options_ui.page];
    const there = files(folder);
    for (const file of named.filter(Boolean)) assert.ok(there.includes(file), file);
    for (const file of ["content.js", "castlist.css", "castlist.wasm", "starter.castpack", "news.castmodel", "options.js", "options.css"]) assert.ok(there.includes(file), file);
  });

  test(`${browser}: no address and no way to run text as code is in its files`, () => {
    for (const file of files(folder)) {
      if (!/\.(js|css|html|json|svg)$/.test(file)) continue;
      const text = readFileSync(join(folder, file), "utf8");
      const addresses = (text.match(/https?:\/\/[\w.-]+\.[\w/.-]*/g) ?? []).filter((address) => !NAMES.has(address));
      assert.deepEqual(addresses, [], file);
      const code = /\beval\(|\bnew Function\b|\bFunction\(["'`]|\bimport\(|importScripts|innerHTML|document\.write/.exec(text);
      assert.equal(code && text.slice(code.index - 40, code.index + 40), null, file);
    }
  });
}

test("the two differ in the manifest alone", () => {
  const { chromium, firefox } = folders;
  assert.deepEqual(files(chromium).sort(), files(firefox).sort());
  for (const file of files(chromium)) {
    if (file === "manifest.json") continue;
    assert.ok(readFileSync(join(chromium, file)).equals(readFileSync(join(firefox, file))), file);
  }
  assert.ok(manifest(chromium).background.service_worker);
  assert.ok(manifest(firefox).background.scripts);
  assert.match(manifest(firefox).browser_specific_settings.gecko.id, /@/);
});
