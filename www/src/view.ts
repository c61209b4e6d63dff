import { Card, type Opening } from "./card/card.js";
import type { Guide } from "./card/guide.js";
import { Hover } from "./card/hover.js";
import { union, type Box, type Point } from "./card/position.js";
import type { Shell } from "./card/shell.js";
import type { Extraction } from "./page/extraction.js";
import { flash } from "./paint/flash.js";
import { hitTest, rectsOf } from "./paint/hit.js";
import { settingsControls } from "./settings/controls.js";
import { Panel } from "./panel/panel.js";
import type { Choices } from "./settings/choices.js";
import type { Words } from "./settings/strings.js";
import type { Annotation } from "./types.js";

/** What is shown: the article as it was read, who is in it, and which mentions are marked. */
export interface Story {
  readonly extraction: Extraction;
  readonly annotation: Annotation;
  readonly marked: readonly number[];
}

/** Things of the page that answer a press themselves: a press on them is never taken over. */
const ANSWERS = "a[href],area,button,input,select,textarea,label,summary,audio,video,[onclick],[contenteditable],[role=button],[role=link],[role=tab]";
/** A finger is wider than a line of text. */
const FINGER = 6;
/** The annotation of a text that names nobody. */
export const NOBODY: Annotation = { mentions: [], entities: [] };

/** Card and panel over one story, and the pointer, keys and fingers that open them. */
export class View implements Guide {
  back: (() => void) | null = null;
  private story: Story | null = null;
  private readonly card: Card;
  private readonly panel: Panel | null;
  private readonly hover: Hover;
  private finger = false;
  private endFlash = (): void => {};

  /** `told` hears of every card that opens and closes. */
  constructor(
    private readonly shell: Shell,
    readonly words: Words,
    readonly choices: Choices,
    panel: "button" | "inline" | "none",
    private readonly told: (type: "open" | "close", entity: number) => void,
    signal: AbortSignal,
  ) {
    this.panel = panel === "none" ? null : new Panel(this, panel === "inline");
    if (this.panel) shell.box.append(this.panel.element);
    this.card = new Card(shell, this, ({ entity }) => {
      this.hover.closed();
      this.panel?.sync(-1);
      this.back = null;
      told("close", entity);
    });
    this.hover = new Hover(
      {
        hit: (point) => this.mentionAt(point, 0),
        open: (mention, point) => this.openAt(mention, point, false),
        close: () => this.card.close(),
        card: () => this.glance(),
        delay: () => choices.delay,
        ours: (event) => this.ours(event),
      },
      signal,
    );
    const options = { capture: true, passive: true, signal };
    document.addEventListener("pointerdown", (event) => (this.finger = event.pointerType === "touch"), options);
    document.addEventListener("keydown", () => (this.finger = false), options);
    document.addEventListener("click", (event) => this.click(event), { signal });
  }

  get text(): string {
    return this.story?.extraction.text ?? "";
  }

  get annotation(): Annotation {
    return this.story?.annotation ?? NOBODY;
  }

  /** The entity whose card is open, -1 for none. */
  get current(): number {
    return this.card.opening?.entity ?? -1;
  }

  /** Shows a story, or none. A card that is open stays, if who it speaks of is still in the story. */
  tell(story: Story | null, off: boolean): void {
    // The same cast on a page that moved, or marked anew: nothing that is open, and no focus in it, is touched.
    if (story && story.annotation === this.story?.annotation) {
      this.story = story;
      return;
    }
    const { opening } = this.card;
    const before = opening && this.annotation.entities[opening.entity];
    const after = story?.annotation.entities.findIndex(({ kind, name }) => kind === before?.kind && name === before.name) ?? -1;
    this.story = story;
    if (opening && after < 0) this.card.close();
    if (story) this.shell.dress(story.extraction.root);
    this.panel?.render(off);
    if (!opening || after < 0) return;
    const mention = story!.annotation.entities[after]!.mentions[0] ?? -1;
    this.card.open({ ...opening, entity: after, mention, opener: undefined, held: this.card.held, boxes: opening.opener ? opening.boxes : this.boxesOf(mention) });
    this.panel?.sync(after);
  }

  open(entity: number, opener?: HTMLElement): void {
    if (!this.annotation.entities[entity]) return;
    const { opening } = this.card;
    if (opener) {
      if (opening?.entity === entity && opening.opener === opener) return this.card.close();
      const boxes = (): Box[] => (opener.isConnected ? [opener.getBoundingClientRect()] : []);
      return this.present({ entity, mention: -1, boxes, opener, held: true, sheet: this.finger, beside: true });
    }
    // From a card: the next one takes its place.
    if (opening) return this.present({ ...opening, opener: undefined, entity, mention: -1, held: true });
    this.goTo(entity, this.annotation.entities[entity]!.mentions[0] ?? -1);
  }

