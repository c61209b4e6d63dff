import assert from "node:assert/strict";
import test from "node:test";
import { next, run } from "./slices.js";

/** A clock that goes on by what each step costs, and a job of so many tokens. */
function work(tokens: number, cost: (quantum: number) => number) {
  let clock = 0;
  const slices: number[] = [0];
  const job = {
    step(quantum: number) {
      const took = cost(Math.min(quantum, tokens));
      tokens -= quantum;
      clock += took;
      slices[slices.length - 1]! += took;
      return tokens <= 0;
    },
  };
  const rest = async () => {
    slices.push(0);
  };
  return { job, slices, now: () => clock, rest };
}

test("no slice is over 8 ms, whatever a token costs", async () => {
  for (const each of [0.00001, 0.001, 0.01, 0.03]) {
    const { job, slices, now, rest } = work(50_000, (quantum) => quantum * each);
    await run(job, new AbortController().signal, now, rest);
    assert.ok(Math.max(...slices) < 8, `${each} ms a token: ${Math.max(...slices)} ms`);
  }
});

test("work that becomes dearer is cut smaller", async () => {
  let done = 0;
  const { job, slices, now, rest } = work(30_000, (quantum) => {
    done += quantum;
    return quantum * (done < 10_000 ? 0.001 : 0.0025);
  });
  await run(job, new AbortController().signal, now, rest);
  assert.ok(slices.length > 5);
  assert.ok(Math.max(...slices.slice(2)) < 8, String(Math.max(...slices)));
});

test("an aborted run ends with the reason", async () => {
  const abort = new AbortController();
  const reason = new Error("closed");
  const job = { step: () => (abort.abort(reason), false) };
  await assert.rejects(run(job, abort.signal), reason);
});

test("the quantum stays within its bounds", () => {
  assert.equal(next(1, 1000), 1);
  assert.equal(next(1 << 20, 0), 1 << 20);
  assert.equal(next(100, 2.5), 100);
  assert.equal(next(100, 0), 200);
  assert.equal(next(100, 100), 25);
});
