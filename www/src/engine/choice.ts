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
  /** Policies in the page's meta elements. */
  readonly meta: readonly string[];
  /** Policy headers of the worker file, and of the whole site as far as one can know: a page can't read its own. */
  readonly header: string | null;
  readonly reportOnly: string | null;
  /** The page's own policy header, where it is known: some sites send one with HTML alone. */
  readonly pageHeader?: string | null;
  /** Does this browser have workers at all? */
  readonly workers: boolean;
}

export type Choice =
  | { readonly transport: "worker"; readonly trusted: boolean }
  | { readonly transport: "page" }
  | { readonly transport: "none"; readonly message: string };

/** A worker where one may start and run, else the page, else nothing and what would help. */
export function choose(around: Surroundings, wanted: EngineChoice): Choice {
  const enforced = parse(around.header ?? "");
  const reported = parse(around.reportOnly ?? "");
  const meta = [...around.meta.flatMap(parse), ...parse(around.pageHeader ?? "")];
  // A policy that only reports stops nothing, so it decides only where another way is free of it.
  for (const site of [[...enforced, ...reported], enforced]) {
    const page = [...meta, ...site];
    if (wanted !== "page" && workerRuns(around, page, site)) {
      return { transport: "worker", trusted: trustedTypes(page) === "policy" };
    }
    if (wanted !== "worker" && compiles(page) && fetches(around, page, around.page)) return { transport: "page" };
  }
  return { transport: "none", message: advice(around, [...meta, ...enforced]) };
}

const compiles = (policies: readonly Policy[]) => policies.every(allowsWasm);

const fetches = ({ files }: Surroundings, policies: readonly Policy[], self: URL) =>
  files.every((file) => policies.every((policy) => allowsFetch(policy, file, self)));

/** A worker obeys the page's policies when it starts and those of its own file when it works. */
function workerRuns(around: Surroundings, page: readonly Policy[], own: readonly Policy[]): boolean {
  const { worker } = around;
  return (
    around.workers &&
    worker.origin === around.page.origin &&
    page.every((policy) => allowsWorker(policy, worker, around.page)) &&
    trustedTypes(page) !== "refused" &&
    compiles(own) &&
    fetches(around, own, worker)
  );
}

function advice(around: Surroundings, policies: readonly Policy[]): string {
  if (!compiles(policies)) {
    return (
      "This page's Content-Security-Policy does not allow WebAssembly. " +
      `Add 'wasm-unsafe-eval' to script-src, or serve ${around.worker.pathname} with ` +
      "\"Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'\"."
    );
  }
  if (!fetches(around, policies, around.page)) {
    return "This page's Content-Security-Policy does not allow Castlist's files to be fetched. Add 'self' (or where they are) to connect-src.";
  }
  return "This page's Content-Security-Policy allows no worker. Add 'self' to worker-src, or \"trusted-types castlist\" where Trusted Types are enforced, or set engine=\"page\".";
}
