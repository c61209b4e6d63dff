import type { MountOptions } from "./mount.js";

/**
 * The options of `<cast-list>` and of the script tag, read from attributes: `for`, `packs` (addresses, separated by
 * spaces), `starter="off"`, `engine`, `density`, `delay`, `panel`, `date`, `wasm-url`, `worker-url`. What can't be
 * read is left at its default: a publisher's slip must not cost the reader the page.
 */
export function readOptions(attribute: (name: string) => string | null): { target?: string; options: MountOptions } {
  const one = <T extends string>(name: string, of: readonly T[]): T | undefined => of.find((value) => value === attribute(name));
  const options: MountOptions = {};
  const packs = attribute("packs")?.split(/\s+/).filter(Boolean);
  const engine = one("engine", ["auto", "worker", "page"]);
  const density = one("density", ["first", "all", "none"]);
  const panel = one("panel", ["button", "none"]);
  const delay = attribute("delay");
  const date = attribute("date");
  const wasm = attribute("wasm-url");
  const worker = attribute("worker-url");
  if (packs?.length) options.packs = packs;
  if (attribute("starter") === "off") options.starter = false;
  if (engine) options.engine = engine;
  if (density) options.density = density;
  if (panel) options.panel = panel;
  if (delay && /^\d+$/.test(delay)) options.delay = Number(delay);
  if (date && /^\d{4}(-\d\d){0,2}$/.test(date)) options.date = date;
  if (wasm) options.wasm = wasm;
  if (worker) options.worker = worker;
  const target = attribute("for");
  return { ...(target && { target }), options };
}
