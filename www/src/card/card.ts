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
  private body: HTMLElement | null = null;
  private watcher: CloseWatcher | null = null;
  private frame = 0;
  private live: AbortController | null = null;

  constructor(
    private readonly shell: Shell,
    private readonly guide: Guide,
    private readonly closed: (last: Opening) => void,
  ) {
    this.element = h("div", {
      id: CARD_ID,
      class: "card",
      part: "card",
      popover: "manual",
      role: "dialog",
      "aria-labelledby": NAME_ID,
      tabindex: -1,
      // A press is interest: from now on only the reader closes the card. So text in it can be selected in peace.
      onpointerdown: () => (this.held = true),
      onkeydown: (event) => this.key(event as KeyboardEvent),
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
    const { element } = this;
    const entity = this.guide.annotation.entities[opening.entity];
    if (!entity) return;
    const hadFocus = this.inside;
    const opener = opening.opener ?? this.opening?.opener;
    const fresh = !this.opening;
    this.opening = { ...opening, opener };
    this.held = opening.held;
    this.body = cardBody(this.guide, entity, opening.mention);
    element.replaceChildren(cardHead(this.guide, entity), this.body, cardFoot(this.guide, entity, opening.mention));
    element.classList.toggle("sheet", opening.sheet);
    // Nothing of it may be hit before it stands where it belongs.
    element.inert = true;
    if (fresh) {
      this.listen();
      element.showPopover(opener && { source: opener });
    }
    this.place();
    element.inert = false;
    if (opening.opener || hadFocus) element.focus({ preventScroll: true });
  }

  close(): void {
    const { opening, element, inside } = this;
    if (!opening) return;
    this.opening = null;
    this.held = false;
    this.live?.abort();
    this.watcher?.destroy();
    this.watcher = null;
    if (inside) opening.opener?.focus({ preventScroll: true });
    if (element.isConnected) element.hidePopover();
    this.closed(opening);
  }

  /** Fills an open card anew where it may have moved; the button under the finger or the focus stays in its place. */
  refill(opening: Opening): void {
    const pressed = this.shell.root.activeElement?.getAttribute("aria-label");
    this.open({ ...opening, opener: undefined });
    const again = pressed && this.element.querySelector<HTMLElement>(`[aria-label="${CSS.escape(pressed)}"]`);
    if (again) again.focus({ preventScroll: true });
  }

  private listen(): void {
    const { signal } = (this.live = new AbortController());
    const again = (): void => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.follow());
    };
    signal.addEventListener("abort", () => cancelAnimationFrame(this.frame));
    document.addEventListener("scroll", again, { capture: true, passive: true, signal });
    window.addEventListener("resize", again, { signal });
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        // One press closes one thing.
        event.stopPropagation();
        event.preventDefault();
        this.close();
      },
      { capture: true, signal },
    );
    if (this.opening?.sheet && typeof CloseWatcher === "function") {
      this.watcher = new CloseWatcher();
      this.watcher.addEventListener("close", () => this.close(), { signal });
    }
  }

  /** The page moved: the card moves with its mention, and a glance (not a press) ends when that is out of sight. */
  private follow(): void {
    if (!this.opening || this.opening.sheet) return;
    const boxes = this.opening.boxes();
    const seen = boxes.some((box) => box.bottom > 0 && box.top < innerHeight);
    if (seen) this.place();
    else if (!this.held && !this.inside) this.close();
  }

  private place(): void {
    const { element, opening, shell } = this;
    const set = (name: string, value: number | null): void =>
      element.style.setProperty(name, value === null ? "" : `${value}px`);
    for (const name of ["left", "top", "height", "max-height"]) set(name, null);
    if (!opening) return;
    const boxes = opening.boxes();
    if (opening.sheet) {
      // A sheet must not cover the tapped name either: it ends below it, or comes from the top where that is too low.
      const { top, bottom } = boxes.length > 0 ? union(boxes) : { top: 0, bottom: 0 };
      const fits = innerHeight - bottom - GAP >= SHEET_LOWEST;
      const room = fits ? innerHeight - bottom - GAP : top - GAP;
      element.classList.toggle("top", !fits);
      if (boxes.length > 0) set("max-height", Math.max(SHEET_LOWEST, Math.min(room, innerHeight * 0.6)));
      return;
    }
    const view = window.visualViewport;
    const left = view?.offsetLeft ?? 0;
    const top = view?.offsetTop ?? 0;
    const right = left + Math.min(view?.width ?? Infinity, document.documentElement.clientWidth);
    const bottom = top + (view?.height ?? innerHeight);
    const { width, height } = element.getBoundingClientRect();
    const size = { width: Math.ceil(width), height: Math.ceil(height) };
    const spot = place({
      // What it stood at is gone from the page: the middle of the view is as good as any.
      anchor: boxes.length > 0 ? boxes : [{ left: right / 2, right: right / 2, top: bottom / 3, bottom: bottom / 3 }],
      card: size,
      view: { left, top, right, bottom },
      pointer: opening.pointer ?? null,
      rtl: shell.theme?.rtl ?? false,
      beside: opening.beside ?? false,
      inset: INSET,
    });
    this.side = spot.side;
    set("left", spot.left);
    set("top", spot.top);
    if (spot.height < size.height) set("height", spot.height);
    element.dataset["side"] = spot.side;
  }

  private key(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    this.guide.step(event.key === "ArrowDown" ? 1 : -1);
  }

  /** A wheel over the card never scrolls the page, at its end neither: the card would be pulled from under the pointer. */
  private wheel(event: WheelEvent): void {
    if (event.ctrlKey) return;
    const { body } = this;
    const within = body && event.composedPath().includes(body);
    const room = within && (event.deltaY < 0 ? body.scrollTop > 0 : body.scrollTop + body.clientHeight < body.scrollHeight - 1);
    if (!room) event.preventDefault();
  }
}
