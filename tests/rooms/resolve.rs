use super::{annotate, chains, marked};

/// Texts with their names marked, and the chains that must come out.
fn check(cases: &[(&str, &str, &[&str])]) {
    for (name, text, expected) in cases {
        assert_eq!(chains(&marked("", text)), *expected, "{name}: {text}");
    }
}

#[test]
fn one_person() {
    check(&[
        ("surname", "[Rosa Quint] spoke. [Quint] left.", &["Rosa Quint = Quint"]),
        ("given name", "[Rosa Quint] spoke. [Rosa] left.", &["Rosa Quint = Rosa"]),
        (
            "title and surname",
            "[Rosa Quint] spoke. President [Quint] left.",
            &["Rosa Quint = Quint"],
        ),
        (
            "the short form first",
            "[Quint] wins\n[Rosa Quint] spoke.",
            &["Quint = Rosa Quint"],
        ),
        (
            "nickname",
            "[Bill Aho] spoke. [William Aho] left.",
            &["Bill Aho = William Aho"],
        ),
        (
            "initial",
            "[George W. Aho] spoke. [George Walker Aho] left.",
            &["George W. Aho = George Walker Aho"],
        ),
        (
            "surname in another spelling",
            "[Umar Khorasani] spoke. [Khurasani] left.",
            &["Umar Khorasani = Khurasani"],
        ),
        (
            "the first of two surnames",
            "[Marta Quispe Godoy] spoke. [Quispe] left.",
            &["Marta Quispe Godoy = Quispe"],
        ),
        (
            "half of a double surname",
            "[Ada Motta-Arosemena] spoke. [Motta] left.",
            &["Ada Motta-Arosemena = Motta"],
        ),
        (
            "surname with its particle",
            "[Lena van Hoorn] spoke. [Van Hoorn] left.",
            &["Lena van Hoorn = Van Hoorn"],
        ),
        (
            "nickname inside the name",
            "[Horacio \"Pampa\" Aho] spoke. [Pampa] left. [Aho] stayed.",
            &["Horacio \"Pampa\" Aho = Pampa = Aho"],
        ),
        (
            "better known as",
            "[Bala Haruna], better known as Commander [Ogbe], spoke. [Ogbe] left.",
            &["Bala Haruna = Ogbe"],
        ),
        (
            "alias",
            "[Bala Haruna] alias [Ogbe], 34, spoke. [Haruna] left.",
            &["Bala Haruna = Ogbe = Haruna"],
        ),
        (
            "real name",
            "[Ogbe], whose real name is [Bala Haruna], spoke.",
            &["Ogbe = Bala Haruna"],
        ),
    ]);
}

#[test]
fn two_people() {
    check(&[
        (
            "near names",
            "[Talat Masood] spoke. [Umar Mansoor] left. [Masood] and [Mansoor] met.",
            &["Talat Masood = Masood", "Umar Mansoor = Mansoor"],
        ),
        (
            "one given name",
            "[Umar Khorasani] met [Umar Mansoor].",
            &["Umar Khorasani", "Umar Mansoor"],
        ),
        (
            "one surname",
            "[Bill Crawford] met [Ann Crawford].",
            &["Bill Crawford", "Ann Crawford"],
        ),
        (
            "father and son",
            "[John Crawford Sr.] met [John Crawford Jr.]",
            &["John Crawford Sr.", "John Crawford Jr."],
        ),
        (
            "other initials",
            "[George W. Aho] met [George H. Aho].",
            &["George W. Aho", "George H. Aho"],
        ),
        (
            "husband and wife by title",
            "[Miguel Reyes] married [Rosa Reyes]. Mrs. [Reyes] said no. Mr. [Reyes] left.",
            &["Miguel Reyes", "Rosa Reyes", "Reyes", "Reyes"],
        ),
        (
            "a call is no name",
            "[Rosa Quint], who called [Umar Khorasani], left.",
            &["Rosa Quint", "Umar Khorasani"],
        ),
        (
            "nor is an insult",
            "[Rosa Quint], called [Ogbe] a liar.",
            &["Rosa Quint", "Ogbe"],
        ),
    ]);
}

#[test]
fn a_bare_name_of_several_means_the_one_the_text_tells() {
    check(&[
        (
            "before the second comes up, and from then on",
            "[Bill Crawford] spoke. [Crawford] left. [Ann Crawford] spoke. [Crawford] returned.",
            &["Bill Crawford = Crawford", "Ann Crawford"],
        ),
        (
            "the headline means whom the story means",
            "[Crawford] wins\n[Bill Crawford] spoke. [Crawford] left. [Ann Crawford] stayed.",
            &["Crawford = Bill Crawford", "Ann Crawford"],
        ),
        (
            "both are there, and which can't be told",
            "[Bill Crawford] met [Ann Crawford]. [Crawford] said no.",
            &["Bill Crawford", "Ann Crawford", "Crawford"],
        ),
        (
            "two fronts, and which can't be told",
            "The {Velan Liberation Front} fought the {Harbour Defence Front}. The {Front} won.",
            &["Velan Liberation Front", "Harbour Defence Front", "Front"],
        ),
    ]);
}

