/**
 * How the page looks, read from its computed colours: a page is dark because its paper is dark, whatever the
 * system prefers.
 */
export interface Theme {
  readonly dark: boolean;
  /** The page's own paper, where it is plain enough to write on. */
  readonly paper: string | null;
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
  const [, kind = "", space = "", rest = ""] = /^(\w+)\((?:(srgb|srgb-linear|display-p3)\s)?(.*)\)$/.exec(text) ?? [];
  const [a = NaN, b = NaN, c = NaN, alpha = 1] = rest
    .split(/[\s,/]+/)
    .map((part) => (part.endsWith("%") ? parseFloat(part) / 100 : part === "none" ? 0 : parseFloat(part)));
  const luma = (scale: number): number => (0.2126 * a + 0.7152 * b + 0.0722 * c) / scale;
  const light =
    kind === "rgb" || kind === "rgba" ? luma(255)
    : kind === "color" && space ? luma(1)
    : kind === "oklch" || kind === "oklab" ? a
    : kind === "lch" || kind === "lab" ? a / 100
    : NaN;
  return Number.isNaN(light) ? null : { light, alpha };
}

export function readTheme(article: Element): Theme {
  const style = getComputedStyle(article);
  let paper: string | null = null;
  let ground: Colour | null = null;
  for (let at: Element | null = article; at && !paper; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    const colour = parseColour(backgroundColor);
    if (backgroundImage !== "none") break;
    if (colour && colour.alpha > 0.9) [paper, ground] = [backgroundColor, colour];
  }
  // Where the paper is a picture or the browser's own, the ink tells: light ink lies on dark paper.
  const dark = ground ? ground.light < 0.5 : (parseColour(style.color)?.light ?? 0) > 0.6;
  const plain = ground && (dark ? ground.light < 0.2 : ground.light > 0.9);
  // Standfirsts, bylines and notes may be set otherwise: the longest of the first paragraphs is what is read.
  const paragraphs = [...article.querySelectorAll("p")].slice(0, 24);
  const longest = paragraphs.reduce<Element>((best, p) => (p.textContent!.length > best.textContent!.length ? p : best), paragraphs[0] ?? article);
  const prose = getComputedStyle(longest);
  return {
    dark,
    paper: plain ? paper : null,
    face: prose.fontFamily,
    size: Math.round(Math.max(15, Math.min(parseFloat(prose.fontSize) * 0.85 || 15, 24))),
    rtl: style.direction === "rtl",
  };
}
