/** How long a passage stays marked that the reader was sent to, in milliseconds: long enough to find it. */
const LASTS = 2400;

/** Marks a passage for a moment, without touching it. Returns what ends it at once. */
export function flash(range: StaticRange): () => void {
  if (typeof Highlight !== "function") return () => {};
  const name = "castlist-flash";
  const highlight = new Highlight(range);
  CSS.highlights.set(name, highlight);
  const end = (): void => {
    clearTimeout(timer);
    if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
  };
  const timer = setTimeout(end, LASTS);
  return end;
}
