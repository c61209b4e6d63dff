import assert from "node:assert/strict";
import test from "node:test";
import { Runtime } from "./runtime.js";

const annotation = { mentions: [], entities: [] };

test("the answer of the background is the annotation", async () => {
  const engine = new Runtime(async (request) => {
    assert.deepEqual(request, { castlist: "annotate", text: "text", options: { date: "2026" }, model: false });
    return { annotation };
  });
  assert.deepEqual(await engine.annotate("text", { date: "2026" }), annotation);
});

test("once it has learnt, the background is told with every text to use the model", async () => {
  const models: boolean[] = [];
  let there = false;
  const engine = new Runtime(async ({ model }) => {
    models.push(model);
    return model && !there ? { error: { code: "model", message: "no model" } } : { annotation };
  });
  await assert.rejects(engine.learn(), { code: "model" });
  await engine.annotate("text");
  there = true;
  await engine.learn();
  await engine.annotate("text");
  assert.deepEqual(models, [true, false, true, true]);
});

test("its errors keep code and message", async () => {
  const engine = new Runtime(async () => ({ error: { code: "pack", message: "too old" } }));
  await assert.rejects(engine.annotate("text"), { name: "CastlistError", code: "pack", message: "too old" });
});

test("a background that was asleep is asked once more, and no oftener", async () => {
  let asked = 0;
  const waking = new Runtime(async () => {
    asked += 1;
    if (asked === 1) throw new Error("Receiving end does not exist.");
    return { annotation };
  });
  assert.deepEqual(await waking.annotate("text"), annotation);
  asked = 0;
  const gone = new Runtime(async () => {
    asked += 1;
    return undefined;
  });
  await assert.rejects(gone.annotate("text"), /did not answer/);
  assert.equal(asked, 2);
});

test("silence ends at the limit, and at dispose", async () => {
  const silent = () => new Promise<never>(() => {});
  await assert.rejects(new Runtime(silent, 1).annotate("text"), /did not answer/);
  const engine = new Runtime(silent);
  const answer = engine.annotate("text");
  engine.dispose();
  await assert.rejects(answer, { name: "CastlistError", message: /closed/ });
  await assert.rejects(engine.annotate("text"), /closed/);
});
