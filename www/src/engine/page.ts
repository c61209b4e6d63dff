/** The engine on the page's main thread, for where no worker may start. */
import type { AnnotateOptions, Annotation, Engine, PackSource, WasmSource } from "../types.js";
import { Local } from "./local.js";

export class Page implements Engine {
  readonly transport = "page";
  readonly #local: Local;
  /** Requests wait for one another: two at once would share the slice and each overrun it. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(local: Local) {
    this.#local = local;
  }

  static async open(wasm: WasmSource, packs: readonly PackSource[]): Promise<Page> {
    return new Page(await Local.open(wasm, packs));
  }

  annotate(text: string, options?: AnnotateOptions): Promise<Annotation> {
    const annotation = this.#last.then(() => this.#local.annotateInSlices(text, options));
    this.#last = annotation.catch(() => {});
    return annotation;
  }

  dispose(): void {
    this.#local.dispose();
  }
}
