/** The generated bindings of src/wasm.rs. Written by hand so that types can be checked before the engine is built. */
declare module "castlist-glue" {
  /** Starts the engine from a compiled module or its bytes. Later calls do nothing. */
  export default function init(source: { module_or_path: WebAssembly.Module | BufferSource }): Promise<unknown>;

  /** Takes the messages of the dedicated worker it is called in. */
  export function serve(): void;

  /** Fetches a pack and looks at its first bytes. Rejects with `{ code, message }`. */
  export function fetchPack(url: string): Promise<Uint8Array>;

  export class Engine {
    constructor();
    /** Throws `{ code, message }`. */
    addPack(bytes: Uint8Array): { name: string; entries: number };
    start(text: string, options: unknown): Job;
    annotate(text: string, options: unknown): Job;
    free(): void;
  }

  export class Job {
    /** Does about `quantum` tokens of work. True when nothing is left to do. */
    step(quantum: number): boolean;
    /** Six numbers a mention: start, end, kind, entity, confidence in thousandths, finder. */
    mentions(): Uint32Array;
    entities(): unknown;
    free(): void;
  }
}
