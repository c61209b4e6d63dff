/** The page's side of Castlist: which part of it is the article, what it says, and when that changes. */
export { articleDate, findArticle } from "./article.js";
export { extract, extractNow } from "./extract.js";
export type { Block, Extraction, Span } from "./extraction.js";
export { observe, type Change, type Watcher } from "./observe.js";
