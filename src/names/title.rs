//! Titles, ranks and offices that stand before a name and are no part of it.

use super::find;

/// The gender a title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Mr, King, spokesman.
    Male,
    /// Mrs, Queen, spokeswoman.
    Female,
}

/// What sort of title a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rank {
    /// `Mr`, `Dr`, `Sheikh`, `Sir`: says little about who it is.
    Courtesy,
    /// `General`, `Commander`, `Sergeant`.
    Military,
    /// `President`, `Senator`, `Ambassador`.
    Office,
    /// `Pope`, `Mullah`, `Rabbi`.
    Clergy,
    /// `King`, `Princess`.
    Crown,
    /// `spokesman`, `analyst`, `warlord`: an occupation, mostly in small letters.
    Role,
}

/// A title word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// What sort of title.
    pub rank: Rank,
    /// The gender of its bearer, where the word tells it.
    pub gender: Option<Gender>,
    /// People are called so too: `King`, `Major`, `Judge`. Such a word is a title only at the head of a name.
    pub also_name: bool,
}

const MALE: u8 = 1;
const FEMALE: u8 = 2;
const NAME: u8 = 4;
const COURTESY: u8 = 0;
const MILITARY: u8 = 8;
const OFFICE: u8 = 16;
const CLERGY: u8 = 24;
const CROWN: u8 = 32;
const ROLE: u8 = 40;

