export interface Watcher {
  /**
   * Called at most once a frame while the page changes, before it is painted:
   * the time to drop marks whose text no longer holds. Must be cheap.
   */
  touched(): void;
  /** Called when the page has come to rest, or at growing intervals when it never does. */
  changed(): void;
}

/** Milliseconds of rest after which a change is reported. */
const REST = 250;
/** A page that doesn't rest is reported after this time all the same. */
const PATIENCE = 1000;
/** Reports of a restless page come at intervals that double up to this. */
const LONGEST = 8000;

/**
 * Watches an article for changes, through one observer, its own removal among them. `own` (the reader's host element)
 * is left out. Returns what ends the watch.
 */
export function observe(root: Element, own: Element | null, { touched, changed }: Watcher): () => void {
  const stop = new AbortController();
  let timer = 0;
  let frame = 0;
  /** The least time between two reports. */
  let gap = REST;
  let reported = -Infinity;
  /** When the first change came that is not yet reported. */
  let first = 0;

  const report = (): void => {
    const now = performance.now();
    // Reports in quick succession mean a restless page, which is left alone for longer each time. A quiet
    // spell brings back the first pace.
    gap = now - reported < 2 * gap + PATIENCE ? Math.min(gap * 2, LONGEST) : REST;
    reported = now;
    timer = 0;
    changed();
  };

  const note = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      touched();
    });
    const now = performance.now();
    if (!timer) first = now;
    clearTimeout(timer);
    timer = setTimeout(report, Math.max(reported + gap, Math.min(now + REST, first + PATIENCE)) - now);
  };

  const observer = new MutationObserver((records) => {
    // Above the root only its own removal counts.
    if (records.some(({ target }) => !own?.contains(target) && (root.contains(target) || !root.isConnected))) note();
  });
  const all = { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden", "aria-hidden", "contenteditable"] };
  observer.observe(root, all);
  for (let above = root.parentNode; above; above = above.parentNode) observer.observe(above, { childList: true });
  // A page that comes back from the back/forward cache may have been changed while it went.
  addEventListener("pageshow", ({ persisted }) => persisted && note(), { signal: stop.signal });

  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}
