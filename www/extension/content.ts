/**
 * The extension in a page: the same reader as the embedded one, with the
 * engine in the background and the reader's choices in the extension's storage.
 */
import { Runtime, type RuntimeReply } from "../src/engine/runtime.js";
import { Reader } from "../src/reader.js";
import type { Shown } from "./messages.js";
import { extensionStore } from "./store.js";

/** What the button finds in this world when it is pressed again. */
interface Switch {
  stop(): true;
}

const world = globalThis as { castlist?: Switch };

const shown = (entities: number | null): void => {
  // Nobody listens where the extension was updated under a page that is still open.
  chrome.runtime.sendMessage({ castlist: "shown", entities } satisfies Shown).catch(() => {});
};

function start(): void {
  const engine = async () => new Runtime((request) => chrome.runtime.sendMessage(request) as Promise<RuntimeReply>);
  const reader = Reader(undefined, engine, { store: extensionStore(location.origin), shadow: "closed" });
  reader.addEventListener("castlist:ready", () => shown(reader.entities.length));
  world.castlist = {
    stop() {
      reader.destroy();
      delete world.castlist;
      shown(null);
      return true;
    },
  };
  void reader.begin();
}

// A site that is always on may have been started by the button as well.
if (!world.castlist) start();