/// Folded, sorted.
const TITLES: &[(&str, u8)] = &[
    ("activist", ROLE),
    ("actor", ROLE),
    ("actress", ROLE | FEMALE),
    ("adm", MILITARY),
    ("admiral", MILITARY),
    ("adviser", ROLE),
    ("advisor", ROLE),
    ("agent", ROLE),
    ("alderman", OFFICE),
    ("ambassador", OFFICE),
    ("analyst", ROLE),
    ("archbishop", CLERGY | MALE),
    ("assemblyman", OFFICE | MALE),
    ("assemblywoman", OFFICE | FEMALE),
    ("astronaut", ROLE),
    ("attorney", ROLE),
    ("author", ROLE),
    ("ayatollah", CLERGY | MALE),
    ("banker", ROLE),
    ("baron", CROWN | MALE | NAME),
    ("baroness", CROWN | FEMALE),
    ("begum", COURTESY | FEMALE | NAME),
    ("billionaire", ROLE),
    ("bishop", CLERGY | NAME),
    ("brig", MILITARY),
    ("brigadier", MILITARY),
    ("brother", CLERGY | MALE),
    ("businessman", ROLE | MALE),
    ("businesswoman", ROLE | FEMALE),
    ("caliph", CROWN | MALE),
    ("candidate", ROLE),
    ("capt", MILITARY),
    ("captain", MILITARY),
    ("cardinal", CLERGY | MALE | NAME),
    ("ceo", OFFICE),
    ("chairman", OFFICE),
    ("chairperson", OFFICE),
    ("chairwoman", OFFICE | FEMALE),
    ("chancellor", OFFICE),
    ("chief", OFFICE),
    ("cleric", CLERGY),
    ("cmdr", MILITARY),
    ("coach", ROLE),
    ("col", MILITARY),
    ("colonel", MILITARY),
    ("columnist", ROLE),
    ("comandante", MILITARY),
    ("commandant", MILITARY),
    ("commander", MILITARY),
    ("commissioner", OFFICE),
    ("commodore", MILITARY),
    ("comrade", COURTESY),
    ("congressman", OFFICE | MALE),
    ("congresswoman", OFFICE | FEMALE),
    ("constable", OFFICE | NAME),
    ("consul", OFFICE),
    ("coordinator", ROLE),
    ("corporal", MILITARY),
    ("correspondent", ROLE),
    ("councillor", OFFICE),
    ("councilman", OFFICE | MALE),
    ("councilwoman", OFFICE | FEMALE),
    ("count", CROWN | MALE),
    ("countess", CROWN | FEMALE),
    ("cpl", MILITARY),
    ("czar", CROWN | MALE),
    ("dame", COURTESY | FEMALE),
    ("defendant", ROLE),
    ("deputy", OFFICE),
    ("detective", OFFICE),
    ("dictator", OFFICE),
    ("diplomat", ROLE),
    ("director", OFFICE),
    ("dissident", ROLE),
    ("doctor", COURTESY),
    ("don", COURTESY | MALE | NAME),
    ("dona", COURTESY | FEMALE | NAME),
    ("dr", COURTESY),
    ("economist", ROLE),
    ("editor", ROLE),
    ("emir", CROWN | MALE | NAME),
    ("emperor", CROWN | MALE),
    ("empress", CROWN | FEMALE),
    ("engineer", ROLE),
    ("envoy", OFFICE),
    ("executive", ROLE),
    ("expert", ROLE),
    ("father", CLERGY | MALE),
    ("financier", ROLE),
    ("founder", ROLE),
    ("fr", CLERGY | MALE),
    ("frau", COURTESY | FEMALE),
    ("gen", MILITARY),
    ("general", MILITARY),
    ("gov", OFFICE),
    ("governor", OFFICE),
    ("haji", COURTESY | NAME),
    ("herr", COURTESY | MALE),
    ("historian", ROLE),
    ("hojatoleslam", CLERGY | MALE),
    ("hon", COURTESY),
    ("imam", CLERGY | MALE | NAME),
    ("inspector", OFFICE),
    ("journalist", ROLE),
    ("judge", OFFICE | NAME),
    ("justice", OFFICE | NAME),
    ("king", CROWN | MALE | NAME),
    ("lady", COURTESY | FEMALE),
    ("lawmaker", OFFICE),
    ("lawyer", ROLE),
    ("leader", ROLE),
    ("lieutenant", MILITARY),
    ("lord", COURTESY | MALE | NAME),
    ("lt", MILITARY),
    ("madam", COURTESY | FEMALE),
    ("madame", COURTESY | FEMALE),
    ("maj", MILITARY),
    ("major", MILITARY | NAME),
    ("manager", ROLE),
    ("marshal", MILITARY),
    ("maulana", CLERGY | MALE),
    ("maulvi", CLERGY | MALE),
    ("mawlana", CLERGY | MALE),
    ("mawlawi", CLERGY | MALE),
    ("mayor", OFFICE),
    ("mediator", ROLE),
    ("militant", ROLE),
    ("minister", OFFICE),
    ("miss", COURTESY | FEMALE),
    ("mister", COURTESY | MALE),
    ("mlle", COURTESY | FEMALE),
    ("mme", COURTESY | FEMALE),
    ("monsieur", COURTESY | MALE),
    ("monsignor", CLERGY | MALE),
    ("mp", OFFICE),
    ("mr", COURTESY | MALE),
    ("mrs", COURTESY | FEMALE),
    ("ms", COURTESY | FEMALE),
    ("msgr", CLERGY | MALE),
    ("mufti", CLERGY | MALE),
    ("mullah", CLERGY | MALE),
    ("mx", COURTESY),
    ("negotiator", ROLE),
    ("novelist", ROLE),
    ("officer", ROLE),
    ("official", ROLE),
    ("pastor", CLERGY),
    ("patriarch", CLERGY | MALE),
    ("physicist", ROLE),
    ("pilot", ROLE),
    ("poet", ROLE),
    ("politician", ROLE),
    ("pope", CLERGY | MALE | NAME),
    ("preacher", CLERGY),
    ("premier", OFFICE),
    ("pres", OFFICE),
    ("president", OFFICE),
    ("priest", CLERGY),
    ("prince", CROWN | MALE | NAME),
    ("princess", CROWN | FEMALE),
    ("prof", COURTESY),
    ("professor", COURTESY),
    ("prophet", CLERGY | MALE),
    ("prosecutor", OFFICE),
    ("pvt", MILITARY),
    ("qari", CLERGY | MALE),
    ("queen", CROWN | FEMALE | NAME),
    ("rabbi", CLERGY),
    ("rapporteur", OFFICE),
    ("rep", OFFICE),
    ("reporter", ROLE),
    ("representative", OFFICE),
    ("researcher", ROLE),
    ("rev", CLERGY),
    ("reverend", CLERGY),
    ("saint", CLERGY),
    ("scholar", ROLE),
    ("scientist", ROLE),
    ("secretary", OFFICE),
    ("sen", OFFICE | NAME),
    ("senator", OFFICE),
    ("senor", COURTESY | MALE),
    ("senora", COURTESY | FEMALE),
    ("sergeant", MILITARY | NAME),
    ("sgt", MILITARY),
    ("shaikh", COURTESY | MALE | NAME),
    ("shaykh", COURTESY | MALE | NAME),
    ("sheik", COURTESY | MALE | NAME),
    ("sheikh", COURTESY | NAME),
    ("sheriff", OFFICE | NAME),
    ("signor", COURTESY | MALE),
    ("signora", COURTESY | FEMALE),
    ("singer", ROLE | NAME),
    ("sir", COURTESY | MALE),
    ("sister", CLERGY | FEMALE),
    ("speaker", OFFICE),
    ("spokesman", ROLE | MALE),
    ("spokesperson", ROLE),
    ("spokeswoman", ROLE | FEMALE),
    ("strategist", ROLE),
    ("striker", ROLE),
    ("sultan", CROWN | MALE | NAME),
    ("superintendent", OFFICE),
    ("suspect", ROLE),
    ("teacher", ROLE),
    ("treasurer", OFFICE),
    ("tsar", CROWN | MALE),
    ("tycoon", ROLE),
    ("ustad", CLERGY | MALE),
    ("warlord", ROLE),
    ("writer", ROLE),
];

