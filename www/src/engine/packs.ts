/** Where packs come from. */
import type { PackSource } from "../types.js";
import type { Get } from "./read.js";

/**
 * Sends for a pack before the engine that reads it has started, so that both
 * travel at once. What comes of it is for the engine to judge.
 */
export function early(pack: PackSource, get: Get): unknown {
  if (isAddress(pack)) {
    const coming = get(String(pack));
    // It is waited for later: until then its failure is nobody's unhandled one.
    coming.catch(() => {});
    return coming;
  }
  return pack instanceof ArrayBuffer ? new Uint8Array(pack) : pack;
}

/** What an error calls the pack. */
export const label = (pack: PackSource): string => (isAddress(pack) ? String(pack) : "The bytes given as a pack");

export const isAddress = (source: unknown): source is string | URL => typeof source === "string" || source instanceof URL;
