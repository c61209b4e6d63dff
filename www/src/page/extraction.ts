/** What the page's rooms hand to each other: the article's text, and the way back from text to page. */

/** A run of text that the page sets as one block: a paragraph, a list item, a heading. */
export interface Block {
  /** Offsets into `Extraction.text`, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The nearest element that is laid out as a block; two blocks may share one. */
  readonly element: Element;
  readonly heading: boolean;
  /** Counts up from 0 at every heading and every nested article (a live blog's post). */
  readonly section: number;
}

/** The readable text of an article. It describes the page as it was read; a changed page needs a new one. */
export interface Extraction {
  readonly root: Element;
  /** Blocks joined by "\n"; a `<br>` is a "\n" too; other white space is collapsed to single spaces. */
  readonly text: string;
  /** In text order, never overlapping. */
  readonly blocks: readonly Block[];
  /** The place of a span in the page, or null where the page no longer reads so. */
  rangeOf(start: number, end: number): StaticRange | null;
  /**
   * The text offset of a place in the page, or null where that place was not read.
   * A place inside collapsed white space belongs to the character that follows.
   */
  offsetOf(node: Node, offset: number): number | null;
  /** Whether a mark may stand here: inside one block, and not in a heading, a link or a summary. */
  markable(start: number, end: number): boolean;
}
