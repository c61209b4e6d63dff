/**
 * Castlist tells a reader who is who in an article. Importing this module does
 * nothing: no element is registered (`castlist/define` does that), nothing is
 * fetched, and no page is needed.
 */
export { createEngine, mount, type MountOptions, Reader } from "./mount.js";
export type { ReaderEvents, ReaderOptions } from "./reader.js";
export { type Annotator, type AnnotatorOptions, createAnnotator } from "./engine/annotator.js";
export type { PackInfo } from "./engine/protocol.js";
export * from "./types.js";
