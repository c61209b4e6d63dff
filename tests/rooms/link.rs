use super::{annotate, marked, settled};
use castlist::{Options, Override, Quote, Ruling};

const PACK: &str = r#"{"id":"jua","kind":"group","names":[{"name":"Jamaat-ul-Ahrar"},{"name":"JuA","type":"acronym"}],"facts":[{"relation":"splinter_from","object":"ttp","from":"2014-08","source":{"publisher":"UN","url":"https://example.org/","retrieved":"2026-02-27"}}]}
{"id":"ttp","kind":"group","names":[{"name":"Tehreek-e-Taliban Pakistan"},{"name":"TTP","type":"acronym"}],"context":["Peshawar"]}
{"id":"masood","kind":"person","names":[{"name":"Talat Masood"},{"name":"Masood"}]}
{"id":"pti-party","kind":"group","names":[{"name":"Pakistan Justice Movement"},{"name":"PTI","type":"acronym"}],"prior":0.5}
{"id":"pti-agency","kind":"group","names":[{"name":"Press Trust of India"},{"name":"PTI","type":"acronym"}],"prior":0.5}
{"id":"hidden","kind":"group","names":[{"name":"Quiet House"}],"mark":false}"#;

fn links(text: &str) -> Vec<(String, Option<String>)> {
    annotate(PACK, text)
        .entities
        .into_iter()
        .map(|e| (e.name, e.link.map(|l| l.id)))
        .collect()
}

fn linked(name: &str, id: &str) -> (String, Option<String>) {
    (name.to_owned(), Some(id.to_owned()))
}

fn unlinked(name: &str) -> (String, Option<String>) {
    (name.to_owned(), None)
}

#[test]
fn linked_by_name() {
    for (name, text, expected) in [
        (
            "full name",
            "Jamaat-ul-Ahrar fired.",
            vec![linked("Jamaat-ul-Ahrar", "jua")],
        ),
        ("acronym", "The TTP fired.", vec![linked("TTP", "ttp")]),
        (
            "another spelling",
            "The Tehrik-i-Taliban Pakistan fired.",
            vec![linked("Tehrik-i-Taliban Pakistan", "ttp")],
        ),
        (
            "a person's full name",
            "General Talat Masood spoke.",
            vec![linked("Talat Masood", "masood")],
        ),
    ] {
        assert_eq!(links(text), expected, "{name}: {text}");
    }
}

#[test]
fn no_link_rather_than_a_wrong_one() {
    for (name, text, expected) in [
        (
            "a surname is not enough",
            "General Masood spoke.",
            vec![unlinked("Masood")],
        ),
        (
            "another man of that surname",
            "General Saleem Masood spoke. Masood left.",
            vec![unlinked("Saleem Masood")],
        ),
        ("two bear the name", "The PTI said so.", vec![unlinked("PTI")]),
        ("never to be marked", "The Quiet House said so.", vec![]),
    ] {
        assert_eq!(links(text), expected, "{name}: {text}");
    }
}

#[test]
fn the_article_tells_which_of_two() {
    assert_eq!(
        links("The Press Trust of India (PTI) said so. PTI was first."),
        [linked("Press Trust of India", "pti-agency")]
    );
}

#[test]
fn evidence_raises_confidence_and_is_said() {
    let link = |text: &str| annotate(PACK, text).entities.remove(0).link.expect("a link");
    let alone = link("JuA fired.");
    let company = link("JuA left the TTP.");
    assert!(company.confidence > alone.confidence);
    assert_eq!(alone.evidence, ["acronym"]);
    assert_eq!(company.evidence, ["acronym", "1 co-mentioned entity"]);
    assert_eq!(
        link("The TTP fired in Peshawar.").evidence,
        ["acronym", "article mentions Peshawar"]
    );
}

#[test]
fn a_single_name_links_a_person_only_with_something_else() {
    let link = |pack: &str, text: &str| marked(pack, text).entities.remove(0).link.map(|l| l.id);
    let khan = r#"{"id":"khan","kind":"person","names":[{"name":"Imran Khan"},{"name":"Khan"}],"context":["Lahore"]}"#;
    let rated = khan.replace("\"context\"", "\"prior\":0.6,\"context\"");
    let mononym = r#"{"id":"quint","kind":"person","names":[{"name":"Quint"}],"prior":0.6}"#;
    let said = |id: &str| Some(id.to_owned());
    assert_eq!(link(khan, "[Khan] spoke."), None, "there is always another");
    assert_eq!(
        link(khan, "[Khan] spoke in Lahore."),
        said("khan"),
        "the article speaks for him"
    );
    assert_eq!(
        link(&rated, "[Khan] spoke."),
        said("khan"),
        "the pack knows how likely he is meant"
    );
    assert_eq!(
        link(khan, "[Saleem Khan] spoke in Lahore. [Khan] left."),
        None,
        "his full name is another"
    );
    assert_eq!(
        link(mononym, "[Quint] spoke."),
        said("quint"),
        "known by one name alone"
    );
}

