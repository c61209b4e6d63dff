import { mount } from "../dist/index.js";
import { paragraphs } from "./plain.js";

const text = document.querySelector("#text");
const date = document.querySelector("#date");
const status = document.querySelector("#status");
const article = document.querySelector("article");
let reader = null;

/** Sets the pasted text as paragraphs and has it read. */
async function show() {
  const found = paragraphs(text.value);
  article.replaceChildren(
    ...found.map((words) => {
      const p = document.createElement("p");
      p.textContent = words;
      return p;
    }),
  );
  status.textContent = found.length > 0 ? "Reading…" : "";
  // The first text starts the engine; for every other one it is warm.
  reader ??= mount(article, { density: "all", ...(date.value && { date: date.value }) });
  await (await reader).refresh();
}

const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

article.addEventListener("castlist:ready", ({ detail: { entities, mentions } }) => {
  if (article.childElementCount === 0) return;
  status.textContent = `${count(mentions, "name", "names")} of ${count(entities, "person or group", "people and groups")}.`;
});
article.addEventListener("castlist:error", ({ detail }) => (status.textContent = detail.message));
text.addEventListener("input", show);
date.addEventListener("change", async () => {
  // A reader belongs to one date.
  (await reader)?.destroy();
  reader = null;
  await show();
});
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
// A reload brings a form's text back without an event.
if (text.value) show();
