/** Our sheet in our shadow root, from a content script. */
import type { Adopt } from "../src/card/shell.js";

export const adopt: Adopt = (root, css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
};
