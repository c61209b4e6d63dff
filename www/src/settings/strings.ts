/**
 * Every word the interface says, in English. Another language is an object of the same shape, given to `mount` as
 * `words`; what it leaves out stays English. `{}` is where a name goes; a count is a function because languages
 * count differently.
 */
export const english = {
  lang: "en-GB",

  person: "Person",
  group: "Group",
  close: "Close",
  article: "In this article",
  show: "show",
  showHere: "Show in this article",
  retrieved: (publisher: string, date: string): string => `${publisher}, retrieved ${date}`,
  more: "More at {}",
  unknown: "This article does not say who this is.",
  similar: "Not to be confused with",
  names: "Also called here",
  says: "According to this article",
  background: "Background",
  statuses: { reported: "Claim", disputed: "Disputed", denied: "Denied" },
  by: { reported: "according to {}", disputed: "disputed by {}", denied: "denied by {}" },
  since: (date: string): string => `since ${date}`,
  until: (date: string): string => `until ${date}`,
  span: (from: string, to: string): string => `${from} to ${to}`,

  mention: (at: number, of: number): string => `Mention ${at} of ${of}`,
  previous: "Previous mention",
  next: "Next mention",
  back: "Back to where I was",

  why: "Why this card?",
  matched: (pack: string, sure: string): string => `Matched with the pack “${pack}”, ${sure} sure, by:`,
  unmatched: "No pack entry fits well enough: what this card says is from the article.",
  found: {
    pack: "The name is listed in a pack.",
    recogniser: "The name was recognised by its form and what stands beside it.",
    document: "The name was recognised from other mentions in this article.",
  },

  settings: "Settings",
  off: { page: "Off on this page", site: "Off on this site", everywhere: "Off everywhere" },
  isOff: "Who’s who is off here.",
  on: "Turn on",
  delay: "Cards open after",
  delays: { 300: "0.3 seconds", 500: "0.5 seconds", 1000: "1 second", 0: "a click only" } as Record<number, string>,
  density: "Underline",
  densities: {
    first: "first mentions in each section",
    all: "every mention",
    none: "nothing",
  } as Record<string, string>,

  panel: "Who’s who in this article",
  launcher: "Who’s who",
  launcherOff: "Who’s who: off",
  count: (people: number, groups: number): string =>
    `${people} ${people === 1 ? "person" : "people"}, ${groups} ${groups === 1 ? "group" : "groups"}`,
  all: "All",
  people: "People",
  groups: "Groups",
  search: "Find a name",
  mentions: (n: number): string => (n === 1 ? "1 mention" : `${n} mentions`),
  shown: (n: number): string => (n === 0 ? "No name fits." : `${n} shown`),
  nobody: "No people or groups were found in this article.",
  legend: "In the text:",
  keys: "In a card, Alt + ↓ and Alt + ↑ go to the next and previous mention.",

  /** What a relation reads as where its own name (`member_of`: "Member of {}") won't do. */
  relations: {
    role: "{}",
    splinter_from: "Broke away from {}",
    pledged_to: "Pledged allegiance to {}",
    renamed_from: "Formerly called {}",
    died: "Died: {}",
  } as Record<string, string>,
};

export type Words = typeof english;
