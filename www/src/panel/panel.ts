import type { Guide } from "../card/guide.js";
import { button, CARD_ID, h, kindSign, name } from "../dom.js";
import type { Entity, Kind } from "../types.js";

const PANEL_ID = "castlist-panel";

/**
 * "Who's who in this article": every person and group as a real button, in the order of the story. The way in for
 * keys and screen readers, to whom the marks in the text say nothing, and the legend for everybody else.
 */
export class Panel {
  /** The landmark: the launcher and the panel, or the panel alone where the author placed it. */
  readonly element: HTMLElement;
  private readonly launcher: HTMLElement;
  private readonly sheet: HTMLElement;
  private rows: { readonly item: HTMLElement; readonly button: HTMLElement; readonly entity: number }[] = [];
  private kind: Kind | null = null;
  private search = "";
  private off = false;

  constructor(
    private readonly guide: Guide,
    private readonly inline: boolean,
  ) {
    this.sheet = h(inline ? "div.panel" : "div.panel.popover", { id: PANEL_ID, part: "panel", popover: inline ? null : "manual" });
    this.launcher = button(".launcher", "", () => (this.off ? guide.choices.switch("on") : this.toggle(!this.shown)), {
      part: "launcher",
      "aria-controls": PANEL_ID,
      "aria-expanded": "false",
      hidden: true,
    });
    const onkeydown = (event: Event): void => {
      if ((event as KeyboardEvent).key !== "Escape" || event.defaultPrevented || !this.shown) return;
      event.stopPropagation();
      this.hide();
    };
    this.element = h("section", { "aria-label": guide.words.panel, onkeydown }, !inline && this.launcher, this.sheet);
  }

  get shown(): boolean {
    return this.launcher.ariaExpanded === "true";
  }

  /** Shows the story's cast, or, where the reader has switched us off, the way back. */
  render(off: boolean): void {
    const { guide, launcher, inline } = this;
    const { words, annotation } = guide;
    const { entities } = annotation;
    const people = entities.filter(({ kind }) => kind === "person").length;
    if (off) this.hide();
    this.off = off;
    launcher.hidden = !off && entities.length === 0;
    launcher.classList.toggle("muted", off);
    launcher.replaceChildren(off ? words.launcherOff : words.launcher, off ? "" : h("span", ` · ${entities.length}`));
    const head = h(
      "div.head",
      h("div", h("h2.name", { tabindex: -1 }, words.panel), !off && h("p.quiet", words.count(people, entities.length - people))),
      !inline && button(".close", "×", () => this.hide(), { "aria-label": words.close }),
    );
    const turnOn = h("p", words.isOff, " ", button(".plain", words.on, () => guide.choices.switch("on")));
    const content = off ? [turnOn] : entities.length > 0 ? this.cast() : [h("p", words.nobody)];
    // Nothing was read, by an error or a policy: then nothing is claimed about the article either.
    const empty = off ? !inline : !guide.text;
    this.sheet.replaceChildren(...(empty ? [] : [head, ...content]));
  }

  /** Tells which card is open, -1 for none. */
  sync(entity: number): void {
    for (const row of this.rows) row.button.ariaExpanded = String(row.entity === entity);
  }

  hide(): void {
    if (this.shown) this.toggle(false);
  }

  private toggle(show: boolean): void {
    const { launcher, sheet } = this;
    const inside = sheet.matches(":focus-within");
    launcher.ariaExpanded = String(show);
    if (show) sheet.showPopover({ source: launcher });
    else sheet.hidePopover();
    const next = show ? sheet.querySelector("h2") : inside && launcher;
    if (next) next.focus({ preventScroll: true });
  }

  private cast(): Node[] {
    const { words, annotation } = this.guide;
    const { entities } = annotation;
    const first = (entity: number): number => entities[entity]!.mentions[0] ?? Infinity;
    this.rows = [...entities.keys()].sort((a, b) => first(a) - first(b)).map((entity) => this.row(entities[entity]!, entity));
    const status = h("p.quiet", { role: "status" });
    const filter = (): void => {
      const wanted = fold(this.search);
      let left = 0;
      for (const { entity, item } of this.rows) {
        const { kind, names } = entities[entity]!;
        item.hidden = (!!this.kind && kind !== this.kind) || !names.some((form) => fold(form).includes(wanted));
        if (item.hidden) left++;
      }
      // Said only where something is left out: a list that is whole needs no number.
      status.replaceChildren(left > 0 ? words.shown(this.rows.length - left) : "");
      for (const [kind, tab] of tabs) tab.ariaPressed = String(kind === this.kind);
    };
    const tab = (kind: Kind | null, label: string): [Kind | null, HTMLElement] => [kind, button("", label, () => {
      this.kind = kind;
      filter();
    })];
    const tabs = [tab(null, words.all), tab("person", words.people), tab("group", words.groups)];
    const search = h("input", {
      type: "search",
      "aria-label": words.search,
      placeholder: words.search,
      value: this.search,
      oninput: () => {
        this.search = search.value;
        filter();
      },
    });
    filter();
    return [
      h("div.tools", h("div.tabs", { role: "group", "aria-label": words.panel }, tabs.map(([, one]) => one)), search),
      h("ul.cast", { role: "list" }, this.rows.map(({ item }) => item)),
      status,
      h(
        "div.foot",
        h("p.quiet", words.legend, " ", h("span.sample.person", words.person), " ", h("span.sample.group", words.group)),
        h("p.quiet", words.keys),
        this.guide.controls(),
      ),
    ];
  }

  private row({ name: called, kind, mentions, description }: Entity, entity: number): (typeof this.rows)[number] {
    const { guide } = this;
    const { words } = guide;
    const label = [h("span.name", name(called)), " ", h("span.quiet", kindSign(words, kind), ` · ${words.mentions(mentions.length)}`)];
    const opener = button("", label, () => guide.open(entity, opener), {
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "aria-controls": CARD_ID,
    });
    return { entity, button: opener, item: h("li", opener, description && h("p", name(description.text))) };
  }
}

/** For search: capitals and accents are what a reader can't remember. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
