import { createCard, type Opening } from "./card/card.js";
import type { Guide, Span, Story } from "./card/guide.js";
import { watchPointer } from "./card/hover.js";
import type { Box, Point } from "./card/position.js";
import type { Shell } from "./card/shell.js";
import { flash } from "./paint/flash.js";
import { hitTest, rectsOf } from "./paint/hit.js";
import { createPanel } from "./panel/panel.js";
import type { Choices } from "./settings/choices.js";
import { settingsControls } from "./settings/controls.js";
import type { Words } from "./settings/strings.js";

/** Things of the page that answer a press themselves: a press on them is never taken over. */
const ANSWERS = "a[href],area,button,input,select,textarea,label,summary,audio,video,[onclick],[contenteditable],[role=button],[role=link],[role=tab]";
/** A finger is wider than a line of text. */
const FINGER = 6;
/** Nothing was read. */
export const NOTHING: Story = { mentions: [], entities: [], marked: [] };

/** Card and panel over one story, and the pointer, keys and fingers that open them. */
export interface View {
  /** What is shown. */
  readonly story: Story;
  /** The entity whose card is open, -1 for none. */
  readonly current: number;
  /** Shows a story. A card that is open stays, if who it speaks of is still in the story. */
  tell(story: Story): void;
  /** Shows an entity's card at its first mention. */
  open(entity: number): void;
  /** Goes to the next or the previous mention of the open card's entity, without a card to the first or last mark. */
  step(by: 1 | -1): void;
  close(): void;
}

/**
 * `told` hears of every card that opens and closes. An entity none of whose mentions is as sure as `sure` opens no card
 * at rest.
 */
