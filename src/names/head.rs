//! Words of a group's name that say what sort of body it is, and words that say nothing.

use super::find;

/// Where a word that says what sort of body this is stands in the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// It can open a name: `Ministry of …`, `Jamaat-…`.
    pub opens: bool,
    /// It can close one: `… Party`.
    pub closes: bool,
    /// It is no English word. Two bodies that share it are easily mixed up.
    pub foreign: bool,
    /// It is a name by itself: `Congress`.
    pub alone: bool,
    /// A capital alone does not make it part of a name: `News`, `Group`, `Post`.
    pub weak: bool,
}

const OPENS: u8 = 1;
const CLOSES: u8 = 2;
const BOTH: u8 = 3;
const FOREIGN: u8 = 4 | BOTH;
const WEAK: u8 = 8;
const ALONE: u8 = 16;

/// Folded, sorted.
const HEADS: &[(&str, u8)] = &[
    ("academy", BOTH),
    ("administration", BOTH),
    ("agency", BOTH),
    ("airlines", CLOSES),
    ("airways", CLOSES),
    ("alianza", FOREIGN),
    ("alliance", BOTH),
    ("anjuman", FOREIGN),
    ("ansar", FOREIGN),
    ("armada", BOTH),
    ("army", BOTH),
    ("assembly", BOTH),
    ("association", BOTH),
    ("authority", BOTH),
    ("bank", BOTH),
    ("battalion", CLOSES),
    ("bloc", CLOSES),
    ("board", BOTH),
    ("brigade", BOTH),
    ("brigades", BOTH),
    ("broadcasting", CLOSES),
    ("brotherhood", BOTH),
    ("bureau", BOTH),
    ("cabinet", CLOSES | WEAK),
    ("cartel", BOTH),
    ("center", BOTH),
    ("centre", BOTH),
    ("chamber", BOTH),
    ("church", BOTH),
    ("club", BOTH),
    ("coalition", BOTH),
    ("college", BOTH),
    ("command", BOTH),
    ("commission", BOTH),
    ("committee", BOTH),
    ("community", BOTH | WEAK),
    ("company", CLOSES),
    ("confederation", BOTH),
    ("conference", BOTH | WEAK),
    ("congress", BOTH | ALONE),
    ("consortium", BOTH),
    ("convention", BOTH | WEAK),
    ("corp", CLOSES),
    ("corporation", BOTH),
    ("corps", BOTH),
    ("council", BOTH),
    ("court", BOTH),
    ("daily", BOTH | WEAK),
    ("democrats", CLOSES),
    ("department", BOTH),
    ("desk", CLOSES | WEAK),
    ("directorate", BOTH),
    ("division", CLOSES),
    ("duma", CLOSES | ALONE),
    ("faction", CLOSES),
    ("federation", BOTH),
    ("fighters", CLOSES),
    ("force", BOTH),
    ("forces", BOTH),
    ("forum", BOTH | WEAK),
    ("foundation", BOTH),
    ("frente", FOREIGN),
    ("front", BOTH),
    ("fund", BOTH),
    ("gang", CLOSES),
    ("gazette", CLOSES),
    ("government", CLOSES | WEAK),
    ("group", BOTH | WEAK),
    ("guard", BOTH),
    ("guards", CLOSES),
    ("harakat", FOREIGN),
    ("harkat", FOREIGN),
    ("herald", CLOSES),
    ("hezb", FOREIGN),
    ("hizb", FOREIGN),
    ("holdings", CLOSES),
    ("hospital", BOTH),
    ("house", BOTH | WEAK),
    ("institute", BOTH),
    ("institution", BOTH),
    ("international", CLOSES | WEAK),
    ("jabhat", FOREIGN),
    ("jaish", FOREIGN),
    ("jamaah", FOREIGN),
    ("jamaat", FOREIGN),
    ("jamat", FOREIGN),
    ("jamiat", FOREIGN),
    ("jaysh", FOREIGN),
    ("jemaah", FOREIGN),
    ("jihad", BOTH),
    ("journal", BOTH | WEAK),
    ("jund", FOREIGN),
    ("junta", CLOSES | WEAK),
    ("kataib", FOREIGN),
    ("laboratory", CLOSES),
    ("lashkar", FOREIGN),
    ("league", BOTH),
    ("legion", BOTH),
    ("liwa", FOREIGN),
    ("majlis", FOREIGN | ALONE),
    ("media", CLOSES | WEAK),
    ("militia", CLOSES),
    ("ministry", BOTH),
    ("mission", BOTH | WEAK),
    ("monitor", CLOSES | WEAK),
    ("mouvement", FOREIGN),
    ("movement", BOTH),
    ("movimiento", FOREIGN),
    ("museum", BOTH),
    ("navy", CLOSES),
    ("network", BOTH),
    ("news", CLOSES | WEAK),
    ("observatory", BOTH),
    ("office", BOTH | WEAK),
    ("orchestra", BOTH),
    ("organisation", BOTH),
    ("organization", BOTH),
    ("panel", BOTH | WEAK),
    ("parliament", BOTH),
    ("partai", FOREIGN),
    ("partei", FOREIGN),
    ("parti", FOREIGN),
    ("partido", FOREIGN),
    ("partito", FOREIGN),
    ("party", BOTH),
    ("patrol", CLOSES),
    ("police", CLOSES),
    ("post", CLOSES | WEAK),
    ("press", CLOSES | WEAK),
    ("project", BOTH | WEAK),
    ("radio", BOTH),
    ("rangers", CLOSES),
    ("regiment", CLOSES),
    ("resistance", CLOSES | WEAK),
    ("rights", CLOSES | WEAK),
    ("saraya", FOREIGN),
    ("school", BOTH | WEAK),
    ("secretariat", BOTH),
    ("senate", BOTH | ALONE),
    ("service", BOTH | WEAK),
    ("services", CLOSES | WEAK),
    ("shura", FOREIGN),
    ("sipah", FOREIGN),
    ("society", BOTH),
    ("squad", CLOSES),
    ("state", CLOSES | WEAK),
    ("tahrik", FOREIGN),
    ("tanzim", FOREIGN),
    ("tehreek", FOREIGN),
    ("tehrik", FOREIGN),
    ("television", CLOSES),
    ("times", CLOSES | WEAK),
    ("tribunal", BOTH),
    ("tribune", CLOSES | WEAK),
    ("troika", CLOSES),
    ("trust", CLOSES | WEAK),
    ("tv", CLOSES),
    ("union", BOTH),
    ("universities", CLOSES),
    ("university", BOTH),
    ("vanguard", CLOSES),
    ("volunteers", CLOSES),
    ("watch", CLOSES | WEAK),
    ("wing", CLOSES | WEAK),
    ("workers", CLOSES | WEAK),
];

