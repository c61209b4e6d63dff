/** The engine for a page: a worker where one may run, else the page itself. */
import { CastlistError, type Engine, type EngineOptions, type ModelSource, type PackSource, type WasmSource } from "../types.js";
import { choose, type Surroundings } from "./choice.js";
import { connect } from "./client.js";
import { modelFile, packFiles, wasmFile, workerFile } from "./files.js";
import { isAddress } from "./packs.js";
import { allowsFetch, parse, TRUSTED_TYPES } from "./policy.js";
import type { Learn, Start } from "./protocol.js";

/**
 * Starts the engine in the way that the page's Content-Security-Policy allows,
 * without a violation on the way to finding out. Rejects with a
 * `CastlistError`: `blocked` where nothing is allowed, `network`, `pack`,
 * `engine` for what went wrong. It knows what packs list until `learn` is
 * called, which fetches the model.
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { engine = "auto" } = options;
  const wasm = sendable(wasmFile(options));
  const packs = packFiles(options).map(sendable);
  const model = sendable(modelFile(options)) as Learn["model"] | false;
  const files = [wasm, ...packs, model].flatMap((file) => (typeof file === "string" ? [new URL(file)] : []));
  const worker = new URL(options.worker ?? workerFile(), document.baseURI);
  const around = await look(worker, files, { auto: worker, page: files[0], worker: undefined }[engine]);
  const choice = choose(around, engine);
  const start = { type: "start", wasm, packs } as Start;
  if (choice.transport === "none") throw new CastlistError("blocked", choice.message);
  if (choice.transport === "worker") {
    try {
      return await connect(() => spawn(worker, choice.trusted), start, "worker", model);
    } catch (error) {
      // Something may stand in the way that no policy told of. The page may still do.
      const blocked = (error as CastlistError).code === "blocked" && engine === "auto";
      if (!blocked || choose(around, "page").transport !== "page") throw error;
    }
  }
  // A part of its own: not loaded where a worker has the engine.
  const { inThread } = await import("./local.js");
  return connect(inThread, start, "page", model);
}

/** Addresses as seen from the page, for a worker would take them as seen from its own file. */
const sendable = (source: PackSource | WasmSource | ModelSource | false): unknown => (isAddress(source) ? new URL(source, document.baseURI).href : source);

/** What can be known of the page's policies. `probe` is a file of ours whose headers stand for the site's. */
async function look(worker: URL, files: readonly URL[], probe: URL | undefined): Promise<Surroundings> {
  const page = new URL(location.href);
  const meta = [...document.querySelectorAll<HTMLMetaElement>(`meta[http-equiv="${CSP}" i]`)].map(({ content }) => content);
  const seen = { page, worker, files, meta, header: null, reportOnly: null, workers: typeof Worker === "function" };
  // The headers of another origin are not shown, and asking for them may fail aloud.
  if (probe?.origin !== page.origin || !meta.flatMap(parse).every((policy) => allowsFetch(policy, probe!, page))) return seen;
  try {
    const response = await fetch(probe!);
    await response.arrayBuffer(); // To its end, or it isn't kept for the use that follows.
    const { ok, headers } = response;
    const header = headers.get(CSP);
    // Some sites send a policy with HTML alone.
    const own = header === null && probe === worker ? await headerOf(page) : "";
    // What can't be seen may forbid a worker, and would report the attempt.
    const found = probe !== worker || (own !== null && ok && !headers.get("content-type")?.startsWith("text/html"));
    return { ...seen, header, meta: own ? [...meta, own] : meta, reportOnly: headers.get(`${CSP}-report-only`), workers: seen.workers && found };
  } catch {
    return { ...seen, workers: false };
  }
}

const CSP = "content-security-policy";

/**
 * The policy that came with the page, `""` for none: a site may enforce Trusted Types on HTML alone, and nothing else
 * tells so without a violation on the way. Only the cache is asked, for the page is no file of ours to fetch; `null`
 * where it has nothing to say.
 */
async function headerOf(page: URL): Promise<string | null> {
  if (!("trustedTypes" in globalThis)) return "";
  try {
    const { headers, body } = await fetch(page, { cache: "only-if-cached", mode: "same-origin" });
    void body?.cancel();
    return headers.get(CSP) ?? "";
  } catch {
    return null;
  }
}

interface ScriptUrls {
  createScriptURL(url: string): string;
}

let trusted: ScriptUrls | undefined;

/** `worker` is of the page's own origin, which is what our Trusted Types policy vouches for. */
function spawn(worker: URL, wrapped: boolean): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptUrls): ScriptUrls } };
  // A policy's name may be used once.
  if (wrapped) trusted ??= trustedTypes?.createPolicy(TRUSTED_TYPES, { createScriptURL: (url) => url });
  return new Worker(trusted?.createScriptURL(worker.href) ?? worker, { type: "module", name: "castlist" });
}
