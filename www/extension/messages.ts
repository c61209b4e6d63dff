/** What the content script and the background say to each other: single messages, no port. */
import type { RuntimeReply, RuntimeRequest } from "../src/engine/runtime.js";

/** Told by a content script when marks have come or gone, for the number on the button. */
export type Shown = { readonly castlist: "shown"; readonly entities: number | null };

export type Message = RuntimeRequest | Shown;
export type { RuntimeReply };
