import type { Choices } from "../settings/choices.js";
import type { Words } from "../settings/strings.js";
import type { Extraction } from "../page/extraction.js";
import type { Annotation } from "../types.js";

/** A stretch of the article's text, in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is shown: the article as it was read, who is in it, and which mentions are marked. */
export interface Story extends Annotation {
  /** Undefined where nothing was read. */
  readonly extraction?: Extraction;
  /** Ascending indexes into `mentions`. */
  readonly marked: readonly number[];
}

/** What the card and the panel show, and what they may ask of the reader that ties them to the page. */
export interface Guide {
  readonly words: Words;
  readonly choices: Choices;
  readonly story: Story;
  /** Shows an entity's card. `opener`, where the focus goes back to, is what the reader pressed in our own interface. */
  open(entity: number, opener?: HTMLElement): void;
  /** Brings a span of the text into view and flashes it. */
  show(span: Span): void;
  /** Goes to the next or the previous mention of the open card's entity. */
  step(by: 1 | -1): void;
  /** Where the reader was before the first `show` or `step`; null if nowhere else. */
  readonly back: (() => void) | null;
  close(): void;
  /** The settings as a control to put on a card or a panel. */
  controls(): HTMLElement;
}
