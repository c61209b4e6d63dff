import { CARD_ID, h } from "../dom.js";
import { cardBody, cardFoot, cardHead, NAME_ID } from "./content.js";
import type { Guide } from "./guide.js";
import { GAP, place, union, type Box, type Point, type Side } from "./position.js";
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
  /** Opened by a press: moving the pointer away doesn't close it. */
  readonly held: boolean;
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
export class Card {
  readonly element: HTMLElement;
  opening: Opening | null = null;
  held = false;
  side: Side = "below";
  private live = new AbortController();

  constructor(
    private readonly shell: Shell,
    private readonly guide: Guide,
    private readonly closed: (last: Opening) => void,
  ) {
    this.element = h("div.card", {
      id: CARD_ID,
      part: "card",
      popover: "manual",
      role: "dialog",
      "aria-labelledby": NAME_ID,
      tabindex: -1,
      // A press is interest: from now on only the reader closes the card. So text in it can be selected in peace.
      onpointerdown: () => (this.held = true),
      onkeydown: (event) => {
        const { altKey, key } = event as KeyboardEvent;
        const by = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
        if (!altKey || !by) return;
        event.preventDefault();
        guide.step(by);
      },
    });
    this.element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    shell.box.append(this.element);
  }

  get inside(): boolean {
    return this.element.contains(this.shell.root.activeElement);
  }

  /** The card's box, null while it is closed. */
  get area(): Box | null {
    return this.opening && this.element.getBoundingClientRect();
  }

  open(opening: Opening): void {
    const { element, guide, inside } = this;
    const entity = guide.annotation.entities[opening.entity];
    if (!entity) return;
    const opener = opening.opener ?? this.opening?.opener;
    const fresh = !this.opening;
    this.opening = { ...opening, opener };
    this.held = opening.held;
    element.replaceChildren(cardHead(guide, entity), cardBody(guide, entity, opening.mention), cardFoot(guide, entity, opening.mention));
    element.classList.toggle("sheet", opening.sheet);
    // Nothing of it may be hit before it stands where it belongs.
    element.inert = true;
    if (fresh) {
      this.listen(opening.sheet);
      element.showPopover(opener && { source: opener });
    }
    this.place();
    element.inert = false;
    if (opening.opener || inside) element.focus({ preventScroll: true });
  }

  close(): void {
    const { opening, element, inside } = this;
    if (!opening) return;
    this.opening = null;
    this.held = false;
    this.live.abort();
    if (inside) opening.opener?.focus({ preventScroll: true });
    if (element.isConnected) element.hidePopover();
    this.closed(opening);
  }

  /** Fills an open card anew where it may have moved; the button under the finger or the focus stays in its place. */
  refill(opening: Opening): void {
    const pressed = this.shell.root.activeElement?.ariaLabel;
    this.open({ ...opening, opener: undefined });
    if (pressed) this.element.querySelector<HTMLElement>(`[aria-label="${CSS.escape(pressed)}"]`)?.focus({ preventScroll: true });
  }

  private listen(sheet: boolean): void {
    const { signal } = (this.live = new AbortController());
    let frame = 0;
    const again = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => this.follow());
    };
    addEventListener("scroll", again, { capture: true, passive: true, signal });
    addEventListener("resize", again, { signal });
    const keydown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.isComposing) return;
      // One press closes one thing.
      event.stopPropagation();
      event.preventDefault();
      this.close();
    };
    document.addEventListener("keydown", keydown, { capture: true, signal });
    if (!sheet || typeof CloseWatcher !== "function") return;
    const watcher = new CloseWatcher();
    watcher.addEventListener("close", () => this.close());
    signal.addEventListener("abort", () => watcher.destroy());
  }

  /** The page moved: the card moves with its mention, and a glance (not a press) ends when that is out of sight. */
  private follow(): void {
    if (!this.opening || this.opening.sheet) return;
    const seen = this.opening.boxes().some((box) => box.bottom > 0 && box.top < innerHeight);
    if (seen) this.place();
    else if (!this.held && !this.inside) this.close();
  }

  private place(): void {
    const { element, shell } = this;
    const { sheet, pointer, beside, boxes: stands } = this.opening!;
    const set = (name: string, value?: number): void => element.style.setProperty(name, value === undefined ? "" : `${value}px`);
    for (const name of ["left", "top", "height", "max-height"]) set(name);
    const boxes = stands();
    if (sheet) {
      // A sheet must not cover the tapped name either: it ends below it, or comes from the top where that is too low.
      const { top, bottom } = boxes.length > 0 ? union(boxes) : { top: 0, bottom: 0 };
      const below = innerHeight - bottom - GAP;
      const fits = below >= SHEET_LOWEST;
      element.classList.toggle("top", !fits);
      if (boxes.length > 0) set("max-height", Math.max(SHEET_LOWEST, Math.min(fits ? below : top - GAP, innerHeight * 0.6)));
      return;
    }
    const { offsetLeft: left = 0, offsetTop: top = 0, width = Infinity, height = innerHeight } = window.visualViewport ?? {};
    const view = { left, top, right: left + Math.min(width, document.documentElement.clientWidth), bottom: top + height };
    const area = element.getBoundingClientRect();
    const card = { width: Math.ceil(area.width), height: Math.ceil(area.height) };
    const spot = place({
      // What it stood at is gone from the page: the middle of the view is as good as any.
      anchor: boxes.length > 0 ? boxes : [{ left: view.right / 2, right: view.right / 2, top: view.bottom / 3, bottom: view.bottom / 3 }],
      card,
      view,
      pointer,
      rtl: shell.theme?.rtl,
      beside,
      inset: INSET,
    });
    this.side = spot.side;
    set("left", spot.left);
    set("top", spot.top);
    if (spot.height < card.height) set("height", spot.height);
    element.dataset["side"] = spot.side;
  }

  /** A wheel over the card never scrolls the page, at its end neither: the card would be pulled from under the pointer. */
  private wheel(event: WheelEvent): void {
    const body = (event.target as Element).closest(".body");
    const room = body && (event.deltaY < 0 ? body.scrollTop > 0 : body.scrollTop + body.clientHeight < body.scrollHeight - 1);
    if (!room && !event.ctrlKey) event.preventDefault();
  }
}
