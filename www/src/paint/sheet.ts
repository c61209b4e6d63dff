import rules from "./highlights.css";

/** A custom property that the rules set on the root element: how a page that already has them is known. */
const MARK = "--castlist-sheet";

let sheet: CSSStyleSheet | null = null;
const users = new Map<Document, number>();

/**
 * Gives a document the rules that draw the marks, unless it has them: a late sheet costs a style pass over
 * the whole page, so a page that cares loads `castlist.css` itself, and an extension inserts it.
 * Returns what takes them away again.
 */
export function adoptSheet(document: Document): () => void {
  const count = users.get(document) ?? 0;
  if (count === 0 && getComputedStyle(document.documentElement).getPropertyValue(MARK)) return () => {};
  if (count === 0) {
    try {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
      }
      document.adoptedStyleSheets.push(sheet);
    } catch {
      // A content script in Firefox may not adopt: there the extension's inserted rules do the work.
      return () => {};
    }
  }
  users.set(document, count + 1);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const left = users.get(document)! - 1;
    if (left > 0) {
      users.set(document, left);
      return;
    }
    users.delete(document);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
