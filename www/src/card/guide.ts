import type { Choices } from "../settings/choices.js";
import type { Words } from "../settings/strings.js";
import type { Annotation } from "../types.js";

/** What the card and the panel show, and what they may ask of the reader that ties them to the page. */
export interface Guide {
  readonly words: Words;
  readonly choices: Choices;
  /** The article as it was read; empty where nothing was. */
  readonly text: string;
  readonly annotation: Annotation;
  /** Shows an entity's card. `opener`, where the focus goes back to, is what the reader pressed in our own interface. */
  open(entity: number, opener?: HTMLElement): void;
  /** Brings a span of the text into view and flashes it. */
  show(start: number, end: number): void;
  /** Goes to the next or the previous mention of the open card's entity. */
  step(by: 1 | -1): void;
  /** Where the reader was before the first `show` or `step`; null if nowhere else. */
  readonly back: (() => void) | null;
  close(): void;
  /** The settings as a control to put on a card or a panel. */
  controls(): HTMLElement;
}
