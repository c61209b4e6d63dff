import { CastListElement } from "./element.js";

/** Importing this module makes `<cast-list>` work. */
if (typeof customElements === "object" && !customElements.get("cast-list")) customElements.define("cast-list", CastListElement);

export { CastListElement };
