/**
 * The extension's background: it holds the engine, for a content script's
 * WebAssembly would have to obey the page's policy, and answers the button.
 * One file for Chromium's service worker and Firefox's event page.
 */
import { Local } from "../src/engine/local.js";
import { failure } from "../src/engine/protocol.js";
import { readModel } from "../src/engine/read.js";
import type { RuntimeRequest } from "../src/engine/runtime.js";
import type { Message, RuntimeReply } from "./messages.js";
import { withdraw } from "./sites.js";

const css = ["castlist.css"];
const title = "Who is who in this article?";
let engine: Promise<Local> | undefined;
let taught: Promise<void> | undefined;

/** Started by the first article; a start that failed is tried again by the next. */
function started(): Promise<Local> {
  engine ??= Local.open(chrome.runtime.getURL("castlist.wasm"), [chrome.runtime.getURL("starter.castpack")]).catch((error: unknown) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

/** Gives the engine its model: the first page that asks pays for it, and one that failed is tried again by the next. */
function learnt(local: Local): Promise<void> {
  taught ??= readModel(chrome.runtime.getURL("news.castmodel"))
    .then((model) => local.teach(model))
    .catch((error: unknown) => {
      taught = undefined;
      throw error;
    });
  return taught;
}

async function annotate({ text, options, model }: RuntimeRequest): Promise<RuntimeReply> {
  try {
    const local = await started();
    if (model) await learnt(local);
    return { annotation: await local.annotate(text, options) };
  } catch (error) {
    const { code, message } = failure(error);
    return { error: { code, message } };
  }
}

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (sender.id !== chrome.runtime.id) return;
  const told = message as Message;
  if (told.castlist === "annotate") {
    void annotate(told).then(answer);
    return true; // The answer comes later.
  }
  const tabId = sender.tab?.id;
  if (told.castlist === "shown" && tabId !== undefined) {
    void chrome.action.setBadgeText({ tabId, text: told.entities === null ? "" : String(told.entities) });
  }
  return;
});

/** Turns the reader in a tab on, or off where it is on. The click itself is the permission. */
chrome.action.onClicked.addListener(async ({ id: tabId }) => {
  if (tabId === undefined) return;
  const target = { tabId };
  try {
    // Runs in the content script's world, where a reader that is there has left its switch.
    const func = () => (globalThis as { castlist?: { stop(): void } }).castlist?.stop() ?? false;
    const [stopped] = await chrome.scripting.executeScript({ target, func });
    if (stopped?.result) {
      await chrome.scripting.removeCSS({ target, files: css });
    } else {
      await chrome.scripting.insertCSS({ target, files: css });
      await chrome.scripting.executeScript({ target, files: ["content.js"] });
    }
    await chrome.action.setTitle({ tabId, title });
  } catch {
    // The browser's own pages and shops let no extension in.
    await chrome.action.setBadgeText({ tabId, text: "–" });
    await chrome.action.setTitle({ tabId, title: "The browser did not let Castlist into this page." });
  }
});

chrome.permissions.onRemoved.addListener(({ origins }) => void withdraw(origins ?? []));
chrome.runtime.onInstalled.addListener(() => void chrome.action.setBadgeBackgroundColor({ color: "#5b4a9e" }));
