//! Packs over packs, and packs in parts.

mod packs;

use castlist::pack::source::{self, Parsed};
use castlist::pack::{self, Pack, PackErrorCode, Sharded, shard, standing};
use castlist::text::Document;
use castlist::{Annotator, Options};
use packs::{build, generated, open};

const REGION: &str = r#"
{"pack":"Region","publisher":"Atlas"}
{"id":"nra","kind":"group","names":[{"name":"Northern Rivers Authority"},{"name":"Rivers Board"}],"description":{"en":"runs the weirs"},"links":{"wikidata":"Q7"}}
{"id":"ann","kind":"person","names":[{"name":"Ann Lee"}],"description":{"en":"a keeper of weirs"},"links":{"wikidata":"Q8"}}
{"id":"77","kind":"person","names":[{"name":"Bo Marsh"}],"description":{"en":"a miller"}}
"#;
const OWN: &str = r#"
{"pack":"Own","publisher":"The Paper"}
{"id":"nra","kind":"group","names":[{"name":"Northern Rivers Authority"}],"description":{"en":"the body this paper has reported on since 1998"}}
{"id":"77","kind":"person","names":[{"name":"Cy Mill"}]}
"#;
const SILENT: &str = r#"
{"pack":"Silent","publisher":"The Paper"}
{"id":"never","kind":"person","names":[{"name":"A. Lee"}],"links":{"wikidata":"Q8"},"mark":false}
"#;

fn linked(packs: Vec<Pack>, text: &str) -> Vec<(String, Option<(String, String)>)> {
    let annotation = Annotator::new(packs).annotate(text, &Options::default());
    let entities = annotation.entities.into_iter();
    entities
        .map(|entity| (entity.name, entity.link.map(|link| (link.pack, link.id))))
        .collect()
}

#[test]
fn a_later_entry_stands_for_an_earlier_by_id_or_by_link() {
    let packs = [open(REGION), open(OWN), open(SILENT)];
    let number = |pack: usize, id: &str| packs[pack].entity_by_id(id).unwrap().index();
    assert_eq!(standing(&packs, 0, number(0, "nra")), (1, number(1, "nra")));
    assert_eq!(standing(&packs, 0, number(0, "ann")), (2, number(2, "never")));
    assert_eq!(standing(&packs, 1, number(1, "nra")), (1, number(1, "nra")));
    // An id of digits says nothing outside its pack.
    assert_eq!(standing(&packs, 0, number(0, "77")), (0, number(0, "77")));
    // Nobody stands for what is not there.
    assert_eq!(standing(&packs, 0, 99), (0, 99));
    assert_eq!(standing(&packs, 9, 0), (9, 0));
    assert_eq!(packs[0].entity_by_link("wikidata", "Q8").unwrap().id(), "ann");
    assert!(packs[0].entity_by_link("wikidata", "Q9").is_none());
}

#[test]
fn the_card_is_the_publishers_own() {
    let text = "The Rivers Board met on Monday. The Northern Rivers Authority said so.";
    let own = linked(vec![open(REGION), open(OWN)], text);
    let link = own.iter().find_map(|(_, link)| link.clone()).expect("a link");
    assert_eq!(
        link,
        ("Own".into(), "nra".into()),
        "also by a name that only the region lists"
    );
    let region = linked(vec![open(OWN), open(REGION)], text);
    assert_eq!(region.iter().find_map(|(_, link)| link.clone()).unwrap().0, "Region");
}

#[test]
fn a_pack_can_take_somebody_off_the_page() {
    let text = "Ann Lee spoke in Tarn. Ann Lee left early.";
    let shown = linked(vec![open(REGION)], text);
    assert!(shown.iter().any(|(name, _)| name == "Ann Lee"), "{shown:?}");
    let hidden = linked(vec![open(REGION), open(SILENT)], text);
    assert!(!hidden.iter().any(|(name, _)| name == "Ann Lee"), "{hidden:?}");
}

fn parsed(source: &str) -> Vec<Parsed> {
    vec![source::read("test.jsonl", source)]
}

fn sharded(source: &str, size: usize) -> Sharded {
    pack::build_sharded(parsed(source), size, &mut |_| ()).unwrap()
}

/// The packs that an article gets: the index, and what it wants.
fn fetched(built: &Sharded, text: &str) -> (Vec<Pack>, usize) {
    let mut packs = vec![Pack::open(built.index.clone()).unwrap()];
    let wanted = shard::wanted(&packs, &Document::new(text));
    for sum in &wanted {
        let file = shard::file_name(*sum);
        let (_, bytes) = built
            .shards
            .iter()
            .find(|(name, _)| *name == file)
            .expect("a file that was built");
        shard::add(&mut packs, Pack::open(bytes.clone()).unwrap()).unwrap();
    }
    assert_eq!(
        shard::wanted(&packs, &Document::new(text)),
        [0; 0],
        "all that is wanted is there"
    );
    (packs, wanted.len())
}

