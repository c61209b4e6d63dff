/** The first index in `from..to` that passes, else `to`. Once one passes, all after it must. */
export function search(from: number, to: number, passes: (index: number) => boolean): number {
  while (from < to) {
    const middle = (from + to) >> 1;
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
