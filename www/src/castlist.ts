import { readOptions } from "./attributes.js";
import "./define.js";

/**
 * The script tag: `<script type="module" src="castlist.js" data-for="article" data-packs="/region.castpack">`. Without
 * `data-for` it only makes `<cast-list>` work; an empty one leaves it to us to find the article. A module doesn't know
 * its own tag (`document.currentScript` is null), so tags are known by their address.
 */
for (const tag of document.scripts) {
  if (tag.src !== import.meta.url || !("for" in tag.dataset)) continue;
  const { target, options } = readOptions((name) => tag.getAttribute(`data-${name}`));
  void import("./mount.js").then(({ mount }) => mount(target, options));
}
