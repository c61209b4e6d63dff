use super::annotate;

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