  controls(): HTMLElement {
    return settingsControls(this.words, this.choices);
  }

  close(): void {
    this.card.close();
  }

  step(by: 1 | -1): void {
    const { opening } = this.card;
    const { extraction, annotation } = this.story ?? {};
    if (!opening || !extraction || !annotation) return;
    const seen = annotation.entities[opening.entity]!.mentions.filter((i) => {
      const { start, end } = annotation.mentions[i]!;
      return rectsOf(extraction, start, end).length > 0;
    });
    if (seen.length === 0) return;
    const at = seen.indexOf(opening.mention);
    const next = at < 0 ? (by > 0 ? 0 : seen.length - 1) : (at + by + seen.length) % seen.length;
    this.goTo(opening.entity, seen[next]!);
  }

  show(start: number, end: number): void {
    const { opening } = this.card;
    if (!this.story || !this.bring(start, end)) return;
    if (opening) this.card.refill({ ...opening, boxes: () => rectsOf(this.story!.extraction, start, end), held: true, beside: false, pointer: undefined });
  }

  /** Brings a mention into view and its entity's card to it. */
  goTo(entity: number, mention: number): void {
    const place = this.annotation.mentions[mention];
    if (place) this.bring(place.start, place.end);
    const { opening } = this.card;
    const next: Opening = { entity, mention, boxes: this.boxesOf(mention), held: true, sheet: opening?.sheet ?? this.finger };
    if (opening?.entity === entity) this.card.refill({ ...next, opener: undefined });
    else this.present(next);
  }

  destroy(): void {
    this.endFlash();
    this.card.close();
  }

  private present(opening: Opening): void {
    this.shell.dress(this.story!.extraction.root);
    this.back = this.card.opening ? this.back : null;
    const before = this.current;
    this.card.open(opening);
    this.panel?.sync(opening.entity);
    if (before !== opening.entity) this.told("open", opening.entity);
  }

  private openAt(mention: number, pointer: Point, held: boolean): void {
    const place = this.annotation.mentions[mention];
    const { opening, held: holds } = this.card;
    if (!place || (!held && holds)) return;
    if (opening?.mention === mention) {
      this.card.held ||= held;
      return;
    }
    this.present({ entity: place.entity, mention, boxes: this.boxesOf(mention), pointer, held, sheet: this.finger });
  }

  /** The open card, if it may close by the pointer going away: no press opened or touched it, no focus is inside. */
  private glance(): ReturnType<ConstructorParameters<typeof Hover>[0]["card"]> {
    const { opening, area, held, inside, side } = this.card;
    const mention = opening?.boxes() ?? [];
    return opening && area && !held && !inside && mention.length > 0 ? { mention, card: area, side } : null;
  }

  private click(event: MouseEvent): void {
    if (event.button !== 0 || this.ours(event)) return;
    const target = event.target as Element;
    const free = !event.defaultPrevented && !target.closest(ANSWERS) && (document.getSelection()?.isCollapsed ?? true);
    const point = { x: event.clientX, y: event.clientY };
    const mention = free ? this.mentionAt(point, this.finger ? FINGER : 0) : -1;
    if (mention >= 0) this.openAt(mention, point, true);
    else this.card.close();
  }

  private mentionAt(point: Point, slack: number): number {
    if (!this.story) return -1;
    const { extraction, annotation, marked } = this.story;
    return hitTest(extraction, annotation.mentions, marked, point.x, point.y, slack)?.mention ?? -1;
  }

  private boxesOf(mention: number): () => Box[] {
    return () => {
      const place = this.annotation.mentions[mention];
      return place && this.story ? rectsOf(this.story.extraction, place.start, place.end) : [];
    };
  }

  private ours(event: Event): boolean {
    return event.composedPath().includes(this.shell.element);
  }

  /** Scrolls a span to where a card leaves it in sight, and flashes it. False where it is no longer in the page. */
  private bring(start: number, end: number): boolean {
    const { extraction } = this.story!;
    const range = extraction.rangeOf(start, end);
    if (!range) return false;
    const { scrollX, scrollY } = window;
    this.back ??= () => {
      this.back = null;
      window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
      const { opening } = this.card;
      if (opening) this.card.refill(opening);
    };
    if (this.finger) this.panel?.hide();
    (range.startContainer.parentElement as Element).scrollIntoView({ block: "center", behavior: "instant" });
    const boxes = rectsOf(extraction, start, end);
    const height = this.finger ? 0.2 : 0.35;
    if (boxes.length > 0) {
      const { top, bottom } = union(boxes);
      // A block taller than the view, or a sheet over its lower half: the span itself has to be moved up.
      if (top < 0.1 * innerHeight || bottom > (height + 0.15) * innerHeight) {
        window.scrollBy({ top: top - height * innerHeight, behavior: "instant" });
      }
    }
    this.endFlash();
    this.endFlash = flash(range);
    return true;
  }
}
