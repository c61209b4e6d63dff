import { createEngine } from "./engine/create.js";
import { Reader, type ReaderOptions } from "./reader.js";
import type { Engine, EngineChoice, EngineOptions } from "./types.js";

// All that the page's side gives to others is in this one module: each other file asks for it here.
export { CastlistError } from "./types.js";
export { createEngine, Reader };

/** What `mount` takes: where the engine's files are, and how the reader looks and behaves. */
export interface MountOptions extends Omit<EngineOptions, "engine">, ReaderOptions {
  /** Where the engine runs, or one that runs already (it is put away with the reader). */
  engine?: EngineChoice | Engine;
}

/**
 * Puts Castlist on an article: an element, or a selector (what several elements share is then the article), or, left
 * out, what looks like the article. Resolves when the names are marked. Never rejects: see `Reader.error`.
 */
export function mount(target?: string | Element, options: MountOptions = {}): Promise<Reader> {
  const { engine, ...rest } = options;
  const start = (): Promise<Engine> =>
    typeof engine === "object" ? Promise.resolve(engine) : createEngine({ ...rest, ...(engine && { engine }) });
  return Reader(target, start, options as ReaderOptions).begin();
}
