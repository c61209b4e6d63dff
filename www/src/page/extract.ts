import { paragraphMass } from "./article.js";
import type { Block, Extraction, Span } from "./extraction.js";
import { isFurniture, isHidden, NEVER_READ } from "./furniture.js";
import { CONTEXT, LINKED, TextMap } from "./locate.js";
import { BlockWriter } from "./writer.js";

/** Milliseconds of work between two looks at the page's own needs. */
const SLICE = 6;
/** Longer pages are read up to here: no article is this long, and hostile ones are endless. */
const MAX_LENGTH = 3_000_000;

const HEADING = /^h[1-6]$/;
const CONTEXT_TAG = /^(summary|header|label)$/;

interface Frame {
  readonly block: Element;
  readonly heading: boolean;
  readonly flags: number;
  readonly isBlock: boolean;
  readonly invisible: boolean;
  readonly lines: boolean;
}

/**
 * Reads an article in slices of a few milliseconds, between which the page may run.
 * Never changes the page. Rejects only by `signal`.
 */
export async function extract(root: Element, options: { signal?: AbortSignal } = {}): Promise<Extraction> {
  const reading = read(root);
  for (;;) {
    options.signal?.throwIfAborted();
    const step = reading.next();
    if (step.done) return step.value;
    await nextTask();
  }
}

/** The same at one go, for texts known to be short. */
export function extractNow(root: Element): Extraction {
  const reading = read(root, Infinity);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

function* read(root: Element, slice = SLICE): Generator<void, Extraction> {
  const writer = new BlockWriter();
  const total = paragraphMass(root);
  const stack: Frame[] = [];
  let frame = openFrame(root, { block: root, heading: false, flags: 0, isBlock: true, invisible: false, lines: false }, getComputedStyle(root));
  let node: Node | null = (root as HTMLElement).isContentEditable ? null : root.firstChild;
  let deadline = performance.now() + slice;
  let visited = 0;
  writer.open(root, false);
  while (node) {
    if ((++visited & 31) === 0 && performance.now() > deadline) {
      yield;
      deadline = performance.now() + slice;
    }
    if (node.nodeType === Node.TEXT_NODE) {
      if (!frame.invisible) writer.text(node as Text, frame.flags, frame.lines);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const inner = enter(node as Element, frame, total, root, writer);
      if (inner) {
        stack.push(frame);
        frame = inner;
        if (node.firstChild) {
          node = node.firstChild;
          continue;
        }
        frame = leave(frame, stack, writer);
      }
    }
    while (node && !node.nextSibling) {
      // The page may have moved the node between slices: then the way up misses the root and ends at null.
      node = node.parentNode;
      if (node === root || stack.length === 0) node = null;
      else if (node) frame = leave(frame, stack, writer);
    }
    node = node?.nextSibling ?? null;
    if (writer.length > MAX_LENGTH) break;
  }
  return new PageText(root, writer.finish(), writer.blocks);
}

function enter(element: Element, outer: Frame, total: number, root: Element, writer: BlockWriter): Frame | null {
  const tag = element.localName;
  if (tag === "br") {
    writer.lineBreak();
    return null;
  }
  if (tag === "wbr" || NEVER_READ.has(tag) || isFurniture(element, root, total)) return null;
  const style = getComputedStyle(element);
  if (isHidden(element, style)) return null;
  const frame = openFrame(element, outer, style);
  if (frame.isBlock) {
    if (tag === "article") writer.section();
    writer.open(element, frame.heading);
  }
  return frame;
}

function leave(frame: Frame, stack: Frame[], writer: BlockWriter): Frame {
  const outer = stack.pop()!;
  if (frame.isBlock) writer.open(outer.block, outer.heading);
  return outer;
}

function openFrame(element: Element, outer: Frame, style: CSSStyleDeclaration): Frame {
  const display = style.display;
  // An initial set large by a float is still the first letter of its word.
  const dropCap = style.float !== "none" && /^(span|b|strong|em|i)$/.test(element.localName) && element.textContent!.trim().length < 3;
  const isBlock = !dropCap && !/^(inline|contents|ruby)/.test(display);
  const tag = element.localName;
  const heading = outer.heading || HEADING.test(tag) || element.getAttribute("role") === "heading";
  let flags = outer.flags;
  if (element.hasAttribute("href") || element.getAttribute("role") === "link" || element.hasAttribute("onclick")) flags |= LINKED;
  if (heading || CONTEXT_TAG.test(tag)) flags |= CONTEXT;
  return {
    block: isBlock ? element : outer.block,
    heading,
    flags,
    isBlock,
    invisible: style.visibility !== "visible",
    lines: /pre|break/.test(style.whiteSpace),
  };
}

class PageText implements Extraction {
  constructor(
    readonly root: Element,
    private readonly map: TextMap,
    readonly blocks: readonly Block[],
  ) {}

  get text(): string {
    return this.map.text;
  }

  rangeOf(start: number, end: number): StaticRange | null {
    return this.map.rangeOf(start, end);
  }

  rangesOf(spans: readonly Span[]): (StaticRange | null)[] {
    return this.map.rangesOf(spans);
  }

  offsetOf(node: Node, offset: number): number | null {
    return this.map.offsetOf(node, offset);
  }

  markable(start: number, end: number): boolean {
    const block = this.blocks[blockIndex(this.blocks, start)];
    return block !== undefined && start >= block.start && end <= block.end && !(this.map.flagsOf(start, end) & (LINKED | CONTEXT));
  }

  holds(start: number, end: number): boolean {
    return this.map.holds(start, end);
  }
}

/** The block that holds text offset `at`, else the next one; `blocks.length` past the last. */
export function blockIndex(blocks: readonly Block[], at: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Lets the page's own tasks run: Safari has neither idle callbacks nor `scheduler.yield`. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
