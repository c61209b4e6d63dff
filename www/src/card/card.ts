import { CARD_ID, h, put } from "../dom.js";
import { cardBody, cardFoot, cardHead } from "./content.js";
import type { Guide } from "./guide.js";
import { GAP, place, union, type Box, type Point } from "./position.js";
import type { Shell } from "./shell.js";

/** From the edge of a card to its text: padding and border. */
const INSET = 17;
/** A sheet cut lower than this is of no use, in px. */
const SHEET_LOWEST = 240;

/** How and where a card opens. */
export interface Opening {
  readonly entity: number;
  /** Index of the mention the card stands at, -1 for none. */
  readonly mention: number;
  /** The line boxes of what it stands at, now: they move as the page scrolls. Empty where it is out of the page. */
  readonly boxes: () => readonly Box[];
  readonly pointer?: Point | undefined;
  /** What the focus goes back to. Given when the card was asked for by a key or a press: then focus moves into it. */
  readonly opener?: HTMLElement | undefined;
  /** Opened or touched by a press: moving the pointer away doesn't close it. */
  held: boolean;
  /** As a sheet at the bottom of the screen, for fingers. */
  readonly sheet: boolean;
  /** Beside what it stands at, if there is room. */
  readonly beside?: boolean | undefined;
}

interface CloseWatcher extends EventTarget {
  destroy(): void;
}
declare const CloseWatcher: { new (): CloseWatcher } | undefined;

/** The card: one popover in the top layer, filled anew for each entity. */
export interface Card {
  readonly element: HTMLElement;
  /** How it opened, null while it is closed. */
  readonly opening: Opening | null;
  /** Whether the focus is in it. */
  inside(): boolean;
  /** Opens, or fills anew what is open; the button under the finger or the focus stays in its place. */
  open(opening: Opening): void;
  close(): void;
}

/** `closed` is called when the card has closed, by whatever means. */
export function createCard({ root, box }: Shell, guide: Guide, closed: (entity: number) => void): Card {
  let opening: Opening | null = null;
  let live: AbortController;
  const quietly = { preventScroll: true };

  const element = h("div.card", {
    id: CARD_ID,
    part: "card",
    popover: "manual",
    role: "dialog",
    tabIndex: -1,
    // A press is interest: from now on only the reader closes the card. So text in it can be selected in peace.
    onpointerdown: () => (opening!.held = true),
    onkeydown: (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
      if (!event.altKey || !by) return;
      event.preventDefault();
      guide.step(by);
    },
    // A wheel over the card never scrolls the page: the card would be pulled from under the pointer. What scrolls in
    // the card contains its own scrolling, at its end too.
    onwheel: (event) => {
      const body = (event.target as Element).closest(".body");
      if (!event.ctrlKey && !(body && body.scrollHeight > body.clientHeight)) event.preventDefault();
    },
  });
  box.append(element);

  const inside = (): boolean => element.matches(":focus-within");

  const stand = (): void => {
    const { sheet, pointer, beside, boxes } = opening!;
    const { style } = element;
    const stands = boxes();
    style.cssText = "";
    if (sheet) {
      // A sheet must not cover the tapped name either: it ends below it, or comes from the top where that is too low.
      const { top, bottom } = stands[0] ? union(stands) : { top: 0, bottom: 0 };
      const below = innerHeight - bottom - GAP;
      const fits = below >= SHEET_LOWEST;
      element.classList.toggle("top", !fits);
      style.maxHeight = `${Math.max(SHEET_LOWEST, Math.min(fits ? below : top - GAP, innerHeight * 0.6))}px`;
      return;
    }
    const { offsetLeft: left, offsetTop: top, width, height } = visualViewport!;
    const view = { left, top, right: left + Math.min(width, document.documentElement.clientWidth), bottom: top + height };
    const area = element.getBoundingClientRect();
    const card = { width: Math.ceil(area.width), height: Math.ceil(area.height) };
    // What it stood at is gone from the page: the middle of the view is as good as any.
    const middle = { left: view.right / 2, right: view.right / 2, top: view.bottom / 3, bottom: view.bottom / 3 };
    const spot = place({ anchor: stands[0] ? stands : [middle], card, view, pointer, rtl: box.dir === "rtl", beside, inset: INSET });
    style.cssText = `left:${spot.left}px;top:${spot.top}px`;
    if (spot.height < card.height) style.height = `${spot.height}px`;
  };

  /** The page moved: the card moves with its mention, and a glance (not a press) ends when that is out of sight. */
  const follow = (): void => {
    if (opening!.sheet) return;
    if (opening!.boxes().some(({ top, bottom }) => bottom > 0 && top < innerHeight)) stand();
    else if (!opening!.held && !inside()) close();
  };

  const listen = (): void => {
    live = new AbortController();
    const { signal } = live;
    addEventListener("scroll", follow, { capture: true, passive: true, signal });
    addEventListener("resize", follow, { signal });
    const keydown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.isComposing) return;
      // One press closes one thing.
      event.stopPropagation();
      event.preventDefault();
      close();
    };
    document.addEventListener("keydown", keydown, { capture: true, signal });
    if (!opening!.sheet || typeof CloseWatcher !== "function") return;
    // The phone's back gesture.
    const watcher = new CloseWatcher();
    watcher.addEventListener("close", close);
    signal.addEventListener("abort", () => watcher.destroy());
  };

  const open = (next: Opening): void => {
    const entity = guide.story.entities[next.entity]!;
    const before = opening;
    const focused = inside() || (next.opener && next.opener !== before?.opener);
    const pressed = root.activeElement?.ariaLabel;
    opening = { ...next, opener: next.opener ?? before?.opener };
    put(element, cardHead(guide, entity), cardBody(guide, entity, next.mention), cardFoot(guide, entity, next.mention));
    element.ariaLabel = entity.name;
    element.classList.toggle("sheet", next.sheet);
    if (!before) {
      listen();
      element.showPopover(next.opener && { source: next.opener });
    }
    stand();
    const again = pressed && [...element.querySelectorAll("button")].find(({ ariaLabel }) => ariaLabel === pressed);
    if (focused) (again || element).focus(quietly);
  };

  const close = (): void => {
    const last = opening;
    if (!last) return;
    const focused = inside();
    opening = null;
    live.abort();
    if (focused) last.opener?.focus(quietly);
    if (element.isConnected) element.hidePopover();
    closed(last.entity);
  };

  return {
    element,
    get opening() {
      return opening;
    },
    inside,
    open,
    close,
  };
}
