/** What the reader sees in the text, and what the pointer is on. */
export { chooseMarks, type Density } from "./density.js";
export { canPaint, Painter, type Marks } from "./highlights.js";
export { hitTest, rectsOf, type Hit } from "./hit.js";
export { adoptSheet } from "./sheet.js";
