use castlist::annotation::{Party, Source};

use super::annotate;

/// `Name: description` for the entities that the article itself describes.
fn described(text: &str) -> Vec<String> {
    annotate("", text)
        .entities
        .iter()
        .filter_map(|e| Some(format!("{}: {}", e.name, e.description.as_ref()?.text)))
        .collect()
}

#[test]
fn the_article_says_who_it_is() {
    for (name, text, expected) in [
        (
            "title",
            "Retired Pakistan Army General Talat Masood spoke.",
            vec!["Talat Masood: Retired Pakistan Army General"],
        ),
        (
            "office",
            "U.S. Secretary of State Rex Tillerson spoke.",
            vec!["Rex Tillerson: U.S. Secretary of State"],
        ),
        (
            "role with comma",
            "It mourned its top commander, Umar Mansoor.",
            vec!["Umar Mansoor: top commander"],
        ),
        (
            "apposition",
            "Jamaat-ul-Noor, a faction of the banned movement, fired.",
            vec!["Jamaat-ul-Noor: faction of the banned movement"],
        ),
        (
            "apposition with brackets inside",
            "Jamaat-ul-Noor, or JuN, a faction of the banned Velan Liberation Front (VLF) group, fired.",
            vec!["Jamaat-ul-Noor: faction of the banned Velan Liberation Front (VLF) group"],
        ),
        (
            "without article",
            "President Rosa Quint met Belgrave Tosh, chairman of the board, there.",
            vec!["Rosa Quint: President", "Belgrave Tosh: chairman of the board"],
        ),
        (
            "copula",
            "The Ember Dawn group fled. Ember Dawn is a small guerrilla army.",
            vec!["Ember Dawn: small guerrilla army"],
        ),
        (
            "class before",
            "The militant group Ember Dawn said no. The Ember Dawn group fled.",
            vec!["Ember Dawn: militant group"],
        ),
        (
            "clause cut off",
            "Belgrave Tosh, a poet who won a prize, left.",
            vec!["Belgrave Tosh: poet"],
        ),
    ] {
        assert_eq!(described(text), expected, "{name}: {text}");
    }
}

#[test]
fn what_describes_nobody() {
    for text in [
        "Mr. Belgrave Tosh, 45, left.",
        "General Rosa Quint, the United States and the Velan Liberation Front signed."
            .replace("General", "Mrs.")
            .as_str(),
        "Mrs. Rosa Quint, the spokesman said, left.",
        "According to the Velan Liberation Front, the base serves as a camp.",
        "Since he met Mrs. Rosa Quint, the rich entrepreneur was elected governor.",
    ] {
        assert!(described(text).is_empty(), "{text}: {:?}", described(text));
    }
}

#[test]
fn a_description_has_its_place_in_the_article() {
    let text = "😀 General Talat Masood spoke.";
    let annotation = annotate("", text);
    let description = annotation.entities[0].description.as_ref().unwrap();
    let Source::Article { article } = description.source else {
        panic!("not from the article")
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let place = &units[article.start as usize..article.end as usize];
    assert_eq!(String::from_utf16(place).unwrap(), description.text);
}

#[test]
fn the_pack_speaks_with_publisher_and_date() {
    let pack = r#"{"id":"jua","kind":"group","names":[{"name":"Jamaat-ul-Ahrar"}],"description":{"en":"militant faction"},"source":{"publisher":"A Register","url":"https://example.org/a","retrieved":"2026-02-01"},"facts":[{"relation":"splinter_from","object":"ttp","from":"2014-08","source":{"publisher":"UN","url":"https://example.org/","retrieved":"2026-02-27"}},{"relation":"designated_by","object":"a committee","source":{"publisher":"UN","url":"https://example.org/","retrieved":"2026-02-27"}}]}
{"id":"ttp","kind":"group","names":[{"name":"Red Front"}]}"#;
    let alone = annotate(pack, "Jamaat-ul-Ahrar fired.");
    let entity = &alone.entities[0];
    assert_eq!(entity.description.as_ref().unwrap().text, "militant faction");
    assert!(
        matches!(&entity.description.as_ref().unwrap().source, Source::Pack { publisher, retrieved, .. } if publisher == "A Register" && retrieved == "2026-02-01")
    );
    assert_eq!(entity.facts.len(), 2);
    assert_eq!(
        entity.facts[0].object,
        Party::Text("Red Front".to_owned()),
        "not in this article: by name"
    );
    assert_eq!(entity.facts[0].from.as_deref(), Some("2014-08"));
    let both = annotate(pack, "Jamaat-ul-Ahrar left the Red Front.");
    assert_eq!(
        both.entities[0].facts[0].object,
        Party::Entity(1),
        "in this article: by number"
    );
}
