// The extension as it is installed, on a page that forbids every script: its button is pressed, names are marked, a
// card opens. Chromium gets the press over its debugging pipe, Firefox from its own chrome; both give the extension
// the permission for this one tab that a press gives, and no other.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openPipe } from "./pipe.mjs";
import { root, serve } from "./server.mjs";
import { asked, suite } from "./session.mjs";

const STORY = "/pages/story.html";
const chromiumFolder = join(root, "www/dist/extension");
const firefoxFolder = join(root, "www/dist/extension-firefox");

const marks = `(() => {
  const found = [];
  for (const kind of ["person", "group"]) for (const place of CSS.highlights.get("castlist-" + kind) ?? []) {
    const range = document.createRange();
    range.setStart(place.startContainer, place.startOffset);
    range.setEnd(place.endContainer, place.endOffset);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    found.push({ text: range.toString(), kind, x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) });
  }
  return found.length ? found : null;
})()`;

/** The marks, once a name that only the model finds is among them. */
const allMarks = `((found) => found?.some(({ text }) => text.includes("Yusufzai")) && found)(${marks})`;

function assertMarks(found) {
  assert.ok(found.length >= 2, JSON.stringify(found));
  assert.ok(found.some(({ text }) => text.includes("Yusufzai")), JSON.stringify(found));
}

for (const folder of [chromiumFolder, firefoxFolder]) {
  test(`the manifest in ${folder.slice(root.length)} asks for nothing before it is used and shows pages nothing`, () => {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    assert.equal(manifest.manifest_version, 3);
    assert.deepEqual(manifest.host_permissions ?? [], []);
    assert.deepEqual(manifest.content_scripts ?? [], []);
    assert.deepEqual(manifest.web_accessible_resources ?? [], []);
    assert.ok(manifest.permissions.includes("activeTab"));
    const policy = manifest.content_security_policy.extension_pages;
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
    assert.doesNotMatch(policy, /https?:|\*/);
  });
}

test("chromium: the toolbar button marks a page that forbids scripts, and a card opens", { skip: !asked("chromium") }, async () => {
  assert.ok(existsSync(chromiumFolder), "www/dist/extension is missing: run cargo xtask build");
  const server = await serve();
  const chrome = openPipe();
  try {
    const { id } = await chrome.send("Extensions.loadUnpacked", { path: chromiumFolder });
    const address = server.url(STORY, { csp: "closed" });
    const { targetId } = await chrome.send("Target.createTarget", { url: address });
    const page = await chrome.attach({ targetId });
    await chrome.until(() => chrome.evaluate(page, `location.href === "${address}" && document.readyState === "complete"`), "the page has loaded");
    const before = await chrome.evaluate(page, "document.documentElement.outerHTML");
    const reports = server.reports.length;
    assert.ok(reports > 0, "the page's own script was refused and reported");

    const worker = await chrome.attach(await chrome.target(({ type, url }) => type === "service_worker" && url.includes(id), "the service worker"));
    await chrome.until(() => chrome.evaluate(worker, "globalThis.chrome?.action?.onClicked.hasListeners()"), "the button is listened to");
    const tab = await chrome.target(({ type, url }) => type === "tab" && url === address, "the tab");
    const press = () => chrome.send("Extensions.triggerAction", { id, targetId: tab.targetId });
    await press();
    // A busy Chromium may refuse the tab to the first press on a page that has just loaded. The badge says so, and a
    // person would press again.
    const refused = `chrome.tabs.query({ active: true }).then(async ([{ id: tabId }]) => {
      if ((await chrome.action.getBadgeText({ tabId })) !== "\u2013") return false;
      await chrome.action.setBadgeText({ tabId, text: "" });
      return true;
    })`;
    await chrome.until(async () => {
      if (await chrome.evaluate(page, `document.querySelector("castlist-host") !== null`)) return true;
      if (await chrome.evaluate(worker, refused)) await press();
      return false;
    }, "the reader is in the page");

    const found = await chrome.until(() => chrome.evaluate(page, allMarks), "marks of the pack and of the model");
    assertMarks(found);
    const own = await chrome.evaluate(page, `(() => {
      const copy = document.documentElement.cloneNode(true);
      const ours = [...copy.querySelectorAll("castlist-host")];
      ours.forEach((node) => node.remove());
      return { same: copy.outerHTML, hosts: ours.length, open: document.querySelector("castlist-host").shadowRoot !== null };
    })()`);
    assert.deepEqual([own.same === before, own.hosts, own.open], [true, 1, false], "one element, which the page can't look into");

    // The card's root is closed to the page, not to the debugger.
    await chrome.send("DOM.enable", {}, page);
    const card = async () => {
      const { nodes } = await chrome.send("DOM.getFlattenedDocument", { depth: -1, pierce: true }, page);
      const node = nodes.find(({ attributes = [] }) => attributes[attributes.indexOf("id") + 1] === "castlist-card" && attributes.includes("id"));
      if (!node) return null;
      const { object } = await chrome.send("DOM.resolveNode", { backendNodeId: node.backendNodeId }, page);
      const { result } = await chrome.send(
        "Runtime.callFunctionOn",
        { objectId: object.objectId, functionDeclaration: "function () { return this.matches(':popover-open') ? this.innerText : '' }", returnByValue: true },
        page,
      );
      return result.value;
    };
    const mark = found.find(({ text }) => text.includes("Yusufzai"));
    const move = (x, y) => chrome.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y }, page);
    await move(mark.x - 6, mark.y);
    await move(mark.x, mark.y);
    assert.match(await chrome.until(card, "the card opens"), /Yusufzai/);
    for (const type of ["keyDown", "keyUp"]) {
      await chrome.send("Input.dispatchKeyEvent", { type, key: "Escape", code: "Escape", windowsVirtualKeyCode: 27 }, page);
    }
    await chrome.until(async () => (await card()) === "", "the card closes");
    assert.equal(server.reports.length, reports, "no policy report but the page's own");

    // A page can't tell that we are installed by asking for our files.
    const reached = await chrome.evaluate(page, `fetch("chrome-extension://${id}/castlist.wasm").then(() => true, () => false)`);
    assert.equal(reached, false);

    await chrome.send("Extensions.triggerAction", { id, targetId: tab.targetId });
    await chrome.until(async () => (await chrome.evaluate(page, marks)) === null, "a second press takes the marks away");
  } finally {
    chrome.close();
    await server.close();
  }
});

