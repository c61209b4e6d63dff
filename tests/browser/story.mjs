// News-like text made to measure, for tests about size and speed: same seed, same text.

import { readFileSync } from "node:fs";

const PEOPLE = [
  "Amina Yusufzai", "Tomas Berglund", "Ines Carvalho", "Kwame Adjei", "Leila Haddad", "Piotr Wolski", "Mei Tanaka", "Rafael Ortega",
  "Nadia Petrova", "Samuel Okafor", "Greta Lindqvist", "Omar Farouki", "Hana Novak", "Diego Salinas", "Ruth Abrams", "Yusuf Demir",
];
const ROLES = ["Foreign Minister", "Prime Minister", "General", "Senator", "Judge", "Dr.", "spokesman", "President"];
const GROUPS = [
  "Northern Relief Committee", "Ministry of Finance", "Harbour Workers Union", "National Reform Party", "Eastern Trade Council",
  "United Nations", "World Health Organization", "European Commission", "Free Rivers Movement", "Coastal Police Service",
];
const VERBS = ["said", "told reporters", "announced", "denied", "warned", "insisted", "argued", "confirmed"];
const CLAUSES = [
  "the talks would continue until a written agreement was reached",
  "no date had been set for the vote on the new budget",
  "several roads in the valley were still closed after the storm",
  "the figures published last week were incomplete and would be corrected",
  "both sides had agreed to release those held since the spring",
  "the harbour could reopen as soon as the repairs were inspected",
  "prices of grain and fuel had risen faster than wages",
  "the report would be handed to the court before the end of the month",
];

/** A generator of numbers from 0 up to `n`, always the same for one seed. */
function dice(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** Paragraphs of about `words` words in all. */
export function story(words, seed = 1) {
  const roll = dice(seed);
  const pick = (list) => list[roll(list.length)];
  const paragraphs = [];
  let count = 0;
  while (count < words) {
    const sentences = [];
    for (let i = 0; i < 4; i++) {
      const person = pick(PEOPLE);
      const surname = person.split(" ")[1];
      sentences.push([
        `${pick(ROLES)} ${person} of the ${pick(GROUPS)} ${pick(VERBS)} on ${pick(["Monday", "Tuesday", "Friday"])} that ${pick(CLAUSES)}.`,
        `${surname} ${pick(VERBS)} that ${pick(CLAUSES)}, and that ${pick(CLAUSES)}.`,
        `According to the ${pick(GROUPS)}, ${pick(CLAUSES)}.`,
        `At the same time ${pick(CLAUSES)}, while ${pick(CLAUSES)}, officials ${pick(VERBS)}.`,
      ][roll(4)]);
    }
    const paragraph = sentences.join(" ");
    count += paragraph.split(" ").length;
    paragraphs.push(paragraph);
  }
  return paragraphs;
}

/** The page /pages/story.html without any script element: for tests that mount by themselves. */
export function bareStory() {
  const html = readFileSync(new URL("pages/story.html", import.meta.url), "utf8");
  return { type: "text/html; charset=utf-8", body: html.replace(/<script\b.*<\/script>/g, "") };
}

/** A page that holds them, with a script element of ours in its head unless `script` is empty. */
export function storyPage(paragraphs, script = '<script type="module" src="/dist/castlist.js" data-for=""></script>', extra = "") {
  return {
    type: "text/html; charset=utf-8",
    body:
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A long story</title><style>main { max-width: 40em; margin: auto }</style>${script}</head><body>` +
      `<main><article><h1>Talks go on in the valley</h1>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</article></main>${extra}</body></html>`,
  };
}
