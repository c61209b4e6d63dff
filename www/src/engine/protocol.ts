/**
 * What a page and its worker say to each other. The page speaks first, with
 * `start`; engine/worker.ts answers that one, and all that follows is answered
 * in Rust (src/wasm.rs, `serve`).
 */
import { type AnnotateOptions, type Annotation, CastlistError, type Entity, type Kind, type Mention } from "../types.js";

/** Grows when a message changes meaning: a cached worker file of another version is refused in words. */
export const VERSION = 1;

export interface PackInfo {
  readonly name: string;
  readonly entries: number;
}

export interface Start {
  readonly type: "start";
  /** An address, bytes or a compiled module. */
  readonly wasm: string | Uint8Array | WebAssembly.Module;
  /** Addresses or bytes. */
  readonly packs: readonly (string | Uint8Array)[];
}

/** At any time after `start`; answered by `ready`. */
export interface Learn {
  readonly type: "model";
  /** An address or bytes. */
  readonly model: string | Uint8Array;
}

export interface Annotate {
  readonly type: "annotate";
  readonly text: string;
  readonly options: AnnotateOptions;
}

export type Request = (Start | Learn | Annotate) & { readonly v: typeof VERSION; readonly id: number };

/** An error as it crosses. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Every request has one answer; `progress` before it says that it is still being worked on. */
export type Reply = { readonly id: number } & (
  | { readonly type: "ready"; readonly packs: readonly PackInfo[] }
  | { readonly type: "annotation"; readonly mentions: Uint32Array; readonly entities: readonly Entity[] }
  | { readonly type: "progress" }
  | { readonly type: "error"; readonly failure: Failure }
);

/** Numbers of one mention in the flat array: start, end, kind, entity, confidence in thousandths, finder. */
const WIDTH = 6;
const KINDS: readonly Kind[] = ["person", "group"];
const FINDERS = ["pack", "recogniser", "document"] as const;

/** The annotation from what crossed: objects for mentions would cost a hundred times the array. */
export function unpack(text: string, flat: Uint32Array, entities: readonly Entity[]): Annotation {
  const mentions: Mention[] = [];
  for (let at = 0; at + WIDTH <= flat.length; at += WIDTH) {
    const [start = 0, end = 0, kind = 0, entity = 0, confidence = 0, found = 0] = flat.subarray(at, at + WIDTH);
    mentions.push({
      start,
      end,
      text: text.slice(start, end),
      kind: KINDS[kind] ?? "group",
      entity,
      confidence: confidence / 1000,
      found: FINDERS[found] ?? "document",
    });
  }
  return { mentions, entities };
}

const CODES: ReadonlySet<unknown> = new Set<CastlistError["code"]>(["blocked", "network", "pack", "model", "engine", "options", "target"]);

/** Whatever was thrown or received, as the one error type that callers see. */
export function failure(thrown: unknown, code: CastlistError["code"] = "engine"): CastlistError {
  if (thrown instanceof CastlistError) return thrown;
  const given = Object(thrown) as Partial<Failure>;
  const known = CODES.has(given.code) ? (given.code as CastlistError["code"]) : code;
  return new CastlistError(known, given.message || String(thrown));
}
