/** The options page. Every change is kept at once; there is nothing to save. */
import type { Density, Settings } from "../src/settings/store.js";
import { add, alwaysOn, origin, remove } from "./sites.js";
import { offSites, readAll, switchOn, writeAll } from "./store.js";

const find = <T extends Element>(selector: string): T => document.querySelector<T>(selector)!;

/** A list of sites, each with the one button that takes it off. Focus stays in the list when its button goes. */
function fill(list: HTMLUListElement, empty: string, rows: readonly { site: string; note?: string; verb: string; act: () => Promise<void> }[]): void {
  list.replaceChildren(
    ...rows.map(({ site, note, verb, act }) => {
      const item = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = site;
      if (note) {
        const small = document.createElement("small");
        small.textContent = ` ${note}`;
        name.append(small);
      }
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = verb;
      button.setAttribute("aria-label", `${verb}: ${site}`);
      button.addEventListener("click", async () => {
        const at = [...list.children].indexOf(item);
        await act();
        await show();
        const next = list.children[Math.min(at, list.children.length - 1)]?.querySelector("button");
        (next ?? find<HTMLInputElement>("#site")).focus();
      });
      item.append(name, button);
      return item;
    }),
  );
  if (rows.length > 0) return;
  const none = document.createElement("li");
  none.className = "none";
  none.textContent = empty;
  list.append(none);
}

async function show(): Promise<void> {
  const [always, off, settings] = await Promise.all([alwaysOn(), offSites(), readAll()]);
  fill(find("#always"), "No site yet", always.map((site) => ({ site, verb: "Remove", act: () => remove(site) })));
  fill(
    find("#off"),
    "No site",
    off.map(({ origin: site, pages }) => ({
      site,
      ...(pages > 0 && { note: pages === 1 ? "one page" : `${pages} pages` }),
      verb: "Turn on",
      act: () => switchOn(site),
    })),
  );
  find<HTMLInputElement>("#everywhere").checked = settings.everywhere === true;
  check("delay", String(settings.delay ?? 500));
  check("density", settings.density ?? "first");
}

function check(name: string, value: string): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) input.checked = input.value === value;
}

let kept: Promise<void> = Promise.resolve();

/** One change after the other: each reads what the one before it has written. */
function keep(change: (settings: Settings) => Settings): void {
  kept = kept.then(async () => writeAll(change(await readAll())));
}

find<HTMLFormElement>("#add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const input = find<HTMLInputElement>("#site");
  const status = find("#add-status");
  const site = origin(input.value);
  if (!site) {
    status.textContent = "That is no address of a site. An example: news.example.org";
    return input.focus();
  }
  // The first thing after the click: the browser asks for a permission only then.
  const given = await add(site);
  status.textContent = given ? `Castlist is now always on at ${site}.` : "Without the permission for this site it stays a matter of the button.";
  if (given) input.value = "";
  await show();
});

find("#everywhere").addEventListener("change", (event) => {
  const { checked } = event.target as HTMLInputElement;
  keep(({ everywhere: _, ...others }) => ({ ...others, ...(checked && { everywhere: true }) }));
});

for (const input of document.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
  input.addEventListener("change", () => {
    keep((settings) => ({ ...settings, ...(input.name === "delay" ? { delay: Number(input.value) } : { density: input.value as Density }) }));
  });
}

// A card's own settings may change the same things in another tab.
chrome.storage.onChanged.addListener(() => void show());
void show();
