import { onTheWay } from "./polygon.js";
import { distance, union, type Box, type Point, type Side } from "./position.js";

/** The next card, while one is open or was a moment ago; also how fresh a move must be when a mention is found. */
export const WARM = 150;
/** How long a card stays after the pointer has left it and its mention. */
export const GRACE = 300;
/** Less than this many pixels is a trembling hand, not a move. */
const STILL = 4;

export interface HoverPage {
  /** The mention at a point of the view, -1 for none. */
  hit(point: Point): number;
  open(mention: number, point: Point): void;
  close(): void;
  /** The open card, if moving away may close it. */
  card(): { readonly mention: readonly Box[]; readonly card: Box; readonly side: Side } | null;
  /** The rest a first card asks for; 0: none opens by hovering. */
  delay(): number;
  /** Whether an event fell on our own interface. */
  ours(event: Event): boolean;
}

/**
 * Opens cards for a pointer that rests, and closes them when it goes. Only a real move starts the clock, and a
 * scroll stops it, so no card opens because the page moved under a still pointer. The page is asked what is at the
 * point when the pointer has been still for a moment, not at every move.
 */
export class Hover {
  private at: Point = { x: -1, y: -1 };
  private screen = "";
  private rest: Point | null = null;
  private exit: Point = this.at;
  private restTimer = 0;
  private graceTimer = 0;
  private closedAt = -Infinity;

  constructor(
    private readonly page: HoverPage,
    signal: AbortSignal,
  ) {
    const options = { passive: true, capture: true, signal } as const;
    document.addEventListener("pointermove", (event) => this.move(event), options);
    document.addEventListener("pointerdown", () => this.stop(), options);
    document.addEventListener("scroll", () => this.stop(), options);
    document.addEventListener("keydown", () => this.stop(), options);
    document.documentElement.addEventListener("pointerleave", () => this.away(), { passive: true, signal });
    signal.addEventListener("abort", () => {
      this.stop();
      this.stay();
    });
  }

  /** To be called when a card has closed, by whatever means. */
  closed(): void {
    this.closedAt = performance.now();
    this.stay();
  }

  private move(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    // Browsers send a move when the page moves under the pointer; on the screen it stands where it stood.
    const screen = `${event.screenX} ${event.screenY}`;
    if (screen === this.screen) return;
    this.screen = screen;
    this.at = { x: event.clientX, y: event.clientY };
    const ours = this.page.ours(event);
    this.watch(ours);
    // A pressed button is a selection or a drag.
    if (ours || event.buttons !== 0) return this.stop();
    if (this.rest && Math.hypot(this.at.x - this.rest.x, this.at.y - this.rest.y) < STILL) return;
    this.stop();
    this.rest = this.at;
    this.restTimer = window.setTimeout(() => this.settled(), WARM);
  }

  /** The pointer has rested for a moment: if on a mention, wait out the rest of the delay there. */
  private settled(): void {
    const delay = this.page.delay();
    const mention = delay > 0 ? this.page.hit(this.at) : -1;
    if (mention < 0) return;
    const warm = this.page.card() !== null || performance.now() - this.closedAt < GRACE;
    if (warm || delay <= WARM) return this.page.open(mention, this.at);
    this.restTimer = window.setTimeout(() => {
      if (this.page.hit(this.at) === mention) this.page.open(mention, this.at);
    }, delay - WARM);
  }

  private stop(): void {
    clearTimeout(this.restTimer);
    this.rest = null;
  }

  private watch(ours: boolean): void {
    const open = this.page.card();
    if (!open) return this.stay();
    if (ours || open.mention.some((box) => distance(this.at, box) < 1)) {
      this.exit = this.at;
      return this.stay();
    }
    // On the way to the card every move renews the grace; anywhere else it runs out.
    if (onTheWay(this.at, this.exit, union(open.mention), open.card, open.side)) this.stay();
    this.grace();
  }

  private away(): void {
    this.stop();
    if (this.page.card()) this.grace();
  }

  private grace(): void {
    this.graceTimer ||= window.setTimeout(() => {
      this.graceTimer = 0;
      if (this.page.card()) this.page.close();
    }, GRACE);
  }

  private stay(): void {
    clearTimeout(this.graceTimer);
    this.graceTimer = 0;
  }
}
