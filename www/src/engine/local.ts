/** The engine in this very thread: for the page without a worker, the extension's background, and Node. */
import { Engine as Bindings, type Job, readPack } from "castlist-glue";
import { type AnnotateOptions, type Annotation, CastlistError, type Entity, type PackSource, type WasmSource } from "../types.js";
import { early, label } from "./packs.js";
import { failure, type PackInfo, unpack } from "./protocol.js";
import { fetched, type Get } from "./read.js";
import { run } from "./slices.js";
import { start } from "./wasm.js";

export class Local {
  readonly #bindings = new Bindings();
  readonly #disposed = new AbortController();

  readonly #get: Get;

  private constructor(get: Get) {
    this.#get = get;
  }

  /** Starts the engine and loads the packs; all are sent for at once. */
  static async open(wasm: WasmSource, packs: readonly PackSource[], get: Get = fetched): Promise<Local> {
    const coming = packs.map((pack) => early(pack, get));
    await start(wasm, get);
    const local = new Local(get);
    for (const [index, pack] of packs.entries()) await local.#add(coming[index], label(pack));
    return local;
  }

  /** Rejects with a `CastlistError` that says what is wrong with the pack. */
  addPack(pack: PackSource): Promise<PackInfo> {
    return this.#add(early(pack, this.#get), label(pack));
  }

  /** In one go. For where nobody waits at a screen. */
  annotate(text: string, options: AnnotateOptions = {}): Annotation {
    try {
      this.#disposed.signal.throwIfAborted();
      return finish(text, this.#bindings.annotate(text, options));
    } catch (error) {
      throw failure(error);
    }
  }

  /** In slices. Rejects when disposed of in between. */
  async annotateInSlices(text: string, options: AnnotateOptions = {}): Promise<Annotation> {
    try {
      this.#disposed.signal.throwIfAborted();
      const job = this.#bindings.start(text, options);
      await run(job, this.#disposed.signal);
      return finish(text, job);
    } catch (error) {
      throw failure(error);
    }
  }

  dispose(): void {
    if (this.#disposed.signal.aborted) return;
    this.#disposed.abort(new CastlistError("engine", "This annotator has been disposed of."));
    this.#bindings.free();
  }

  async #add(coming: unknown, name: string): Promise<PackInfo> {
    try {
      const bytes = await readPack(coming, name);
      this.#disposed.signal.throwIfAborted();
      return this.#bindings.addPack(bytes);
    } catch (error) {
      throw failure(error, "pack");
    }
  }
}

function finish(text: string, job: Job): Annotation {
  const annotation = unpack(text, job.mentions(), job.entities() as readonly Entity[]);
  job.free();
  return annotation;
}
