/** Work in slices, so that the page stays free to answer its reader. */

import { pause } from "../pause.js";

/** Milliseconds of one slice. The law is 8; the rest is for what a step overruns. */
const SLICE = 5;

/** Tokens of the first step: little enough for a slow phone on cold code. */
const FIRST = 100;

/**
 * Runs a job to its end, one slice after another, and lets the page in between.
 * Throws the signal's reason once it is aborted.
 */
export async function run(
  job: { step(quantum: number): boolean },
  signal: AbortSignal,
  now = () => performance.now(),
  rest: () => Promise<unknown> = pause,
): Promise<void> {
  let quantum = FIRST;
  for (;;) {
    const slice = now();
    let before = slice;
    // A step aims at half a slice. Where it took less, another one fits.
    do {
      signal.throwIfAborted();
      if (job.step(quantum)) return;
      const after = now();
      quantum = next(quantum, after - before);
      before = after;
    } while (before - slice < SLICE / 2);
    await rest();
  }
}

/** The quantum that would have taken half a slice; at most double and at least a quarter of the last. */
export function next(quantum: number, took: number): number {
  const factor = Math.min(2, Math.max(0.25, SLICE / 2 / Math.max(took, 0.01)));
  return Math.min(1 << 20, Math.max(1, Math.round(quantum * factor)));
}
