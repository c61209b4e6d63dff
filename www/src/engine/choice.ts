/** Which transport a page's policy allows without a report. */
import type { EngineChoice } from "../types.js";
import { allowsFetch, allowsWasm, allowsWorker, type Policy, parse, trustedTypes } from "./policy.js";

/** What can be seen of the page before anything is tried. */
export interface Surroundings {
  /** Where the page is. */
  readonly page: URL;
  readonly worker: URL;
  /** What the engine fetches: its WebAssembly and packs, where they are addresses. */
  readonly files: readonly URL[];
  /** The page's own policies: of its meta elements, and its header's where that is known. */
  readonly meta: readonly string[];
  /** Policy headers of the worker file, and of the whole site as far as one can know: a page can't read its own. */
  readonly header: string | null;
  readonly reportOnly: string | null;
  /** Does this browser have workers at all? */
  readonly workers: boolean;
}

export type Choice =
  | { readonly transport: "worker"; readonly trusted: boolean }
  | { readonly transport: "page" }
  | { readonly transport: "none"; readonly message: string };

/** A worker where one may start and run, else the page, else nothing and what would help. */
export function choose({ page, worker, files, meta, header, reportOnly, workers }: Surroundings, wanted: EngineChoice): Choice {
  const own = meta.flatMap(parse);
  const enforced = parse(header ?? "");
  const compiles = (policies: readonly Policy[]): boolean => policies.every(allowsWasm);
  const fetches = (policies: readonly Policy[], self: URL): boolean =>
    policies.every((policy) => files.every((file) => allowsFetch(policy, file, self)));

  // A policy that only reports stops nothing, so it decides only where another way is free of it.
  for (const site of [[...enforced, ...parse(reportOnly ?? "")], enforced]) {
    const all = [...own, ...site];
    const types = trustedTypes(all);
    // A worker obeys the page's policies when it starts and those of its own file when it works.
    const starts = workers && worker.origin === page.origin && types !== "refused" && all.every((policy) => allowsWorker(policy, worker, page));
    if (wanted !== "page" && starts && compiles(site) && fetches(site, worker)) return { transport: "worker", trusted: types === "policy" };
    if (wanted !== "worker" && compiles(all) && fetches(all, page)) return { transport: "page" };
  }
  const strict = [...own, ...enforced];
  const need =
    !compiles(strict) ? `'wasm-unsafe-eval' in script-src, for the page or for ${worker.pathname}`
    : !fetches(strict, page) ? "where Castlist's files are in connect-src"
    : "'self' in worker-src, and \"castlist\" in trusted-types";
  return { transport: "none", message: `The Content-Security-Policy stops Castlist. It needs ${need}.` };
}