#[test]
fn an_office_held_at_the_time_tells_namesakes_apart() {
    let pack = r#"{"id":"elder","kind":"person","names":[{"name":"John Quint"}],"facts":[{"relation":"role","object":"mayor","from":"1988","to":"1993","source":{"publisher":"P"}}]}
{"id":"younger","kind":"person","names":[{"name":"John Quint"}],"facts":[{"relation":"role","object":"mayor","from":"2001","to":"2009","source":{"publisher":"P"}}]}"#;
    let link = |date: Option<&str>| {
        let options = Options {
            date: date.map(str::to_owned),
            ..Options::default()
        };
        let annotation = super::annotator(pack).annotate("Mayor John Quint spoke.", &options);
        annotation
            .entities
            .into_iter()
            .next()
            .and_then(|e| e.link)
            .map(|l| l.id)
    };
    assert_eq!(link(Some("2005-06")).as_deref(), Some("younger"));
    assert_eq!(link(Some("1990")).as_deref(), Some("elder"));
    assert_eq!(link(None), None);
}

#[test]
fn charges_stand_only_on_a_link_by_the_whole_name() {
    let pack = r#"{"id":"front","kind":"group","names":[{"name":"Velan Liberation Front"},{"name":"Velan Front"},{"name":"VLF","type":"acronym"}],"facts":[{"relation":"designated_by","object":"Security Council","from":"2014","source":{"publisher":"UN"}},{"relation":"part_of","object":"Velan Congress","source":{"publisher":"UN"}}]}"#;
    let relations = |text: &str| -> Vec<String> {
        let facts = marked(pack, text).entities.remove(0).facts;
        facts.into_iter().map(|fact| fact.relation).collect()
    };
    assert_eq!(
        relations("The {Velan Liberation Front} fired."),
        ["designated_by", "part_of"]
    );
    assert_eq!(relations("The {VLF} fired."), ["part_of"]);
}

#[test]
fn two_names_of_one_entry_are_one_entity() {
    let pack = r#"{"id":"akp","kind":"group","names":[{"name":"Justice and Dawn"},{"name":"White Party"}]}"#;
    let annotation = marked(
        pack,
        "The {Justice and Dawn} party met. {Velan Union} spoke. The {White Party} left.",
    );
    assert_eq!(
        super::chains(&annotation),
        ["Justice and Dawn = White Party", "Velan Union"]
    );
    assert_eq!(annotation.entities[0].mentions, [0, 2]);
}

/// A ruling for a mention.
fn over(exact: &str, suffix: &str, ruling: Ruling) -> Override {
    let (exact, prefix, suffix) = (exact.to_owned(), String::new(), suffix.to_owned());
    let at = Quote { exact, prefix, suffix };
    Override { at, ruling }
}

#[test]
fn what_an_editor_has_settled_holds() {
    let there = Quote {
        exact: "Ann Crawford".to_owned(),
        ..Quote::default()
    };
    let text = "[Bill Crawford] met [Ann Crawford]. [Crawford] left. [Masood] stayed, and [Masood] spoke.";
    for (name, over, chains, first) in [
        (
            "nothing",
            vec![],
            vec!["Bill Crawford", "Ann Crawford", "Crawford", "Masood"],
            None,
        ),
        (
            "force",
            vec![over("Bill Crawford", "", Ruling::Force("masood".to_owned()))],
            vec!["Bill Crawford", "Ann Crawford", "Crawford", "Masood"],
            Some("masood"),
        ),
        (
            "an id that no pack has",
            vec![over("Bill Crawford", "", Ruling::Force("nobody".to_owned()))],
            vec!["Bill Crawford", "Ann Crawford", "Crawford", "Masood"],
            None,
        ),
        (
            "merge",
            vec![over("Crawford", " left", Ruling::Merge(there))],
            vec!["Bill Crawford", "Ann Crawford = Crawford", "Masood"],
            None,
        ),
        (
            "split, at the one place that the quote fits",
            vec![over("Masood", " spoke", Ruling::Split)],
            vec!["Bill Crawford", "Ann Crawford", "Crawford", "Masood", "Masood"],
            None,
        ),
    ] {
        let options = Options {
            overrides: over,
            ..Options::default()
        };
        let annotation = settled(PACK, text, options);
        assert_eq!(super::chains(&annotation), chains, "{name}");
        let link = annotation.entities[0].link.as_ref().map(|l| l.id.as_str());
        assert_eq!(link, first, "{name}");
    }
}

#[test]
fn a_forbidden_link_is_not_made() {
    let link = |ruling: Option<Ruling>| {
        let options = Options {
            overrides: ruling.into_iter().map(|ruling| over("JuA", "", ruling)).collect(),
            ..Options::default()
        };
        settled(PACK, "{JuA} fired.", options)
            .entities
            .remove(0)
            .link
            .map(|l| l.id)
    };
    assert_eq!(link(None).as_deref(), Some("jua"));
    assert_eq!(link(Some(Ruling::Forbid("jua".to_owned()))), None);
    assert_eq!(link(Some(Ruling::Forbid(String::new()))), None);
    assert_eq!(link(Some(Ruling::Forbid("ttp".to_owned()))).as_deref(), Some("jua"));
}

#[test]
fn whom_the_publisher_names_is_meant() {
    let link = |about: &[&str]| {
        let options = Options {
            about: about.iter().map(|id| (*id).to_owned()).collect(),
            ..Options::default()
        };
        settled(PACK, "{PTI} said so.", options).entities.remove(0).link
    };
    assert_eq!(link(&[]), None);
    let agency = link(&["pti-agency"]).expect("the publisher says which");
    assert_eq!(agency.id, "pti-agency");
    assert_eq!(agency.evidence, ["acronym", "named by the publisher"]);
}
