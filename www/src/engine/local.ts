/** The engine in this very thread: for the page without a worker, the extension's background, and Node. */
import { Engine as Bindings, type Job, readPack } from "castlist-glue";
import { type AnnotateOptions, type Annotation, CastlistError, type Engine, type Entity, type PackSource, type WasmSource } from "../types.js";
import { early, label } from "./packs.js";
import { failure, type PackInfo, unpack } from "./protocol.js";
import { fetched, type Get } from "./read.js";
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

  /** In slices. Rejects when disposed of in between. */
  annotate(text: string, options: AnnotateOptions = {}): Promise<Annotation> {
    const { signal } = this.#disposed;
    const answer = this.#last.then(async () => {
      try {
        signal.throwIfAborted();
        const job = this.#bindings.start(text, options);
        await run(job, signal);
        return finish(text, job);
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
      return finish(text, this.#bindings.annotate(text, options));
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

function finish(text: string, job: Job): Annotation {
  const annotation = unpack(text, job.mentions(), job.entities() as readonly Entity[]);
  job.free();
  return annotation;
}
