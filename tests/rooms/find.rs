use super::{annotate, listed, mentions};

const PACK: &str = r#"{"id":"taliban","kind":"group","names":[{"name":"Taliban"},{"name":"the Movement","strength":"weak"}]}
{"id":"who","kind":"group","names":[{"name":"World Health Organization"},{"name":"WHO","type":"acronym"}]}
{"id":"un","kind":"group","names":[{"name":"United Nations"},{"name":"UN","type":"acronym"}]}
{"id":"unsc","kind":"group","names":[{"name":"UN Security Council"},{"name":"Council","strength":"weak"}]}
{"id":"moodys","kind":"group","names":[{"name":"Moody's"}]}
{"id":"qaida","kind":"group","names":[{"name":"al-Qaida"},{"name":"القاعدة","lang":"ar"}]}
{"id":"washington","kind":"other","names":[{"name":"Washington"}]}"#;

#[test]
fn pack_names_are_found_as_pages_write_them() {
    for (name, text, expected) in [
        (
            "hyphen, apostrophe, case",
            "He met al-Qa’ida and Al Qaida, or Al-Qaida.",
            vec!["g:al-Qa’ida", "g:Al Qaida", "g:Al-Qaida"],
        ),
        ("dots of an acronym", "The U.N. and the UN met.", vec!["g:U.N.", "g:UN"]),
        (
            "the longest name",
            "The U.N. Security Council met.",
            vec!["g:U.N. Security Council"],
        ),
        (
            "possessive outside",
            "the Taliban's men, the Taliban’s men",
            vec!["g:Taliban", "g:Taliban"],
        ),
        ("apostrophe inside", "Moody's said so.", vec!["g:Moody's"]),
        (
            "compound",
            "pro-Taliban and Taliban-led and UN-backed men",
            vec!["g:Taliban", "g:Taliban", "g:UN"],
        ),
        (
            "no part of a word",
            "Talibans and a Talibanised or unTaliban land",
            vec![],
        ),
        (
            "small letters are no name",
            "who said the united nations met, un moment",
            vec![],
        ),
        ("in a foreign script", "قال القاعدة اليوم", vec!["g:القاعدة"]),
        (
            "an acronym in a shouted headline",
            "WHO IS TO BLAME FOR THIS WAR NOW",
            vec![],
        ),
        (
            "an acronym that ordinary text has too",
            "WHO CHIEF VISITS THE FRONT TODAY\nThe WHO said so.",
            vec!["g:WHO", "g:WHO"],
        ),
        (
            "a name in a shouted headline",
            "TALIBAN TAKE ANOTHER TOWN IN NORTH",
            vec!["g:TALIBAN"],
        ),
        ("split over lines", "the United\nNations met", vec![]),
        (
            "next to marks",
            "(Taliban), “Taliban”; Taliban/UN",
            vec!["g:Taliban", "g:Taliban", "g:Taliban", "g:UN"],
        ),
    ] {
        assert_eq!(mentions(&listed(PACK, text)), expected, "{name}: {text}");
    }
}

#[test]
fn a_weak_name_needs_a_strong_one_beside_it() {
    assert!(mentions(&listed(PACK, "He left the Movement.")).is_empty());
    assert_eq!(
        mentions(&listed(PACK, "The Taliban won. He left the Movement.")),
        ["g:Taliban", "g:Movement"]
    );
}

#[test]
fn an_entry_of_another_kind_silences_its_name() {
    assert!(mentions(&listed(PACK, "Washington said on Friday that it knew.")).is_empty());
    assert_eq!(
        mentions(&annotate(
            PACK,
            "Actor Denzel Washington arrived. Washington said he was glad."
        )),
        ["p:Denzel Washington", "p:Washington"],
        "a name that a person of the article bears is his"
    );
}

#[test]
fn several_packs_offer_their_names_together() {
    let pack = |name: &str, line: &str| {
        let head =
            format!(r#"{{"pack":"{name}","version":1,"licence":"CC0-1.0","built":"2026-01-01","publisher":"T"}}"#);
        castlist::Pack::open(castlist::pack::build(&[(name, &format!("{head}\n{line}"))]).unwrap()).unwrap()
    };
    let packs = vec![
        pack(
            "a",
            r#"{"id":"x","kind":"group","names":[{"name":"Red Front"}],"description":{"en":"old"}}"#,
        ),
        pack(
            "b",
            r#"{"id":"x","kind":"group","names":[{"name":"Red Front"}],"description":{"en":"new"}}"#,
        ),
    ];
    let annotation = castlist::Annotator::new(packs).annotate("The Red Front won.", &castlist::Options::default());
    assert_eq!(
        annotation.entities[0].link.as_ref().unwrap().pack,
        "b",
        "the later pack stands over the earlier"
    );
}
