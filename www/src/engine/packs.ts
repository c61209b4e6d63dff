/** Where packs come from. */
import type { PackSource } from "../types.js";
import type { Get } from "./read.js";

/**
 * Sends for a pack before the engine that reads it has started, so that both
 * travel at once. What comes of it is for the engine to judge.
 */
export function early(pack: PackSource, get: Get): Promise<unknown> | Uint8Array {
  if (pack instanceof Uint8Array) return pack;
  if (pack instanceof ArrayBuffer) return new Uint8Array(pack);
  const coming = get(String(pack));
  // It is waited for later: until then its failure is nobody's unhandled one.
  coming.catch(() => {});
  return coming;
}

/** What an error calls the pack. */
export function label(pack: PackSource): string {
  return typeof pack === "string" || pack instanceof URL ? String(pack) : "The bytes given as a pack";
}
