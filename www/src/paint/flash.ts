import { canPaint, highlight, unhighlight } from "./highlights.js";

const NAME = "castlist-flash";
/** How long a passage stays marked that the reader was sent to, in milliseconds: long enough to find it. */
const LASTS = 2400;

/** Marks a passage for a moment, without touching it. Returns what ends it at once. */
export function flash(range: StaticRange): () => void {
  if (!canPaint()) return () => {};
  highlight(NAME, range);
  const end = (): void => unhighlight(NAME, range);
  setTimeout(end, LASTS);
  return end;
}
