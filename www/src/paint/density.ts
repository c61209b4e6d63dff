import type { Extraction } from "../page/extraction.js";
import type { Mention } from "../types.js";

/** Which mentions are marked: all, the first of each section within a budget, or none. */
export type Density = "all" | "first" | "none";

/** Words of the article for each mark that the density "first" may set. */
const WORDS_PER_MARK = 40;

/**
 * The mentions to mark, as ascending indexes into `mentions`. Never one in a heading, a link or across
 * blocks. With "first", when the budget is short, names new to the article come before repetitions and
 * those that are named more often before the others.
 */
export function chooseMarks(extraction: Extraction, mentions: readonly Mention[], density: Density): number[] {
  if (density === "none") return [];
  const able = [...mentions.keys()].filter((i) => extraction.markable(mentions[i]!.start, mentions[i]!.end));
  if (density === "all") return able;

  const weight = new Map<number, number>();
  for (const { entity } of mentions) weight.set(entity, (weight.get(entity) ?? 0) + 1);
  const met = new Set<number>();
  const metHere = new Set<number>();
  const fresh: number[] = [];
  const again: number[] = [];
  let section = -1;
  let block = 0;
  for (const i of able) {
    const { start, entity } = mentions[i]!;
    while (extraction.blocks[block]!.end <= start) block++;
    const here = extraction.blocks[block]!.section;
    if (here !== section) {
      section = here;
      metHere.clear();
    }
    if (metHere.has(entity)) continue;
    metHere.add(entity);
    (met.has(entity) ? again : fresh).push(i);
    met.add(entity);
  }
  const budget = Math.max(1, Math.floor(words(extraction.text) / WORDS_PER_MARK));
  const heavy = (a: number, b: number): number => weight.get(mentions[b]!.entity)! - weight.get(mentions[a]!.entity)! || a - b;
  return [...fresh.sort(heavy), ...again.sort(heavy)].slice(0, budget).sort((a, b) => a - b);
}

/** Words of a text; two characters count as one where a script sets no spaces. */
function words(text: string): number {
  let count = 0;
  let inside = false;
  let unspaced = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const blank = code === 32 || code === 10;
    if (!blank && !inside) count++;
    inside = !blank;
    if (code >= 0x3040 && code <= 0x9fff) unspaced++;
  }
  return count + (unspaced >> 1);
}
