/**
 * Content Security Policy, read as a browser reads it, so that the engine
 * chooses a way in which the page's policy reports nothing.
 */

/** One policy: directive names, lower case, to their values. */
export type Policy = ReadonlyMap<string, readonly string[]>;

/** The name of our Trusted Types policy. A site that enforces them may allow it: `trusted-types castlist`. */
export const TRUSTED_TYPES = "castlist";

/** Reads a header's value or the content of a meta element. A comma begins another policy. */
export function parse(text: string): Policy[] {
  const policies: Policy[] = [];
  for (const serialized of text.split(",")) {
    const policy = new Map<string, readonly string[]>();
    for (const directive of serialized.split(";")) {
      const [name, ...values] = directive.trim().split(/[\t\n\f\r ]+/);
      // The first of two directives of one name counts.
      if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), values);
    }
    if (policy.size > 0) policies.push(policy);
  }
  return policies;
}

/** The value of the first of these directives that the policy has: the order of fallback. */
function first(policy: Policy, ...names: string[]): readonly string[] | undefined {
  for (const name of names) {
    const values = policy.get(name);
    if (values) return values;
  }
  return undefined;
}

const has = (values: readonly string[], keyword: string) => values.some((value) => value.toLowerCase() === keyword);

/** May WebAssembly be compiled under this policy? */
export function allowsWasm(policy: Policy): boolean {
  const values = first(policy, "script-src", "default-src");
  return !values || has(values, "'wasm-unsafe-eval'") || has(values, "'unsafe-eval'");
}

/** May a page of this policy, at `self`, start a worker from `url`? */
export function allowsWorker(policy: Policy, url: URL, self: URL): boolean {
  const values = first(policy, "worker-src", "child-src", "script-src", "default-src");
  // Under 'strict-dynamic' what a trusted script starts is trusted, and hosts are not looked at.
  return !values || has(values, "'strict-dynamic'") || matches(values, url, self);
}

/** May `url` be fetched under this policy? */
export function allowsFetch(policy: Policy, url: URL, self: URL): boolean {
  const values = first(policy, "connect-src", "default-src");
  return !values || matches(values, url, self);
}

/** What these policies together want of a URL handed to `new Worker`. */
export function trustedTypes(policies: readonly Policy[]): "string" | "policy" | "refused" {
  const enforced = policies.some((policy) => has(policy.get("require-trusted-types-for") ?? [], "'script'"));
  if (!enforced) return "string";
  const allowed = policies.every((policy) => {
    const names = policy.get("trusted-types");
    return !names || names.includes(TRUSTED_TYPES) || names.includes("*");
  });
  return allowed ? "policy" : "refused";
}

function matches(values: readonly string[], url: URL, self: URL): boolean {
  return values.some((value) => matchesSource(value, url, self));
}

/** Scheme, host, port, path of a source expression such as `https://*.example.org:8443/js/`. */
const SOURCE = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i;

function matchesSource(source: string, url: URL, self: URL): boolean {
  if (source.toLowerCase() === "'self'") {
    return url.origin === self.origin || (url.hostname === self.hostname && matchesScheme(self.protocol, url) && matchesPort(undefined, url));
  }
  if (source === "*") return /^(?:https?|wss?):$/.test(url.protocol) || url.protocol === self.protocol;
  const scheme = /^([a-z][a-z0-9+.-]*:)$/i.exec(source)?.[1];
  if (scheme) return matchesScheme(scheme.toLowerCase(), url);
  const [whole, wanted, host = "", port, path] = SOURCE.exec(source) ?? [];
  if (whole === undefined) return false; // A nonce, a hash or a keyword: none speaks of addresses.
  return (
    matchesScheme(wanted ? `${wanted.toLowerCase()}:` : self.protocol, url) &&
    matchesHost(host.toLowerCase(), url.hostname) &&
    matchesPort(port, url) &&
    (!path || path === "/" || (path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path))
  );
}

/** A secure scheme stands in for its plain one. */
function matchesScheme(wanted: string, url: URL): boolean {
  return url.protocol === wanted || (wanted === "http:" && url.protocol === "https:");
}

function matchesHost(pattern: string, host: string): boolean {
  if (pattern === "*") return true;
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/** `URL.port` is empty for the scheme's own port. */
function matchesPort(wanted: string | undefined, url: URL): boolean {
  if (wanted === undefined) return url.port === "";
  if (wanted === "*") return true;
  const standard = url.protocol === "https:" ? "443" : "80";
  const port = url.port || standard;
  return port === wanted || (wanted === "80" && port === "443" && url.protocol === "https:");
}
