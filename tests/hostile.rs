//! Texts that no newsroom would write: whatever comes in, what goes out is a sound annotation of it.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use castlist::annotation::{Annotation, Kind, Party, Source};
use castlist::text::utf16::Utf16Index;
use castlist::{Annotator, GivenSpan, Model, Options, Pack, export};
use proptest::prelude::*;

/// A small, fixed source of numbers, so that a failure comes back.
struct Chaos(u64);

impl Chaos {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// Any character Unicode has, letters of all scripts more often than their share.
    fn character(&mut self) -> char {
        let code = match self.below(4) {
            0 => self.below(0x80),
            1 => self.below(0x3000),
            2 => self.below(0x1_0000),
            _ => self.below(0x11_0000),
        };
        // A lone surrogate reaches us as the replacement character.
        char::from_u32(code as u32).unwrap_or('\u{fffd}')
    }

    /// A piece of text of one of the kinds that have broken text tools before.
    fn piece(&mut self, out: &mut String) {
        let times = 1 + self.below(6);
        for _ in 0..times {
            match self.below(14) {
                0 => (0..self.below(20)).for_each(|_| out.push(self.character())),
                1 => out.push_str(self.pick(NAMES)),
                2 => out.push_str(self.pick(TITLES)),
                3 => out.push_str(self.pick(GLUE)),
                4 => out.push_str(self.pick(MARKS)),
                5 => {
                    // A combining storm on one letter.
                    out.push('Z');
                    (0..self.below(60)).for_each(|_| out.extend(char::from_u32(0x300 + self.below(0x70) as u32)));
                }
                6 => out.push_str(self.pick(INVISIBLE)),
                7 => out.push_str(&self.pick(MARKS).repeat(self.below(200))),
                8 => (0..self.below(12)).for_each(|_| out.push((b'A' + self.below(26) as u8) as char)),
                9 => out.push_str(self.pick(RTL)),
                10 => out.push_str(&self.next().to_string()),
                11 => out.push_str(self.pick(ASTRAL)),
                12 => out.push('\n'),
                _ => out.push(' '),
            }
            if self.below(2) == 0 {
                out.push(' ');
            }
        }
    }

    fn text(&mut self) -> String {
        let mut out = String::new();
        for _ in 0..1 + self.below(60) {
            self.piece(&mut out);
        }
        out
    }
}

const NAMES: &[&str] = &[
    "Umar Mansoor",
    "Umar Khalid Khorasani",
    "Khurasani",
    "Jamaat-ul-Ahrar",
    "JuA",
    "TTP",
    "Pakistan Tehreek-i-Taliban",
    "United Nations",
    "U.N.",
    "NATO",
    "al-Qa’ida",
    "O'Neill",
    "van der Berg",
    "Kim Jong-un",
    "Haqqani network",
    "McDonald’s",
    "İsmail",
    "ﬁnance Ministry",
    "Straße Bank",
    "Ǆ Party",
    "A. B. C. D.",
    "J.J.",
    "X",
];
const TITLES: &[&str] = &[
    "Gen.",
    "Lt. Col.",
    "Secretary of State",
    "Retired Pakistan Army General",
    "Mr.",
    "Mrs.",
    "spokesman",
    "the late",
    "President",
    "Dr.",
    "Minister of the",
    "Minister for",
    "chief",
    "a faction of the banned",
    "who is",
    "King",
];
const GLUE: &[&str] = &[
    ", or ",
    " (",
    ") ",
    " and ",
    ", the ",
    " of ",
    " said ",
    " told ",
    " also known as ",
    "'s ",
    "’s ",
    " - ",
    "–",
    "—",
    ", who ",
    " claimed ",
    " denied ",
    " in 2014 ",
    " was killed ",
    " joined ",
    "-ul-",
    " & ",
    ". ",
    "? ",
    "... ",
    "/",
];
const MARKS: &[&str] = &[
    "\"", "“", "”", "‘", "’", "«", "»", "(", ")", "[", "]", "{", "<", ">", ",", ".", "'", "-", "…", "&", "&amp;", "\\",
    "`", "_",
];
const INVISIBLE: &[&str] = &[
    "\0",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\r",
    "\r\n",
    "\t",
    "\u{7f}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{e0001}",
    "\u{fe0f}",
    "\u{1b}[31m",
];
const RTL: &[&str] = &[
    "جماعت الاحرار",
    "محمد بن سلمان",
    "בנימין נתניהו",
    "حزب‌الله",
    "\u{202b}Umar\u{202c}",
    "ـــ",
    "عُمَر",
];
const ASTRAL: &[&str] = &[
    "😀",
    "👨‍👩‍👧‍👦",
    "𝐔𝐦𝐚𝐫",
    "𝕁𝕦𝔸",
    "🇵🇰",
    "𐍈",
    "𠀀",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "é\u{301}",
    "각",
    "ﷺ",
    "𝒩𝒜𝒯𝒪",
];

