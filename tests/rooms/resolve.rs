use super::{annotate, chains};

#[test]
fn the_same_inside_the_article() {
    for (name, text, expected) in [
        (
            "surname",
            "President Rosa Quint spoke. Quint left.",
            vec!["Rosa Quint = Quint"],
        ),
        (
            "bracket",
            "The Velan Liberation Front (VLF) fired. The VLF won.",
            vec!["Velan Liberation Front = VLF"],
        ),
        (
            "or",
            "Jamaat-ul-Noor, or JuN, fired. JuN won.",
            vec!["Jamaat-ul-Noor = JuN"],
        ),
        (
            "foreign initials in a bracket",
            "The National Liberation Army (ELN) fired. The ELN won.",
            vec!["National Liberation Army = ELN"],
        ),
        (
            "initials not introduced",
            "The Velan Liberation Front fired. The VLF won.",
            vec!["Velan Liberation Front = VLF"],
        ),
        (
            "spelling",
            "Jamaat-ul-Ahrar fired. Jamaat-ul-Ahraar won.",
            vec!["Jamaat-ul-Ahrar = Jamaat-ul-Ahraar"],
        ),
        (
            "surname in another spelling",
            "General Umar Khorasani spoke. Then Khurasani left.",
            vec!["Umar Khorasani = Khurasani"],
        ),
        (
            "tail",
            "The Iranian Foreign Ministry spoke. The Foreign Ministry left.",
            vec!["Iranian Foreign Ministry = Foreign Ministry"],
        ),
        (
            "short form before the long",
            "Quint wins\nPresident Rosa Quint spoke.",
            vec!["Quint = Rosa Quint"],
        ),
    ] {
        assert_eq!(chains(&annotate("", text)), expected, "{name}: {text}");
    }
}

#[test]
fn kept_apart() {
    for (name, text, expected) in [
        (
            "near names",
            "General Talat Masood spoke. General Umar Mansoor left. Masood and Mansoor met.",
            vec!["Talat Masood = Masood", "Umar Mansoor = Mansoor"],
        ),
        (
            "two of one given name",
            "General Umar Khorasani met General Umar Mansoor.",
            vec!["Umar Khorasani", "Umar Mansoor"],
        ),
        (
            "husband and wife",
            "Senator Miguel Reyes married Senator Rosa Reyes. Mrs. Reyes said no. Mr. Reyes left.",
            vec!["Miguel Reyes", "Rosa Reyes", "Reyes", "Reyes"],
        ),
        (
            "all of a family",
            "President Rosa Quint spoke. The Quint family left.",
            vec!["Rosa Quint"],
        ),
        (
            "two of one surname, and who can't be told",
            "Senator Bill Crawford met Senator Ann Crawford. Crawford said no.",
            vec!["Bill Crawford", "Ann Crawford", "Crawford"],
        ),
        (
            "other initials",
            "The Velan Liberation Front fired. The KLM said so.",
            vec!["Velan Liberation Front", "KLM"],
        ),
        (
            "an organ of a body",
            "The Fatah party spoke. The Fatah Central Committee left.",
            vec!["Fatah", "Fatah Central Committee"],
        ),
    ] {
        assert_eq!(chains(&annotate("", text)), expected, "{name}: {text}");
    }
}

#[test]
fn a_pack_says_that_two_names_are_one() {
    let pack = r#"{"id":"ttp","kind":"group","names":[{"name":"Pakistan Tehreek-i-Taliban"},{"name":"Pakistani Taliban"},{"name":"TTP","type":"acronym"}]}
{"id":"taliban","kind":"group","names":[{"name":"Taliban"}]}"#;
    let text = "The Pakistan Tehreek-i-Taliban fired. The Pakistani Taliban won. The Taliban lost.";
    assert_eq!(
        chains(&annotate(pack, text)),
        ["Pakistan Tehreek-i-Taliban = Pakistani Taliban", "Taliban"]
    );
}

#[test]
fn similar_names_point_at_each_other() {
    let similar = |text: &str| {
        annotate("", text)
            .entities
            .iter()
            .map(|e| e.similar.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        similar("General Talat Masood met General Omar Mansoor."),
        [vec![1], vec![0]]
    );
    assert_eq!(
        similar("General Umar Khorasani met General Umar Mansoor."),
        [vec![1], vec![0]]
    );
    assert_eq!(
        similar("General Talat Masood met General Rex Tillerson."),
        [vec![], Vec::<u32>::new()]
    );
}
