//! Packs to test with: generated sources, seeded chance, and a walk through
//! everything a pack can be asked.

// Every test program uses its own part of this.
#![allow(dead_code)]

use castlist::pack::{self, Object, Pack};
use castlist::text::Phrase;

/// A small source that uses everything the format has.
pub const SMALL: &str = include_str!("../fuzz/seeds/own.jsonl");

/// Builds and opens a source that has no errors.
pub fn open(source: &str) -> Pack {
    Pack::open(build(source)).unwrap()
}

/// Builds a source that has no errors.
pub fn build(source: &str) -> Vec<u8> {
    pack::build(&[("test.jsonl", source)]).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

/// Numbers that look like chance and are the same every time.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }

    /// One of `items`.
    pub fn of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// A source of `names` names on half as many entities, with a description each.
pub fn generated(names: usize) -> String {
    const ONSETS: &[&str] = &[
        "b", "d", "f", "g", "h", "k", "kh", "l", "m", "n", "r", "s", "sh", "t", "v", "z", "st", "br", "",
    ];
    const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "aa", "ee", "ou", "ai"];
    const CODAS: &[&str] = &["", "", "n", "r", "l", "s", "d", "m", "k", "tt"];
    let mut chance = Chance(7);
    let mut word = |syllables: usize| {
        let mut word = String::new();
        for _ in 0..syllables {
            word += chance.of(ONSETS);
            word += chance.of(VOWELS);
            word += chance.of(CODAS);
        }
        let first = word.remove(0).to_ascii_uppercase();
        format!("{first}{word}")
    };
    let given: Vec<String> = (0..1500).map(|_| word(2)).collect();
    let family: Vec<String> = (0..20_000).map(|_| word(3)).collect();
    let mut chance = Chance(8);
    let mut out =
        String::from("{\"pack\":\"Generated\",\"licence\":\"CC0-1.0\",\"built\":\"2026\",\"publisher\":\"Nobody\"}\n");
    for number in 0..names / 2 {
        let (first, middle) = (&given[chance.below(1500)], &given[chance.below(1500)]);
        let last = &family[chance.below(20_000)];
        let years = 1 + chance.below(30);
        out += &format!(
            "{{\"id\":\"p{number:06}\",\"kind\":\"person\",\"names\":[{{\"name\":\"{first} {last}\"}},{{\"name\":\"{first} {middle} {last}\"}}],\"description\":{{\"en\":\"member of parliament for {years} years\"}}}}\n"
        );
    }
    out
}

/// Asks `pack` everything it can be asked. What it says is handed to `see`, so
/// that nothing is left unread.
pub fn walk(pack: &Pack, see: &mut dyn FnMut(&str)) {
    for text in [
        pack.name(),
        pack.version(),
        pack.licence(),
        pack.publisher(),
        pack.comment(),
    ] {
        see(text);
    }
    pack.built().iter().for_each(|date| see(&date.to_string()));
    let beyond = [pack.len(), u32::MAX];
    for entity in pack.entities().chain(beyond.map(|index| pack.entity(index))) {
        see(&format!("{entity:?}"));
        see(if entity.is_marked() || entity.is_hidden() {
            "1"
        } else {
            "0"
        });
        pack.entity_by_id(entity.id())
            .iter()
            .for_each(|found| see(found.display_name()));
        for name in entity.names() {
            see(name.text());
            see(name.lang());
            see(name.strength().as_str());
            let (from, to) = name.dates();
            from.iter().chain(&to).for_each(|date| see(&date.to_string()));
        }
        for lang in ["en", "ur-PK", ""] {
            entity.description(lang).iter().for_each(|(text, source)| {
                see(text);
                see(source.url());
            });
        }
        for fact in entity.facts() {
            for side in fact.by().into_iter().chain([fact.object()]) {
                match side {
                    Object::Entity(entity) => see(pack.entity(entity).display_name()),
                    Object::Text(text) => see(text),
                }
            }
            let source = fact.source();
            assert!(!source.publisher().is_empty(), "a fact without a source was handed out");
            assert!(source.url().is_empty() || source.url().starts_with("http"));
            fact.from()
                .iter()
                .chain(&fact.to())
                .chain(&source.retrieved())
                .for_each(|date| see(&date.to_string()));
            see(&format!("{fact:?} {:?}", fact.status()));
        }
        entity.links().for_each(|(scheme, value)| {
            see(scheme);
            see(value);
        });
        entity.context().for_each(&mut *see);
        assert!((0.0..=1.0).contains(&entity.prior()));
    }
    for number in (0..pack.names_len()).chain([u32::MAX]) {
        let name = pack.name_at(number);
        let phrase = Phrase::of(name.text());
        look_up(pack, pack::key_hash(phrase.folded()), see);
        see(&pack.starts(phrase.first()).to_string());
    }
    for hash in [0, 1, u32::MAX, 0x8000_0000] {
        look_up(pack, hash, see);
    }
}

fn look_up(pack: &Pack, hash: u32, see: &mut dyn FnMut(&str)) {
    for name in pack.names_by_key(hash) {
        assert!(name.entity() < pack.len());
        see(name.text());
    }
}
