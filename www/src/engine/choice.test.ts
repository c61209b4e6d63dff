import assert from "node:assert/strict";
import test from "node:test";
import type { EngineChoice } from "../types.js";
import { choose, type Surroundings } from "./choice.js";

const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";

function around(part: Partial<Surroundings> = {}): Surroundings {
  return {
    page: new URL("https://news.example/story"),
    worker: new URL("https://news.example/castlist/worker.js"),
    files: [new URL("https://news.example/castlist/castlist.wasm")],
    meta: [],
    header: null,
    reportOnly: null,
    workers: true,
    ...part,
  };
}

const cases: [name: string, part: Partial<Surroundings>, wanted: EngineChoice, transport: string][] = [
  ["no policy", {}, "auto", "worker"],
  ["no policy, page wanted", {}, "page", "page"],
  ["a browser without workers", { workers: false }, "auto", "page"],
  ["a worker of another origin", { worker: new URL("https://cdn.example/worker.js") }, "auto", "page"],
  ["no wasm on the whole site", { header: "script-src 'self'" }, "auto", "none"],
  ["no wasm in the page, but in the worker's own response", { meta: ["script-src 'self'"], header: "script-src 'wasm-unsafe-eval' 'self'" }, "auto", "worker"],
  ["the same, page wanted", { meta: ["script-src 'self'"] }, "page", "none"],
  ["strict with wasm", { header: strict }, "auto", "worker"],
  ["strict, worker-src none", { header: `${strict}; worker-src 'none'` }, "auto", "page"],
  ["Trusted Types without ours", { header: `${strict}; require-trusted-types-for 'script'; trusted-types 'none'` }, "auto", "page"],
  ["Trusted Types without ours, worker wanted", { header: `${strict}; require-trusted-types-for 'script'; trusted-types 'none'` }, "worker", "none"],
  ["Trusted Types in a meta element", { meta: ["require-trusted-types-for 'script'; trusted-types react"] }, "auto", "page"],
  ["Trusted Types with ours", { header: `${strict}; require-trusted-types-for 'script'; trusted-types castlist` }, "auto", "worker trusted"],
  ["nothing may be fetched", { header: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" }, "auto", "none"],
  ["the page may fetch nothing, the worker may", { meta: ["connect-src 'none'"] }, "auto", "worker"],
  ["a pack from elsewhere", { header: strict, files: [new URL("https://packs.example/a.castpack")] }, "auto", "none"],
  ["a reporting policy steers", { reportOnly: "worker-src 'none'" }, "auto", "page"],
  ["a reporting policy stops nothing", { reportOnly: "script-src 'self'" }, "auto", "worker"],
];

test("the transport follows from what can be seen of the policy", () => {
  for (const [name, part, wanted, transport] of cases) {
    const choice = choose(around(part), wanted);
    const trusted = choice.transport === "worker" && choice.trusted ? " trusted" : "";
    assert.equal(choice.transport + trusted, transport, name);
  }
});

test("a refusal names the header that would help", () => {
  const wasm = choose(around({ header: "script-src 'self'" }), "auto");
  assert.match(wasm.transport === "none" ? wasm.message : "", /'wasm-unsafe-eval'.*\/castlist\/worker\.js/);
  const fetch = choose(around({ header: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" }), "auto");
  assert.match(fetch.transport === "none" ? fetch.message : "", /connect-src/);
});
