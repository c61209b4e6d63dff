/**
 * The sites that are always on. The browser keeps them: each is a registered
 * content script, and the permission that the reader gave for it.
 */

const PREFIX = "always ";

/** `https://example.org`, from what a person types: an address, or a bare host. Nothing from what is no site. */
export function origin(typed: string): string | undefined {
  const text = typed.trim();
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    const web = url.protocol === "https:" || url.protocol === "http:";
    // A browser's URL takes what no site is called: spaces and stars come out as escapes.
    return web && /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])$/.test(url.hostname) ? url.origin : undefined;
  } catch {
    return undefined;
  }
}

/** Match patterns know no ports: a site's permission is for all of its host's. */
const pattern = (site: string): string => {
  const { protocol, hostname } = new URL(site);
  return `${protocol}//${hostname}/*`;
};

export async function alwaysOn(): Promise<string[]> {
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  return scripts.filter(({ id }) => id.startsWith(PREFIX)).map(({ id }) => id.slice(PREFIX.length)).sort();
}

/** Asks the reader for the permission, so it must be called while their click is handled. False where they decline. */
export async function add(site: string): Promise<boolean> {
  const matches = [pattern(site)];
  if (!(await chrome.permissions.request({ origins: matches }))) return false;
  if ((await alwaysOn()).includes(site)) return true;
  await chrome.scripting.registerContentScripts([
    { id: PREFIX + site, matches, js: ["content.js"], css: ["castlist.css"], runAt: "document_idle", persistAcrossSessions: true },
  ]);
  return true;
}

/** Gives the permission back, unless another site on the list lives by it. */
export async function remove(site: string): Promise<void> {
  await chrome.scripting.unregisterContentScripts({ ids: [PREFIX + site] });
  const still = (await alwaysOn()).map(pattern);
  if (!still.includes(pattern(site))) await chrome.permissions.remove({ origins: [pattern(site)] });
}

/** Takes off the list what the reader took away in the browser's own settings. */
export async function withdraw(origins: readonly string[]): Promise<void> {
  const gone = (await alwaysOn()).filter((site) => origins.includes(pattern(site)) || origins.includes("<all_urls>"));
  if (gone.length > 0) await chrome.scripting.unregisterContentScripts({ ids: gone.map((site) => PREFIX + site) });
}
