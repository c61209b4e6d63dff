import { paragraphMass } from "./article.js";

/** Elements whose text is no prose of the article, or which the reader works with. */
const NEVER_READ =
  "script,style,noscript,iframe,object,canvas,video,audio,svg,math,button,select,textarea,output," +
  "code,pre,samp,kbd,figcaption,caption,rt,rp,nav,dialog,menu,address,cast-list";
// Furniture, unless they hold a good part of the article: some sites wrap all of it in a form.
const SUSPECT = "aside,footer,form,fieldset,figure,[rel~=author],[itemprop~=author],[itemprop~=keywords],sup:has(a)";
const SUSPECT_ROLE = /navi|complem|contentinfo|form|dialog|alert|status|menu|tool|tablist|button|box|img/;
// Only names of parts that hold prose or names: lists of links are told by their links.
const SUSPECT_NAME =
  /(^|[\s_-])((ads?|bio|more|promo|share|sharing|social|tags)(?![a-z])|adv(ert|t)|author|byline|caption|comments|contributor|copyright|credit|disclaimer|fb-post|gallery|im(g|age)-?(block|box|caption|container|credit|wrap)|instagram-media|keyword|newsletter|paywall|popup|read-?more|recommend|related|sidebar|sign-?up|sponsor|sr-only|subscri|twitter-tweet|visually-?hidden)/i;

const words = (element: Element): string => element.textContent!.replace(/\s+/g, " ").trim();

/** What inside an article's element is no part of the story. */
export class Furniture {
  readonly #root: Element;
  readonly #total: number;

  constructor(root: Element) {
    this.#root = root;
    this.#total = paragraphMass(root);
  }

  has(element: Element): boolean {
    const { localName, id, role } = element;
    if (element.matches(NEVER_READ) || (element as HTMLElement).isContentEditable) return true;
    const name = [element.getAttribute("class"), id, element.getAttribute("data-component")].join(" ").replace(/([a-z])([A-Z])/g, "$1-$2");
    // Posts of a live page are named after their topics: "tags", "comments", "sponsored" may be what they are about.
    const named = localName !== "article" && SUSPECT_NAME.test(name);
    return (named || element.matches(SUSPECT) || SUSPECT_ROLE.test(role ?? "") || isTeaser(element)) && !this.isBulk(element);
  }

  /** A suspicion against something that holds a quarter of the article is wrong. */
  isBulk(element: Element): boolean {
    return this.#total ? paragraphMass(element) > this.#total / 4 : element.textContent!.length > this.#root.textContent!.length / 2;
  }
}

/** Whether the reader can't see an element, by its own attributes and style. */
export function isHidden(element: Element, { display, overflowX, clip, clipPath }: CSSStyleDeclaration): boolean {
  if (display === "none" || element.ariaHidden === "true") return true;
  // Text kept for screen readers alone, and folded parts: clipped to nothing.
  const clips = overflowX !== "visible" || clip !== "auto" || clipPath !== "none";
  return clips && !/^(inline|contents)$/.test(display) && (element.clientWidth < 2 || element.clientHeight < 2);
}

/** A card for another story: a heading that is all link, and not much more. */
function isTeaser(element: Element): boolean {
  const heading = element.querySelector(":scope>:is(h2,h3,h4,h5,h6)");
  const link = heading?.querySelector("a[href]");
  return !!link && words(link) === words(heading!) && words(element).length < 400;
}
