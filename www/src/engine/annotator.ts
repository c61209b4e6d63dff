/** The engine without a page: in Node, in workers, at the edge. */
import type { AnnotateOptions, Annotation, EngineOptions, PackSource } from "../types.js";
import { modelFile, packFiles, wasmFile } from "./files.js";
import { early, label } from "./packs.js";
import type { PackInfo } from "./protocol.js";
import { fetched, type Get, readModel } from "./read.js";

export type AnnotatorOptions = Pick<EngineOptions, "packs" | "starter" | "model" | "wasm">;

export interface Annotator {
  /** Finds the people and groups of a text, in one go. */
  annotate(text: string, options?: AnnotateOptions): Annotation;
  /** Adds a pack for the texts that follow. Rejects with a `CastlistError` that says what is wrong with it. */
  addPack(pack: PackSource): Promise<PackInfo>;
  dispose(): void;
}

/**
 * Starts the engine in this thread. By default it reads its own
 * `castlist.wasm`, `starter.castpack` and `news.castmodel` from beside this
 * module: with `fetch`, or from the disk in Node. Where neither can be, give bytes.
 */
export async function createAnnotator(options: AnnotatorOptions = {}): Promise<Annotator> {
  const { Local } = await import("./local.js");
  const model = modelFile(options);
  const [local, bytes] = await Promise.all([Local.open(wasmFile(options), packFiles(options), get), model && readModel(model, get)]);
  if (bytes) local.teach(bytes);
  return {
    annotate: (text, options) => local.annotateNow(text, options),
    addPack: (pack) => local.add(early(pack, get), label(pack)),
    dispose: () => local.dispose(),
  };
}

/** Node's `fetch` takes no `file:` address. */
const get: Get = async (address) => {
  if (!address.startsWith("file:")) return fetched(address);
  // Put together at run time: a bundler for browsers would look for Node's module, or warn.
  const module = ["node:fs", "promises"].join("/");
  const { readFile } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ module)) as {
    readFile(path: URL): Promise<Uint8Array>;
  };
  return readFile(new URL(address));
};
