// The three engines: which programs each needs, how its driver is started, and what a new session asks of it.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { homedir } from "node:os";

/** The first of `names` (a bare name is looked for on the PATH) that exists, or null. */
function find(...names) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), join(homedir(), ".cargo/bin")];
  for (const name of names) {
    if (!name) continue;
    if (name.includes("/")) {
      if (existsSync(name)) return name;
    } else {
      const folder = folders.find((f) => f && existsSync(join(f, name)));
      if (folder) return join(folder, name);
    }
  }
  return null;
}

/** What a page could fetch for the browser's own purposes, switched off: a test counts every request. */
export const CHROMIUM_QUIET = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-client-side-phishing-detection",
  "--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter,Translate",
  "--allow-browser-signin=false",
  "--metrics-recording-only",
  "--password-store=basic",
];

const FIREFOX_QUIET = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.search.update": false,
  "browser.region.network.url": "",
  "browser.newtabpage.activity-stream.feeds.system.topstories": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.getAddons.cache.enabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.dns.disablePrefetch": true,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
};

/**
 * One entry an engine. `programs` maps what must be installed to where it was found (null: missing);
 * `command` is the driver's command line; `capabilities` what the session asks for, where `options` are
 * those of `open` in webdriver.mjs and `profile` an empty folder that is deleted afterwards.
 */
export const engines = {
  chromium: {
    packages: "chromium chromium-driver",
    programs: () => ({
      chromium: find(process.env.CHROMIUM, "chromium", "google-chrome", "chrome"),
      chromedriver: find(process.env.CHROMEDRIVER, "chromedriver"),
    }),
    command: ({ chromedriver }, port) => [chromedriver, `--port=${port}`, "--allowed-ips=127.0.0.1"],
    capabilities: ({ chromium }, { args = [], proxy, scale = 1, width, height }, profile) => ({
      browserName: "chrome",
      "goog:chromeOptions": {
        binary: chromium,
        args: [
          ...CHROMIUM_QUIET,
          `--user-data-dir=${profile}`,
          `--window-size=${width},${height}`,
          `--force-device-scale-factor=${scale}`,
          // `<-loopback>` sends even loopback addresses through the proxy, so it sees everything.
          ...(proxy ? [`--proxy-server=${proxy}`, "--proxy-bypass-list=<-loopback>"] : []),
          ...args,
        ],
        // Else the new-tab page loads first, with 70 requests of its own.
        prefs: { session: { restore_on_startup: 4, startup_urls: ["about:blank"] } },
        excludeSwitches: ["disable-extensions"],
      },
      "goog:loggingPrefs": { browser: "ALL", performance: "ALL" },
    }),
  },
  firefox: {
    packages: "firefox-esr",
    programs: () => ({
      firefox: find(process.env.FIREFOX, "firefox-esr", "firefox"),
      geckodriver: find(process.env.GECKODRIVER, "geckodriver"),
    }),
    command: ({ geckodriver }, port, spare) => [
      ...[geckodriver, "--port", `${port}`, "--websocket-port", `${spare}`, "--allow-system-access"],
    ],
    capabilities: ({ firefox }, { args = [], prefs = {}, width, height }, profile) => ({
      browserName: "firefox",
      "moz:firefoxOptions": {
        binary: firefox,
        args: ["-headless", "-profile", profile, `--width=${width}`, `--height=${height}`, ...args],
        prefs: { ...FIREFOX_QUIET, ...prefs },
      },
    }),
  },
  webkit: {
    packages: "webkit2gtk-driver xvfb xauth",
    programs: () => ({
      WebKitWebDriver: find(process.env.WEBKITWEBDRIVER, "WebKitWebDriver"),
      MiniBrowser: find(
        process.env.MINIBROWSER,
        "MiniBrowser",
        ...["x86_64", "aarch64"].flatMap((cpu) =>
          ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"].map((v) => `/usr/lib/${cpu}-linux-gnu/${v}/MiniBrowser`),
        ),
      ),
      "xvfb-run": find("xvfb-run"),
      xauth: find("xauth"),
    }),
    command: (found, port) => [
      ...[found["xvfb-run"], "-a", "-s", "-screen 0 1400x1000x24", found.WebKitWebDriver, `--port=${port}`],
    ],
    capabilities: ({ MiniBrowser }) => ({
      "webkitgtk:browserOptions": { binary: MiniBrowser, args: ["--automation"] },
    }),
  },
};

/** One sentence that says what engine `name` lacks on this machine, or null when it is complete. */
export function missing(name) {
  const programs = engines[name].programs();
  const lacking = Object.keys(programs).filter((p) => !programs[p]);
  if (lacking.length === 0) return null;
  const driver = lacking.includes("geckodriver") ? " (geckodriver: `cargo install geckodriver --locked`)" : "";
  return `${name} can't run: ${lacking.join(" and ")} not found; Debian has it in: ${engines[name].packages}${driver}.`;
}
