import { paragraphMass } from "./article.js";

/** Elements whose text is no prose of the article, or which the reader works with. */
const NEVER_READ = new Set(
  ("script style noscript iframe object canvas video audio svg math button select textarea output " +
    "code pre samp kbd figcaption caption rt rp nav dialog menu address cast-list").split(" "),
);
// Furniture, unless they hold a good part of the article: some sites wrap all of it in a form.
const SUSPECT =
  "aside,footer,form,fieldset,figure,[rel~=author],[itemprop~=author],[itemprop~=keywords],sup:has(a)," +
  "navigation complementary contentinfo form dialog alertdialog alert status menu toolbar tablist button textbox combobox listbox tooltip img"
    .split(" ")
    .map((role) => `[role=${role}]`)
    .join();
// Only names of parts that hold prose or names: lists of links are told by their links.
const SUSPECT_NAME =
  /(^|[\s_-])((ads?|bio|more|promo|share|sharing|social|tags)(?![a-z])|adv(ert|t)|author|byline|caption|comments|contributor|copyright|credit|disclaimer|fb-post|gallery|im(g|age)-?(block|box|caption|container|credit|wrap)|instagram-media|keyword|newsletter|paywall|popup|read-?more|recommend|related|sidebar|sign-?up|sponsor|sr-only|subscri|twitter-tweet|visually-?hidden)/i;

/** Whether an element inside `root` is no part of the story. `total`: the root's `paragraphMass`. */
export function isFurniture(element: Element, root: Element, total: number): boolean {
  const tag = element.localName;
  if (NEVER_READ.has(tag) || (element as HTMLElement).isContentEditable) return true;
  const name = `${element.getAttribute("class") ?? ""} ${element.id} ${element.getAttribute("data-component") ?? ""}`;
  // Posts of a live page are named after their topics: "tags", "comments", "sponsored" may be what they are about.
  const named = tag !== "article" && name.length > 2 && SUSPECT_NAME.test(name.replace(/([a-z])([A-Z])/g, "$1-$2"));
  return (named || element.matches(SUSPECT) || isTeaser(element)) && !isBulk(element, root, total);
}

/** Whether the reader can't see an element, by its own attributes and style. */
export function isHidden(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.display === "none" || element.ariaHidden === "true") return true;
  // Text kept for screen readers alone, and folded parts: clipped to nothing.
  const clips = style.overflowX !== "visible" || style.clip !== "auto" || style.clipPath !== "none";
  return clips && !/^(inline|contents)$/.test(style.display) && (element.clientWidth < 2 || element.clientHeight < 2);
}

/** A suspicion against something that holds a quarter of the article is wrong. */
export function isBulk(element: Element, root: Element, total: number): boolean {
  return total > 0 ? paragraphMass(element) > total / 4 : element.textContent!.length > root.textContent!.length / 2;
}

const words = (element: Element): string => element.textContent!.replace(/\s+/g, " ").trim();

/** A card for another story: a heading that is all link, and not much more. */
function isTeaser(element: Element): boolean {
  for (const child of element.children) {
    if (/^h[2-6]$/.test(child.localName)) {
      const link = child.querySelector("a[href]");
      return link !== null && words(link) === words(child) && words(element).length < 400;
    }
  }
  return false;
}
