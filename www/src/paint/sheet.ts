import rules from "./highlights.css";

/** Each reader adopts one of its own. */
const ours = new Set<CSSStyleSheet>();

/**
 * Gives a document the rules that draw the marks, unless it has them: a late sheet costs a style pass over
 * the whole page, so a page that cares loads `castlist.css` itself, and an extension inserts it.
 * Returns what takes them away again.
 */
export function adoptSheet(document: Document): () => void {
  const sheet = new CSSStyleSheet();
  const release = (): void => {
    if (ours.delete(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== sheet);
  };
  try {
    // The rules set this property on the root element, so that their presence can be known.
    if (!ours.size && getComputedStyle(document.documentElement).getPropertyValue("--castlist-sheet")) return release;
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    ours.add(sheet);
  } catch {
    // A content script in Firefox may not adopt: there the extension's inserted rules do the work.
  }
  return release;
}
