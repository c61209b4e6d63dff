// What a reader sees of Castlist in a page, asked of the page itself: marks in the text, the card, the panel.

/** Before any script of a page: notes that Castlist has told how it went. */
function listen() {
  for (const type of ["castlist:ready", "castlist:error"]) document.addEventListener(type, () => (window.castlistTold = true));
}

/** Marks near the viewport, in reading order: `{ text, kind, x, y, left, top, right, bottom, inView }`; x, y is inside it. */
function readMarks() {
  const found = [];
  for (const kind of ["person", "group"]) {
    for (const place of CSS.highlights.get(`castlist-${kind}`) ?? []) {
      const range = document.createRange();
      range.setStart(place.startContainer, place.startOffset);
      range.setEnd(place.endContainer, place.endOffset);
      const box = [...range.getClientRects()].find((rect) => rect.width > 0);
      if (!box) continue;
      const { left, top, right, bottom } = box;
      const x = Math.round((left + right) / 2);
      const y = Math.round((top + bottom) / 2);
      const inView = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      found.push({ text: range.toString(), kind, x, y, left, top, right, bottom, inView, range });
    }
  }
  found.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
  return found.map(({ range, ...mark }) => mark);
}

/** The open card, or null. */
function readCard() {
  const root = document.querySelector("castlist-host, cast-list")?.shadowRoot;
  const card = root?.querySelector("#castlist-card");
  if (!card?.matches(":popover-open")) return null;
  const { left, top, right, bottom, width, height } = card.getBoundingClientRect();
  return {
    name: card.querySelector("h2").textContent,
    text: card.innerText,
    sheet: card.classList.contains("sheet"),
    focused: root.activeElement !== null && card.contains(root.activeElement),
    at: card.querySelector(".row .quiet")?.textContent,
    left, top, right, bottom, width, height,
  };
}

/** The panel: whether it is open, and its rows `{ name, x, y }` in order. */
function readPanel() {
  const root = document.querySelector("castlist-host, cast-list")?.shadowRoot;
  const panel = root?.querySelector("#castlist-panel");
  if (!panel) return null;
  const rows = [...panel.querySelectorAll("ul.cast > li")].filter((row) => !row.hidden);
  return {
    open: panel.matches(":popover-open") || !panel.popover,
    label: panel.closest("section").getAttribute("aria-label"),
    names: rows.map((row) => row.querySelector("button .name").textContent),
  };
}

/** Where in our shadow root the focus is: `{ tag, text, label }`, or null when it is elsewhere. */
function readFocus() {
  const root = document.querySelector("castlist-host, cast-list")?.shadowRoot;
  const node = root?.activeElement;
  return node && {
    tag: node.localName,
    id: node.id,
    className: node.className,
    text: node.innerText?.trim() ?? "",
    label: node.getAttribute("aria-label"),
  };
}

/** The middle of the element of ours that a selector finds, brought into view. */
function placeOf(selector, text) {
  const root = document.querySelector("castlist-host, cast-list").shadowRoot;
  const node = [...root.querySelectorAll(selector)].find((each) => !text || each.innerText.includes(text));
  if (!node) return null;
  node.scrollIntoView({ block: "nearest", behavior: "instant" });
  const box = node.getBoundingClientRect();
  return box.width > 0 ? { x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) } : null;
}

export class Reading {
  constructor(browser) {
    this.browser = browser;
  }

  /** Loads a page and waits for its marks; in Chromium for all of them, those that the model adds too. */
  async open(url) {
    const chromium = this.browser.name === "chromium";
    if (chromium) this.browser.listens ??= await this.browser.preload(listen);
    await this.browser.goto(url);
    if (chromium) await this.browser.until(() => window.castlistTold);
    return this.marked();
  }

  /** Waits until something is marked; the marks near the viewport. */
  async marked() {
    await this.browser.until(() => (CSS.highlights.get("castlist-person")?.size ?? 0) + (CSS.highlights.get("castlist-group")?.size ?? 0));
    return this.marks();
  }

  marks() {
    return this.browser.execute(readMarks);
  }

  /** The first mark wholly in view that `wanted` accepts. */
  async mark(wanted = () => true) {
    const mark = (await this.marks()).find((each) => each.inView && wanted(each));
    if (!mark) throw new Error("No such mark is in view.");
    return mark;
  }

  card() {
    return this.browser.execute(readCard);
  }

  /** Waits for an open card, of that name if one is given. */
  async cardOpen(name) {
    await this.browser.until(`(name) => { const card = (${readCard})(); return card && (!name || card.name === name); }`, name ?? null);
    return this.card();
  }

  async cardClosed() {
    await this.browser.until(`() => !(${readCard})()`);
  }

  panel() {
    return this.browser.execute(readPanel);
  }

  focus() {
    return this.browser.execute(readFocus);
  }

  /** Clicks an element of ours with the mouse. */
  async click(selector, text) {
    const place = await this.browser.until(placeOf, selector, text ?? "");
    await this.browser.mouse().click(place.x, place.y).run();
  }

  /** Rests the pointer on a mark until its card is open. */
  async hover(mark) {
    // A last step too wide for a trembling hand, so that the rest begins with it.
    await this.browser.mouse().move(mark.x - 10, mark.y, 30).move(mark.x, mark.y, 30).run();
    return this.cardOpen();
  }

  /** Waits until the page has stopped scrolling. */
  still() {
    return this.browser.execute(async () => {
      for (let last = NaN, same = 0; same < 6; ) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        same = scrollY === last ? same + 1 : 0;
        last = scrollY;
      }
    });
  }

  /** Waits until the panel is open. */
  async panelOpen() {
    await this.browser.until(`() => (${readPanel})()?.open`);
    return this.panel();
  }

  /** Moves the pointer to where nothing is marked: the page's top left corner. */
  leave() {
    return this.browser.mouse().move(3, 3, 60).run();
  }
}