#[test]
fn all_of_a_name_are_none_of_them() {
    check(&[
        (
            "a couple",
            "[Miguel Reyes] spoke. Mr. and Mrs. [Reyes] left.",
            &["Miguel Reyes", "Reyes"],
        ),
        (
            "a family",
            "[Rosa Quint] spoke. The [Quint] family left.",
            &["Rosa Quint", "Quint"],
        ),
        (
            "a plural",
            "[Rosa Quint] spoke. The [Quints] left.",
            &["Rosa Quint", "Quints"],
        ),
        (
            "a firm",
            "[Rosa Quint] spoke. [Quint] & Sons left.",
            &["Rosa Quint", "Quint"],
        ),
        (
            "a clan of the network's name",
            "The {Haqqani network} fired. The {Haqqanis} left.",
            &["Haqqani network", "Haqqanis"],
        ),
    ]);
}

#[test]
fn one_group() {
    check(&[
        (
            "bracket",
            "The {Velan Liberation Front} ({VLF}) fired.",
            &["Velan Liberation Front = VLF"],
        ),
        (
            "foreign initials in a bracket",
            "The {Free Velan Army} ({EVL}) fired. {EVL} won.",
            &["Free Velan Army = EVL"],
        ),
        (
            "another name in a bracket",
            "The {Velan Football Union} ({Velafoot}) met.",
            &["Velan Football Union = Velafoot"],
        ),
        ("or", "{Jamaat-ul-Noor}, or {JuN}, fired.", &["Jamaat-ul-Noor = JuN"]),
        (
            "apposition",
            "The {Central Velan Command}, {CENVCOM}, fired.",
            &["Central Velan Command = CENVCOM"],
        ),
        (
            "initials not introduced",
            "The {Velan Liberation Front} fired. The {VLF} won.",
            &["Velan Liberation Front = VLF"],
        ),
        (
            "initials first",
            "The {VLF} fired. The {Velan Liberation Front} won.",
            &["VLF = Velan Liberation Front"],
        ),
        (
            "spelling",
            "{Jamaat-ul-Ahrar} fired. {Jamaat-ul-Ahraar} won.",
            &["Jamaat-ul-Ahrar = Jamaat-ul-Ahraar"],
        ),
        (
            "headline in capitals",
            "HARBOUR {VELANS} WIN\nThe {Velans} won. {Velan} fans sang.",
            &["VELANS = Velans = Velan"],
        ),
        (
            "tail",
            "The {Iranian Foreign Ministry} spoke. The {Foreign Ministry} left.",
            &["Iranian Foreign Ministry = Foreign Ministry"],
        ),
        (
            "a country's one navy",
            "The {Peruvian Navy} fired. The {Navy} left.",
            &["Peruvian Navy = Navy"],
        ),
        (
            "a club and its town",
            "The {Harbour Rockets} won. The {Rockets} sang.",
            &["Harbour Rockets = Rockets"],
        ),
        (
            "a company without what it does",
            "{Leadwood Securities} fell. {Leadwood} rose.",
            &["Leadwood Securities = Leadwood"],
        ),
        (
            "the head word",
            "The {Velan Liberation Front} fired. The {Front} won.",
            &["Velan Liberation Front = Front"],
        ),
        (
            "the middle",
            "The {Harbour Red Crescent Society} came. The {Red Crescent} left.",
            &["Harbour Red Crescent Society = Red Crescent"],
        ),
    ]);
}

#[test]
fn two_groups() {
    check(&[
        (
            "other initials",
            "The {Velan Liberation Front} fired. {KLM} said so.",
            &["Velan Liberation Front", "KLM"],
        ),
        (
            "an organ of a body",
            "{Fatah} spoke. The {Fatah Central Committee} left.",
            &["Fatah", "Fatah Central Committee"],
        ),
        (
            "an organ of a body with initials",
            "The {UVN} spoke. The {UVN Players Club} left.",
            &["UVN", "UVN Players Club"],
        ),
        (
            "a branch",
            "{Velan Dawn} fired. {Velan Dawn in Iraq} won.",
            &["Velan Dawn", "Velan Dawn in Iraq"],
        ),
        (
            "whose court it is",
            "The {Harbour Union} spoke. The {Court of Justice of the Harbour Union} ruled.",
            &["Harbour Union", "Court of Justice of the Harbour Union"],
        ),
        (
            "namesakes abroad",
            "The {Taliban} fired. The {Pakistani Taliban} won.",
            &["Taliban", "Pakistani Taliban"],
        ),
        (
            "a word between",
            "The {University of California} met. The {University of Southern California} left.",
            &["University of California", "University of Southern California"],
        ),
    ]);
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
        marked("", text)
            .entities
            .iter()
            .map(|e| e.similar.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(similar("[Talat Masood] met [Omar Mansoor]."), [vec![1], vec![0]]);
    assert_eq!(similar("[Umar Khorasani] met [Umar Mansoor]."), [vec![1], vec![0]]);
    assert_eq!(
        similar("[Talat Masood] met [Rex Tillerson]."),
        [vec![], Vec::<u32>::new()]
    );
}
