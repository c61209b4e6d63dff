import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { CastlistError } from "../types.js";
import { connect, LIMITS, type WorkerLike } from "./client.js";
import type { Annotate, Reply, Request, Start } from "./protocol.js";

const start: Start = { type: "start", wasm: "castlist.wasm", packs: [] };

/** A worker whose answers the test writes. */
class Fake extends EventTarget {
  readonly requests: Request[] = [];
  terminated = false;

  postMessage(request: Request): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  reply(reply: Reply): void {
    this.dispatchEvent(Object.assign(new Event("message"), { data: reply }));
  }

  crash(message = "unreachable"): void {
    this.dispatchEvent(Object.assign(new Event("error", { cancelable: true }), { message }));
  }

  /** Answers the newest request of this kind. */
  answer(type: Request["type"]): void {
    const { id } = this.requests.findLast((request) => request.type === type)!;
    if (type !== "annotate") this.reply({ id, type: "ready", packs: [] });
    else this.reply({ id, type: "annotation", mentions: Uint32Array.of(0, 5, 0, 0, 980, 1), entities: [] });
  }

  get texts(): string[] {
    return this.requests.filter((request): request is Request & Annotate => request.type === "annotate").map(({ text }) => text);
  }
}

function crew() {
  const workers: Fake[] = [];
  const spawn = () => {
    workers.push(new Fake());
    return workers.at(-1) as unknown as WorkerLike;
  };
  return { workers, spawn };
}

async function opened(model: string | false = false) {
  const { workers, spawn } = crew();
  const opening = connect(spawn, start, "worker", model);
  workers[0]!.answer("start");
  return { workers, client: await opening };
}

const told = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof CastlistError && error.code === code && message.test(error.message);

test("an answer finds its request, in any order", async () => {
  const { workers, client } = await opened();
  const [first, second] = [client.annotate("Umar one"), client.annotate("Mansoor")];
  const [, one, two] = workers[0]!.requests;
  workers[0]!.reply({ id: two!.id, type: "annotation", mentions: Uint32Array.of(0, 7, 1, 0, 500, 0), entities: [] });
  workers[0]!.reply({ id: one!.id, type: "annotation", mentions: Uint32Array.of(0, 4, 0, 0, 980, 2), entities: [] });
  const person = { start: 0, end: 4, text: "Umar", kind: "person", entity: 0, confidence: 0.98, found: "document" };
  assert.deepEqual((await first).mentions, [person]);
  assert.equal((await second).mentions[0]?.text, "Mansoor");
  client.dispose();
});

test("an error crosses with code and message", async () => {
  const { workers, client } = await opened();
  const answer = client.annotate("text", { date: "soon" });
  workers[0]!.reply({ id: workers[0]!.requests[1]!.id, type: "error", failure: { code: "options", message: "`date` is no date" } });
  await assert.rejects(answer, told("options", /no date/));
  client.dispose();
});

test("a crashed worker is restarted once and what waits is asked again", async () => {
  const { workers, client } = await opened();
  const answers = Promise.all([client.annotate("first"), client.annotate("second")]);
  workers[0]!.crash();
  assert.equal(workers[0]!.terminated, true);
  assert.deepEqual(workers[1]!.texts, [], "nothing is sent before it is ready");
  workers[1]!.answer("start");
  assert.deepEqual(workers[1]!.texts, ["first", "second"]);
  for (const { id, type } of workers[1]!.requests) {
    if (type === "annotate") workers[1]!.reply({ id, type: "annotation", mentions: new Uint32Array(), entities: [] });
  }
  assert.equal((await answers).length, 2);
  client.dispose();
});

test("a second crash is reported, also to those who come later", async () => {
  const { workers, client } = await opened();
  const answer = client.annotate("poison");
  workers[0]!.crash();
  workers[1]!.answer("start");
  workers[1]!.crash("unreachable executed");
  await assert.rejects(answer, told("engine", /unreachable executed/));
  await assert.rejects(client.annotate("later"), told("engine", /unreachable executed/));
  assert.equal(workers.length, 2);
});

