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
export function chooseMarks({ text, blocks, markable }: Extraction, mentions: readonly Mention[], density: Density): number[] {
  if (density === "none") return [];
  const able = [...mentions.keys()].filter((i) => markable(mentions[i]!.start, mentions[i]!.end));
  if (density === "all") return able;

  const weight: number[] = [];
  for (const { entity } of mentions) weight[entity] = (weight[entity] ?? 0) + 1;
  const fresh: number[] = [];
  const again: number[] = [];
  /** The section in which each entity was met last. */
  const met = new Map<number, number>();
  let block = 0;
  for (const i of able) {
    const { start, entity } = mentions[i]!;
    while (blocks[block]!.end <= start) block++;
    const { section } = blocks[block]!;
    if (met.get(entity) === section) continue;
    (met.has(entity) ? again : fresh).push(i);
    met.set(entity, section);
  }
  return [fresh, again]
    .flatMap((list) => list.sort((a, b) => weight[mentions[b]!.entity]! - weight[mentions[a]!.entity]!))
    .slice(0, Math.max(1, Math.floor(words(text) / WORDS_PER_MARK)))
    .sort((a, b) => a - b);
}

/** Words of a text; two characters count as one where a script sets no spaces. */
const words = (text: string): number => text.match(/[\u3040-\u9fff]{2}|[^\s\u3040-\u9fff]+/g)?.length ?? 0;
