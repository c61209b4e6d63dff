import cardSheet from "./card/card.css";
import panelSheet from "./panel/panel.css";
import { pause } from "./pause.js";
import { Shell, type Adopt } from "./card/shell.js";
import { articleDate, extract, findArticle, observe, type Extraction } from "./page/index.js";
import { adoptSheet, canPaint, chooseMarks, Painter } from "./paint/index.js";
import { Choices } from "./settings/choices.js";
import type { Density, Store } from "./settings/store.js";
import { english, type Words } from "./settings/strings.js";
import { CastlistError, type Annotation, type Engine, type Entity, type Mention } from "./types.js";
import { NOBODY, View, type Story } from "./view.js";

/** What a reader takes beside an engine. */
export interface ReaderOptions {
  /** How much is underlined: first mentions in each section (the default), all, or none. A reader's own choice wins. */
  density?: Density;
  /** Milliseconds of rest before a first card opens, 500 by default; 0: only a click opens one. A reader's own choice wins. */
  delay?: number;
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
  /** Puts our sheet into our shadow root, where the usual way is barred. */
  adopt?: Adopt;
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
export class Reader implements EventTarget {
  /** Held, not inherited: in Firefox a content script that extends a class of the page gets its base, without our own members. */
  private readonly events = new EventTarget();
  readonly addEventListener: EventTarget["addEventListener"] = this.events.addEventListener.bind(this.events);
  readonly removeEventListener: EventTarget["removeEventListener"] = this.events.removeEventListener.bind(this.events);
  readonly dispatchEvent: EventTarget["dispatchEvent"] = this.events.dispatchEvent.bind(this.events);
  error: CastlistError | null = null;
  private readonly life = new AbortController();
  private readonly choices: Choices;
  private readonly painter = new Painter();
  private readonly shell: Shell;
  private readonly view: View;
  private story: Story | null = null;
  private engine: Promise<Engine> | null = null;
  private article: Element | null = null;
  /** What ends the present run: watching the page, the sheet of the marks, the engine. */
  private stops: (() => void)[] = [];
  private run = 0;

  constructor(
    private readonly target: string | Element | undefined,
    private readonly start: () => Promise<Engine>,
    private readonly options: ReaderOptions = {},
  ) {
    const { host, shadow, adopt, panel = "button", store } = options;
    const words = { ...english, ...options.words };
    const changed = (anew: boolean): void => {
      if (anew) void this.refresh();
      else if (this.story) {
        this.mark(this.story.extraction, this.story.annotation);
        this.list();
      }
    };
    this.choices = new Choices(options, changed, store);
    this.shell = new Shell(words.lang, cardSheet + panelSheet, { given: host, mode: shadow, adopt });
    const told = (type: "open" | "close", entity: number): void => {
      this.painter.activate(type === "open" ? this.entities[entity]!.mentions : []);
      this.tell(`castlist:${type}`, { entity });
    };
    this.view = new View(this.shell, words, this.choices, host ? "inline" : panel, told, this.life.signal);
  }

  /** The people and groups of the article; empty until ready, and where nothing was found. */
  get entities(): readonly Entity[] {
    return this.view.annotation.entities;
  }

  get mentions(): readonly Mention[] {
    return this.view.annotation.mentions;
  }

  /** Whether the reader has switched us off here. */
  get off(): boolean {
    return this.choices.off;
  }

  /** Begins, unless switched off: then no file is fetched. To be called once; never rejects. */
  async begin(): Promise<this> {
    await this.choices.read();
    await idle(this.life.signal);
    await this.refresh();
    return this;
  }

  /** Reads the article again. Resolves when what is found is shown; never rejects. */
  async refresh(): Promise<void> {
    const run = ++this.run;
    const late = (): boolean => run !== this.run || this.life.signal.aborted;
    try {
      if (late()) return;
      if (this.off) return this.rest();
      const article = this.find();
      this.watch(article);
      await pause();
      const extraction = await extract(article, { signal: this.life.signal });
      if (late()) return;
      const annotation = await this.annotate(extraction);
      if (late()) return;
      this.error = null;
      this.mark(extraction, annotation);
      // Marks first; the panel is built when the page has had its turn.
      await pause();
      if (late()) return;
      this.list();
      this.tell("castlist:ready", { entities: this.entities.length, mentions: this.mentions.length });
    } catch (thrown) {
      if (!late()) this.fail(thrown);
    }
  }

