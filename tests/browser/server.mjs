// A loopback web server for the browser tests: the built files, the demo, the test pages and saved news pages,
// under any of the policies of policies.mjs, with a log of what was asked for and of every policy report.
//
//   const server = await serve();
//   server.url("/demo/index.html")                              no policy
//   server.url("/demo/index.html", { csp: "law5" })             law5 on every response
//   server.url("/demo/index.html", { csp: "self", on: "html" }) on HTML responses only
//
// The policy travels in the path (/csp/law5/all/demo/index.html), so relative addresses stay under it.
// Files whose pages use addresses from the root are served by `serve({ csp, on })`, which sets it for every path.

import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { policies, policyHeader } from "./policies.mjs";
import { savedPage } from "./saved.mjs";
import { bundle } from "./bundle.mjs";

export { policies } from "./policies.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
/** The folder of optional development data. */
export const data = process.env.CASTLIST_DATA ?? join(root, "../shared/data");

const MOUNTS = {
  "/dist/": join(root, "www/dist/"),
  "/demo/": join(root, "www/demo/"),
  "/pages/": join(here, "pages/"),
};

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".castpack": "application/octet-stream",
};

/** What Chromium asks by itself, whatever page is open, in spite of all its switches. No page asks these for anything. */
const CHROMIUM_OWN = new Set([
  ...["accounts.google.com", "clients2.google.com", "update.googleapis.com", "content-autofill.googleapis.com"],
  ...["optimizationguide-pa.googleapis.com", "redirector.gvt1.com", "edgedl.me.gvt1.com", "safebrowsingohttpgateway.googleapis.com"],
]);

const PREFIX = /^\/csp\/([a-z0-9]+)\/(all|html)(\/.*)$/;

/** The names of the saved news pages, sorted; empty where the development data is absent. */
export async function savedPages() {
  const folder = join(data, "pages");
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
}

/**
 * Starts a server on a free port of 127.0.0.1. Options: `csp` and `on` (a policy for every path), `mounts`
 * (more `{"/prefix/": folder}`), `answer` (`(path, url) => {status?, type, body, headers?} | null`, asked first;
 * may be async). The value has `origin`, `requests` (paths in order, policy prefix taken off), `foreign` (what
 * a browser that uses this server as its proxy asked of other hosts), `reports`, `url()`, `close()`.
 */
export async function serve({ csp = "none", on = "all", mounts = {}, answer = () => null } = {}) {
  const requests = [];
  const foreign = [];
  const reports = [];
  const waiting = new Set();
  const folders = { ...MOUNTS, ...mounts };

  async function find(path, url) {
    const own = await answer(path, url);
    if (own) return own;
    if (path.startsWith("/saved/")) return savedPage(join(data, "pages"), path.slice(7), url.searchParams);
    if (path.startsWith("/src/")) return bundle(join(root, "www"), path.slice(5));
    const mount = Object.keys(folders).filter((prefix) => path.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
    if (!mount) return null;
    const folder = normalize(folders[mount]);
    const file = normalize(join(folder, path.slice(mount.length), path.endsWith("/") ? "index.html" : ""));
    if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null;
    try {
      return { type: TYPES[extname(file)] ?? "application/octet-stream", body: await readFile(file) };
    } catch {
      return null;
    }
  }

  async function report(request) {
    let body = "";
    for await (const chunk of request) body += chunk;
    const found = JSON.parse(body)["csp-report"];
    // Firefox and WebKit ask for an icon by themselves, and report themselves when img-src forbids it.
    if (found["blocked-uri"].endsWith("/favicon.ico")) return;
    reports.push(found);
    for (const check of [...waiting]) check();
  }

  async function handle(request, response) {
    const url = new URL(request.url, origin);
    if (url.origin !== origin) {
      // A proxied request that is not for us: noted, and refused without asking anybody.
      if (!CHROMIUM_OWN.has(url.hostname)) foreign.push(request.url);
      response.writeHead(502).end();
      return;
    }
    if (url.pathname === "/report") {
      await report(request);
      response.writeHead(204).end();
      return;
    }
    if (url.pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const [, profile = csp, scope = on, path = url.pathname] = PREFIX.exec(url.pathname) ?? [];
    const plain = decodeURIComponent(path);
    requests.push({ path: plain, referrer: request.headers.referer ?? null, cookie: request.headers.cookie ?? null });
    const found = policies[profile] ? await find(plain, url) : null;
    const { status = 200, type, body, headers = {} } = found ?? { status: 404, type: "text/plain", body: "Not found" };
    const policy = found && policyHeader(profile, scope, type);
    response.writeHead(status, {
      "content-type": type,
      // Not "no-store", which keeps a page out of the back/forward cache; every file is still asked for anew.
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      ...(policy ? { "content-security-policy": policy } : {}),
      ...headers,
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error?.stack ?? error));
    });
  });
  // https goes through a proxy as CONNECT.
  server.on("connect", (request, socket) => {
    if (!CHROMIUM_OWN.has(request.url.replace(/:\d+$/, ""))) foreign.push(`https://${request.url}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    origin,
    requests,
    foreign,
    reports,
    url(path, { csp: profile, on: scope = "all" } = {}) {
      return origin + (profile ? `/csp/${profile}/${scope}` : "") + path;
    },
    /** The first report `wanted` accepts, now or when it comes. */
    report(wanted) {
      return new Promise((resolve) => {
        const check = () => {
          const found = reports.find(wanted);
          if (!found) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      });
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
