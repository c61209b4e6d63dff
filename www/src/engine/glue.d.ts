/** The generated bindings of src/wasm.rs. Written by hand so that types can be checked before the engine is built. */
declare module "castlist-glue" {
  /** Starts the engine from a compiled module or its bytes. Later calls do nothing. */
  export default function init(source: { module_or_path: WebAssembly.Module | BufferSource }): Promise<unknown>;

  /**
   * A pack's bytes, looked at before they are opened. Takes an address, bytes,
   * a response, or a promise of either. Rejects with `{ code, message }`.
   */
  export function readPack(source: unknown, name: string): Promise<Uint8Array>;

  /**
   * Makes this dedicated worker answer annotation requests. Loads the packs
   * first and answers request `id` when they are there, or with what is wrong.
   */
  export function serve(id: number, packs: readonly unknown[], names: readonly string[]): void;

  export class Engine {
    constructor();
    /** Throws `{ code, message }`. */
    addPack(bytes: Uint8Array, shard?: boolean): { name: string; entries: number };
    /** Throws `{ code, message }`. */
    setModel(bytes: Uint8Array): void;
    /** Shards that a text wants: upper and lower half of the number in each file's name. */
    wanted(text: string): Uint32Array;
    /** Throws `{ code, message }` when the options can't be read. */
    start(text: string, options: unknown): Job;
    /** `start`, and all the work at once. */
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
