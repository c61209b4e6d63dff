import { mount } from "../dist/index.js";
import { paragraphs } from "./plain.js";

const text = document.querySelector("#text");
const date = document.querySelector("#date");
const status = document.querySelector("#status");
const article = document.querySelector("article");
let reader = null;
let run = 0;

/** Sets the pasted text as paragraphs and reads it anew. A reader belongs to one date, so each text gets its own. */
async function show() {
  const mine = ++run;
  const found = paragraphs(text.value);
  article.replaceChildren(
    ...found.map((words) => {
      const p = document.createElement("p");
      p.textContent = words;
      return p;
    }),
  );
  reader?.destroy();
  reader = null;
  status.textContent = found.length > 0 ? "Reading…" : "";
  if (found.length === 0) return;
  const next = await mount(article, { density: "all", ...(date.value && { date: date.value }) });
  if (mine !== run) return next.destroy();
  reader = next;
  const { error, entities, mentions } = next;
  status.textContent = error
    ? error.message
    : `${count(mentions.length, "name", "names")} of ${count(entities.length, "person or group", "people and groups")}.`;
}

const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

text.addEventListener("input", show);
date.addEventListener("change", show);
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
// A reload brings a form's text back without an event.
if (text.value) show();
