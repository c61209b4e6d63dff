/**
 * What a reader has chosen, kept per site. Version 1:
 * `{"v":1,"off":true,"pages":{"/path":1},"delay":500,"density":"first"}`, every key but `v` optional.
 * What is stored was written by some version of us, or by anybody: whatever does not parse counts as unset.
 */
export type Density = "first" | "all" | "none";
export type Scope = "page" | "site" | "everywhere";

export interface Settings {
  /** Off on the whole site. */
  readonly off?: boolean;
  /** Off on every site: only a store that reaches across sites knows it. */
  readonly everywhere?: boolean;
  /** Paths of this site where it is off. */
  readonly pages?: Readonly<Record<string, 1>>;
  /** Milliseconds of rest before a first card opens; 0: only a click opens one. */
  readonly delay?: number;
  readonly density?: Density;
}

export interface Store {
  /** The scopes of the off-switch this store can keep. */
  readonly scopes: readonly Scope[];
  read(): Promise<Settings>;
  write(settings: Settings): Promise<void>;
}

const KEY = "castlist";
const PAGES = 200;

export function parse(junk: unknown): Settings {
  const { v, off, everywhere, pages, delay, density } = Object(junk) as Record<string, unknown>;
  if (v !== 1) return {};
  return {
    ...(off === true && { off }),
    ...(everywhere === true && { everywhere }),
    ...(Object(pages) === pages && { pages: Object.fromEntries(Object.entries(pages as Record<string, 1>).slice(-PAGES)) }),
    ...(typeof delay === "number" && delay >= 0 && delay <= 5000 && { delay }),
    ...(/^(first|all|none)$/.test(String(density)) && { density: density as Density }),
  };
}

export const isOff = ({ off, everywhere, pages = {} }: Settings, path: string): boolean => !!(off || everywhere) || Object.hasOwn(pages, path);

/** The settings after the switch of one scope is thrown; on undoes every scope, or the reader would still see nothing. */
export function switched(settings: Settings, scope: Scope | "on", path: string): Settings {
  const { [path]: _, ...pages } = settings.pages ?? {};
  if (scope === "on") return { ...settings, off: false, everywhere: false, pages };
  if (scope === "page") return { ...settings, pages: { ...pages, [path]: 1 } };
  return { ...settings, [scope === "site" ? "off" : scope]: true };
}

/** The store of an embedded reader: the site's localStorage, or nothing that lasts where the browser forbids it. */
export const siteStore = (): Store => ({
  scopes: ["page", "site"],
  async read() {
    try {
      return parse(JSON.parse(localStorage.getItem(KEY)!));
    } catch {
      // Storage is forbidden here (a sandboxed frame, a strict browser) or holds no JSON.
      return {};
    }
  },
  async write(settings) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ v: 1, ...settings }));
    } catch {
      // The choice then holds until the page is left.
    }
  },
});