/// Panics unless `annotation` is a sound annotation of `text`, measured with JavaScript's own strings.
fn check(text: &str, annotation: &Annotation) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = |start: u32, end: u32| {
        assert!(start < end, "{start}..{end} is empty");
        String::from_utf16(&units[start as usize..end as usize]).expect("whole characters")
    };
    let share = |number: f64| assert!((0.0..=1.0).contains(&number), "{number}");
    let entity = |index: u32| assert!((index as usize) < annotation.entities.len(), "no entity {index}");
    let mut done = 0;
    for mention in &annotation.mentions {
        assert!(mention.start >= done, "marks overlap or are out of order");
        assert_eq!(slice(mention.start, mention.end), mention.text);
        done = mention.end;
        entity(mention.entity);
        share(mention.confidence);
    }
    let source = |source: &Source| {
        if let Source::Article { article } = source {
            slice(article.start, article.end);
        }
    };
    let party = |party: &Party| match party {
        Party::Entity(index) => entity(*index),
        Party::Text(text) => assert!(!text.is_empty()),
    };
    let mut owned = 0;
    let mut first = None;
    for (index, described) in annotation.entities.iter().enumerate() {
        assert!(!described.name.is_empty() && !described.names.is_empty());
        assert!(described.mentions.is_sorted_by(|a, b| a < b));
        assert!(
            first < described.mentions.first().copied(),
            "entities are in the order of their first mention"
        );
        first = described.mentions.first().copied();
        for &mention in &described.mentions {
            let mention = &annotation.mentions[mention as usize];
            assert_eq!((mention.entity as usize, mention.kind), (index, described.kind));
        }
        owned += described.mentions.len();
        described.link.iter().for_each(|link| share(link.confidence));
        described
            .description
            .iter()
            .for_each(|description| source(&description.source));
        for fact in &described.facts {
            party(&fact.object);
            fact.by.iter().for_each(party);
            source(&fact.source);
        }
        for quote in &described.quotes {
            slice(quote.start, quote.end);
            quote.speaker.iter().for_each(|&speaker| entity(speaker));
        }
        for &other in &described.similar {
            assert_ne!(other as usize, index);
            assert!(
                annotation.entities[other as usize].similar.contains(&(index as u32)),
                "both cards name each other"
            );
        }
    }
    assert_eq!(owned, annotation.mentions.len(), "each mark is one entity's");
}

/// Panics unless every mark that we chose ourselves begins and ends with its name.
fn check_edges(annotation: &Annotation) {
    for mention in &annotation.mentions {
        assert_eq!(mention.text.trim(), mention.text);
    }
}

/// Annotates in steps of `quantum`.
fn stepped(annotator: &Annotator, text: &str, quantum: usize) -> Annotation {
    let mut job = annotator.start(text.to_owned(), Options::default());
    while !job.step(annotator, quantum) {}
    job.finish()
}

