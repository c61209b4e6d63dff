/**
 * Castlist tells a reader who is who in an article. Importing this module does
 * nothing: no element is registered (`castlist/define` does that), nothing is
 * fetched, and no page is needed.
 */
export { mount, type MountOptions } from "./mount.js";
export type { Reader, ReaderEvents, ReaderOptions } from "./reader.js";
export { type Annotator, type AnnotatorOptions, createAnnotator } from "./engine/annotator.js";
export { createEngine } from "./engine/create.js";
export type { PackInfo } from "./engine/protocol.js";
export * from "./types.js";