#[test]
fn an_article_wants_few_shards_and_finds_in_them_what_the_whole_pack_has() {
    let source = generated(4_000);
    let whole = open(&source);
    let built = sharded(&source, 4_000);
    assert!(built.shards.len() > 20, "{}", built.shards.len());
    assert!(built.index.len() * 4 < whole.bytes().len());
    let entities: usize = built
        .shards
        .iter()
        .map(|(_, bytes)| Pack::open(bytes.clone()).unwrap().len() as usize)
        .sum();
    assert_eq!(entities, 2_000);
    let names: Vec<&str> = (0..7).map(|number| whole.entity(number * 277).display_name()).collect();
    let text = format!(
        "{} met {} and {}. Later {} left.",
        names[0], names[1], names[2], names[3]
    );
    let (packs, wanted) = fetched(&built, &text);
    assert!((1..=8).contains(&wanted), "{wanted}");
    let ids = |packs| {
        let found = linked(packs, &text).into_iter();
        found
            .map(|(name, link)| (name, link.map(|link| link.1)))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(packs), ids(vec![whole.clone()]));
    // Words that are nobody's name want next to nothing; so does the whole text in small letters.
    let (_, wanted) = fetched(
        &built,
        "The weather in the north stays cold and dry until Tuesday, forecasters say.",
    );
    assert!(wanted <= 1, "{wanted}");
    assert_eq!(fetched(&built, &text.to_lowercase()).1, 0);
    // Another spelling of a name wants the same.
    let built = sharded(
        "{\"pack\":\"P\"}\n{\"id\":\"u\",\"kind\":\"person\",\"names\":[{\"name\":\"Umar Khurasani\"},{\"name\":\"Khan\",\"strength\":\"weak\"}]}",
        1,
    );
    assert_eq!(fetched(&built, "Omar Khorasani spoke.").1, 1);
    assert_eq!(fetched(&built, "Khan spoke.").1, 0, "a weak name alone wants nothing");
}

#[test]
fn shards_are_the_same_every_time_and_come_back() {
    let mut lines: Vec<&str> = SHARED.trim().lines().collect();
    let one = sharded(SHARED, 40);
    lines.reverse();
    let two = sharded(&lines.join("\n"), 40);
    assert!(one.index == two.index && one.shards == two.shards);
    for (name, bytes) in &one.shards {
        let pack = Pack::open(bytes.clone()).unwrap();
        assert_eq!(*name, shard::file_name(pack.checksum()));
        assert!(build(&pack::dump(&pack)) == *bytes, "a shard is a pack like any other");
    }
    // What is never to be marked is known from the start.
    let index = Pack::open(one.index.clone()).unwrap();
    assert!(index.entity_by_id("hidden").is_some_and(|entity| entity.is_hidden()));
    // A fact on somebody in another shard names them.
    let lee = one
        .shards
        .iter()
        .find_map(|(_, bytes)| {
            let pack = Pack::open(bytes.clone()).unwrap();
            let lee = pack.entity_by_id("lee")?;
            let said: Vec<String> = lee.facts().map(|fact| format!("{:?}", fact.object())).collect();
            Some(said)
        })
        .unwrap();
    assert_eq!(lee, ["Text(\"Northern Rivers Authority\")", "Text(\"nra\")"]);
}

const SHARED: &str = r#"
{"pack":"Shared","licence":"CC0-1.0"}
{"id":"nra","kind":"group","names":[{"name":"Northern Rivers Authority"}]}
{"id":"lee","kind":"person","names":[{"name":"Ann Lee"}],"facts":[{"relation":"leader_of","object":"nra","source":{"publisher":"P"}},{"relation":"role","object":"nra","source":{"publisher":"P"}}]}
{"id":"hidden","kind":"person","names":[{"name":"Jane Roe"}],"mark":false}
{"id":"town","kind":"other","names":[{"name":"Tarn"}]}
"#;

#[test]
fn what_comes_in_place_of_a_shard_is_refused() {
    let built = sharded(SHARED, 40);
    let mut packs = vec![open(REGION), Pack::open(built.index.clone()).unwrap(), open(OWN)];
    let error = shard::add(&mut packs, open(SILENT)).unwrap_err();
    assert_eq!(error.code(), PackErrorCode::Invalid);
    assert_eq!(packs.len(), 3);
    for (_, bytes) in &built.shards {
        for _ in 0..2 {
            shard::add(&mut packs, Pack::open(bytes.clone()).unwrap()).unwrap();
        }
    }
    // Behind its index, under what stands over that, and once.
    assert_eq!(packs.len(), 3 + built.shards.len());
    assert_eq!(packs.last().unwrap().name(), "Own");
    let mut damaged = built.shards[0].1.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    assert_eq!(Pack::open(damaged).unwrap_err().code(), PackErrorCode::Damaged);
}
