import type { Guide } from "../card/guide.js";
import { button, CARD_ID, type Child, h, kindSign, name, opens, put } from "../dom.js";
import type { Entity, Kind } from "../types.js";

const PANEL_ID = "castlist-panel";

/**
 * "Who's who in this article": every person and group as a real button, in the order of the story. The way in for
 * keys and screen readers, to whom the marks in the text say nothing, and the legend for everybody else.
 */
export interface Panel {
  /** The landmark: the launcher and the panel, or the panel alone where the author placed it. */
  readonly element: HTMLElement;
  /** Shows the story's cast, or, where the reader has switched us off, the way back. */
  render(off: boolean): void;
  /** Tells which card is open, -1 for none. */
  sync(entity: number): void;
  hide(): void;
}

/** For search: capitals and accents are what a reader can't remember. */
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

export function createPanel(guide: Guide, inline: boolean): Panel {
  const { words } = guide;
  let rows: { readonly entity: number; readonly opener: HTMLElement; readonly item: HTMLElement }[] = [];
  let wanted: Kind | null = null;
  let search = "";

  const sheet = h(inline ? "div.panel" : "div.panel.popover", { id: PANEL_ID, part: "panel", popover: inline ? null : "manual" });
  const shown = (): boolean => launcher.ariaExpanded === "true";
  const toggle = (show: boolean): void => {
    if (show === shown()) return;
    const inside = sheet.matches(":focus-within");
    launcher.ariaExpanded = String(show);
    if (show) sheet.showPopover({ source: launcher });
    else sheet.hidePopover();
    const next = show ? sheet.querySelector("h2") : inside && launcher;
    if (next) next.focus({ preventScroll: true });
  };
  const hide = (): void => toggle(false);
  const turnOn = (): void => guide.choices.switch("on");
  const launcher = button(".launcher", "", () => (guide.choices.off ? turnOn() : toggle(!shown())), { part: "launcher", hidden: true });
  opens(launcher, PANEL_ID);

  const row = ({ name: called, kind, mentions, description }: Entity, entity: number): (typeof rows)[number] => {
    const label = [h("span.name", null, name(called)), " ", h("span.quiet", null, kindSign(words, kind), ` · ${words.mentions(mentions.length)}`)];
    const opener = button("", label, () => guide.open(entity, opener), { ariaHasPopup: "dialog" });
    opens(opener, CARD_ID);
    return { entity, opener, item: h("li", null, opener, description && h("p", null, name(description.text))) };
  };

  const cast = (entities: readonly Entity[]): Child => {
    rows = entities.map(row).sort((a, b) => entities[a.entity]!.mentions[0]! - entities[b.entity]!.mentions[0]!);
    const status = h("p.quiet", { role: "status" });
    const filter = (): void => {
      let left = rows.length;
      for (const { entity, item } of rows) {
        const { kind, names } = entities[entity]!;
        item.hidden = (!!wanted && kind !== wanted) || !names.some((form) => fold(form).includes(fold(search)));
        if (item.hidden) left--;
      }
      // Said only where something is left out: a list that is whole needs no number.
      status.textContent = left < rows.length ? words.shown(left) : "";
      for (const [kind, tab] of tabs) tab.ariaPressed = String(kind === wanted);
    };
    const tabs = ([[null, words.all], ["person", words.people], ["group", words.groups]] as const).map(
      ([kind, label]) => [kind, button("", label, () => ((wanted = kind), filter()))] as const,
    );
    const input = h("input", {
      type: "search",
      ariaLabel: words.search,
      placeholder: words.search,
      value: search,
      oninput: () => ((search = input.value), filter()),
    });
    filter();
    return [
      h("div.tools", null, h("div.tabs", { role: "group", ariaLabel: words.panel }, tabs.map(([, tab]) => tab)), input),
      h("ul.cast", { role: "list" }, rows.map(({ item }) => item)),
      status,
      h(
        "div.foot",
        null,
        h("p.quiet", null, words.legend, (["person", "group"] as const).map((kind) => [" ", h(`span.sample.${kind}`, null, words[kind])])),
        h("p.quiet", null, words.keys),
        guide.controls(),
      ),
    ];
  };

  return {
    element: h(
      "section",
      {
        ariaLabel: words.panel,
        onkeydown: (event) => {
          if (event.key !== "Escape" || event.defaultPrevented || !shown()) return;
          event.stopPropagation();
          hide();
        },
      },
      !inline && launcher,
      sheet,
    ),
    render(off) {
      const { entities, extraction } = guide.story;
      const count = entities.length;
      const people = entities.filter(({ kind }) => kind === "person").length;
      if (off) hide();
      launcher.hidden = !off && !count;
      launcher.classList.toggle("muted", off);
      put(launcher, off ? words.launcherOff : [words.launcher, h("span", null, ` · ${count}`)]);
      // Nothing was read, by an error or a policy: then nothing is claimed about the article either.
      const empty = off ? !inline : !extraction?.text;
      const content: Child = [
        h(
          "div.head",
          null,
          h("div", null, h("h2.name", { tabIndex: -1 }, words.panel), !off && h("p.quiet", null, words.count(people, count - people))),
          !inline && button(".close", "×", hide, { ariaLabel: words.close }),
        ),
        off ? h("p", null, words.isOff, " ", button(".plain", words.on, turnOn))
        : count ? cast(entities)
        : h("p", null, words.nobody),
      ];
      put(sheet, !empty && content);
    },
    sync(entity) {
      for (const row of rows) row.opener.ariaExpanded = String(row.entity === entity);
    },
    hide,
  };
}
