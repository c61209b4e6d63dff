import assert from "node:assert/strict";
import { test } from "node:test";
import { isOff, parse, switched } from "./store.js";

test("what some other version or anybody wrote counts as unset", () => {
  for (const junk of [null, undefined, 7, "off", [], { off: true }, { v: 2, off: true }, { v: 1, off: "yes", delay: "500", density: "loud", pages: 3 }]) {
    assert.deepEqual(parse(junk), {}, JSON.stringify(junk));
  }
  assert.deepEqual(parse({ v: 1, delay: -1 }), {});
  assert.deepEqual(parse({ v: 1, delay: 1e9 }), {});
});

test("what we wrote comes back", () => {
  const settings = { off: true, everywhere: true, pages: { "/a": 1 as const }, delay: 300, density: "all" as const };
  assert.deepEqual(parse(JSON.parse(JSON.stringify({ v: 1, ...settings }))), settings);
});

test("the list of pages does not grow for ever", () => {
  const pages = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`/${i}`, 1]));
  const kept = Object.keys(parse({ v: 1, pages }).pages!);
  assert.equal(kept.length, 200);
  assert.equal(kept.at(-1), "/999");
});

test("each switch reaches as far as it says, and on undoes them all", () => {
  assert.equal(isOff({}, "/a"), false);
  const page = switched({ delay: 300 }, "page", "/a");
  assert.equal(isOff(page, "/a"), true);
  assert.equal(isOff(page, "/b"), false);
  assert.equal(isOff(page, "/constructor"), false);
  assert.equal(isOff(switched({}, "site", "/a"), "/b"), true);
  assert.equal(isOff(switched({}, "everywhere", "/a"), "/b"), true);
  const on = switched(switched(switched(page, "site", "/a"), "everywhere", "/a"), "on", "/a");
  assert.equal(isOff(on, "/a"), false);
  assert.equal(on.delay, 300);
});
