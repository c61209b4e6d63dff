import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import { add, alwaysOn, origin, remove, withdraw } from "./sites.js";
import { extensionStore, offSites, switchOn } from "./store.js";

/** The browser's storage, registered scripts and permissions, as far as they are used here. */
function browser() {
  const kept: Record<string, unknown> = {};
  let scripts: { id: string; matches: string[] }[] = [];
  const granted = new Set<string>();
  return {
    grants: true,
    granted,
    storage: {
      local: {
        get: async (keys: string | string[] | null) =>
          Object.fromEntries(Object.entries(kept).filter(([key]) => keys === null || [keys].flat().includes(key))),
        set: async (items: object) => void Object.assign(kept, structuredClone(items)),
        remove: async (key: string) => void delete kept[key],
      },
    },
    scripting: {
      getRegisteredContentScripts: async () => scripts,
      registerContentScripts: async (more: typeof scripts) => void scripts.push(...more),
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        scripts = scripts.filter(({ id }) => !ids.includes(id));
      },
    },
    permissions: {
      async request(this: void, { origins }: { origins: string[] }) {
        if (fake.grants) for (const one of origins) granted.add(one);
        return fake.grants;
      },
      remove: async ({ origins }: { origins: string[] }) => origins.map((one) => granted.delete(one)).every(Boolean),
    },
  };
}

let fake: ReturnType<typeof browser>;
beforeEach(() => {
  fake = browser();
  Object.assign(globalThis, { chrome: fake });
});

test("a site is what a person would type for one", () => {
  for (const [typed, site] of [
    ["news.example.org", "https://news.example.org"],
    [" HTTPS://News.Example.org/today?x=1#y ", "https://news.example.org"],
    ["http://localhost:8017/", "http://localhost:8017"],
    ["zeitung.m\u00fcnchen.example", "https://zeitung.xn--mnchen-3ya.example"],
    ["[::1]", "https://[::1]"],
    ["", undefined],
    ["two words", undefined],
    ["*.example.org", undefined],
    ["file:///etc", undefined],
    ["javascript:alert(1)", undefined],
    ["about:blank", undefined],
  ] as const) {
    assert.equal(origin(typed), site, typed);
  }
});

test("always on takes the site's permission, and gives it back", async () => {
  assert.equal(await add("https://b.example"), true);
  assert.equal(await add("https://a.example"), true);
  assert.equal(await add("https://a.example"), true);
  assert.deepEqual(await alwaysOn(), ["https://a.example", "https://b.example"]);
  assert.deepEqual([...fake.granted], ["https://b.example/*", "https://a.example/*"]);
  await remove("https://b.example");
  assert.deepEqual([await alwaysOn(), [...fake.granted]], [["https://a.example"], ["https://a.example/*"]]);
});

test("a permission that two sites of one host live by outlasts the first of them", async () => {
  await add("http://localhost:1");
  await add("http://localhost:2");
  await remove("http://localhost:1");
  assert.equal(fake.granted.has("http://localhost/*"), true);
  await remove("http://localhost:2");
  assert.equal(fake.granted.size, 0);
});

test("what the reader declines, or takes away in the browser, is not on the list", async () => {
  fake.grants = false;
  assert.equal(await add("https://a.example"), false);
  assert.deepEqual(await alwaysOn(), []);
  fake.grants = true;
  await add("https://a.example");
  await withdraw(["https://a.example/*"]);
  assert.deepEqual(await alwaysOn(), []);
});

test("off here is kept for the site, off everywhere and the looks for all", async () => {
  const [a, b] = [extensionStore("https://a.example"), extensionStore("https://b.example")];
  await a.write({ off: true, delay: 1000, density: "all" });
  assert.deepEqual(await a.read(), { off: true, delay: 1000, density: "all" });
  assert.deepEqual(await b.read(), { delay: 1000, density: "all" });
  await b.write({ pages: { "/one": 1, "/two": 1 }, everywhere: true });
  assert.deepEqual(await b.read(), { pages: { "/one": 1, "/two": 1 }, everywhere: true });
  assert.deepEqual(await a.read(), { off: true, everywhere: true });
  assert.deepEqual(await offSites(), [
    { origin: "https://a.example", pages: 0 },
    { origin: "https://b.example", pages: 2 },
  ]);
  await switchOn("https://a.example");
  await b.write({});
  assert.deepEqual(await offSites(), []);
});