export function createView(
  shell: Shell,
  words: Words,
  choices: Choices,
  sure: number,
  shows: "button" | "inline" | "none",
  told: (type: "open" | "close", entity: number) => void,
  signal: AbortSignal,
): View {
  let story = NOTHING;
  let back: Guide["back"] = null;
  let finger = false;
  let endFlash = (): void => {};

  const boxesAt = (span: Span | undefined) => (): DOMRect[] => (span && story.extraction ? rectsOf(story.extraction, span.start, span.end) : []);
  const ours = (event: Event): boolean => event.composedPath().includes(shell.element);
  const mentionAt = ({ x, y }: Point, slack = 0): number =>
    story.extraction ? (hitTest(story.extraction, story.mentions, story.marked, x, y, slack)?.mention ?? -1) : -1;
  const isSure = (mention: number): boolean =>
    story.entities[story.mentions[mention]!.entity]!.mentions.some((i) => story.mentions[i]!.confidence >= sure);
  const current = (): number => card.opening?.entity ?? -1;

  /** Scrolls a span to where a card leaves it in sight, and flashes it. False where it is no longer in the page. */
  const bring = (span: Span): boolean => {
    const range = story.extraction?.rangeOf(span.start, span.end);
    if (!range) return false;
    const { scrollX: left, scrollY: top } = window;
    back ??= () => {
      back = null;
      scrollTo({ left, top, behavior: "instant" });
      if (card.opening) present(card.opening);
    };
    if (finger) panel?.hide();
    range.startContainer.parentElement!.scrollIntoView({ block: "center", behavior: "instant" });
    // Nor in the middle, where it may be one line of a block taller than the view, but above it: below stands the card.
    const [box] = boxesAt(span)();
    if (box) scrollBy({ top: box.top - (finger ? 0.2 : 0.35) * innerHeight, behavior: "instant" });
    endFlash();
    endFlash = flash(range);
    return true;
  };

  const present = (opening: Opening): void => {
    const before = current();
    shell.dress(story.extraction!.root);
    if (before < 0) back = null;
    card.open(opening);
    panel?.sync(opening.entity);
    if (before !== opening.entity) told("open", opening.entity);
  };

  /** Brings a mention into view and its entity's card to it. */
  const goTo = (mention: number): void => {
    const place = story.mentions[mention];
    if (!place) return;
    bring(place);
    present({ entity: place.entity, mention, boxes: boxesAt(place), held: true, sheet: card.opening?.sheet ?? finger });
  };

  const guide: Guide = {
    words,
    choices,
    get story() {
      return story;
    },
    get back() {
      return back;
    },
    open(entity, opener) {
      const { opening } = card;
      const who = story.entities[entity];
      if (!who) return;
      if (opener) {
        if (opening?.entity === entity && opening.opener === opener) return card.close();
        const boxes = (): Box[] => (opener.isConnected ? [opener.getBoundingClientRect()] : []);
        present({ entity, mention: -1, boxes, opener, held: true, sheet: finger, beside: true });
      }
      // From a card: the next one takes its place.
      else if (opening) present({ ...opening, entity, mention: -1, held: true });
      else goTo(who.mentions[0]!);
    },
    show(span) {
      if (bring(span) && card.opening) present({ ...card.opening, boxes: boxesAt(span), held: true, beside: false, pointer: undefined });
    },
    step(by) {
      const { opening } = card;
      const all = opening ? story.entities[opening.entity]!.mentions.filter((i) => boxesAt(story.mentions[i])()[0]) : story.marked;
      const at = opening ? all.indexOf(opening.mention) : -1;
      // Round and round; from nowhere forwards to the first, backwards to the last.
      goTo(all.at((at < 0 && by < 0 ? at : at + by) % all.length)!);
    },
    close: () => card.close(),
    controls: () => settingsControls(words, choices),
  };

  const panel = shows === "none" ? null : createPanel(guide, shows === "inline");
  if (panel) shell.box.append(panel.element);
  const card = createCard(shell, guide, (entity) => {
    closed();
    panel?.sync(-1);
    back = null;
    told("close", entity);
  });

  const openAt = (mention: number, pointer: Point, held: boolean): void => {
    const { opening } = card;
    if (opening?.held && !held) return;
    if (opening?.mention === mention) opening.held ||= held;
    else present({ entity: story.mentions[mention]!.entity, mention, boxes: boxesAt(story.mentions[mention]), pointer, held, sheet: finger });
  };

  const closed = watchPointer(
    {
      hit(point) {
        const mention = mentionAt(point);
        return mention < 0 || isSure(mention) ? mention : -1;
      },
      open: (mention, point) => openAt(mention, point, false),
      close: card.close,
      // No press opened or touched it, no focus is inside.
      glance() {
        const { opening } = card;
        const mention = opening && !opening.held && !card.inside() ? opening.boxes() : [];
        return mention.length > 0 ? { mention, card: card.element.getBoundingClientRect() } : null;
      },
      get delay() {
        return choices.delay;
      },
      ours,
    },
    signal,
  );
  const early = { capture: true, passive: true, signal };
  document.addEventListener("pointerdown", ({ pointerType }) => (finger = pointerType === "touch"), early);
  document.addEventListener("keydown", () => (finger = false), early);
  const click = (event: MouseEvent): void => {
    if (event.button || ours(event)) return;
    const { clientX: x, clientY: y, target, defaultPrevented } = event;
    const taken = defaultPrevented || (target as Element).closest(ANSWERS) || !getSelection()!.isCollapsed;
    const mention = taken ? -1 : mentionAt({ x, y }, finger ? FINGER : 0);
    if (mention < 0) card.close();
    else openAt(mention, { x, y }, true);
  };
  document.addEventListener("click", click, { signal });
  signal.addEventListener("abort", () => {
    endFlash();
    card.close();
  });

  return {
    get story() {
      return story;
    },
    get current() {
      return current();
    },
    tell(next) {
      const { opening } = card;
      const before = story;
      story = next;
      // The same cast on a page that moved, or marked anew: nothing that is open, and no focus in it, is touched.
      if (next.extraction && before.extraction && next.entities === before.entities) return;
      const who = opening && before.entities[opening.entity];
      // Whom the mention beside the card now speaks of; where it is gone, or there was none, who has that name.
      const at = opening && before.mentions[opening.mention];
      const same = at ? story.mentions.findIndex(({ start, end, text }) => start === at.start && end === at.end && text === at.text) : -1;
      const after = story.mentions[same]?.entity ?? story.entities.findIndex(({ kind, name }) => kind === who?.kind && name === who.name);
      if (after < 0) card.close();
      if (next.extraction) shell.dress(next.extraction.root);
      panel?.render(choices.off);
      if (!opening || after < 0) return;
      const mention = same < 0 ? (story.entities[after]!.mentions[0] ?? -1) : same;
      card.open({ ...opening, entity: after, mention, boxes: opening.beside ? opening.boxes : boxesAt(story.mentions[mention]) });
      panel?.sync(after);
    },
    open: guide.open,
    step: guide.step,
    close: card.close,
  };
}
