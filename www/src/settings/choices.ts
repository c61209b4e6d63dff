import { isOff, type Density, type Scope, siteStore, switched, type Settings, type Store } from "./store.js";

/** A first card opens after this long a rest, in milliseconds. */
const REST = 500;

/** What the publisher sets and the reader may set otherwise. */
export interface Defaults {
  readonly delay?: number | undefined;
  readonly density?: Density | undefined;
}

/** What the reader has chosen, and what is in force: the reader's choice, else the publisher's, else ours. */
export class Choices {
  private settings: Settings = {};

  /** `changed` is told of every choice; `anew` says that the article has to be read again, or left alone. */
  constructor(
    private readonly defaults: Defaults,
    private readonly changed: (anew: boolean) => void,
    private readonly store: Store = siteStore(),
  ) {}

  get scopes(): readonly Scope[] {
    return this.store.scopes;
  }

  get delay(): number {
    return this.settings.delay ?? this.defaults.delay ?? REST;
  }

  get density(): Density {
    return this.settings.density ?? this.defaults.density ?? "first";
  }

  /** Whether the reader has switched us off here. */
  get off(): boolean {
    return isOff(this.settings, location.pathname);
  }

  async read(): Promise<void> {
    this.settings = await this.store.read();
  }

  change(part: Defaults): void {
    this.keep({ ...this.settings, ...part } as Settings, false);
  }

  switch(scope: Scope | "on"): void {
    this.keep(switched(this.settings, scope, location.pathname), true);
  }

  private keep(settings: Settings, anew: boolean): void {
    this.settings = settings;
    void this.store.write(settings);
    this.changed(anew);
  }
}