suite("firefox", {}, (test) => {
  test("the toolbar button marks a page that forbids scripts, and a card opens", async ({ browser, server }) => {
    const id = await browser.send("POST", "/moz/addon/install", { path: firefoxFolder, temporary: true });
    await browser.goto(server.url(STORY, { csp: "closed" }));
    const before = await browser.execute(() => document.documentElement.outerHTML);
    await browser.send("POST", "/moz/context", { context: "chrome" });
    try {
      await browser.execute((id) => {
        const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
        const { extension } = WebExtensionPolicy.getByID(id);
        const action = ExtensionParent.apiManager.global.browserActionFor(extension);
        action.triggerAction(Services.wm.getMostRecentWindow("navigator:browser"));
      }, id);
    } finally {
      await browser.send("POST", "/moz/context", { context: "content" });
    }
    const found = await browser.until(`() => ${allMarks}`);
    assertMarks(found);
    const own = await browser.execute(() => {
      const copy = document.documentElement.cloneNode(true);
      const ours = [...copy.querySelectorAll("castlist-host")];
      ours.forEach((node) => node.remove());
      return [copy.outerHTML, ours.length];
    });
    assert.deepEqual(own, [before, 1]);

    const host = Object.values(await browser.send("POST", "/element", { using: "css selector", value: "castlist-host" }))[0];
    const shadow = Object.values(await browser.send("GET", `/element/${host}/shadow`))[0];
    const card = Object.values(await browser.send("POST", `/shadow/${shadow}/element`, { using: "css selector", value: "#castlist-card" }))[0];
    const mark = found.find(({ text }) => text.includes("Yusufzai"));
    await browser.mouse().move(mark.x - 6, mark.y).move(mark.x, mark.y, 30).rest(600).run();
    const shown = async () => (await browser.send("GET", `/element/${card}/displayed`)) && browser.send("GET", `/element/${card}/text`);
    let text = await shown();
    for (const deadline = performance.now() + 10_000; !text && performance.now() < deadline; ) text = await shown();
    assert.match(String(text), /Yusufzai/);
    await browser.press("Escape");
    assert.equal(await browser.send("GET", `/element/${card}/displayed`), false);
  });
});
