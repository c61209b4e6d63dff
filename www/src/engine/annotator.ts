/** The engine without a page: in Node, in workers, at the edge. */
import type { AnnotateOptions, Annotation, EngineOptions, PackSource } from "../types.js";
import { packFiles, wasmFile } from "./files.js";
import type { PackInfo } from "./protocol.js";


export type AnnotatorOptions = Pick<EngineOptions, "packs" | "starter" | "wasm">;

export interface Annotator {
  /** Finds the people and groups of a text, in one go. */
  annotate(text: string, options?: AnnotateOptions): Annotation;
  /** Adds a pack for the texts that follow. Rejects with a `CastlistError` that says what is wrong with it. */
  addPack(pack: PackSource): Promise<PackInfo>;
  dispose(): void;
}

/**
 * Starts the engine in this thread. By default it reads its own
 * `castlist.wasm` and `starter.castpack` from beside this module: with `fetch`,
 * or from the disk in Node. Where neither can be, give bytes.
 */
export async function createAnnotator(options: AnnotatorOptions = {}): Promise<Annotator> {
  const { Local } = await import("./local.js");
  return Local.open(wasmFile(options), packFiles(options));
}
