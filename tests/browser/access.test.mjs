// For readers who hear the page or drive it by keys: the marks say nothing inside sentences, the panel says it all.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./server.mjs";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";

const axe = readFileSync(createRequire(join(root, "www/package.json")).resolve("axe-core/axe.min.js"), "utf8");
const links = Array.from({ length: 30 }, (_, i) => `<p>In village ${i + 1} Dr. Leila Haddad of the <b>United Nations</b> met <a href="#v${i}">the elders</a>.</p>`);
const tag = '<script type="module" src="/dist/castlist.js" data-for="article" data-density="all"></script>';
const answer = (path) =>
  path === "/links.html" ? { type: "text/html", body: `<!doctype html><html lang="en"><title>Links</title>${tag}<article><h1>Elders</h1>${links.join("")}</article>` } : null;

/** The accessibility tree as a list of nodes with role, name and what hangs on them. */
async function tree(browser) {
  const { nodes } = await browser.cdp("Accessibility.getFullAXTree");
  return nodes.map(({ nodeId, parentId, ignored, role, name, description, properties = [] }) => ({
    nodeId, parentId, ignored, role: ignored ? "ignored" : role?.value, name: name?.value ?? "", description: description?.value ?? "",
    ...Object.fromEntries(properties.map((property) => [property.name, property.value.value])),
  }));
}

function below(nodes, from) {
  const inside = new Set([from.nodeId]);
  // Children may be listed before their parents.
  for (let before = 0; before < inside.size; ) {
    before = inside.size;
    for (const node of nodes) if (inside.has(node.parentId)) inside.add(node.nodeId);
  }
  return nodes.filter(({ nodeId, ignored }) => inside.has(nodeId) && !ignored);
}

suite("chromium", { server: { answer } }, (test) => {
  test("tabbing through thirty links among marks opens no card", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url("/links.html"));
    await browser.execute(() => {
      window.opened = 0;
      document.addEventListener("castlist:open", () => (opened += 1));
    });
    for (let i = 0; i < 30; i++) await browser.press("Tab");
    assert.equal(await browser.execute(() => document.activeElement.hash), "#v29");
    assert.equal(await browser.execute(() => opened), 0);
  });

  test("the article reads the same in the accessibility tree with marks and without", async ({ browser, server }) => {
    const heard = async () => {
      const nodes = await tree(browser);
      return below(nodes, nodes.find(({ role }) => role === "article")).map(({ role, name }) => `${role}: ${name}`);
    };
    await browser.goto(server.url("/pages/story.html", { csp: "closed" }));
    const without = await heard();
    assert.ok(without.some((line) => line.includes("Yusufzai")));
    await new Reading(browser).open(server.url("/pages/story.html"));
    assert.deepEqual(await heard(), without);
  });

  test("the card is a named dialog with its links inside, and its trigger is not described by it", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url("/pages/story.html"));
    await reading.click("button.launcher");
    await reading.click("ul.cast > li button", "World Health Organization");
    const { name } = await reading.cardOpen();
    const nodes = await tree(browser);
    const dialog = nodes.find(({ role }) => role === "dialog");
    assert.equal(dialog.name, name);
    assert.notEqual(dialog.modal, true);
    const inside = below(nodes, dialog);
    assert.ok(inside.some(({ role, name }) => role === "button" && name === "Close"));
    assert.ok(inside.some(({ role, focusable }) => role === "link" && focusable), "a pack's source is a link one can get to");
    const trigger = nodes.find((node) => node.role === "button" && node.name.startsWith(name));
    assert.equal(trigger.hasPopup, "dialog");
    assert.equal(trigger.expanded, true);
    assert.equal(trigger.description, "");
    await browser.press("Escape", "Escape");
  });

  test("the panel lists everyone who is marked, and is a landmark", async ({ browser, server }) => {
    await browser.goto(server.url("/links.html"));
    const { entities, missing } = await browser.execute(async () => {
      const { mount } = await import("/dist/index.js");
      document.querySelector("castlist-host")?.remove();
      const reader = await mount("article", { density: "all" });
      const rows = [...document.querySelector("castlist-host").shadowRoot.querySelectorAll("ul.cast .name")].map((node) => node.textContent);
      return {
        entities: reader.entities.length,
        missing: reader.mentions.map(({ entity }) => reader.entities[entity].name).filter((name) => !rows.includes(name)),
      };
    });
    assert.ok(entities >= 2);
    assert.deepEqual(missing, []);
    assert.ok((await tree(browser)).some(({ role, name }) => role === "region" && /who’s who/i.test(name)));
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing on the demo with panel and card open, ${scheme}`, async ({ browser, server }) => {
      const reading = new Reading(browser);
      await browser.emulateMedia({ "prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce" });
      await reading.open(server.url("/demo/index.html"));
      await reading.click("button.launcher");
      await reading.click("ul.cast > li button");
      await reading.cardOpen();
      await browser.send("POST", "/execute/sync", { script: axe, args: [] });
      const violations = await browser.execute(async () => {
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => [String(target), failureSummary]) }));
      });
      assert.deepEqual(violations, []);
      await browser.press("Escape", "Escape");
      await browser.emulateMedia();
    });
  }

  test("axe does look into our shadow root", async ({ browser, server }) => {
    await new Reading(browser).open(server.url("/pages/story.html"));
    await browser.send("POST", "/execute/sync", { script: axe, args: [] });
    const ids = await browser.execute(async () => {
      const nameless = document.createElement("button");
      document.querySelector("castlist-host").shadowRoot.append(nameless);
      const { violations } = await axe.run(document);
      return violations.map(({ id }) => id);
    });
    assert.ok(ids.includes("button-name"), ids.join(", "));
  });
});
