/** The engine for a page: a worker where one may run, else the page itself. */
import { CastlistError, type Engine, type EngineOptions, type PackSource, type WasmSource } from "../types.js";
import { type Choice, choose, type Surroundings } from "./choice.js";
import { Client } from "./client.js";
import { packFiles, wasmFile, workerFile } from "./files.js";
import { allowsFetch, parse, TRUSTED_TYPES } from "./policy.js";
import type { Start } from "./protocol.js";

/**
 * Starts the engine in the way that the page's Content-Security-Policy allows,
 * without a violation on the way to finding out. Rejects with a
 * `CastlistError`: `blocked` where nothing is allowed, `network`, `pack`,
 * `engine` for what went wrong.
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const wanted = options.engine ?? "auto";
  const wasm = absolute(wasmFile(options));
  const packs = packFiles(options).map(absolute);
  const worker = new URL(options.worker ?? workerFile(), document.baseURI);
  const around = await look(worker, wasm, packs, wanted === "page" ? wasm : wanted === "auto" ? worker : undefined);
  const choice = choose(around, wanted);
  if (choice.transport === "none") throw new CastlistError("blocked", choice.message);
  if (choice.transport === "worker") {
    try {
      return await Client.open(() => spawn(worker, choice), message(wasm, packs));
    } catch (error) {
      // Something stood in the way that no policy told of. The page may still do.
      const blocked = error instanceof CastlistError && error.code === "blocked";
      if (!blocked || wanted !== "auto" || choose(around, "page").transport !== "page") throw error;
    }
  }
  // On the main thread alone: the bindings are not loaded where a worker has its own.
  const { Page } = await import("./page.js");
  return Page.open(wasm, packs);
}

/** Addresses as seen from the page, for a worker would take them as seen from its own file. */
function absolute<T extends PackSource | WasmSource>(source: T): T | URL {
  return typeof source === "string" ? new URL(source, document.baseURI) : source;
}

function message(wasm: WasmSource, packs: readonly PackSource[]): Start {
  const sendable = <T>(source: T) => (source instanceof URL ? source.href : source);
  return { type: "start", wasm: sendable(wasm) as Start["wasm"], packs: packs.map(sendable) as Start["packs"] };
}

/** What can be known of the page's policies. `probe` is a file of ours whose headers stand for the site's. */
async function look(worker: URL, wasm: WasmSource, packs: readonly PackSource[], probe: unknown): Promise<Surroundings> {
  const page = new URL(location.href);
  const meta = [...document.querySelectorAll<HTMLMetaElement>("meta[http-equiv='content-security-policy' i]")].map((element) => element.content);
  const files = [wasm, ...packs].filter((source) => source instanceof URL);
  const seen = { page, worker, files, meta, header: null, reportOnly: null, workers: typeof Worker === "function" };
  // The headers of another origin are not shown, and asking for them may fail aloud.
  if (!(probe instanceof URL) || probe.origin !== page.origin) return seen;
  if (!meta.flatMap(parse).every((policy) => allowsFetch(policy, probe, page))) return seen;
  try {
    const response = await fetch(probe);
    await response.arrayBuffer(); // To its end, or it isn't kept for the use that follows.
    const found = response.ok && !response.headers.get("content-type")?.startsWith("text/html");
    const header = response.headers.get("content-security-policy");
    return {
      ...seen,
      header,
      pageHeader: header === null && probe === worker ? await headerOf(page) : null,
      reportOnly: response.headers.get("content-security-policy-report-only"),
      workers: seen.workers && (found || probe !== worker),
    };
  } catch {
    return { ...seen, workers: false };
  }
}

/**
 * The policy that came with the page: a site may enforce Trusted Types on HTML alone, and nothing else tells so
 * without a violation on the way. The cache answers, but for a page that forbids it; no cache answers HEAD everywhere.
 */
async function headerOf(page: URL): Promise<string | null> {
  if (!("trustedTypes" in globalThis)) return null;
  try {
    const { headers, body } = await fetch(page, { cache: "force-cache" });
    void body?.cancel();
    return headers.get("content-security-policy");
  } catch {
    return null;
  }
}

interface ScriptUrls {
  createScriptURL(url: string): string;
}

let trusted: ScriptUrls | undefined;

function spawn(worker: URL, { trusted: wrapped }: Extract<Choice, { transport: "worker" }>): Worker {
  if (!wrapped) return new Worker(worker, { type: "module", name: "castlist" });
  // A policy's name may be used once. It vouches for addresses of the page's own origin alone.
  trusted ??= (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: ScriptUrls): ScriptUrls } }).trustedTypes.createPolicy(
    TRUSTED_TYPES,
    {
      createScriptURL(url) {
        if (new URL(url).origin !== location.origin) throw new TypeError("Castlist's worker is of the page's own origin.");
        return url;
      },
    },
  );
  return new Worker(trusted.createScriptURL(worker.href), { type: "module", name: "castlist" });
}
