// The content security policies Castlist is tested under. Each is what a publisher could really send.

const REPORT = "; report-uri /report";

/** Name → policy; `wasm` says where WebAssembly may run: in the page, only in a worker, or nowhere. */
export const policies = {
  /** No policy at all. */
  none: { policy: "", wasm: "page" },
  /** Own scripts only. WebAssembly is refused to the page, not to a worker whose own response has no policy. */
  self: {
    policy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'",
    wasm: "worker",
  },
  /** Own scripts and WebAssembly. */
  wasm: {
    policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
    wasm: "page",
  },
  /** As `wasm`, with Trusted Types and no policy name allowed: no innerHTML, no worker address from a string. */
  trusted: {
    policy:
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
    wasm: "page",
  },
  /** No script whatever: only an extension can do anything here. */
  closed: { policy: "default-src 'none'; script-src 'none'", wasm: "nowhere" },
  /** The strictest policy we promise to work under. */
  law5: {
    policy:
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
    wasm: "page",
  },
};

/** The header a response carries, or null. `scope` is "all" (every response) or "html". */
export function policyHeader(name, scope, type) {
  if (!policies[name]) throw new Error(`No policy is called ${name}; there are ${Object.keys(policies).join(", ")}.`);
  const { policy } = policies[name];
  if (!policy || (scope === "html" && !type.startsWith("text/html"))) return null;
  return policy + REPORT;
}
