import type { MountOptions } from "./mount.js";

const SHARE = /^(0?\.\d+|0|1(\.0*)?)$/;

/** The attributes of `<cast-list>` and of the script tag beside `for`, and what each may say. */
const FORMS = {
  /** Addresses, separated by spaces. */
  packs: /\S/,
  starter: /^off$/,
  model: /./,
  sure: SHARE,
  card: SHARE,
  engine: /^(auto|worker|page)$/,
  density: /^(first|all|none)$/,
  delay: /^\d+$/,
  panel: /^(button|none)$/,
  date: /^\d{4}(-\d\d){0,2}$/,
  "wasm-url": /./,
  "worker-url": /./,
};

export const ATTRIBUTES: readonly string[] = ["for", ...Object.keys(FORMS)];

/**
 * The options that attributes give. What can't be read is left at its default: a publisher's slip must not cost the
 * reader the page.
 */
export function readOptions(attribute: (name: string) => string | null): { target?: string; options: MountOptions } {
  const options: Record<string, unknown> = {};
  for (const [name, form] of Object.entries(FORMS)) {
    const value = attribute(name)?.trim();
    if (!value || !form.test(value)) continue;
    options[name.replace("-url", "")] =
      name === "packs" ? value.split(/\s+/)
      : name === "starter" || (name === "model" && value === "off") ? false
      : /^(delay|sure|card)$/.test(name) ? Number(value)
      : value;
  }
  const target = attribute("for");
  return { ...(target && { target }), options };
}