  /** Opens the card of an entity at its first mention. */
  open(entity: Entity | number): void {
    this.view.open(typeof entity === "number" ? entity : this.entities.indexOf(entity));
  }

  close(): void {
    this.view.close();
  }

  /** To the next mention of the open card's entity; without a card, to the article's first mark. */
  next(): void {
    this.step(1);
  }

  previous(): void {
    this.step(-1);
  }

  /** Takes everything away. The page is as it was before. */
  destroy(): void {
    this.view.destroy();
    this.rest();
    this.life.abort();
    this.shell.remove();
  }

  private step(by: 1 | -1): void {
    if (this.view.current >= 0) return this.view.step(by);
    const mention = this.story?.marked.at(by > 0 ? 0 : -1);
    if (mention !== undefined) this.view.goTo(this.mentions[mention]!.entity, mention);
  }

  private find(): Element {
    if (this.article?.isConnected) return this.article;
    const { target } = this;
    const article = typeof target === "object" ? target : findArticle(document, target);
    if (!article) throw new CastlistError("target", target ? `No element fits "${String(target)}".` : "No article was found in this page.");
    return article;
  }

  /** The annotation of the text. The same text is not sent again: most changes of a page change no word of the article. */
  private async annotate({ text }: Extraction): Promise<Annotation> {
    if (this.story?.extraction.text === text) return this.story.annotation;
    if (!text.trim()) return NOBODY;
    const date = this.options.date ?? articleDate(document);
    this.engine ??= this.start();
    const engine = await this.engine;
    return engine.annotate(text, date ? { date } : {});
  }

  private mark(extraction: Extraction, annotation: Annotation): void {
    const marked = chooseMarks(extraction, annotation.mentions, this.choices.density);
    this.story = { extraction, annotation, marked };
    this.painter.show({ extraction, mentions: annotation.mentions, marked });
  }

  private list(): void {
    this.view.tell(this.story, false);
    this.painter.activate(this.entities[this.view.current]?.mentions ?? []);
  }

  private watch(article: Element): void {
    if (this.article === article && this.stops.length > 0) return;
    for (const stop of this.stops.splice(0)) stop();
    this.article = article;
    const again = (): void => void this.refresh();
    const look = (): void => this.shell.dress(article);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const dressed = new MutationObserver(look);
    // A page changes its colours by a class or attribute high up.
    for (const node of [document.documentElement, document.body]) dressed.observe(node, { attributes: true });
    dark.addEventListener("change", look);
    this.stops.push(
      observe(article, this.shell.element, { touched: () => void this.painter.verify(), changed: again }),
      () => dressed.disconnect(),
      () => dark.removeEventListener("change", look),
    );
    if (canPaint()) this.stops.push(adoptSheet(document));
  }

  /** Stops all work and clears the page, but for the way back. */
  private rest(): void {
    this.run++;
    for (const stop of this.stops.splice(0)) stop();
    this.painter.clear();
    this.story = null;
    // An engine that never started has nothing to put away.
    this.engine?.then((engine) => engine.dispose()).catch(() => {});
    this.engine = null;
    if (this.life.signal.aborted) return;
    if (this.off) this.shell.dress(document.body);
    this.view.tell(null, this.off);
  }

  private fail(thrown: unknown): void {
    const error = thrown instanceof CastlistError ? thrown : new CastlistError("engine", String((thrown as Error)?.message ?? thrown));
    this.error = error;
    this.rest();
    this.tell("castlist:error", { code: error.code, message: error.message });
  }

  private tell<K extends keyof ReaderEvents>(type: K, detail: ReaderEvents[K]): void {
    const from = this.options.host ?? this.article ?? document;
    // Behind a closed shadow root the page is not to see what its reader does.
    for (const target of this.options.shadow === "closed" ? [this] : [this, from]) {
      target.dispatchEvent(new CustomEvent(type, { detail, bubbles: target !== this, composed: true }));
    }
  }
}

/** After the page has loaded and found time: nothing of ours is on its critical path. */
async function idle(signal: AbortSignal): Promise<void> {
  if (document.readyState !== "complete") {
    await new Promise((done) => {
      window.addEventListener("load", done, { once: true, signal });
      signal.addEventListener("abort", done);
    });
  }
  // Safari has no idle callbacks.
  await new Promise<void>((done) => ("requestIdleCallback" in globalThis ? requestIdleCallback(() => done(), { timeout: 1000 }) : setTimeout(done)));
}
