import { paragraphMass } from "./article.js";

/** Elements whose text is no prose of the article, or which the reader works with. */
export const NEVER_READ: ReadonlySet<string> = new Set(
  ("script style template noscript iframe object embed canvas video audio svg math map button select textarea input " +
    "datalist meter progress output code pre samp kbd figcaption caption rt rp nav dialog menu address cast-list").split(" "),
);

// These are furniture unless they hold a good part of the article: some sites wrap all of it in a form.
const OFTEN_FURNITURE = "aside,footer,form,fieldset,[rel~=author],[itemprop~=author],[itemprop~=keywords]";
const FURNITURE_ROLE =
  /^(navigation|banner|complementary|contentinfo|search|form|dialog|alertdialog|alert|status|log|menu|menubar|toolbar|tablist|button|textbox|searchbox|combobox|listbox|switch|tooltip|math|img|doc-footnote)$/;
const EMBED = /(^|\s)(twitter-tweet|instagram-media|fb-post|tiktok-embed)(\s|$)/;
const FURNITURE_NAME = new RegExp(
  "(^|[\\s_-])(" +
    "ads?|advert\\w*|sponsor\\w*|promo\\w*|outbrain|taboola|newsletters?|subscri\\w+|signup|sign-up|paywall|cookies?|consent|" +
    "shar(e|es|ing)|social\\w*|bylines?|authors?|contributors?|datelines?|timestamps?|published|breadcrumbs?|tags?|taglist|topics|keywords|" +
    "captions?|credits?|copyright|disclaimer|related\\w*|recommend\\w*|recirc\\w*|most-\\w+|trending|popular|read-?more|see-also|more-\\w+|" +
    "comments?|disqus|sidebar|pagination|pager|popup|modal|tooltip|skip|sr-only|visually-?hidden|visuallyhidden|screen-reader\\w*|" +
    "noprint|no-print|print-only|gallery|slideshow|carousel|toolbar|links?-block|bio" +
    ")([\\s_-]|$)",
  "i",
);
const CAMEL = /([a-z])([A-Z])/g;

/** Whether an element inside `root` is no part of the story. `total`: the root's `paragraphMass`. */
export function isFurniture(element: Element, root: Element, total: number): boolean {
  const editable = element.getAttribute("contenteditable");
  if (editable !== null && editable !== "false") return true;
  const role = element.getAttribute("role");
  const name = `${element.getAttribute("class") ?? ""} ${element.id} ${element.getAttribute("data-component") ?? ""}`;
  if (EMBED.test(name)) return true;
  const suspect =
    (role !== null && FURNITURE_ROLE.test(role)) ||
    (name.length > 2 && FURNITURE_NAME.test(name.replace(CAMEL, "$1-$2"))) ||
    element.matches(OFTEN_FURNITURE) ||
    (element.localName === "sup" && element.querySelector("a") !== null);
  return suspect && !isBulk(element, root, total);
}

/** Whether the reader can't see an element, by its own attributes and style. */
export function isHidden(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.display === "none" || element.getAttribute("aria-hidden") === "true" || element.hasAttribute("hidden")) return true;
  // Text kept for screen readers alone, and collapsed parts: clipped to nothing.
  const clipped = style.overflowX !== "visible" || style.clip !== "auto" || style.clipPath !== "none";
  if (!clipped || style.display.startsWith("inline") && style.position === "static") return false;
  return element.clientWidth <= 1 || element.clientHeight <= 1;
}

/** A suspicious name on something that holds a quarter of the article is a wrong suspicion. */
function isBulk(element: Element, root: Element, total: number): boolean {
  if (total > 0) return paragraphMass(element) > total / 4;
  return element.textContent!.length > root.textContent!.length / 2;
}
