/**
 * Content Security Policy, as much of it as tells whether the engine may start: so that it chooses a way in which
 * the page's policy reports nothing.
 */

/** One policy: directive names to their values, all in lower case. */
export type Policy = ReadonlyMap<string, readonly string[]>;

/** The name of our Trusted Types policy. A site that enforces them may allow it: `trusted-types castlist`. */
export const TRUSTED_TYPES = "castlist";

/** Reads a header's value or the content of a meta element. A comma begins another policy. */
export function parse(text: string): Policy[] {
  return text
    .toLowerCase()
    .split(",")
    .map((policy) => {
      const directives = policy.split(";").map((directive) => directive.trim().split(/\s+/));
      // Of two directives of one name the first counts, and in a map the last.
      return new Map(directives.reverse().map(([name, ...values]) => [name!, values]));
    });
}

/** Whether the first of these directives that a policy has (the order of fallback) passes; one without them allows all. */
function allows(policy: Policy, names: string, passes: (values: readonly string[]) => boolean): boolean {
  const name = names.split(" ").find((one) => policy.has(one));
  return !name || passes(policy.get(name)!);
}

/** May WebAssembly be compiled under this policy? */
export const allowsWasm = (policy: Policy): boolean =>
  allows(policy, "script-src default-src", (values) => values.includes("'wasm-unsafe-eval'") || values.includes("'unsafe-eval'"));

/** May a page of this policy, at `self`, start a worker from `url`? Under 'strict-dynamic' hosts are not looked at. */
export const allowsWorker = (policy: Policy, url: URL, self: URL): boolean =>
  allows(
    policy,
    "worker-src child-src script-src default-src",
    (values) => values.includes("'strict-dynamic'") || matches(values, url, self),
  );

/** May `url` be fetched under this policy? */
export const allowsFetch = (policy: Policy, url: URL, self: URL): boolean =>
  allows(policy, "connect-src default-src", (values) => matches(values, url, self));

/** What these policies together want of a URL handed to `new Worker`. */
export function trustedTypes(policies: readonly Policy[]): "string" | "policy" | "refused" {
  if (!policies.some((policy) => policy.get("require-trusted-types-for")?.includes("'script'"))) return "string";
  const allowed = policies.every((policy) =>
    allows(policy, "trusted-types", (names) => names.includes(TRUSTED_TYPES) || names.includes("*")),
  );
  return allowed ? "policy" : "refused";
}

/** Scheme, host, port, path of a source expression such as `https://*.example.org:8443/js/`, or a scheme alone. */
const SOURCE = /^(?:([a-z][\w+.-]*:)(?:\/\/|$))?(\[.*]|[^/:]*)(?::([\d*]+))?(\/.*)?$/;

/** Nonces, hashes and keywords fall through: they are nobody's host. */
function matches(values: readonly string[], url: URL, self: URL): boolean {
  const { protocol, hostname, pathname } = url;
  const secure = protocol === "https:";
  return values.some((value) => {
    const [, scheme = self.protocol, host = "", port, path = "/"] = SOURCE.exec(value === "'self'" ? self.origin : value) ?? [];
    // A secure scheme and its port stand in for the plain ones.
    if (protocol !== scheme && !(secure && scheme === "http:")) return false;
    if (value === scheme) return true;
    const actual = url.port || (secure ? "443" : "80");
    return (
      (host === "*" || (host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : host !== "" && hostname === host)) &&
      (port ? port === "*" || port === actual || (port === "80" && actual === "443") : !url.port) &&
      (path.endsWith("/") ? pathname.toLowerCase().startsWith(path) : pathname.toLowerCase() === path)
    );
  });
}
