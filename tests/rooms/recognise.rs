use super::{annotate, mentions};

#[test]
fn names_that_no_pack_lists() {
    for (name, text, expected) in [
        ("title", "They met General Talat Masood there.", vec!["p:Talat Masood"]),
        (
            "title of several words",
            "It was Secretary of State Rex Tillerson.",
            vec!["p:Rex Tillerson"],
        ),
        (
            "body before a title",
            "The Pakistan Army spokesman, General Talat Masood, spoke.",
            vec!["g:Pakistan Army", "p:Talat Masood"],
        ),
        (
            "role noun",
            "Its spokesman, Zabih Mujahid, was there.",
            vec!["p:Zabih Mujahid"],
        ),
        ("given name and verb", "Maria Okonkwo said so.", vec!["p:Maria Okonkwo"]),
        ("who", "Belgrave Tosh, who won, left.", vec!["p:Belgrave Tosh"]),
        ("age", "Belgrave Tosh, 45, left.", vec!["p:Belgrave Tosh"]),
        (
            "particles",
            "Minister Ali bin Abdullah al-Saud left.",
            vec!["p:Ali bin Abdullah al-Saud"],
        ),
        (
            "suffix",
            "Senator Martin Luther King Jr. spoke.",
            vec!["p:Martin Luther King Jr."],
        ),
        (
            "possessive outside",
            "President Rosa Quint's plan failed.",
            vec!["p:Rosa Quint"],
        ),
        (
            "head word",
            "The Velan Liberation Front fired.",
            vec!["g:Velan Liberation Front"],
        ),
        (
            "ministry of",
            "The Ministry of Foreign Affairs said no.",
            vec!["g:Ministry of Foreign Affairs"],
        ),
        (
            "foreign head word",
            "Members of Lashkar-e-Noor fled.",
            vec!["g:Lashkar-e-Noor"],
        ),
        ("class word after", "The Ember Dawn group fled.", vec!["g:Ember Dawn"]),
        (
            "network",
            "The Haqqani network said that its men had left.",
            vec!["g:Haqqani network"],
        ),
        (
            "acronym in brackets",
            "The Velan Liberation Front (VLF) fired.",
            vec!["g:Velan Liberation Front", "g:VLF"],
        ),
        ("acronym alone", "The VLF said it fired.", vec!["g:VLF"]),
    ] {
        assert_eq!(mentions(&annotate("", text)), expected, "{name}: {text}");
    }
}

#[test]
fn what_is_no_person_and_no_group() {
    for text in [
        "He flew from South Korea to New York on Monday.",
        "The Pakistani government banned it in November of 2016.",
        "Kabul, however, rejects the allegations.",
        "In March, Easter was late.",
        "The CEO has a TV and the US has GDP.",
        "Muslims and Christians met.",
        "It was said in May.\nIt was said again.",
        "It cost RM900 and flew like a B52 to the A380.",
        "Prices rose. Analysts said so.",
        "",
        "— “ ” …",
    ] {
        assert!(
            mentions(&annotate("", text)).is_empty(),
            "{text}: {:?}",
            mentions(&annotate("", text))
        );
    }
}

#[test]
fn a_name_found_once_is_found_everywhere() {
    for (name, text, expected) in [
        (
            "surname",
            "General Talat Masood spoke. Later Masood left.",
            vec!["p:Talat Masood", "p:Masood"],
        ),
        (
            "before the full name",
            "Masood is ill\nGeneral Talat Masood spoke.",
            vec!["p:Masood", "p:Talat Masood"],
        ),
        (
            "in another spelling",
            "General Umar Khorasani spoke. Then Khurasani left.",
            vec!["p:Umar Khorasani", "p:Khurasani"],
        ),
        (
            "not every near name",
            "General Talat Masood spoke. Then the mansoor left.",
            vec!["p:Talat Masood"],
        ),
        (
            "not inside another name",
            "General Talat Masood spoke in Masood Square.",
            vec!["p:Talat Masood"],
        ),
        (
            "group",
            "The Ember Dawn group fled. It was Ember Dawn.",
            vec!["g:Ember Dawn", "g:Ember Dawn"],
        ),
        (
            "shouted",
            "EMBER DAWN FLEES FROM THE TOWN\nThe Ember Dawn group fled.",
            vec!["g:EMBER DAWN", "g:Ember Dawn"],
        ),
    ] {
        assert_eq!(mentions(&annotate("", text)), expected, "{name}: {text}");
    }
}
