// Chromium over its debugging pipe. Only there does it take the commands that install an extension and press its
// toolbar button as a person would, with the permission that such a press gives.

import { join } from "node:path";
import { CHROMIUM_QUIET, engines, missing } from "./browsers.mjs";
import { start } from "./process.mjs";

const WAIT_MS = 20_000;

/** Starts Chromium. `send(method, params, session)` is a command of the Chrome DevTools Protocol. */
export function openPipe() {
  const lack = missing("chromium");
  if (lack) throw new Error(lack);
  const { chromium } = engines.chromium.programs();
  const own = ["--remote-debugging-pipe", "--enable-unsafe-extension-debugging", "--window-size=1280,900", "about:blank"];
  return new Pipe(start((folder) => [chromium, ...CHROMIUM_QUIET, `--user-data-dir=${join(folder, "profile")}`, ...own], { pipes: true }));
}

class Pipe {
  #process;
  #waiting = new Map();
  #last = 0;

  constructor(process) {
    this.#process = process;
    let rest = "";
    process.pipes[1].setEncoding("utf8").on("data", (chunk) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop();
      for (const text of messages) this.#receive(JSON.parse(text));
    });
  }

  #receive({ id, result, error }) {
    const call = this.#waiting.get(id);
    if (!call) return;
    this.#waiting.delete(id);
    if (error) call.reject(new Error(`${call.method}: ${error.message}`));
    else call.resolve(result);
  }

  send(method, params = {}, sessionId) {
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }));
    this.#process.pipes[0].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return Promise.race([answer, this.#process.ended]);
  }

  /** Asks again and again until it gives something truthy. */
  async until(ask, what) {
    for (const deadline = performance.now() + WAIT_MS; ; ) {
      const value = await ask();
      if (value) return value;
      if (performance.now() > deadline) throw new Error(`Still not so after ${WAIT_MS} ms: ${what}`);
      // Asking without a pause would leave the page no idle time, and in idle time we start.
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** The first target `wanted` accepts, as soon as there is one. */
  target(wanted, what) {
    return this.until(async () => (await this.send("Target.getTargets", { filter: [{}] })).targetInfos.find(wanted), what);
  }

  async attach({ targetId }) {
    return (await this.send("Target.attachToTarget", { targetId, flatten: true })).sessionId;
  }

  /** Runs an expression in a page or worker; a promise is awaited. */
  async evaluate(session, expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, session);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  close() {
    this.#process.stop();
  }
}
