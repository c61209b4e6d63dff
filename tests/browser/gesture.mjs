// Pointer gestures and key names for the WebDriver actions command.

/** Keys with no character of their own: https://www.w3.org/TR/webdriver2/#keyboard-actions */
export const keys = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  Space: " ",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
  Meta: "\uE03D",
};

/** A series of moves and presses of one pointer, sent at once by `run()`. */
export class Gesture {
  #browser;
  #pointerType;
  #actions = [];

  constructor(browser, pointerType) {
    this.#browser = browser;
    this.#pointerType = pointerType;
  }

  /** To a viewport point; with `ms` the driver makes a path of small moves that takes so long. */
  move(x, y, ms = 0) {
    return this.#add({ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: ms, origin: "viewport" });
  }

  /** From one point to another in a straight line, an event every 16 ms: not every driver fills a move in itself. */
  glide(fromX, fromY, toX, toY, ms) {
    const steps = Math.max(1, Math.round(ms / 16));
    for (let i = 0; i <= steps; i++) {
      this.move(fromX + ((toX - fromX) * i) / steps, fromY + ((toY - fromY) * i) / steps, i && 16);
    }
    return this;
  }

  down(button = 0) {
    return this.#add({ type: "pointerDown", button });
  }

  up(button = 0) {
    return this.#add({ type: "pointerUp", button });
  }

  click(x, y) {
    return this.move(x, y).down().up();
  }

  /** Holds still for `ms`: a part of the gesture, not a wait for the page. */
  rest(ms) {
    return this.#add({ type: "pause", duration: ms });
  }

  run() {
    const source = { type: "pointer", id: this.#pointerType, parameters: { pointerType: this.#pointerType } };
    return this.#browser.send("POST", "/actions", { actions: [{ ...source, actions: this.#actions }] });
  }

  #add(action) {
    this.#actions.push(action);
    return this;
  }
}
