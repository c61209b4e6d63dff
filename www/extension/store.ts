/**
 * What a reader has chosen, in the extension's own storage, which no page can
 * read. Two kinds of keys: `all` holds the delay, the density and the switch
 * for everywhere; `site:` and an origin holds what is off there.
 */
import { parse, type Settings, type Store } from "../src/settings/store.js";

const ALL = "all";
const SITE = "site:";

/** The choices in force on one site. */
export function extensionStore(origin: string): Store {
  const site = SITE + origin;
  return {
    scopes: ["page", "site", "everywhere"],
    async read() {
      const kept = await chrome.storage.local.get([ALL, site]);
      const { off: _, pages: __, ...all } = parse(kept[ALL]);
      const { off, pages } = parse(kept[site]);
      return { ...all, ...(off && { off }), ...(pages && { pages }) };
    },
    async write({ off, pages, ...all }) {
      await chrome.storage.local.set({ [ALL]: { v: 1, ...all } });
      const here = { ...(off && { off }), ...(pages && Object.keys(pages).length > 0 && { pages }) };
      if (Object.keys(here).length > 0) await chrome.storage.local.set({ [site]: { v: 1, ...here } });
      else await chrome.storage.local.remove(site);
    },
  };
}

/** The choices that hold for all sites. */
export async function readAll(): Promise<Settings> {
  return parse((await chrome.storage.local.get(ALL))[ALL]);
}

export async function writeAll(settings: Settings): Promise<void> {
  await chrome.storage.local.set({ [ALL]: { v: 1, ...settings } });
}

/** The sites that are off, whole or in part, in alphabetical order. */
export async function offSites(): Promise<{ origin: string; pages: number }[]> {
  const kept = await chrome.storage.local.get(null);
  return Object.entries(kept)
    .filter(([key]) => key.startsWith(SITE))
    .map(([key, value]) => ({ origin: key.slice(SITE.length), settings: parse(value) }))
    .map(({ origin, settings }) => ({ origin, pages: settings.off ? 0 : Object.keys(settings.pages ?? {}).length }))
    .sort((a, b) => a.origin.localeCompare(b.origin));
}

/** Forgets what was switched off on a site. */
export async function switchOn(origin: string): Promise<void> {
  await chrome.storage.local.remove(SITE + origin);
}
