/** The page's side of Castlist: which part of it is the article, what it says, and when that changes. */
export { articleDate, findArticle } from "./article.js";
export { extract } from "./extract.js";
export type { Block, Extraction } from "./extraction.js";
export { observe, type Watcher } from "./observe.js";
