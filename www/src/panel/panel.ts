import type { Guide } from "../card/guide.js";
import { CARD_ID, h, kindSign, name } from "../dom.js";
import type { Entity, Kind } from "../types.js";

const PANEL_ID = "castlist-panel";

/**
 * "Who's who in this article": every person and group as a real button, in the order of the story. The way in for
 * keys and screen readers, to whom the marks in the text say nothing, and the legend for everybody else.
 */
export class Panel {
  /** The landmark: the launcher and the panel, or the panel alone where the author placed it. */
  readonly element: HTMLElement;
  private readonly launcher: HTMLElement | null;
  private readonly sheet: HTMLElement;
  private rows: { readonly entity: number; readonly item: HTMLElement; readonly button: HTMLElement }[] = [];
  private kind: Kind | null = null;
  private search = "";
  private status: HTMLElement | null = null;

  constructor(
    private readonly guide: Guide,
    private readonly inline: boolean,
  ) {
    const { words } = guide;
    this.sheet = h("div", { id: PANEL_ID, class: inline ? "panel" : "panel popover", part: "panel", popover: inline ? null : "manual" });
    this.launcher = inline
      ? null
      : h("button", {
          class: "launcher",
          part: "launcher",
          "aria-controls": PANEL_ID,
          "aria-expanded": "false",
          hidden: true,
          onclick: () => this.toggle(),
        });
    this.element = h(
      "section",
      {
        "aria-label": words.panel,
        onkeydown: (event) => {
          if ((event as KeyboardEvent).key !== "Escape" || event.defaultPrevented || !this.shown) return;
          event.stopPropagation();
          this.hide();
        },
      },
      this.launcher,
      this.sheet,
    );
  }

  get shown(): boolean {
    return !this.inline && this.launcher?.getAttribute("aria-expanded") === "true";
  }

  /** Shows the story's cast, or, where the reader has switched us off, the way back. */
  render(off: boolean): void {
    const { words, annotation } = this.guide;
    const { entities } = annotation;
    if (off && this.shown) this.hide();
    if (this.launcher) {
      this.launcher.hidden = !off && entities.length === 0;
      this.launcher.classList.toggle("muted", off);
      this.launcher.replaceChildren(off ? words.launcherOff : words.launcher, off ? "" : h("span", {}, ` · ${entities.length}`));
    }
    const turnOn = h("button", { class: "plain", onclick: () => this.guide.switch("on") }, words.on);
    if (off) this.sheet.replaceChildren(...(this.inline ? [this.head(off), h("p", {}, words.isOff, " ", turnOn)] : []));
    // Nothing was read, by an error or a policy: then nothing is claimed about the article either.
    else if (!this.guide.text) this.sheet.replaceChildren();
    else this.sheet.replaceChildren(this.head(), ...(entities.length > 0 ? this.cast() : [h("p", {}, words.nobody)]));
  }

  /** Tells which card is open, -1 for none. */
  sync(entity: number): void {
    for (const row of this.rows) row.button.setAttribute("aria-expanded", String(row.entity === entity));
  }

  hide(): void {
    if (!this.shown || !this.launcher) return;
    const inside = this.sheet.matches(":focus-within");
    this.launcher.setAttribute("aria-expanded", "false");
    this.sheet.hidePopover();
    if (inside) this.launcher.focus({ preventScroll: true });
  }

  private toggle(): void {
    if (this.launcher?.classList.contains("muted")) return this.guide.switch("on");
    if (this.shown) return this.hide();
    this.launcher!.setAttribute("aria-expanded", "true");
    this.sheet.showPopover({ source: this.launcher! });
    this.sheet.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  private head(off = false): HTMLElement {
    const { words, annotation } = this.guide;
    const people = annotation.entities.filter((entity) => entity.kind === "person").length;
    return h(
      "div",
      { class: "head" },
      h(
        "div",
        {},
        h("h2", { class: "name", tabindex: -1 }, words.panel),
        !off && h("p", { class: "quiet" }, words.count(people, annotation.entities.length - people)),
      ),
      !this.inline && h("button", { class: "close", "aria-label": words.close, onclick: () => this.hide() }, "×"),
    );
  }

  private cast(): HTMLElement[] {
    const { words, annotation } = this.guide;
    const order = annotation.entities
      .map((entity, index) => ({ entity, index, first: entity.mentions[0] ?? Infinity }))
      .sort((a, b) => a.first - b.first);
    this.rows = order.map(({ entity, index }) => this.row(entity, index));
    this.status = h("p", { class: "quiet", role: "status" });
    const kinds: [Kind | null, string][] = [[null, words.all], ["person", words.people], ["group", words.groups]];
    const tabs = kinds.map(([kind, label]) =>
      h("button", { "aria-pressed": String(kind === this.kind), onclick: () => {
        this.kind = kind;
        tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String(kinds[i]![0] === kind)));
        this.filter();
      } }, label),
    );
    const search = h("input", {
      type: "search",
      "aria-label": words.search,
      placeholder: words.search,
      value: this.search,
      oninput: () => {
        this.search = search.value;
        this.filter();
      },
    });
    const tools = h("div", { class: "tools" }, h("div", { class: "tabs", role: "group", "aria-label": words.panel }, ...tabs), search);
    const samples = (["person", "group"] as const).map((kind) => h("span", { class: `sample ${kind}` }, words[kind]));
    this.filter();
    return [
      tools,
      h("ul", { role: "list", class: "cast" }, ...this.rows.map((row) => row.item)),
      this.status,
      h("div", { class: "foot" }, h("p", { class: "quiet" }, words.legend, " ", samples[0]!, " ", samples[1]!), h("p", { class: "quiet" }, words.keys), this.guide.controls()),
    ];
  }

  private row(entity: Entity, index: number): (typeof this.rows)[number] {
    const { words } = this.guide;
    const button = h(
      "button",
      {
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        "aria-controls": CARD_ID,
        onclick: () => this.guide.open(index, button),
      },
      h("span", { class: "name" }, name(entity.name)),
      " ",
      h("span", { class: "quiet" }, kindSign(words, entity.kind), ` · ${words.mentions(entity.mentions.length)}`),
    );
    const item = h("li", {}, button, entity.description && h("p", {}, name(entity.description.text)));
    return { entity: index, item, button };
  }

  private filter(): void {
    const wanted = fold(this.search);
    let shown = 0;
    for (const { entity, item } of this.rows) {
      const { kind, names } = this.guide.annotation.entities[entity]!;
      item.hidden = (!!this.kind && kind !== this.kind) || !names.some((form) => fold(form).includes(wanted));
      if (!item.hidden) shown++;
    }
    // Said only where something is left out: a list that is whole needs no number.
    this.status?.replaceChildren(shown < this.rows.length ? this.guide.words.shown(shown) : "");
  }
}

/** For search: capitals and accents are what a reader can't remember. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
