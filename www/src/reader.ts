import cardSheet from "./card/card.css";
import panelSheet from "./panel/panel.css";
import type { Story } from "./card/guide.js";
import { failure } from "./engine/protocol.js";
import { pause } from "./pause.js";
import { createShell } from "./card/shell.js";
import { articleDate, extract, findArticle, observe, type Extraction } from "./page/index.js";
import { adoptSheet, chooseMarks, Painter } from "./paint/index.js";
import { createChoices } from "./settings/choices.js";
import type { Density, Store } from "./settings/store.js";
import { english, type Words } from "./settings/strings.js";
import { CastlistError, type Annotation, type Engine, type Entity, type Mention } from "./types.js";
import { createView, NOTHING } from "./view.js";

/** How sure of a name we are at least where its card opens at rest. */
const CARD = 0.8;

/** What a reader takes beside an engine. */
export interface ReaderOptions {
  /** How much is underlined: first mentions in each section (the default), all, or none. A reader's own choice wins. */
  density?: Density;
  /** Milliseconds of rest before a first card opens, 500 by default; 0: only a click opens one. A reader's own choice wins. */
  delay?: number;
  /** How sure the recogniser must be to mark a name, 0 to 1; 0.5 by default. Names that packs list are marked anyway. */
  sure?: number;
  /** A name that is less sure than this at its best mention, 0 to 1, is merely marked: no card opens at rest. 0.8 by default. */
  card?: number;
  /** `button`: a launcher in the corner of the page. `none`: no panel of ours. */
  panel?: "button" | "none";
  /** The interface's words in another language; what is left out stays English. */
  words?: Partial<Words>;
  /** The article's date, `YYYY-MM-DD`; by default what the page says. */
  date?: string;
  /** The author's `<cast-list>`: the panel stands in it. */
  host?: HTMLElement;
  /** Where the reader's choices are kept: by default the site's localStorage. */
  store?: Store;
  /** `closed` where the page is not to see which cards are opened. */
  shadow?: ShadowRootMode;
}

/** What a reader tells, as `CustomEvent`s on itself and, bubbling, on the article (or on the `<cast-list>`). */
export interface ReaderEvents {
  "castlist:ready": { entities: number; mentions: number };
  "castlist:open": { entity: number };
  "castlist:close": { entity: number };
  "castlist:error": { code: CastlistError["code"]; message: string };
}

/**
 * Castlist on one article: reads it, has the names found, marks them, opens cards. Nothing that goes wrong throws into
 * the page: it is told by `castlist:error` and kept in `error`.
 */
export interface Reader extends EventTarget {
  /** The people and groups of the article; empty until ready, and where nothing was found. */
  readonly entities: readonly Entity[];
  readonly mentions: readonly Mention[];
  readonly error: CastlistError | null;
  /** Whether the reader has switched us off here. */
  readonly off: boolean;
  /** Begins, unless switched off: then no file is fetched. To be called once; never rejects. */
  begin(): Promise<Reader>;
  /** Reads the article again. Resolves when what is found is shown; never rejects. */
  refresh(): Promise<void>;
  /** Opens the card of an entity at its first mention. */
  open(entity: Entity | number): void;
  close(): void;
  /** To the next mention of the open card's entity; without a card, to the article's first mark. */
  next(): void;
  previous(): void;
  /** Takes everything away. The page is as it was before. */
  destroy(): void;
}

