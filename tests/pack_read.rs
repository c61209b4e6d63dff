//! What a built pack answers.

use castlist::pack::{self, EntryKind, Object, Pack, Relation, Strength};
use castlist::text::Phrase;

const SOURCE: &str = r#"
{"pack":"Test","version":3,"licence":"CC0-1.0","built":"2026-02-27","publisher":"The Paper"}
{"id":"ttp","kind":"group","names":[{"name":"Tehrik-i-Taliban Pakistan"},{"name":"TTP","type":"acronym"},{"name":"Pakistani Taliban"}],"description":{"en":"an alliance of armed groups","en-GB":"an alliance of armed groups in the north-west","ur":"مسلح گروہوں کا اتحاد"}}
{"id":"jua","kind":"group","names":[{"name":"Jamaat-ul-Ahrar"},{"name":"JuA","type":"acronym","strength":"weak"},{"name":"جماعت الاحرار","lang":"ur"},{"name":"Ahrar-ul-Hind","strength":"former","from":"2014-02","to":"2014-08-26"}],"description":{"en":"a faction"},"source":{"publisher":"UN","url":"https://un.org/x","retrieved":"2026-02-27"},"facts":[{"relation":"splinter_from","object":"ttp","from":"2014-08","source":{"publisher":"UN","url":"https://un.org/x","retrieved":"2026-02-27"}},{"relation":"claimed","object":"an attack in Lahore","status":"disputed","by":"ttp","source":{"publisher":"A wire"}}],"links":{"wikidata":"Q1","un":"QDe.152"},"prior":0.2,"context":["Pakistan","Mohmand"]}
{"id":"washington","kind":"other","names":[{"name":"Washington"}]}
{"id":"hidden","kind":"person","names":[{"name":"Jane Roe"}],"mark":false}
"#;

fn open(source: &str) -> Pack {
    Pack::open(pack::build(&[("test.jsonl", source)]).unwrap()).unwrap()
}

fn found(pack: &Pack, name: &str) -> Vec<String> {
    let phrase = Phrase::of(name);
    let names = pack.names_of(&phrase);
    names
        .map(|name| format!("{} {}", pack.entity(name.entity()).id(), name.text()))
        .collect()
}

