import { pause } from "../pause.js";
import type { Extraction } from "./extraction.js";
import { Furniture, isHidden } from "./furniture.js";
import { pageText } from "./locate.js";
import { BlockWriter, type Setting } from "./writer.js";

/** Milliseconds of work between two looks at the page's own needs. */
const SLICE = 4;
/** Longer pages are read up to here: no article is this long, and hostile ones are endless. */
const MAX_LENGTH = 3_000_000;

/** What an element hands down to what it holds. */
interface Frame extends Setting {
  /** The nearest element laid out as a block. */
  readonly block: Element;
  readonly isBlock: boolean;
  readonly heading: boolean;
  /** Text here is not read, though a heading or something visible inside may be. */
  readonly mute: boolean;
  readonly invisible: boolean;
}

/**
 * Reads an article in slices of a few milliseconds, between which the page may run.
 * Never changes the page. Rejects only by `signal`.
 */
export async function extract(root: Element, { signal }: { signal?: AbortSignal } = {}): Promise<Extraction> {
  const writer = new BlockWriter();
  const furniture = new Furniture(root);
  const stack: Frame[] = [];
  let frame = open(root, { block: root } as Frame, false);
  let node: Node | null = (root as HTMLElement).isContentEditable ? null : root.firstChild;
  let deadline = performance.now() + SLICE;
  let visited = 0;

  const leave = (): void => {
    const { isBlock } = frame;
    frame = stack.pop()!;
    if (isBlock) writer.open(frame.block, frame.heading);
  };
  /** Whether what an element holds is to be read. */
  const enter = (element: Element): boolean => {
    const tag = element.localName;
    if (tag === "br") writer.lineBreak();
    if (tag === "br" || furniture.has(element)) return false;
    const style = getComputedStyle(element);
    if (isHidden(element, style)) return false;
    stack.push(frame);
    frame = open(element, frame, tag === "header" && !furniture.isBulk(element), style);
    if (frame.isBlock) {
      if (tag === "article" && writer.blocks[0]) writer.section++;
      writer.open(element, frame.heading);
    }
    if (element.firstChild) return true;
    leave();
    return false;
  };

  signal?.throwIfAborted();
  writer.open(root);
  while (node && writer.length < MAX_LENGTH) {
    if (!(++visited & 15) && performance.now() > deadline) {
      await pause();
      signal?.throwIfAborted();
      deadline = performance.now() + SLICE;
    }
    if (node instanceof Text) {
      if (!frame.invisible && (!frame.mute || frame.heading)) writer.text(node, frame);
    } else if (node instanceof Element && enter(node)) {
      node = node.firstChild;
      continue;
    }
    while (node && !node.nextSibling) {
      // Where the page moved things between two slices, the way up may miss the root: it ends at the top.
      node = stack[0] ? node.parentNode : null;
      if (node === root) node = null;
      if (node) leave();
    }
    node &&= node.nextSibling;
  }
  writer.open();
  return pageText(root, writer.lines.join("\n"), writer.blocks, writer.segments);
}

function open(element: Element, outer: Frame, mute: boolean, { float, display, visibility, whiteSpace } = getComputedStyle(element)): Frame {
  const { localName: tag, role } = element;
  // An initial set large by a float is still the first letter of its word.
  const isInitial = float !== "none" && tag !== "div" && element.textContent!.trim().length < 3;
  const isBlock = !isInitial && !/^(inline|contents|ruby)/.test(display);
  const heading = outer.heading || /^h[1-6]$/.test(tag) || role === "heading";
  return {
    block: isBlock ? element : outer.block,
    isBlock,
    heading,
    context: outer.context || heading || /^(summary|label)$/.test(tag),
    link: outer.link || element.matches("[href],[role=link]"),
    mute: outer.mute || mute,
    invisible: visibility !== "visible",
    lines: /pre|break/.test(whiteSpace),
  };
}
