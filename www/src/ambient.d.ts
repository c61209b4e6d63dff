/** A style sheet, bundled as its text: it is adopted, never put into the page as an element. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** The tests run in Node; its own types are not worth a dependency. */
declare module "node:test";
declare module "node:assert/strict";
