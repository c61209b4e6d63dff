import assert from "node:assert/strict";
import test from "node:test";
import { allowsFetch, allowsWasm, allowsWorker, parse, trustedTypes } from "./policy.js";

const self = new URL("https://news.example/2026/story.html");

function fetches(connect: string, url: string, page: URL): boolean {
  return parse(`connect-src ${connect}`).every((policy) => allowsFetch(policy, new URL(url), page));
}

const wasm: [policy: string, allowed: boolean][] = [
  ["", true],
  ["img-src 'none'", true],
  ["script-src 'self'", false],
  ["script-src 'self' 'wasm-unsafe-eval'", true],
  ["script-src 'self' 'unsafe-eval'", true],
  ["SCRIPT-SRC 'self' 'WASM-unsafe-EVAL'", true],
  ["default-src 'self'", false],
  ["default-src 'self' 'wasm-unsafe-eval'", true],
  ["default-src 'wasm-unsafe-eval'; script-src 'self'", false],
  ["script-src 'self'; script-src 'self' 'wasm-unsafe-eval'", false],
  ["script-src 'wasm-unsafe-eval', script-src 'self'", false],
  ["script-src 'strict-dynamic' 'nonce-abc' 'unsafe-inline'", false],
  ["script-src-elem 'self'", true],
  [" ; ;\tscript-src\t'self'\n'wasm-unsafe-eval' ;", true],
];

test("WebAssembly needs its keyword in script-src or what stands for it", () => {
  for (const [policy, allowed] of wasm) assert.equal(parse(policy).every(allowsWasm), allowed, policy);
});

const sources: [value: string, url: string, allowed: boolean][] = [
  ["'none'", "https://news.example/w.js", false],
  ["", "https://news.example/w.js", false],
  ["'self'", "https://news.example/w.js", true],
  ["'SELF'", "https://news.example/w.js", true],
  ["'self'", "https://news.example:8443/w.js", false],
  ["'self'", "https://cdn.news.example/w.js", false],
  ["'self'", "http://news.example/w.js", false],
  ["*", "https://cdn.example/w.js", true],
  ["*", "blob:https://news.example/1234", false],
  ["blob:", "blob:https://news.example/1234", true],
  ["https:", "https://cdn.example/w.js", true],
  ["http:", "https://cdn.example/w.js", true],
  ["https:", "http://cdn.example/w.js", false],
  ["cdn.example", "https://cdn.example/w.js", true],
  ["CDN.Example", "https://cdn.example/w.js", true],
  ["cdn.example", "http://cdn.example/w.js", false],
  ["cdn.example", "https://cdn.example:8443/w.js", false],
  ["cdn.example:8443", "https://cdn.example:8443/w.js", true],
  ["cdn.example:*", "https://cdn.example:8443/w.js", true],
  ["http://cdn.example:80", "https://cdn.example/w.js", true],
  ["*.example", "https://a.b.example/w.js", true],
  ["*.example", "https://example/w.js", false],
  ["https://*.news.example", "https://news.example/w.js", false],
  ["https://cdn.example/js/", "https://cdn.example/js/w.js", true],
  ["https://cdn.example/js/", "https://cdn.example/css/w.js", false],
  ["https://cdn.example/js", "https://cdn.example/js/w.js", false],
  ["https://cdn.example/js/w.js", "https://cdn.example/js/w.js", true],
  ["https://cdn.example/", "https://cdn.example/js/w.js", true],
  ["'nonce-abc' 'sha256-xyz=' 'unsafe-inline' 'report-sample'", "https://news.example/w.js", false],
  ["'none' https://cdn.example", "https://cdn.example/w.js", true],
];

test("addresses are matched against source lists", () => {
  for (const [value, url, allowed] of sources) assert.equal(fetches(value, url, self), allowed, `${value} | ${url}`);
});

test("'self' of a plain page lets its secure twin in", () => {
  assert.equal(fetches("'self'", "https://news.example/w.js", new URL("http://news.example/")), true);
  assert.equal(fetches("'self'", "http://localhost:8017/w.js", new URL("http://localhost:8017/")), true);
  assert.equal(fetches("'self'", "http://localhost:8018/w.js", new URL("http://localhost:8017/")), false);
});

const workers: [policy: string, allowed: boolean][] = [
  ["img-src 'none'", true],
  ["worker-src 'self'", true],
  ["worker-src 'none'; script-src 'self'", false],
  ["child-src 'none'; script-src 'self'", false],
  ["worker-src 'self'; child-src 'none'; script-src 'none'", true],
  ["script-src 'self'", true],
  ["script-src https://cdn.example", false],
  ["default-src 'none'", false],
  ["default-src 'self'", true],
  ["default-src 'none'; script-src 'self'", true],
  ["script-src 'nonce-abc' 'strict-dynamic'", true],
  ["worker-src blob:; script-src 'self'", false],
  ["worker-src 'self', default-src 'none'", false],
];

test("a worker falls back from worker-src to child-src, script-src, default-src", () => {
  const worker = new URL("https://news.example/castlist/worker.js");
  for (const [policy, allowed] of workers) {
    assert.equal(parse(policy).every((one) => allowsWorker(one, worker, self)), allowed, policy);
  }
});

const types: [policy: string, wanted: string][] = [
  ["", "string"],
  ["trusted-types 'none'", "string"],
  ["require-trusted-types-for 'script'", "policy"],
  ["require-trusted-types-for 'script'; trusted-types 'none'", "refused"],
  ["require-trusted-types-for 'script'; trusted-types", "refused"],
  ["require-trusted-types-for 'script'; trusted-types react", "refused"],
  ["require-trusted-types-for 'script'; trusted-types react castlist", "policy"],
  ["require-trusted-types-for 'script'; trusted-types *", "policy"],
  ["require-trusted-types-for 'script'; trusted-types castlist, trusted-types react", "refused"],
  ["require-trusted-types-for 'script', trusted-types castlist", "policy"],
];

test("Trusted Types want a string, our policy, or nothing of ours", () => {
  for (const [policy, wanted] of types) assert.equal(trustedTypes(parse(policy)), wanted, policy);
});