/// Runs `work` and fails if it neither ends nor panics within a generous time.
fn within(limit: Duration, what: &str, work: impl FnOnce() + Send + 'static) {
    let (done, wait) = channel::<()>();
    let worker = thread::spawn(move || {
        // Dropped at the end or by a panic: either way the waiting ends.
        let _done = done;
        work();
    });
    match wait.recv_timeout(limit) {
        Err(RecvTimeoutError::Timeout) => panic!("{what} hangs"),
        _ => worker.join().unwrap_or_else(|_| panic!("{what} panicked")),
    }
}

#[test]
fn a_thousand_hostile_texts() {
    within(Duration::from_secs(600), "a hostile text", || {
        let annotators = [
            Annotator::new(vec![Pack::starter()]).with_model(Some(Model::shipped())),
            Annotator::new(Vec::new()),
        ];
        let mut chaos = Chaos(0xca57_1157);
        let mut marks = 0;
        for number in 0..1_000 {
            let text = chaos.text();
            let annotator = &annotators[number % 2];
            let annotation = annotator.annotate(&text, &Options::default());
            check(&text, &annotation);
            check_edges(&annotation);
            if number % 10 == 0 {
                let quantum = 1 + chaos.below(50);
                assert_eq!(
                    stepped(annotator, &text, quantum),
                    annotation,
                    "text {number} in steps of {quantum}"
                );
                serde_json::to_string(&annotation).expect("an annotation is JSON");
                export::html(&text, &annotation);
                export::endnotes(&text, &annotation);
                export::table(&text, &annotation);
                export::annotation_jsonld(&text, &annotation);
                export::text_of_html(&text);
            }
            marks += annotation.mentions.len();
        }
        // The texts are full of names; silence would mean that nothing was tested.
        assert!(marks > 1_000, "{marks} marks");
    });
}

#[test]
fn hostile_spans_from_an_editor() {
    within(Duration::from_secs(300), "a given span", || {
        let annotator = Annotator::new(vec![Pack::starter()]).with_model(Some(Model::shipped()));
        let mut chaos = Chaos(0x5eed);
        for _ in 0..200 {
            let text = chaos.text();
            let units = text.encode_utf16().count();
            let mut spans: Vec<GivenSpan> = (0..chaos.below(30))
                .map(|_| {
                    let start = chaos.below(units + 4) as u32;
                    let kind = [None, Some(Kind::Person), Some(Kind::Group)][chaos.below(3)];
                    GivenSpan {
                        start,
                        end: start.wrapping_add(chaos.below(20) as u32).wrapping_sub(2),
                        kind,
                    }
                })
                .collect();
            spans.push(GivenSpan {
                start: u32::MAX,
                end: 0,
                kind: None,
            });
            let date = Some(chaos.text());
            let annotation = annotator.annotate(
                &text,
                &Options {
                    date,
                    spans: Some(spans),
                    ..Options::default()
                },
            );
            check(&text, &annotation);
        }
    });
}

/// How much of an endless text is enough. Unoptimised code is some twenty times slower.
const ENDLESS: usize = if cfg!(debug_assertions) { 250_000 } else { 5_000_000 };

/// A different word for each number.
fn word(number: usize) -> String {
    let mut word = String::new();
    let mut rest = number + 26;
    while rest > 0 {
        word.push((b'a' + (rest % 26) as u8) as char);
        word.push(['a', 'o', 'i'][rest % 3]);
        rest /= 26;
    }
    word[..1].to_uppercase() + &word[1..]
}

/// A long list of people or groups, each `of` a number and none the same.
fn crowd(what: &'static str, of: fn(usize) -> String) {
    let mut text = String::new();
    for number in 0.. {
        text += &of(number);
        if text.len() > ENDLESS / 4 {
            break;
        }
    }
    within(Duration::from_secs(240), what, move || {
        let annotation = Annotator::new(vec![Pack::starter()])
            .with_model(Some(Model::shipped()))
            .annotate(&text, &Options::default());
        check(&text, &annotation);
        assert!(
            annotation.entities.len() > 100,
            "{what}: {} found",
            annotation.entities.len()
        );
    });
}