/// Words that open or join titles without being one: `Former`, `Prime` Minister, `Attorney` General. Sorted.
const OPENERS: &[&str] = &[
    "acting",
    "assistant",
    "associate",
    "chief",
    "co",
    "crown",
    "defence",
    "defense",
    "deputy",
    "economy",
    "energy",
    "ex",
    "executive",
    "finance",
    "first",
    "foreign",
    "former",
    "grand",
    "health",
    "home",
    "information",
    "interim",
    "interior",
    "joint",
    "justice",
    "late",
    "lead",
    "national",
    "oil",
    "opposition",
    "permanent",
    "petty",
    "press",
    "prime",
    "private",
    "rear",
    "retired",
    "rt",
    "second",
    "senior",
    "shadow",
    "special",
    "staff",
    "supreme",
    "then",
    "trade",
    "under",
    "vice",
    "warrant",
];

/// What an office is of: `Secretary of State`, `Minister for Foreign Affairs`. Sorted.
const FIELDS: &[&str] = &[
    "affairs",
    "agriculture",
    "commerce",
    "culture",
    "defence",
    "defense",
    "development",
    "economy",
    "education",
    "energy",
    "finance",
    "foreign",
    "health",
    "homeland",
    "human",
    "information",
    "interior",
    "justice",
    "labor",
    "labour",
    "oil",
    "parliament",
    "security",
    "services",
    "staff",
    "state",
    "the",
    "trade",
    "transport",
    "transportation",
    "treasury",
    "veterans",
    "war",
];

/// The title a folded word is, if it is one.
pub fn title(word: &str) -> Option<Title> {
    let bits = find(TITLES, word)?;
    let rank = match bits & 0b111000 {
        MILITARY => Rank::Military,
        OFFICE => Rank::Office,
        CLERGY => Rank::Clergy,
        CROWN => Rank::Crown,
        ROLE => Rank::Role,
        _ => Rank::Courtesy,
    };
    let gender = match bits & 0b11 {
        MALE => Some(Gender::Male),
        FEMALE => Some(Gender::Female),
        _ => None,
    };
    Some(Title {
        rank,
        gender,
        also_name: bits & NAME != 0,
    })
}

/// Whether a folded word opens a title without being one: `former`, `prime`, `vice`.
pub fn opens_title(word: &str) -> bool {
    OPENERS.binary_search(&word).is_ok()
}

/// How many of the folded `words` at the front are titles: 3 of `secretary of state rex tillerson`.
/// At least one word is left for the name.
pub fn leading(words: &[&str]) -> usize {
    let mut done = 0;
    let mut at = 0;
    while at + 1 < words.len() {
        if title(words[at]).is_some() {
            at += 1;
            if matches!(words.get(at), Some(&("of" | "for"))) {
                let fields = words[at + 1..]
                    .iter()
                    .take_while(|w| FIELDS.binary_search(w).is_ok())
                    .count();
                if fields == 0 || at + 1 + fields >= words.len() {
                    break;
                }
                at += 1 + fields;
            }
            done = at;
        } else if opens_title(words[at]) {
            at += 1;
        } else {
            break;
        }
    }
    done
}

/// Where the person's name begins in a capitalised run: 4 in `retired pakistan army general talat
/// masood`. Looks past words that are no titles to the last title before the name; 0 where there is none.
pub fn name_start(words: &[&str]) -> usize {
    let mut start = leading(words);
    let mut at = start;
    while at + 1 < words.len() {
        // `Martin Luther King Day`, `Sacha Baron Cohen`: in the middle of a name these are names.
        if title(words[at]).is_some_and(|title| !title.also_name) {
            at += leading(&words[at..]).max(1);
            start = at;
        } else {
            at += 1;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(TITLES.is_sorted());
        assert!(OPENERS.is_sorted());
        assert!(FIELDS.is_sorted());
    }

    #[test]
    fn names_begin_after_their_titles() {
        for (run, name) in [
            ("retired pakistan army general talat masood", "talat masood"),
            ("secretary of state rex tillerson", "rex tillerson"),
            ("us secretary of state rex tillerson", "rex tillerson"),
            ("minister for foreign affairs wang yi", "wang yi"),
            ("attorney general jeff sessions", "jeff sessions"),
            ("lt col ralph peters", "ralph peters"),
            ("former prime minister nawaz sharif", "nawaz sharif"),
            ("grand ayatollah ali al sistani", "ali al sistani"),
            ("crown prince mohammed bin salman", "mohammed bin salman"),
            ("mullah omar", "omar"),
            ("king abdullah", "abdullah"),
            ("martin luther king jr", "martin luther king jr"),
            ("sacha baron cohen", "sacha baron cohen"),
            ("john major", "john major"),
            ("president", "president"),
            ("", ""),
        ] {
            let words: Vec<&str> = run.split_whitespace().collect();
            assert_eq!(words[name_start(&words)..].join(" "), name, "{run}");
        }
    }

    #[test]
    fn some_titles_tell_the_gender() {
        assert_eq!(title("mrs").and_then(|t| t.gender), Some(Gender::Female));
        assert_eq!(title("spokesman").and_then(|t| t.gender), Some(Gender::Male));
        assert_eq!(title("general").and_then(|t| t.gender), None);
        assert_eq!(title("umar"), None);
    }
}
