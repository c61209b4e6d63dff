import type { Block } from "./extraction.js";
import type { Segment } from "./locate.js";

// Zero-width characters that carry no sound: a name split by one is still that name. The joiners
// U+200C and U+200D stay: in Persian and Urdu they are spelling.
const SILENT = "\\xad\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff";
// All that is not text as it stands: more than one space, or another than the plain one, or one at an end.
const GAP = new RegExp(`[\\s${SILENT}]{2,}|^ | $|(?! )[\\s${SILENT}]`, "g");
const SHOWN_SPACE = new RegExp(`(?![${SILENT}])\\s`);
const SENTENCE_END = /[.!?…。！？؟۔]\W*$/;
const LEAD_IN = /^(by|(written|reporting|edit\w*) by|photos?|(also )?read|related|see also|watch)\b/i;

/** How a piece of text stands in the page. */
export interface Setting {
  /** In a heading or a summary: read, but never marked. */
  readonly context: boolean;
  readonly link: boolean;
  /** Line ends are shown, as `white-space: pre-wrap` does. */
  readonly lines: boolean;
}

/** Collects the text of blocks as the renderer shows it, and the segments that lead back to the page. */
export class BlockWriter {
  readonly blocks: Block[] = [];
  readonly segments: Segment[] = [];
  /** Kept blocks, each a line. */
  readonly lines: string[] = [];
  /** Counts the sections; raised by headings and by who walks the page. */
  section = 0;
  #start = 0;
  #line = "";
  #kept = 0;
  #linked = 0;
  #element: Element | undefined;
  #heading = false;
  /** Whether the line has begun and not just been broken: only then white space shows. */
  #begun = false;
  /** A space that shows only if more text follows, and where it is. */
  #space: [Text, number] | undefined;

  /** Code units written, the open block included. */
  get length(): number {
    return this.#start + this.#line.length;
  }

  /** Ends the open block, keeps it if it is prose, and begins one that belongs to `element`. */
  open(element?: Element, heading = false): void {
    const line = this.#line.trimEnd();
    if (line && !this.#isAside(line)) {
      const end = this.#start + line.length;
      if (this.#heading && this.blocks[0]) this.section++;
      this.blocks.push({ start: this.#start, end, element: this.#element!, heading: this.#heading, section: this.section });
      this.lines.push(line);
      this.#start = end + 1;
      this.#kept = this.segments.length;
    }
    this.segments.length = this.#kept;
    this.#line = "";
    this.#begun = false;
    this.#linked = 0;
    this.#space = undefined;
    this.#element = element;
    this.#heading = heading;
  }

  lineBreak(): void {
    this.#space = undefined;
    this.#begun = false;
    if (this.#line) this.#line += "\n";
  }

  text(node: Text, setting: Setting): void {
    const { data } = node;
    let from = 0;
    for (const { 0: gap, index } of data.matchAll(GAP)) {
      this.#put(node, from, data.slice(from, index), setting);
      from = index + gap.length;
      const at = gap.search(SHOWN_SPACE);
      if (at < 0) continue;
      if (setting.lines && gap.includes("\n")) this.lineBreak();
      // White space shows only between words, and then once.
      else if (this.#begun) this.#space ??= [node, index + at];
    }
    this.#put(node, from, data.slice(from), setting);
  }

  #put(node: Text, offset: number, piece: string, setting: Setting): void {
    if (!piece) return;
    const space = this.#space;
    if (space) {
      this.#space = undefined;
      this.#put(...space, " ", setting);
    }
    const start = this.length;
    const last = this.segments.at(-1);
    if (last?.node === node && last.end === start && last.offset + start - last.start === offset) last.end += piece.length;
    else this.segments.push({ node, offset, start, end: start + piece.length, context: setting.context || setting.link });
    if (setting.link) this.#linked += piece.length;
    this.#line += piece;
    this.#begun = true;
  }

  /** Teasers, "read more" lines and bylines: mostly link, or a lead-in that is no sentence. */
  #isAside(line: string): boolean {
    const share = this.#linked / line.length;
    return share > 0.9 || (!this.#heading && !SENTENCE_END.test(line) && (share > 0.5 || (line.length < 120 && LEAD_IN.test(line))));
  }
}
