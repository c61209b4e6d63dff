// The client and the server themselves, in every engine: if these fail, no other result means anything.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { engines, open } from "./webdriver.mjs";
import { serve } from "./server.mjs";
import { asked, suite } from "./session.mjs";

const page = (path) =>
  path === "/events.html"
    ? { type: "text/html", body: '<!doctype html><title>Events</title><p>Text</p><script src="events.js"></script>' }
    : path === "/events.js"
      ? {
          type: "text/javascript",
          body: `window.seen = [];
            for (const type of ["pointermove", "pointerdown", "click", "keydown"])
              addEventListener(type, (event) => seen.push(event.isTrusted && (event.key ?? type)));`,
        }
      : null;

for (const name of Object.keys(engines)) {
  suite(name, { server: { answer: page } }, (test) => {
    test("input, scripts and policy reports work under the strictest policy", async ({ browser, server }) => {
      await browser.goto(server.url("/events.html", { csp: "law5" }));
      await browser.mouse().move(40, 40).move(60, 20, 50).down().up().run();
      await browser.press("Escape", "a");
      const seen = await browser.until(() => seen.includes("a") && seen);
      for (const event of ["pointermove", "pointerdown", "click", "Escape"]) assert.ok(seen.includes(event), event);
      assert.deepEqual(server.reports, []);
      await browser.execute(() => {
        new Image().src = "http://castlist.invalid/refused.png";
      });
      const report = await server.report(() => true);
      assert.match(report["blocked-uri"], /castlist\.invalid/);
    });

    test("a page's exception comes back as an error with its message", async ({ browser }) => {
      await assert.rejects(browser.execute(async () => Promise.reject(new RangeError("too far"))), /RangeError: too far/);
    });

    test("the viewport takes the size asked for", async ({ browser }) => {
      await browser.resize(700, 500);
      assert.deepEqual(await browser.until(() => innerWidth === 700 && [innerWidth, innerHeight]), [700, 500]);
    });
  });
}

test("chromium: closing ends every process, also after a crash", { skip: !asked("chromium") }, async () => {
  const browser = await open("chromium");
  const id = browser.capabilities["goog:processID"];
  assert.ok(id > 0);
  await assert.rejects(browser.cdp("Browser.crash"));
  await browser.close();
  // A zombie that nobody reaps has no memory map and so no command line.
  const alive = existsSync(`/proc/${id}/exe`);
  assert.equal(alive, false);
});

test("the server serves the policy asked for, on the responses asked for", async () => {
  const server = await serve({ answer: page });
  const policyOf = async (path, options) => (await fetch(server.url(path, options))).headers.get("content-security-policy");
  assert.equal(await policyOf("/events.js"), null);
  assert.match(await policyOf("/events.js", { csp: "self" }), /script-src 'self';.*report-uri/);
  assert.equal(await policyOf("/events.js", { csp: "self", on: "html" }), null);
  assert.match(await policyOf("/events.html", { csp: "self", on: "html" }), /script-src 'self'/);
  assert.equal((await fetch(server.origin + "/pages/../../../Cargo.toml")).status, 404);
  assert.equal((await fetch(server.origin + "/pages/%2e%2e%2fserver.mjs")).status, 404);
  await server.close();
});