#[test]
fn a_crowd_of_strangers() {
    crowd("strangers", |n| format!("Gen. {} {} spoke. ", word(n), word(n * 7 + 5)));
}

#[test]
fn a_crowd_of_one_surname() {
    crowd("one family", |n| format!("Mr. {} Khan spoke. ", word(n)));
}

#[test]
fn a_crowd_of_one_given_name() {
    crowd("namesakes", |n| format!("Mr. Umar {} spoke. ", word(n)));
}

#[test]
fn a_crowd_of_parties() {
    crowd("parties", |n| {
        let word = word(n);
        format!("The {word} Party, or {}, won. ", word.to_uppercase())
    });
}

/// One kind of text, without end: what it costs must grow with its length, not with the square of it.
fn endless(what: &'static str, piece: &str) {
    let text = piece.repeat(ENDLESS / piece.len() + 1);
    within(Duration::from_secs(240), what, move || {
        let annotation = Annotator::new(vec![Pack::starter()])
            .with_model(Some(Model::shipped()))
            .annotate(&text, &Options::default());
        check(&text, &annotation);
    });
}

macro_rules! endless {
    ($($name:ident $piece:expr;)+) => {
        $(#[test] fn $name() { endless(stringify!($name), $piece); })+
    };
}

endless! {
    one_endless_word "a";
    endless_capitals "A";
    endless_initials "A. ";
    endless_names "Umar Mansoor of the TTP said ";
    endless_new_names "Aba Caba, Gen. Dabad Efeb (ABE) of the Gaba Party, or GP. ";
    endless_commas ",";
    endless_quotes "“";
    endless_nested_brackets "(Umar [";
    endless_hyphens "Jamaat-ul-";
    endless_titles "General President ";
    endless_apostrophes "O'";
    endless_marks_on_one_letter "\u{301}";
    endless_right_to_left "جماعت\u{202e}الاحرار ";
    endless_invisible "\u{200b}\0\u{ad}";
    endless_emoji "👨‍👩‍👧‍👦😀";
    endless_lines "Umar\n";
    endless_dots ". U.N. ";
    endless_or "Umar Khan, or ";
    endless_capitalised_words "Great Taliban United Nations Army of ";
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn marks_are_where_javascript_looks(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::sample::select(NAMES),
                prop::sample::select(TITLES),
                prop::sample::select(GLUE),
                prop::sample::select(ASTRAL),
                prop::sample::select(RTL),
                prop::sample::select(INVISIBLE),
            ].prop_map(str::to_owned).boxed().prop_union("\\PC{0,8}".boxed()),
            0..40,
        )
    ) {
        let text = pieces.concat();
        let annotation = Annotator::new(Vec::new()).with_model(Some(Model::shipped())).annotate(&text, &Options::default());
        check(&text, &annotation);
        check_edges(&annotation);
    }

    #[test]
    fn offsets_agree_with_javascript(text in "(\\PC|😀|[\u{300}-\u{36f}]|[a-z ]{0,300}){0,80}") {
        let index = Utf16Index::new(&text);
        let units: Vec<u16> = text.encode_utf16().collect();
        prop_assert_eq!(index.len() as usize, units.len());
        for unit in 0..=units.len() + 1 {
            // The string cut there, as JavaScript has it; cut inside a pair it is no text.
            let cut = units.get(..unit).and_then(|units| String::from_utf16(units).ok());
            let byte = index.byte(&text, unit as u32);
            prop_assert_eq!(byte, cut.map(|cut| cut.len() as u32), "unit {}", unit);
            if let Some(byte) = byte {
                prop_assert_eq!(index.unit(&text, byte) as usize, unit);
            }
        }
    }
}
