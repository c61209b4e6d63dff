/**
 * Where our own files are: beside this module. Written so that bundlers see
 * each address and copy its file; nothing is fetched before it is needed.
 */
import type { EngineOptions, ModelSource, PackSource, WasmSource } from "../types.js";

export const workerFile = (): URL => new URL("./worker.js", import.meta.url);

export const wasmFile = ({ wasm }: EngineOptions): WasmSource => wasm ?? new URL("./castlist.wasm", import.meta.url);

/** The starter pack, unless it is left out, and the packs given. */
export function packFiles({ packs = [], starter = true }: EngineOptions): PackSource[] {
  return starter ? [new URL("./starter.castpack", import.meta.url), ...packs] : [...packs];
}

/** The model, unless it is left out. */
export const modelFile = ({ model }: EngineOptions): ModelSource | false => model ?? new URL("./news.castmodel", import.meta.url);
