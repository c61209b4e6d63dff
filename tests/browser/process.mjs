// A driver process and everything it starts. Drivers put browsers into process groups of their own, so a
// group kill is not enough: the tree is walked, and the temporary folder goes with it.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const running = new Set();

/** A port nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Process ids below `root`, children first. Empty where there is no /proc. */
function descendants(root) {
  const children = new Map();
  let ids;
  try {
    ids = readdirSync("/proc").filter((n) => /^\d+$/.test(n));
  } catch {
    return [];
  }
  for (const id of ids) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(id)]);
    } catch {
      // It ended while we looked.
    }
  }
  const below = (id) => (children.get(id) ?? []).flatMap((child) => [...below(child), child]);
  return below(root);
}

function end(id) {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // Already gone.
  }
}

/**
 * Starts `command`; `ended` rejects if it can't start or stops by itself. `stop()` is safe to call twice. A command
 * may be a function of the temporary folder. With `pipes` the child gets two more, as descriptors 3 (in) and 4 (out).
 */
export function start(asked, { pipes = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "castlist-browser-"));
  const command = typeof asked === "function" ? asked(folder) : asked;
  const child = spawn(command[0], command.slice(1), {
    stdio: ["ignore", "pipe", "pipe", ...(pipes ? ["pipe", "pipe"] : [])],
    // Browsers write caches, settings and crash files into these, never into the home of whoever runs the tests.
    env: { ...process.env, TMPDIR: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder, XDG_DATA_HOME: folder },
  });
  let said = "";
  const listen = (chunk) => {
    said = (said + chunk).slice(-4000);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const handle = {
    folder,
    pipes: child.stdio.slice(3),
    said: () => said,
    ended: new Promise((_, reject) => {
      child.once("error", (error) => reject(new Error(`${command[0]} could not start: ${error.message}`)));
      child.once("exit", (code) => reject(new Error(`${command[0]} stopped (${code}). It said:\n${said}`)));
    }),
    stop() {
      if (!running.delete(handle)) return;
      for (const id of descendants(child.pid)) end(id);
      end(child.pid);
      child.unref();
      for (const stream of child.stdio) stream?.destroy();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
  handle.ended.catch(() => {});
  running.add(handle);
  return handle;
}

const stopAll = () => [...running].forEach((handle) => handle.stop());
process.once("exit", stopAll);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    stopAll();
    process.exit(1);
  });
}
