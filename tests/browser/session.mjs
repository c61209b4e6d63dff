// One browser and one server for the tests of a file, opened before the first and closed after the last.

import { after, before, test } from "node:test";
import { open } from "./webdriver.mjs";
import { serve } from "./server.mjs";

/** Is this engine asked for? `run.mjs --browser NAME` asks for one alone. */
export const asked = (name) => !process.env.CASTLIST_BROWSER || process.env.CASTLIST_BROWSER === name;

/**
 * Declares the tests of one engine: `suite("chromium", {}, ({ test, at }) => { test("…", async ({ browser, server }) => …) })`.
 * `options` are those of `open` in webdriver.mjs, and `server` those of `serve`; `through: true` makes the server
 * the browser's proxy, so that it sees every request. Each test gets the shared browser and server, with their
 * logs emptied and no key or button held.
 */
export function suite(name, { server: serverOptions = {}, through = false, ...options }, declare) {
  const shared = {};
  const skip = asked(name) ? false : `${name} was not asked for`;
  if (!skip) {
    before(async () => {
      shared.server = await serve(serverOptions);
      try {
        shared.browser = await open(name, { ...options, ...(through ? { proxy: shared.server.origin } : {}) });
      } catch (error) {
        await shared.server.close();
        throw error;
      }
    });
    after(async () => {
      await shared.browser?.close();
      await shared.server?.close();
    });
  }
  declare((title, body) =>
    test(`${name}: ${title}`, { skip }, async (context) => {
      if (name === "chromium") await Promise.all([shared.browser.logs(), shared.browser.requests()]);
      for (const list of [shared.server.requests, shared.server.foreign, shared.server.reports]) list.length = 0;
      await body({ ...shared, context });
    }),
  );
}
