import { paragraphMass } from "./article.js";
import type { Extraction } from "./extraction.js";
import { isBulk, isFurniture, isHidden } from "./furniture.js";
import { PageText } from "./locate.js";
import { BlockWriter } from "./writer.js";

/** Milliseconds of work between two looks at the page's own needs. */
const SLICE = 4;
/** Longer pages are read up to here: no article is this long, and hostile ones are endless. */
const MAX_LENGTH = 3_000_000;

/** What an element hands down to what it holds. */
interface Frame {
  /** The nearest element laid out as a block. */
  readonly block: Element;
  readonly isBlock: boolean;
  readonly heading: boolean;
  readonly context: boolean;
  readonly link: boolean;
  /** Text here is not read, though a heading or something visible inside may be. */
  readonly mute: boolean;
  readonly invisible: boolean;
  readonly lines: boolean;
}

/**
 * Reads an article in slices of a few milliseconds, between which the page may run.
 * Never changes the page. Rejects only by `signal`.
 */
export async function extract(root: Element, options: { signal?: AbortSignal } = {}): Promise<Extraction> {
  const reading = read(root, SLICE);
  for (;;) {
    options.signal?.throwIfAborted();
    const step = reading.next();
    if (step.done) return step.value;
    await nextTask();
  }
}

/** The same at one go, for texts known to be short. */
export function extractNow(root: Element): Extraction {
  return read(root, Infinity).next().value as Extraction;
}

function* read(root: Element, slice: number): Generator<void, Extraction> {
  const writer = new BlockWriter();
  const total = paragraphMass(root);
  const stack: Frame[] = [];
  let frame = open(root, { block: root } as Frame, false);
  let node: Node | null = (root as HTMLElement).isContentEditable ? null : root.firstChild;
  let deadline = performance.now() + slice;
  let visited = 0;

  const leave = (): void => {
    const { isBlock } = frame;
    frame = stack.pop()!;
    if (isBlock) writer.open(frame.block, frame.heading);
  };

  writer.open(root);
  while (node && writer.length < MAX_LENGTH) {
    if (!(++visited & 15) && performance.now() > deadline) {
      yield;
      deadline = performance.now() + slice;
    }
    if (node instanceof Text) {
      if (!frame.invisible && (!frame.mute || frame.heading)) writer.text(node, frame.context, frame.link, frame.lines);
    } else if (node instanceof Element) {
      if (node.localName === "br") writer.lineBreak();
      else if (!isFurniture(node, root, total)) {
        const style = getComputedStyle(node);
        if (!isHidden(node, style)) {
          stack.push(frame);
          frame = open(node, frame, node.localName === "header" && !isBulk(node, root, total), style);
          if (frame.isBlock) {
            if (node.localName === "article" && writer.blocks.length > 0) writer.section++;
            writer.open(node, frame.heading);
          }
          if (node.firstChild) {
            node = node.firstChild;
            continue;
          }
          leave();
        }
      }
    }
    while (node && !node.nextSibling) {
      // Where the page moved things between two slices, the way up may miss the root: it ends at the top.
      node = node.parentNode;
      if (node === root || stack.length === 0) node = null;
      else leave();
    }
    node &&= node.nextSibling;
  }
  writer.open();
  return new PageText(root, writer.lines.join("\n"), writer.blocks, writer.segments);
}

function open(element: Element, outer: Frame, mute: boolean, style = getComputedStyle(element)): Frame {
  const tag = element.localName;
  // An initial set large by a float is still the first letter of its word.
  const isInitial = style.float !== "none" && tag !== "div" && element.textContent!.trim().length < 3;
  const isBlock = !isInitial && !/^(inline|contents|ruby)/.test(style.display);
  const role = element.role;
  const heading = outer.heading || /^h[1-6]$/.test(tag) || role === "heading";
  return {
    block: isBlock ? element : outer.block,
    isBlock,
    heading,
    context: outer.context || heading || tag === "summary" || tag === "label",
    link: outer.link || element.matches("[href],[role=link]"),
    mute: outer.mute || mute,
    invisible: style.visibility !== "visible",
    lines: /pre|break/.test(style.whiteSpace),
  };
}

/** Lets the page's own tasks run: Safari has neither idle callbacks nor `scheduler.yield`. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