#[test]
fn a_pack_says_what_its_source_says() {
    let pack = open(SOURCE);
    assert_eq!(
        (pack.name(), pack.version(), pack.licence(), pack.publisher()),
        ("Test", "3", "CC0-1.0", "The Paper")
    );
    assert_eq!(pack.built().unwrap().to_string(), "2026-02-27");
    let ids: Vec<&str> = pack.entities().map(|entity| entity.id()).collect();
    assert_eq!(ids, ["hidden", "jua", "ttp", "washington"]);

    let jua = pack.entity_by_id("jua").unwrap();
    assert_eq!(
        (jua.kind(), jua.display_name(), jua.prior(), jua.is_marked()),
        (EntryKind::Group, "Jamaat-ul-Ahrar", 0.2, true)
    );
    assert_eq!(jua.links().collect::<Vec<_>>(), [("un", "QDe.152"), ("wikidata", "Q1")]);
    assert_eq!(jua.context().collect::<Vec<_>>(), ["Pakistan", "Mohmand"]);
    let (text, source) = jua.description("fr").unwrap();
    assert_eq!(
        (text, source.publisher(), source.url()),
        ("a faction", "UN", "https://un.org/x")
    );
    assert_eq!(source.retrieved().unwrap().to_string(), "2026-02-27");

    let names: Vec<_> = jua
        .names()
        .map(|name| {
            (
                name.text(),
                name.strength(),
                name.is_acronym(),
                name.is_cased(),
                name.lang(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [
            ("Jamaat-ul-Ahrar", Strength::Strong, false, false, ""),
            ("JuA", Strength::Weak, true, true, ""),
            ("جماعت الاحرار", Strength::Strong, false, false, "ur"),
            ("Ahrar-ul-Hind", Strength::Former, false, false, ""),
        ]
    );
    let dates: Vec<_> = jua
        .names()
        .map(|name| name.dates())
        .map(|(from, to)| (from.map(|d| d.to_string()), to.map(|d| d.to_string())))
        .collect();
    assert_eq!(dates[0], (None, None));
    assert_eq!(dates[3], (Some("2014-02".into()), Some("2014-08-26".into())));

    let facts: Vec<_> = jua.facts().collect();
    let ttp = pack.entity_by_id("ttp").unwrap().index();
    assert_eq!(
        (facts[0].relation(), facts[0].object(), facts[0].by()),
        (Relation::SplinterFrom, Object::Entity(ttp), None)
    );
    assert_eq!(facts[0].from().unwrap().to_string(), "2014-08");
    assert_eq!(
        (facts[1].object(), facts[1].by()),
        (Object::Text("an attack in Lahore"), Some(Object::Entity(ttp)))
    );
    assert_eq!(
        (
            facts[1].source().publisher(),
            facts[1].source().url(),
            facts[1].source().retrieved()
        ),
        ("A wire", "", None)
    );
    assert_eq!(facts.len(), 2);

    assert!(!pack.entity_by_id("hidden").unwrap().is_marked());
    assert!(!pack.entity_by_id("washington").unwrap().is_marked());
    assert!(pack.entity_by_id("").is_none());
    assert!(pack.entity_by_id("zzz").is_none());
    assert!(pack.entity_by_id("jub").is_none());
}

#[test]
fn descriptions_come_in_the_nearest_language() {
    let pack = open(SOURCE);
    let ttp = pack.entity_by_id("ttp").unwrap();
    let text = |lang| ttp.description(lang).unwrap().0;
    assert_eq!(text("en-GB"), "an alliance of armed groups in the north-west");
    assert_eq!(text("en-US"), "an alliance of armed groups");
    assert_eq!(text("ur-PK"), "مسلح گروہوں کا اتحاد");
    assert_eq!(text("fr"), "an alliance of armed groups");
    // Without a source of its own the pack itself is the source.
    let source = ttp.description("en").unwrap().1;
    assert_eq!((source.publisher(), source.retrieved()), ("The Paper", pack.built()));
    assert!(pack.entity_by_id("hidden").unwrap().description("en").is_none());
}

#[test]
fn names_are_found_however_a_page_writes_them() {
    let pack = open(SOURCE);
    assert_eq!(found(&pack, "JAMAAT UL AHRAR"), ["jua Jamaat-ul-Ahrar"]);
    assert_eq!(found(&pack, "the Pakistani Taliban"), ["ttp Pakistani Taliban"]);
    assert_eq!(found(&pack, "T.T.P."), ["ttp TTP"]);
    assert_eq!(found(&pack, "جماعت الاحرار"), ["jua جماعت الاحرار"]);
    assert_eq!(found(&pack, "Taliban"), [""; 0]);
    assert_eq!(pack.starts(Phrase::of("Jamaat").hash()) & 0b100, 0b100);
    assert_eq!(pack.starts(Phrase::of("Tehrik").hash()) & 0b1000, 0b1000);
    let strangers = (0..100).filter(|number| pack.starts(Phrase::of(&format!("word{number}")).hash()) != 0);
    assert!(strangers.count() < 40);
}

#[test]
fn numbers_a_pack_does_not_have_are_empty() {
    let pack = open(SOURCE);
    for index in [pack.len(), u32::MAX - 1, u32::MAX] {
        let entity = pack.entity(index);
        assert_eq!(
            (
                entity.id(),
                entity.names().count(),
                entity.facts().count(),
                entity.is_marked()
            ),
            ("", 0, 0, false)
        );
        assert_eq!(pack.name_at(index.saturating_add(pack.names_len())).text(), "");
    }
}
