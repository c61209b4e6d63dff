import { distance, type Box, type Point } from "./position.js";

/** The next card, while one is open or was a moment ago; also how fresh a move must be when a mention is found. */
const WARM = 150;
/** How long a card stays after the pointer has left it and its mention. */
const GRACE = 300;
/** Less than this many pixels is a trembling hand, not a move. */
const STILL = 4;

export interface HoverPage {
  /** The mention at a point of the view, -1 for none. */
  hit(point: Point): number;
  open(mention: number, point: Point): void;
  close(): void;
  /** The open card, if moving away may close it, and the line boxes it stands at. */
  glance(): { readonly mention: readonly Box[]; readonly card: Box } | null;
  /** The rest a first card asks for; 0: none opens by hovering. */
  readonly delay: number;
  /** Whether an event fell on our own interface. */
  ours(event: Event): boolean;
}

/**
 * Opens cards for a pointer that rests, and closes them when it goes. Only a real move starts the clock, and a
 * scroll stops it, so no card opens because the page moved under a still pointer. The page is asked what is at the
 * point when the pointer has been still for a moment, not at every move.
 *
 * Returns what is to be called when a card has closed, by whatever means.
 */
export function watchPointer(page: HoverPage, signal: AbortSignal): () => void {
  let at: Point;
  let screen = "";
  let rest: Point | null = null;
  let restTimer = 0;
  let graceTimer = 0;
  let closedAt = -GRACE;
  /** How near the pointer has come to the card since it left its mention. */
  let nearest = Infinity;

  const stop = (): void => {
    clearTimeout(restTimer);
    rest = null;
  };
  const stay = (): void => {
    clearTimeout(graceTimer);
    graceTimer = 0;
  };
  const grace = (): void => {
    if (page.glance()) graceTimer ||= setTimeout(() => {
      graceTimer = 0;
      if (page.glance()) page.close();
    }, GRACE);
  };

  /** The pointer has rested for a moment: if on a mention, wait out the rest of the delay there. */
  const settled = (): void => {
    const { delay } = page;
    const mention = delay > 0 ? page.hit(at) : -1;
    if (mention < 0) return;
    if (page.glance() || performance.now() - closedAt < GRACE || delay <= WARM) return page.open(mention, at);
    restTimer = setTimeout(() => page.hit(at) === mention && page.open(mention, at), delay - WARM);
  };

  const move = ({ pointerType, screenX, screenY, clientX: x, clientY: y, buttons }: PointerEvent, ours: boolean): void => {
    // Browsers send a move when the page moves under the pointer; on the screen it stands where it stood.
    if (pointerType === "touch" || screen === (screen = `${screenX} ${screenY}`)) return;
    at = { x, y };
    const open = page.glance();
    const left = open ? distance(at, open.card) : 0;
    if (ours || !open || open.mention.some((box) => distance(at, box) < 1)) {
      nearest = Infinity;
      stay();
    } else {
      // Every move that is not away from the card renews the grace; from elsewhere it runs out.
      if (left <= nearest) stay();
      nearest = Math.min(left, nearest);
      grace();
    }
    // A pressed button is a selection or a drag.
    if (ours || buttons) return stop();
    if (rest && Math.hypot(x - rest.x, y - rest.y) < STILL) return;
    stop();
    rest = at;
    restTimer = setTimeout(settled, WARM);
  };

  const options = { passive: true, capture: true, signal };
  document.addEventListener("pointermove", (event) => move(event, page.ours(event)), options);
  for (const type of ["pointerdown", "scroll", "keydown"]) document.addEventListener(type, stop, options);
  document.documentElement.addEventListener("pointerleave", () => (stop(), grace()), { signal });
  signal.addEventListener("abort", () => (stop(), stay()));
  return () => {
    closedAt = performance.now();
    stay();
  };
}