test("a success between two crashes makes the second a first one", async () => {
  const { workers, client } = await opened();
  for (const at of [0, 1, 2]) {
    const answer = client.annotate("text");
    workers[at]!.crash();
    workers[at + 1]!.answer("start");
    workers[at + 1]!.answer("annotate");
    await answer;
  }
  assert.equal(workers.length, 4);
  client.dispose();
});

test("a worker that can't be loaded is not tried twice", async () => {
  const { workers, spawn } = crew();
  const opening = connect(spawn, start);
  workers[0]!.crash("");
  await assert.rejects(opening, told("blocked", /did not start/));
  assert.equal(workers.length, 1);
});

test("what the browser throws at the start is told", async () => {
  const refuse = () => {
    throw new TypeError("This document requires 'TrustedScriptURL' assignment.");
  };
  await assert.rejects(connect(refuse, start), told("blocked", /TrustedScriptURL/));
});

test("a pack that is wrong ends the opening with its own words", async () => {
  const { workers, spawn } = crew();
  const opening = connect(spawn, start);
  workers[0]!.reply({ id: 1, type: "error", failure: { code: "pack", message: "a.castpack: an HTML page came" } });
  await assert.rejects(opening, told("pack", /HTML page/));
  assert.equal(workers[0]!.terminated, true);
});

test("nothing hangs: silence counts as a crash, and progress as life", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { workers, client } = await opened();
    const answer = client.annotate("long");
    for (let minute = 0; minute < 5; minute += 1) {
      mock.timers.tick(LIMITS.request - 1);
      workers[0]!.reply({ id: 2, type: "progress" });
    }
    assert.equal(workers.length, 1);
    mock.timers.tick(LIMITS.request);
    assert.equal(workers.length, 2);
    workers[1]!.answer("start");
    mock.timers.tick(LIMITS.request);
    await assert.rejects(answer, told("engine", /no sign of life/));
  } finally {
    mock.timers.reset();
  }
});

test("what was learnt is learnt again by a worker that is started anew, before it is asked again", async () => {
  const { workers, client } = await opened("/news.castmodel");
  const learning = client.learn!();
  workers[0]!.answer("model");
  await learning;
  const answer = client.annotate("first");
  workers[0]!.crash();
  workers[1]!.answer("start");
  assert.deepEqual(workers[1]!.requests.map(({ type }) => type), ["start", "model"]);
  workers[1]!.answer("model");
  // The answer is taken a turn later.
  await Promise.resolve().then(() => {}).then(() => {});
  assert.deepEqual(workers[1]!.texts, ["first"]);
  workers[1]!.answer("annotate");
  assert.equal((await answer).mentions.length, 1);
  client.dispose();
});

test("a model that can't be had is told, the packs' names are found as before, and without one there is nothing to learn", async () => {
  const { workers, client } = await opened("/news.castmodel");
  const learning = client.learn!();
  const [, { id }] = workers[0]!.requests as [Request, Request];
  workers[0]!.reply({ id, type: "error", failure: { code: "network", message: "the server answered 404" } });
  await assert.rejects(learning, told("network", /404/));
  const answer = client.annotate("text");
  workers[0]!.answer("annotate");
  assert.equal((await answer).mentions.length, 1);
  client.dispose();
  const { client: plain } = await opened();
  assert.equal(plain.learn, undefined);
  plain.dispose();
});

test("dispose rejects what waits and stops the worker", async () => {
  const { workers, client } = await opened();
  const answer = client.annotate("text");
  client.dispose();
  client.dispose();
  await assert.rejects(answer, told("engine", /closed/));
  await assert.rejects(client.annotate("more"), told("engine", /closed/));
  assert.equal(workers[0]!.terminated, true);
});

test("a worker that was given up is not heard", async () => {
  const { workers, client } = await opened();
  const answer = client.annotate("text");
  workers[0]!.crash();
  workers[0]!.answer("annotate");
  workers[1]!.answer("start");
  workers[1]!.answer("annotate");
  assert.equal((await answer).mentions.length, 1);
  client.dispose();
});
