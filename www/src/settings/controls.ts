import { h } from "../dom.js";
import type { Guide } from "../card/guide.js";
import type { Density } from "./store.js";

/** The settings, folded away: the off-switch in its three reaches, when cards open, how much is underlined. */
export function settingsControls(guide: Guide): HTMLElement {
  const { words, inForce, scopes } = guide;
  return h(
    "details",
    { class: "settings" },
    h("summary", {}, words.settings),
    h(
      "div",
      { class: "row" },
      ...scopes.map((scope) => h("button", { class: "plain", onclick: () => guide.switch(scope) }, words.off[scope])),
    ),
    choice(words.delay, Object.entries(words.delays), String(inForce.delay), (value) =>
      guide.change({ ...guide.settings, delay: Number(value) }),
    ),
    choice(words.density, Object.entries(words.densities), inForce.density, (value) =>
      guide.change({ ...guide.settings, density: value as Density }),
    ),
  );
}

function choice(label: string, options: [string, string][], chosen: string, change: (value: string) => void): HTMLElement {
  return h(
    "label",
    {},
    h("span", {}, label),
    h(
      "select",
      { onchange: (event) => change((event.target as HTMLSelectElement).value) },
      ...options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
    ),
  );
}
