use super::{annotate, marked};

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
        let options = castlist::Options {
            date: date.map(str::to_owned),
            ..castlist::Options::default()
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
