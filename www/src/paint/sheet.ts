import rules from "./highlights.css";

let sheet: CSSStyleSheet | undefined;

/**
 * Gives a document the rules that draw the marks, unless it has them: a late sheet costs a style pass over
 * the whole page, so a page that cares loads `castlist.css` itself, and an extension inserts it.
 * Returns what takes them away again.
 */
export function adoptSheet(document: Document): () => void {
  const adopted = (): CSSStyleSheet[] => [...document.adoptedStyleSheets];
  try {
    const ours = sheet !== undefined && adopted().includes(sheet);
    // The rules set this property on the root element, so that their presence can be known.
    if (!ours && getComputedStyle(document.documentElement).getPropertyValue("--castlist-sheet")) return () => {};
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
    }
    document.adoptedStyleSheets = [...adopted(), sheet];
  } catch {
    // A content script in Firefox may not adopt: there the extension's inserted rules do the work.
    return () => {};
  }
  let adoptedOnce = true;
  return () => {
    // Each reader adopts the sheet once more, and takes away one.
    const at = adopted().indexOf(sheet!);
    if (adoptedOnce && at >= 0) document.adoptedStyleSheets = adopted().toSpliced(at, 1);
    adoptedOnce = false;
  };
}
