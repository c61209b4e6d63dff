import { isOff, type Density, type Scope, siteStore, switched, type Settings, type Store } from "./store.js";

/** A first card opens after this long a rest, in milliseconds. */
const REST = 500;

/** What the publisher sets and the reader may set otherwise. */
export interface Defaults {
  readonly delay?: number | undefined;
  readonly density?: Density | undefined;
}

/** What the reader has chosen, and what is in force: the reader's choice, else the publisher's, else ours. */
export interface Choices {
  /** The reaches of the off-switch. */
  readonly scopes: readonly Scope[];
  readonly delay: number;
  readonly density: Density;
  /** Whether the reader has switched us off here. */
  readonly off: boolean;
  read(): Promise<void>;
  change(part: Defaults): void;
  switch(scope: Scope | "on"): void;
}

/** `changed` is told of every choice; `anew` says that the article has to be read again, or left alone. */
export function createChoices(defaults: Defaults, changed: (anew: boolean) => void, store: Store = siteStore()): Choices {
  let settings: Settings = {};
  const keep = (next: Settings, anew: boolean): void => {
    settings = next;
    void store.write(next);
    changed(anew);
  };
  return {
    scopes: store.scopes,
    get delay() {
      return settings.delay ?? defaults.delay ?? REST;
    },
    get density() {
      return settings.density ?? defaults.density ?? "first";
    },
    get off() {
      return isOff(settings, location.pathname);
    },
    async read() {
      settings = await store.read();
    },
    change: (part) => keep({ ...settings, ...part } as Settings, false),
    switch: (scope) => keep(switched(settings, scope, location.pathname), true),
  };
}
