/** The engine in this very thread: for the page without a worker, the extension's background, and Node. */
import { Engine as Bindings, type Job, readPack } from "castlist-glue";
import { type AnnotateOptions, type Annotation, CastlistError, type Engine, type Entity, type PackSource, type WasmSource } from "../types.js";
import { early, label } from "./packs.js";
import { pause } from "../pause.js";
import type { WorkerLike } from "./client.js";
import { failure, type PackInfo, type Reply, type Request, unpack } from "./protocol.js";
import { fetched, type Get, readModel } from "./read.js";
import { run } from "./slices.js";
import { start } from "./wasm.js";

export class Local implements Engine {
  readonly transport = "page";
  readonly #bindings = new Bindings();
  readonly #disposed = new AbortController();
  /** Requests wait for one another: two at once would share the slice and each overrun it. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor() {}

  /** Starts the engine and loads the packs; all are sent for at once. */
  static async open(wasm: WasmSource, packs: readonly PackSource[], get: Get = fetched): Promise<Local> {
    const coming = packs.map((pack) => early(pack, get));
    await start(wasm, get);
    const local = new Local();
    for (const [index, pack] of packs.entries()) await local.add(coming[index], label(pack));
    return local;
  }

  /** A pack's bytes, or what `early` sent for. Rejects with a `CastlistError` that calls it `name` and says what is wrong. */
  async add(coming: unknown, name: string): Promise<PackInfo> {
    try {
      const bytes = await readPack(coming, name);
      this.#disposed.signal.throwIfAborted();
      return this.#bindings.addPack(bytes);
    } catch (error) {
      throw failure(error, "pack");
    }
  }

  /** Takes a model's bytes for the texts that follow. Throws a `CastlistError` that says what is wrong with them. */
  teach(model: Uint8Array): void {
    try {
      this.#disposed.signal.throwIfAborted();
      this.#bindings.setModel(model);
    } catch (error) {
      throw failure(error);
    }
  }

  /** In slices. Rejects when disposed of in between. */
  async annotate(text: string, options: AnnotateOptions = {}): Promise<Annotation> {
    const { mentions, entities } = await this.work(text, options);
    return unpack(text, mentions, entities);
  }

  /** The same as it crosses to a page; `rest` comes between two slices. */
  work(text: string, options: AnnotateOptions, rest: () => Promise<unknown> = pause): Promise<Found> {
    const { signal } = this.#disposed;
    const answer = this.#last.then(async () => {
      try {
        signal.throwIfAborted();
        const job = this.#bindings.start(text, options);
        await run(job, signal, undefined, rest);
        return finish(job);
      } catch (error) {
        throw failure(error);
      }
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** In one go. For where nobody waits at a screen. */
  annotateNow(text: string, options: AnnotateOptions = {}): Annotation {
    try {
      this.#disposed.signal.throwIfAborted();
      const { mentions, entities } = finish(this.#bindings.annotate(text, options));
      return unpack(text, mentions, entities);
    } catch (error) {
      throw failure(error);
    }
  }

  dispose(): void {
    if (this.#disposed.signal.aborted) return;
    this.#disposed.abort(new CastlistError("engine", "This annotator has been disposed of."));
    this.#bindings.free();
  }
}

/** What a text's job found, as it crosses to a page. */
interface Found {
  readonly mentions: Uint32Array;
  readonly entities: readonly Entity[];
}

function finish(job: Job): Found {
  const found = { mentions: job.mentions(), entities: job.entities() as readonly Entity[] };
  job.free();
  return found;
}

/** The engine in this thread behind a worker's face: a page speaks to both in one way. */
export function inThread(): WorkerLike {
  const events = new EventTarget();
  let local: Promise<Local> | undefined;
  const say = (reply: Reply): void => void events.dispatchEvent(new MessageEvent("message", { data: reply }));
  const answer = async (request: Request): Promise<void> => {
    const { id } = request;
    try {
      if (request.type === "start") {
        await (local = Local.open(request.wasm, request.packs));
        return say({ id, type: "ready", packs: [] });
      }
      if (request.type === "model") {
        const bytes = await readModel(request.model);
        (await local!).teach(bytes);
        return say({ id, type: "ready", packs: [] });
      }
      const rest = (): Promise<unknown> => (say({ id, type: "progress" }), pause());
      say({ id, type: "annotation", ...(await (await local!).work(request.text, request.options, rest)) });
    } catch (error) {
      const { code, message } = failure(error);
      say({ id, type: "error", failure: { code, message } });
    }
  };
  return {
    addEventListener: events.addEventListener.bind(events),
    postMessage: (request: Request) => void answer(request),
    terminate: () => void local?.then((engine) => engine.dispose(), () => {}),
  };
}
