/** The engine's WebAssembly, from wherever it comes, looked at before it is started. */
import init from "castlist-glue";
import { CastlistError, type WasmSource } from "../types.js";
import { fetched, type Get, read } from "./read.js";

/** Starts the engine in this thread. A second start, of whatever source, is the first one again. */
export async function start(source: WasmSource, get: Get = fetched): Promise<void> {
  if (source instanceof WebAssembly.Module) return begin(source);
  const bytes = await obtain(source, get);
  try {
    await begin(bytes);
  } catch (error) {
    // Validation asks no policy: bytes that are valid and yet don't compile were refused by one.
    if (!(error instanceof WebAssembly.CompileError) || !WebAssembly.validate(bytes)) {
      throw new CastlistError("engine", `The engine could not be started: ${(error as Error).message}`);
    }
    const advice = "The Content-Security-Policy does not allow WebAssembly here. Add 'wasm-unsafe-eval' to script-src.";
    throw new CastlistError("blocked", advice);
  }
}

async function begin(module: WebAssembly.Module | BufferSource): Promise<void> {
  await init({ module_or_path: module });
}

/** The bytes, once they begin as WebAssembly does. */
async function obtain(source: WasmSource, get: Get): Promise<BufferSource> {
  const given = source instanceof Uint8Array || source instanceof ArrayBuffer;
  const bytes = given ? new Uint8Array(source as ArrayBuffer) : await read(String(source), get);
  if (bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d) return bytes;
  const where = given ? "The bytes given as `wasm`" : String(source);
  throw new CastlistError("engine", `${where}: the engine's WebAssembly was expected, but ${describe(bytes)} came.`);
}

function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return "nothing";
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'a gzip file without "Content-Encoding: gzip"';
  const opening = new TextDecoder().decode(bytes.subarray(0, 100)).trimStart();
  if (opening.startsWith("<")) return "an HTML page (is castlist.wasm deployed there?)";
  return "something else";
}