/// What a company's name ends in. Folded, sorted.
const LEGAL: &[&str] = &[
    "ab",
    "ag",
    "as",
    "asa",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "jsc",
    "kg",
    "kk",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "oao",
    "ojsc",
    "ooo",
    "oy",
    "oyj",
    "pjsc",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "sas",
    "se",
    "spa",
    "srl",
];

/// Words that only join, and are dropped before names are compared. Folded, sorted.
const JOINING: &[&str] = &[
    "a", "al", "and", "at", "da", "das", "de", "del", "della", "der", "des", "di", "die", "do", "dos", "du", "e", "el",
    "et", "fi", "for", "fur", "i", "in", "la", "las", "le", "les", "los", "o", "of", "on", "the", "to", "ud", "ul",
    "un", "und", "ur", "us", "wa", "wal", "y",
];

/// Words too general to tell a body by. Folded, sorted.
const GENERAL: &[&str] = &[
    "affairs",
    "african",
    "american",
    "arab",
    "armed",
    "asian",
    "central",
    "democratic",
    "european",
    "foreign",
    "free",
    "general",
    "global",
    "high",
    "human",
    "interior",
    "islamic",
    "muslim",
    "national",
    "new",
    "people",
    "peoples",
    "popular",
    "public",
    "republican",
    "security",
    "social",
    "special",
    "state",
    "states",
    "supreme",
    "united",
    "world",
];

/// What sort of body a folded word names: `party`, `ministry`, `lashkar`.
pub fn head(word: &str) -> Option<Head> {
    let bits = find(HEADS, word)?;
    Some(Head {
        opens: bits & OPENS != 0,
        closes: bits & CLOSES != 0,
        foreign: bits & FOREIGN == FOREIGN,
        alone: bits & ALONE != 0,
        weak: bits & WEAK != 0,
    })
}

/// Whether a folded word is a company's legal form: `inc`, `gmbh`.
pub fn is_legal_form(word: &str) -> bool {
    LEGAL.binary_search(&word).is_ok()
}

/// Whether a folded word only joins others inside a group's name: `ul`, `of`, `and`.
pub fn is_joining(word: &str) -> bool {
    JOINING.binary_search(&word).is_ok()
}

/// Whether a folded word says what a body is, or anything general, but not which one.
pub fn is_general(word: &str) -> bool {
    head(word).is_some() || GENERAL.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(HEADS.is_sorted() && LEGAL.is_sorted() && JOINING.is_sorted() && GENERAL.is_sorted());
    }

    #[test]
    fn heads_say_where_they_stand() {
        assert_eq!(
            head("lashkar").map(|head| (head.opens, head.foreign)),
            Some((true, true))
        );
        assert_eq!(
            head("party").map(|head| (head.closes, head.foreign)),
            Some((true, false))
        );
        assert_eq!(head("taliban"), None);
    }
}
