/** The engine's WebAssembly, from wherever it comes. */
import init from "castlist-glue";
import { CastlistError, type WasmSource } from "../types.js";
import { isAddress } from "./packs.js";
import { fetched, type Get, read } from "./read.js";

/** Starts the engine in this thread. A second start, of whatever source, is the first one again. */
export async function start(source: WasmSource, get: Get = fetched): Promise<void> {
  const module = isAddress(source) ? await read(String(source), get) : source;
  try {
    await init({ module_or_path: module });
  } catch (error) {
    const { message } = error as Error;
    // Validation asks no policy: bytes that are valid and yet don't compile were refused by one.
    if (error instanceof WebAssembly.CompileError && !(module instanceof WebAssembly.Module)) {
      if (WebAssembly.validate(module)) throw new CastlistError("blocked", "The Content-Security-Policy needs 'wasm-unsafe-eval' in script-src.");
      // What a server sends where nothing is deployed.
      const came = new TextDecoder().decode(module).trimStart();
      const what = came.startsWith("<") ? "an HTML page came, not castlist.wasm" : came ? message : "nothing came";
      throw new CastlistError("engine", `${isAddress(source) ? String(source) : "castlist.wasm"}: ${what}`);
    }
    throw new CastlistError("engine", `The engine did not start: ${message}`);
  }
}
