// The page's own script. The address says how it is mounted: ?dir=rtl, ?dark, ?density=all, ?element.
import { mount } from "../dist/index.js";
import { engineOf } from "./cast.js";

const ledger = { pack: "river", publisher: "River Ledger", url: "https://example.com/ledger/guild", retrieved: "2026-02-27" };
const cast = [
  {
    kind: "group",
    name: "The Lantern Guild",
    names: ["The Lantern Guild", "The Lanterne Guild", "TLG"],
    link: { pack: "river", id: "tlg", confidence: 0.97, evidence: ["full name"] },
    description: { text: "guild of lamplighters", source: ledger },
    facts: [
      { relation: "splinter_from", object: { entity: 2 }, from: "2014-08", source: ledger },
      { relation: "banned_by", object: { text: "the harbour" }, from: "2015", to: "2017", status: "disputed", source: { ...ledger, url: "javascript:alert(1)" } },
    ],
  },
  {
    kind: "person",
    name: "Orla Venn",
    names: ["Orla Venn", "Venn"],
    similar: [3],
    description: { text: "its chief", source: { article: "its chief" } },
    facts: [
      { relation: "blamed_for", object: { text: "the fire at the mill" }, status: "reported", by: { entity: 2 }, source: { article: "Venn is blamed for the fire at the mill." } },
    ],
  },
  {
    kind: "group",
    name: "River Court",
    names: ["River Court"],
    facts: [
      { relation: "blamed_for", object: { text: "the change" }, status: "denied", by: { entity: 3 }, source: { article: "denied that the court had asked for the change" } },
    ],
  },
  { kind: "person", name: "Orla Vann", names: ["Orla Vann", "Vann"], similar: [1], description: { text: "who speaks for the River Court", source: { article: "who speaks for the River Court" } } },
];

const wish = new URLSearchParams(location.search);
if (wish.has("dir")) document.documentElement.dir = wish.get("dir");
if (wish.has("dark")) {
  document.body.style.background = "#101010";
  document.body.style.color = "#eeeeee";
}
for (const type of ["ready", "open", "close", "error"]) {
  document.addEventListener(`castlist:${type}`, ({ detail }) => (window.told ??= []).push([type, detail]));
}
window.before = document.documentElement.outerHTML;
window.reader = await mount("article", { engine: engineOf(cast), ...(wish.has("density") && { density: wish.get("density") }) });
