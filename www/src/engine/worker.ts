/**
 * The worker's file. It starts the engine; from then on the engine takes the
 * messages itself. A file of its own, never inlined: only a file has a
 * response whose policy can allow what the page's own forbids.
 */
import { serve } from "castlist-glue";
import { early, label } from "./packs.js";
import { failure, type Reply, type Request, type Start, VERSION } from "./protocol.js";
import { fetched, readModel } from "./read.js";
import { start } from "./wasm.js";

const refuse = (id: number, error: unknown): void => {
  const { code, message } = failure(error);
  postMessage({ id, type: "error", failure: { code, message } } satisfies Reply);
};

addEventListener(
  "message",
  async ({ data }: MessageEvent<Request & Start>) => {
    const { v, id, wasm, packs } = data;
    try {
      if (v !== VERSION) throw new Error("The page's Castlist and its worker.js are of different versions. Are all files from one release?");
      const coming = packs.map((pack) => early(pack, fetched));
      await start(wasm);
      serve(id, coming, packs.map(label));
    } catch (error) {
      refuse(id, error);
    }
  },
  { once: true },
);

// The engine takes a model's bytes: where an address came, what is behind it is told as one more message.
addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  if (data.type !== "model" || typeof data.model !== "string") return;
  try {
    dispatchEvent(new MessageEvent("message", { data: { ...data, model: await readModel(data.model) } }));
  } catch (error) {
    refuse(data.id, error);
  }
});