/** Makes one, with `new` or without. `start` starts the engine, once there is something to read. */
export function Reader(target: string | Element | undefined, start: () => Promise<Engine>, options: ReaderOptions = {}): Reader {
  const { host, shadow, panel = "button", store } = options;
  const words = { ...english, ...options.words };
  const life = new AbortController();
  const { signal } = life;
  const painter = new Painter();
  let story: Story = NOTHING;
  let engine: Promise<Engine> | null = null;
  let article: Element | null = null;
  /** What ends the present run: watching the page, the sheet of the marks. */
  let stops: (() => void)[] = [];
  let run = 0;
  /** Whether the engine has its model, the way to that, and whether the story was annotated with it. */
  let learnt = false;
  let learning: Promise<void> | null = null;
  let informed = false;
  let error: CastlistError | null = null;

  const tell = <K extends keyof ReaderEvents>(type: K, detail: ReaderEvents[K]): void => {
    const event = (bubbles: boolean): Event => new CustomEvent(type, { detail, bubbles, composed: true });
    reader.dispatchEvent(event(false));
    // Behind a closed shadow root the page is not to see what its reader does.
    if (shadow !== "closed") (host ?? article ?? document).dispatchEvent(event(true));
  };

  const choices = createChoices(
    options,
    (anew) => {
      if (anew) void refresh();
      else if (story.extraction) {
        mark(story.extraction, story);
        list();
      }
    },
    store,
  );
  const shell = createShell(words.lang, cardSheet + panelSheet, options);
  const heard = (type: "open" | "close", entity: number): void => {
    activate();
    tell(`castlist:${type}`, { entity });
  };
  const view = createView(shell, words, choices, options.card ?? CARD, host ? "inline" : panel, heard, signal);

  const activate = (): void => painter.activate(view.story.entities[view.current]?.mentions ?? []);

  const find = (): Element => {
    if (article?.isConnected) return article;
    const found = typeof target === "object" ? target : findArticle(document, target);
    if (!found) throw new CastlistError("target", target ? `No element fits "${String(target)}".` : "No article was found in this page.");
    return found;
  };

  /**
   * The annotation of the text. The same text is sent again only when the engine has learnt more: most changes of a
   * page change no word of the article.
   */
  const annotate = async (text: string): Promise<Annotation> => {
    if (story.extraction?.text === text && informed === learnt) return story;
    if (!text.trim()) return NOTHING;
    const date = options.date ?? articleDate(document);
    engine ??= start();
    const { sure } = options;
    return (await engine).annotate(text, { ...(date && { date }), ...(sure !== undefined && { sure }) });
  };

  /** Has the engine learn, once, when the page has nothing better to do. Without its model the packs' names stay marked. */
  const learn = async (from: Promise<Engine>): Promise<void> => {
    const learner = await from;
    await drawn();
    await idle();
    try {
      await learner.learn?.();
      if (from === engine) learnt = !!learner.learn;
    } catch (thrown) {
      if (from === engine) fail(thrown);
    }
  };

  const fail = (thrown: unknown): void => {
    error = failure(thrown);
    const { code, message } = error;
    tell("castlist:error", { code, message });
  };

  const mark = (extraction: Extraction, { mentions, entities }: Annotation): void => {
    const marked = chooseMarks(extraction, mentions, choices.density);
    story = { extraction, mentions, entities, marked };
    painter.show({ extraction, mentions, marked });
  };

  const list = (): void => {
    view.tell(story);
    activate();
  };

  const watch = (root: Element): void => {
    if (article === root && stops[0]) return;
    stop();
    article = root;
    const look = (): void => shell.dress(root);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const dressed = new MutationObserver(look);
    // A page changes its colours by a class or attribute high up.
    for (const node of [document.documentElement, document.body]) dressed.observe(node, { attributes: true });
    dark.onchange = look;
    stops = [
      observe(root, shell.element, { touched: () => painter.verify(), changed: () => void refresh() }),
      () => {
        dressed.disconnect();
        dark.onchange = null;
      },
      adoptSheet(document),
    ];
  };

  const stop = (): void => {
    for (const end of stops.splice(0)) end();
  };

  /** Stops all work and clears the page, but for the way back. */
  const rest = (): void => {
    run++;
    stop();
    painter.clear();
    story = NOTHING;
    // An engine that never started has nothing to put away.
    engine?.then((engine) => engine.dispose()).catch(() => {});
    engine = learning = null;
    learnt = informed = false;
    if (signal.aborted) return;
    if (choices.off) shell.dress(document.body);
    view.tell(story);
  };

  const refresh = async (): Promise<void> => {
    const mine = ++run;
    const late = (): boolean => mine !== run || signal.aborted;
    try {
      if (signal.aborted) return;
      if (choices.off) return rest();
      watch(find());
      await pause();
      const extraction = await extract(article!, { signal });
      if (late()) return;
      error = null;
      // Once with what packs list, and once more with the model, which is fetched when those are marked.
      for (let more = true; more; more = informed !== learnt) {
        const knows = learnt;
        const annotation = await annotate(extraction.text);
        if (late()) return;
        informed = knows;
        mark(extraction, annotation);
        // Marks first; the panel is built when the page has had its turn.
        if (view.current < 0) await pause();
        if (late()) return;
        list();
        if (engine) await (learning ??= learn(engine));
        if (late()) return;
      }
      tell("castlist:ready", { entities: story.entities.length, mentions: story.mentions.length });
    } catch (thrown) {
      if (late()) return;
      rest();
      fail(thrown);
    }
  };

  // Not a class that extends: in Firefox a content script that extends a class of the page gets its base alone.
  const reader = Object.defineProperties(
    new EventTarget(),
    Object.getOwnPropertyDescriptors({
      get entities() {
        return view.story.entities;
      },
      get mentions() {
        return view.story.mentions;
      },
      get error() {
        return error;
      },
      get off() {
        return choices.off;
      },
      refresh,
      open: (entity: Entity | number) => view.open(typeof entity === "number" ? entity : view.story.entities.indexOf(entity)),
      close: view.close,
      next: () => view.step(1),
      previous: () => view.step(-1),
      destroy() {
        rest();
        life.abort();
        shell.remove();
      },
      async begin() {
        await choices.read();
        await idle();
        await refresh();
        return reader;
      },
    }),
  ) as Reader;
  return reader;
}

/** When what was just marked is on the screen: at the second frame from now, or soon where none are drawn. */
const drawn = (): Promise<unknown> =>
  new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
    setTimeout(done, 1000);
  });

/** After the page has loaded and found time: nothing of ours is on its critical path. */
const idle = (): Promise<unknown> =>
  new Promise((done) => {
    // Safari has no idle callbacks.
    const then = (): unknown => ("requestIdleCallback" in globalThis ? requestIdleCallback(done, { timeout: 1000 }) : setTimeout(done));
    if (document.readyState === "complete") then();
    else addEventListener("load", then, { once: true });
  });
