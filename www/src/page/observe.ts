/** What happened to the article since the last report. */
export interface Change {
  /** Elements whose content changed; the root alone when there were too many to tell apart. */
  readonly parts: readonly Element[];
  /** The root itself has left the document, as in a change of view without a page load. */
  readonly lost: boolean;
}

export interface Watcher {
  /**
   * Called at most once a frame while the page changes, before it is painted:
   * the time to drop marks whose text no longer holds. Must be cheap.
   */
  touched(): void;
  /** Called when the page has come to rest, or at growing intervals when it never does. */
  changed(change: Change): void;
}

/** Milliseconds of rest after which a change is reported. */
const REST = 250;
/** A page that doesn't rest is reported after this time all the same. */
const PATIENCE = 1000;
/** Reports of a restless page come at intervals that double up to this. */
const LONGEST = 8000;
/** More parts than this are reported as one change of the root. */
const MANY = 64;

/**
 * Watches an article for changes, through one observer. `own` (the reader's host element) is left out.
 * Returns what ends the watch.
 */
export function observe(root: Element, own: Element | null, watcher: Watcher): () => void {
  const parts = new Set<Element>();
  const stop = new AbortController();
  const view = root.ownerDocument.defaultView!;
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
    const changed = parts.size > MANY ? [] : [...parts].filter((part) => part.isConnected);
    parts.clear();
    watcher.changed({ parts: changed.length > 0 ? changed : [root], lost: !root.isConnected });
  };

  const note = (part: Element): void => {
    if (parts.size <= MANY) parts.add(part);
    frame ||= view.requestAnimationFrame(() => {
      frame = 0;
      watcher.touched();
    });
    const now = performance.now();
    if (!timer) first = now;
    clearTimeout(timer);
    const due = Math.max(reported + gap, Math.min(now + REST, first + PATIENCE));
    timer = view.setTimeout(report, Math.max(0, due - now));
  };

  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      if (own && own.contains(target)) continue;
      const inside = root.contains(target);
      // Above the root only its own removal counts.
      if (!inside && root.isConnected) continue;
      note(inside ? ((target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement) as Element | null) ?? root : root);
      if (parts.size > MANY) break;
    }
  });
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["hidden", "aria-hidden", "contenteditable"],
  });
  for (let above = root.parentNode; above; above = above.parentNode) observer.observe(above, { childList: true });
  // A page that comes back from the back/forward cache may have been changed while it went.
  view.addEventListener("pageshow", (event) => event.persisted && note(root), { signal: stop.signal });

  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(timer);
    view.cancelAnimationFrame(frame);
  };
}
