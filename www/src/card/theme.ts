/**
 * How the page looks, read from its computed colours: a page is dark because its paper is dark, whatever the
 * system prefers.
 */
export interface Theme {
  readonly dark: boolean;
  /** The page's own paper, where it is plain enough to write on; else empty. */
  readonly paper: string;
  /** The family the article is set in. */
  readonly face: string;
  /** The size of our text in px, from the article's. */
  readonly size: number;
  readonly rtl: boolean;
}

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

export function readTheme(article: Element): Theme {
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
    if (light < 0.2 || light > 0.9) paper = backgroundColor;
    break;
  }
  // Standfirsts, bylines and notes may be set otherwise: the longest of the first paragraphs is what is read.
  const [longest = article] = [...article.querySelectorAll("p")].slice(0, 24).sort((a, b) => b.textContent!.length - a.textContent!.length);
  const { fontFamily, fontSize } = getComputedStyle(longest);
  return {
    dark: light < 0.5,
    paper,
    face: fontFamily,
    size: Math.round(Math.max(15, Math.min(parseFloat(fontSize) * 0.85 || 15, 24))),
    rtl: direction === "rtl",
  };
}
