import type { Block } from "./extraction.js";
import { LINKED, TextMap } from "./locate.js";

// Zero-width characters that carry no sound: a name split by one is still that name. The joiners
// U+200C and U+200D stay: in Persian and Urdu they are spelling.
const SILENT = /[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const ODD = new RegExp(`[^\\S ]|  |${SILENT.source}`);
const RUNS = new RegExp(`(?:\\s|${SILENT.source})+|(?:(?!${SILENT.source})\\S)+`, "g");
const SPACE = /\s/;
const SILENT_ALL = new RegExp(SILENT.source, "g");
const SENTENCE_END = /[.!?…。！？।؟۔]["'”’»)\]]*$/;
const BYLINE = /^(by|written by|reporting by|editing by|edited by|photo by|photos by|read more|read also|also read|related|see also|watch)\b/i;

/** Collects the text of blocks as the renderer shows it, and the segments that lead back to the page. */
export class BlockWriter {
  readonly blocks: Block[] = [];
  private readonly map = new TextMap();
  private readonly done: string[] = [];
  private line = "";
  private start = 0;
  private firstSegment = 0;
  private linked = 0;
  private element: Element | null = null;
  private heading = false;
  private sections = 0;
  private space: { node: Text; offset: number; flags: number } | null = null;

  /** Code units written, the open block included. */
  get length(): number {
    return this.start + this.line.length;
  }

  /** Ends the open block, keeps it if it is prose, and begins one that belongs to `element`. */
  open(element: Element, heading: boolean): void {
    this.close();
    this.element = element;
    this.heading = heading;
  }

  section(): void {
    if (this.blocks.length > 0) this.sections++;
  }

  lineBreak(): void {
    this.space = null;
    if (this.line) this.line += "\n";
  }

  /** Adds a text node. `lines`: its line ends are shown, as `white-space: pre-wrap` does. */
  text(node: Text, flags: number, lines: boolean): void {
    const data = node.data;
    if (!ODD.test(data)) {
      const lead = data.startsWith(" ") ? 1 : 0;
      const tail = data.length > lead && data.endsWith(" ") ? 1 : 0;
      if (lead) this.blank(node, 0, flags);
      if (data.length > lead + tail) this.put(node, lead, data.slice(lead, data.length - tail), flags);
      if (tail) this.blank(node, data.length - 1, flags);
      return;
    }
    for (const { 0: run, index } of data.matchAll(RUNS)) {
      const at = run.search(SPACE);
      if (at < 0 && !SILENT.test(run)) this.put(node, index, run, flags);
      else if (run.replace(SILENT_ALL, "") === "") continue;
      else if (lines && run.includes("\n")) this.lineBreak();
      else this.blank(node, index + at, flags);
    }
  }

  /** The finished map; the writer is spent. */
  finish(): TextMap {
    this.close();
    this.map.text = this.done.join("\n");
    return this.map;
  }

  private blank(node: Text, offset: number, flags: number): void {
    if (this.line && !this.line.endsWith("\n")) this.space ??= { node, offset, flags };
  }

  private put(node: Text, offset: number, piece: string, flags: number): void {
    if (this.space) {
      const { node: from, offset: at, flags: its } = this.space;
      this.space = null;
      this.append(from, at, " ", its);
    }
    this.append(node, offset, piece, flags);
  }

  private append(node: Text, offset: number, piece: string, flags: number): void {
    const { nodes, offsets, starts, ends } = this.map;
    const last = nodes.length - 1;
    const at = this.length;
    const joins = last >= this.firstSegment && nodes[last] === node && ends[last] === at && offsets[last]! + at - starts[last]! === offset;
    if (joins) ends[last] = at + piece.length;
    else {
      nodes.push(node);
      offsets.push(offset);
      starts.push(at);
      ends.push(at + piece.length);
      this.map.flags.push(flags);
    }
    if (flags & LINKED) this.linked += piece.length;
    this.line += piece;
  }

  private close(): void {
    this.space = null;
    const line = this.line.trimEnd();
    if (line && this.element && !this.isAside(line)) {
      if (this.heading && this.blocks.length > 0) this.sections++;
      const end = this.start + line.length;
      this.blocks.push({ start: this.start, end, element: this.element, heading: this.heading, section: this.sections });
      this.done.push(line);
      this.start = end + 1;
    } else {
      const { nodes, offsets, starts, ends, flags } = this.map;
      for (const list of [nodes, offsets, starts, ends, flags]) list.length = this.firstSegment;
    }
    this.line = "";
    this.linked = 0;
    this.firstSegment = this.map.nodes.length;
  }

  /** Teasers, "read more" lines and bylines: mostly link, or a lead-in that is no sentence. */
  private isAside(line: string): boolean {
    const share = this.linked / line.length;
    const sentence = SENTENCE_END.test(line);
    if (this.heading) return share > 0.9 && this.element!.localName !== "h1";
    return share > 0.9 || (share > 0.5 && !sentence) || (!sentence && line.length < 120 && BYLINE.test(line));
  }
}
