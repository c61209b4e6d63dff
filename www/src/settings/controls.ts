import { button, h } from "../dom.js";
import type { Choices } from "./choices.js";
import type { Words } from "./strings.js";

/** The settings, folded away: the off-switch in its reaches, when cards open, how much is underlined. */
export function settingsControls(words: Words, choices: Choices): HTMLElement {
  const choice = (key: "delay" | "density", options: Readonly<Record<string, string>>, read: (value: string) => unknown): HTMLElement => {
    const select = h(
      "select",
      { onchange: () => choices.change({ [key]: read(select.value) }) },
      Object.entries(options).map(([value, text]) => h("option", { value, selected: value === String(choices[key]) }, text)),
    );
    return h("label", null, h("span", null, words[key]), select);
  };
  return h(
    "details.settings",
    null,
    h("summary", null, words.settings),
    h("div.row", null, choices.scopes.map((scope) => button(".plain", words.off[scope], () => choices.switch(scope)))),
    choice("delay", words.delays, Number),
    choice("density", words.densities, String),
  );
}
