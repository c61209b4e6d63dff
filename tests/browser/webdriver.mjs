// A W3C WebDriver client over fetch: https://www.w3.org/TR/webdriver2/. It drives Chromium, Firefox and
// WebKitGTK alike, starts the driver itself, and leaves no process and no file behind.
//
//   const browser = await open("chromium");
//   await browser.goto(url);
//   await browser.until(() => CSS.highlights.get("castlist-person")?.size);
//   await browser.press("Escape");
//   await browser.close();

import { join } from "node:path";
import { writeFileSync, mkdirSync } from "node:fs";
import { engines, missing } from "./browsers.mjs";
import { freePort, start } from "./process.mjs";
import { Gesture, keys } from "./gesture.mjs";

export { engines, missing } from "./browsers.mjs";
export { keys } from "./gesture.mjs";

const START_MS = 60_000;
const SCRIPT_MS = 60_000;
const UNTIL_MS = 20_000;

/** An error the driver reports; `code` is the protocol's, "no such element" for example. */
export class DriverError extends Error {
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

async function call(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const { value } = await response.json();
  if (!response.ok) throw new DriverError(value.error, value.message);
  return value;
}

/** Resolves once the driver answers; a refused connection means it isn't up yet. */
async function ready(base, ended) {
  const deadline = performance.now() + START_MS;
  for (;;) {
    try {
      const status = await Promise.race([call(base, "GET", "/status"), ended]);
      if (status.ready) return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    if (performance.now() > deadline) throw new Error(`The driver at ${base} did not get ready in ${START_MS} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Opens a browser. `name` is chromium, firefox or webkit. Options: `args` (more command-line arguments),
 * `prefs` (Firefox), `proxy` (Chromium: "http://127.0.0.1:PORT", takes loopback requests too), `scale`
 * (Chromium: device pixels a CSS pixel), `width` and `height` of the window, `capabilities` (merged in).
 */
export async function open(name, options = {}) {
  const lack = missing(name);
  if (lack) throw new Error(lack);
  const engine = engines[name];
  const programs = engine.programs();
  const port = await freePort();
  const driver = start(engine.command(programs, port, await freePort()));
  const base = `http://127.0.0.1:${port}`;
  try {
    await ready(base, driver.ended);
    const size = { width: options.width ?? 1280, height: options.height ?? 900 };
    const profile = join(driver.folder, "profile");
    mkdirSync(profile);
    const asked = engine.capabilities(programs, { ...options, ...size }, profile);
    const session = await Promise.race([
      call(base, "POST", "/session", { capabilities: { alwaysMatch: { ...asked, ...options.capabilities } } }),
      driver.ended,
    ]);
    const browser = new Browser(name, `${base}/session/${session.sessionId}`, driver, session.capabilities);
    await browser.send("POST", "/timeouts", { script: SCRIPT_MS, pageLoad: SCRIPT_MS, implicit: 0 });
    return browser;
  } catch (error) {
    driver.stop();
    throw error;
  }
}

export class Browser {
  #base;
  #driver;

  constructor(name, base, driver, capabilities) {
    this.name = name;
    this.capabilities = capabilities;
    this.#base = base;
    this.#driver = driver;
  }

  /** A raw command: `send("POST", "/url", {url})`. Fails at once when the driver dies. */
  send(method, path, body = method === "POST" ? {} : undefined) {
    return Promise.race([call(this.#base, method, path, body), this.#driver.ended]);
  }

  /** Ends the browser and its driver, whatever state they are in. */
  async close() {
    try {
      await this.send("DELETE", "");
    } catch {
      // A crashed browser can't say goodbye; the processes are ended below all the same.
    } finally {
      this.#driver.stop();
    }
  }

  // ---- pages -----------------------------------------------------------------------------------------------

  /** Loads `url` and waits for its load event. */
  goto(url) {
    return this.send("POST", "/url", { url });
  }

  url() {
    return this.send("GET", "/url");
  }

  reload() {
    return this.send("POST", "/refresh");
  }

  back() {
    return this.send("POST", "/back");
  }

  forward() {
    return this.send("POST", "/forward");
  }

  /**
   * Runs a function (or its source) in the page with JSON arguments; a promise it returns is awaited, what it
   * gives comes back as JSON, and what it throws is thrown here. It can't see variables of the test.
   */
  async execute(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve([...arguments].slice(0, -1))
        .then((list) => (${body})(...list))
        .then((value) => done({ value: value === undefined ? null : value }))
        .catch((error) => done({ error: String(error), stack: String(error && error.stack) }));`;
    const result = await this.send("POST", "/execute/async", { script, args });
    if (result?.error) throw new Error(`In the page: ${result.error}\n${result.stack}`);
    return result?.value;
  }

  /**
   * Waits until the function gives something truthy in the page, and returns that. It is asked at every frame,
   * so nothing depends on a fixed delay. After UNTIL_MS it fails, saying what was awaited.
   */
  async until(body, ...args) {
    const waiter = `async (...list) => {
      const ask = ${body};
      const deadline = performance.now() + ${UNTIL_MS};
      for (;;) {
        const value = await ask(...list);
        if (value) return { value };
        if (performance.now() > deadline) return { late: true, value };
        await new Promise((resolve) => {
          // A hidden tab has no frames; the timer is its only clock.
          const timer = setTimeout(resolve, 100);
          requestAnimationFrame(() => { clearTimeout(timer); resolve(); });
        });
      }
    }`;
    const result = await this.execute(waiter, ...args);
    if (result.late) throw new Error(`Still not so after ${UNTIL_MS} ms: ${String(body).replace(/\s+/g, " ")} ${JSON.stringify(args)}`);
    return result.value;
  }

  /** Runs code before any script of every page loaded from now on (Chromium). */
  async preload(body) {
    const { identifier } = await this.cdp("Page.addScriptToEvaluateOnNewDocument", { source: `(${body})();` });
    return () => this.cdp("Page.removeScriptToEvaluateOnNewDocument", { identifier });
  }

  // ---- input -----------------------------------------------------------------------------------------------

  /** A mouse gesture: `browser.mouse().move(x, y, ms).down().up().run()`. Positions are viewport CSS pixels. */
  mouse() {
    return new Gesture(this, "mouse");
  }

  /** A finger: `browser.touch().move(x, y).down().up().run()`. In Chromium call `emulateTouch()` first. */
  touch() {
    return new Gesture(this, "touch");
  }

  /** Presses keys one after another: names of `keys` ("Escape", "Tab", …), single characters, or "Shift+Tab". */
  press(...names) {
    const actions = names.flatMap((name) => {
      const chord = name.length > 1 ? name.split("+") : [name];
      const values = chord.map((part) => keys[part] ?? part);
      return [
        ...values.map((value) => ({ type: "keyDown", value })),
        ...values.reverse().map((value) => ({ type: "keyUp", value })),
      ];
    });
    return this.send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Turns the wheel over a point by `dx`, `dy` CSS pixels. */
  wheel(x, y, dx, dy, duration = 0) {
    const roll = { type: "scroll", x, y, deltaX: dx, deltaY: dy, duration, origin: "viewport" };
    return this.send("POST", "/actions", { actions: [{ type: "wheel", id: "wheel", actions: [roll] }] });
  }

  /** Lets go of every key and button still held. */
  release() {
    return this.send("DELETE", "/actions");
  }

  // ---- window ----------------------------------------------------------------------------------------------

  /** Sets the size of the viewport in CSS pixels. */
  async resize(width, height) {
    if (this.name === "chromium") {
      await this.cdp("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 0, mobile: false });
      return;
    }
    const outer = await this.execute(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
    await this.send("POST", "/window/rect", { width: width + outer[0], height: height + outer[1] });
  }

  /** A PNG of the viewport; written to `file` when given. */
  async screenshot(file) {
    const png = Buffer.from(await this.send("GET", "/screenshot"), "base64");
    if (file) writeFileSync(file, png);
    return png;
  }

  // ---- Chromium only ---------------------------------------------------------------------------------------

  /** A Chrome DevTools Protocol command to the page. */
  cdp(cmd, params = {}) {
    return this.send("POST", "/goog/cdp/execute", { cmd, params });
  }

  /** Makes the page slower by `rate`; 1 is full speed. */
  throttle(rate) {
    return this.cdp("Emulation.setCPUThrottlingRate", { rate });
  }

  /** Media features, `{ "prefers-color-scheme": "dark", "forced-colors": "active" }`; `media` may be "print". */
  emulateMedia(features = {}, media = "") {
    return this.cdp("Emulation.setEmulatedMedia", {
      media,
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    });
  }

  /** A phone: touch points, coarse pointer, no hover. Reload the page afterwards. `false` undoes it. */
  async emulateTouch(on = true, { width = 390, height = 844 } = {}) {
    await this.cdp("Emulation.setTouchEmulationEnabled", { enabled: on, maxTouchPoints: on ? 5 : 1 });
    await this.cdp(...(on
      ? ["Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 2, mobile: true }]
      : ["Emulation.clearDeviceMetricsOverride", {}]));
  }

  /** Console messages, exceptions and security errors since the last call: `{ level, source, message }`. */
  async logs() {
    const entries = await this.send("POST", "/se/log", { type: "browser" });
    return entries.map(({ level, source, message }) => ({ level, source, message }));
  }

  /** Addresses the page and its frames and workers' scripts asked for since the last call. */
  async requests() {
    const entries = await this.send("POST", "/se/log", { type: "performance" });
    return entries
      .map(({ message }) => JSON.parse(message).message)
      .filter(({ method, params }) => method === "Network.requestWillBeSent" && /^(https?|wss?):/.test(params.request.url))
      .map(({ params }) => params.request.url);
  }
}
