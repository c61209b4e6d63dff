/** How the page looks, read from its computed colours: a page is dark because its paper is dark, whatever the system prefers. */
interface Colour {
  /** Lightness as perceived, 0 black to 1 white. */
  readonly light: number;
  readonly alpha: number;
}

/** Reads a computed colour; null for one in a notation we don't know. */
export function parseColour(text: string): Colour | null {
  const [, kind = "", rest = ""] = /^(rgb|ok|l|color(?=\((?:srgb|display)))[^(]*\((?:[a-z]\S+ )?(.*)/.exec(text) ?? [];
  const [a = NaN, b = NaN, c = NaN, alpha = 1] = [...rest.matchAll(/(none|[\d.e-]+)(%?)/g)].map(([, number, percent]) => Number(number) / (percent ? 100 : 1));
  const luma = 0.2126 * a + 0.7152 * b + 0.0722 * c;
  const light = { rgb: luma / 255, color: luma, ok: a, l: a / 100 }[kind] ?? NaN;
  return Number.isNaN(light) ? null : { light, alpha };
}

/** Gives `box`, in which all that is ours stands, the look of an article: its direction, paper, face and size. */
export function dress(box: HTMLElement, article: Element): void {
  const { color, direction } = getComputedStyle(article);
  let paper = "";
  // Where the paper is a picture or the browser's own, the ink tells: light ink lies on dark paper.
  let light = (parseColour(color)?.light ?? 0) > 0.6 ? 0.3 : 0.7;
  for (let at: Element | null = article; at; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== "none") break;
    const ground = parseColour(backgroundColor);
    if (!ground || ground.alpha <= 0.9) continue;
    ({ light } = ground);
    // Plain enough to write on.
    if (light < 0.2 || light > 0.9) paper = `--page-paper:${backgroundColor};`;
    break;
  }
  // Standfirsts, bylines and notes may be set otherwise: the longest of the first paragraphs is what is read.
  const [longest = article] = [...article.querySelectorAll("p")].slice(0, 24).sort((a, b) => b.textContent!.length - a.textContent!.length);
  const { fontFamily, fontSize } = getComputedStyle(longest);
  const size = Math.max(15, Math.min(parseFloat(fontSize) * 0.85 || 15, 24));
  box.dir = direction;
  box.classList.toggle("dark", light < 0.5);
  // A script's own writing to a style is no inline style: strict pages let it pass.
  box.style.cssText = `${paper}--page-face:${fontFamily};--page-size:${Math.round(size)}px`;
}
