// Content security policies: marks wherever the policy lets WebAssembly run in any way, and silence in every case,
// in the console and in the reports that a site's operator reads.

import assert from "node:assert/strict";
import { policies } from "./server.mjs";
import { suite } from "./session.mjs";
import { Reading } from "./reading.mjs";

const STORY = "/pages/story.html";

/** Reports of a policy come after the fact. One that we provoke comes after all others. */
async function lastReport(browser, server) {
  await browser.execute(() => {
    new Image().src = "http://castlist.invalid/provoked.png";
  });
  await server.report((report) => report["blocked-uri"].includes("castlist.invalid"));
  return server.reports.filter((report) => !report["blocked-uri"].includes("castlist.invalid"));
}

suite("chromium", {}, (test) => {
  for (const [name, { policy, wasm }] of Object.entries(policies)) {
    // No script runs under `closed`, ours neither: extension.test.mjs is about it.
    if (name === "closed") continue;
    for (const on of policy ? ["all", "html"] : ["all"]) {
      const runs = wasm === "page" || (wasm === "worker" && on === "html");
      test(`policy ${name} on ${on} responses: ${runs ? "marks" : "no marks"}, no report, no console error`, async ({ browser, server }) => {
        await browser.goto(server.url(STORY, { csp: name, on }));
        const outcome = await browser.until(() => window.outcome);
        const reports = policy ? await lastReport(browser, server) : [];
        assert.deepEqual(reports.map((report) => [report["effective-directive"], report["blocked-uri"], report["source-file"]]), []);
        const errors = (await browser.logs()).filter(({ message }) => !message.includes("castlist.invalid"));
        assert.deepEqual(errors, []);
        if (runs) {
          assert.equal(outcome.type, "castlist:ready", outcome.message);
          assert.ok((await new Reading(browser).marked()).length >= 4);
        } else {
          assert.equal(outcome.type, "castlist:error");
          assert.equal(outcome.code, "blocked");
          assert.match(outcome.message, /wasm-unsafe-eval/);
          assert.equal(await browser.execute(() => CSS.highlights.size), 0);
        }
      });
    }
  }

  test("a card and the panel open under the strictest policy without a report", async ({ browser, server }) => {
    const reading = new Reading(browser);
    await reading.open(server.url(STORY, { csp: "law5" }));
    await reading.hover(await reading.mark());
    await browser.press("Escape");
    await reading.click("button.launcher");
    await reading.panelOpen();
    assert.deepEqual(await lastReport(browser, server), []);
  });
});
