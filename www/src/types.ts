/** The annotation of a text, as the engine gives it. Offsets are UTF-16 code units, `end` exclusive. */

export type Kind = "person" | "group";
export type Found = "pack" | "recogniser" | "document";
export type Status = "stated" | "reported" | "disputed" | "denied";

export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: Kind;
  /** Index into `Annotation.entities`. */
  readonly entity: number;
  /** 0 to 1: how sure that this is a name of this kind. */
  readonly confidence: number;
  readonly found: Found;
}

export interface Link {
  readonly pack: string;
  readonly id: string;
  readonly confidence: number;
  /** Reasons in words a reader understands. */
  readonly evidence: readonly string[];
}

export type Source =
  | { readonly article: { readonly start: number; readonly end: number } }
  | { readonly pack: string; readonly publisher: string; readonly url: string; readonly retrieved: string };

export type Party = { readonly entity: number } | { readonly text: string };

export interface Fact {
  readonly relation: string;
  readonly object: Party;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: Status;
  readonly by: Party | null;
  readonly source: Source;
}

export interface Quote {
  readonly start: number;
  readonly end: number;
  readonly speaker: number | null;
}

export interface Entity {
  readonly kind: Kind;
  /** The fullest name the text uses. */
  readonly name: string;
  /** Every form the text uses, in order of first use. */
  readonly names: readonly string[];
  /** Indexes into `Annotation.mentions`, ascending. */
  readonly mentions: readonly number[];
  readonly link: Link | null;
  readonly description: { readonly text: string; readonly source: Source } | null;
  readonly facts: readonly Fact[];
  readonly quotes: readonly Quote[];
  /** Entities of this text that a hasty reader could take for this one. */
  readonly similar: readonly number[];
}

export interface Annotation {
  readonly mentions: readonly Mention[];
  readonly entities: readonly Entity[];
}

export interface AnnotateOptions {
  /** The article's date, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date?: string;
  /** How sure the recogniser must be to mark a name, 0 to 1; 0.5 by default. Names that packs list are marked anyway. */
  sure?: number;
}

/** A knowledge pack: where it is, or its bytes. */
export type PackSource = string | URL | Uint8Array | ArrayBuffer;

/** The recogniser's model: where it is, or its bytes. */
export type ModelSource = string | URL | Uint8Array | ArrayBuffer;

/** The engine's WebAssembly: where it is, its bytes, or a compiled module. */
export type WasmSource = string | URL | Uint8Array | ArrayBuffer | WebAssembly.Module;

/** `worker`: beside the page. `page`: on the main thread, in slices under 8 ms. `auto`: what the page's policy allows. */
export type EngineChoice = "auto" | "worker" | "page";

/** What `createEngine` (engine/create.ts) takes. Each part has a default that needs no option. */
export interface EngineOptions {
  /** Packs beside the starter pack. */
  packs?: readonly PackSource[];
  /** `false` leaves the starter pack out. */
  starter?: boolean;
  /** The model that finds names no pack lists, if not `news.castmodel` beside this module; `false`: none. */
  model?: ModelSource | false;
  engine?: EngineChoice;
  /** Where `castlist.wasm` is, if not beside this module. */
  wasm?: WasmSource;
  /** Where `worker.js` is, if not beside this module. */
  worker?: string | URL;
}

/** What finds the names: a worker, the page itself, or an extension's background. */
export interface Engine {
  readonly transport: "worker" | "page" | "runtime";
  annotate(text: string, options?: AnnotateOptions): Promise<Annotation>;
  /** Fetches the model, which finds names that no pack lists in the texts that follow. Absent where there is none to fetch. */
  readonly learn?: (() => Promise<void>) | undefined;
  dispose(): void;
}

/** An error that crosses a boundary. `message` is one human sentence. */
export class CastlistError extends Error {
  override readonly name = "CastlistError";
  constructor(
    readonly code: "blocked" | "network" | "pack" | "model" | "engine" | "options" | "target",
    message: string,
  ) {
    super(message);
  }
}
