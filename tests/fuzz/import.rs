//! What must hold of any document of any format: it is read without a panic, what is
//! wrong is told in words, and what a pack can be built of builds the same again.

#[path = "../packs/mod.rs"]
mod packs;

use castlist::pack::import::{About, Format, Source};
use castlist::pack::{self, Pack};

/// Reads the bytes as a document of `format`; whether a pack came of it.
pub fn survive(format: &str, data: &[u8]) -> bool {
    let format = Format::named(format).expect("a format of this name");
    let Ok(text) = format.decode(data.to_vec()) else {
        return false;
    };
    let document = Source {
        name: "fuzz",
        scope: String::new(),
        text: &text,
    };
    let mut about = About::default();
    about.header.name = "Fuzz".into();
    let parsed = format.read(&[document], &about);
    let problems = pack::check_parsed(vec![parsed.clone()]);
    assert!(problems.iter().all(|problem| !problem.message.is_empty()));
    let some = !parsed.entries.is_empty();
    let Ok(bytes) = pack::build_parsed(vec![parsed]) else {
        assert!(
            problems.iter().any(|problem| problem.is_error()),
            "a refusal is explained"
        );
        return false;
    };
    let pack = Pack::open(bytes.clone()).expect("what was built opens");
    packs::walk(&pack, &mut |_| ());
    let dump = pack::dump(&pack);
    match pack::build(&[("dump", &dump)]) {
        Ok(again) => assert!(again == bytes, "{text}\nthe dump builds another pack:\n{dump}"),
        Err(problems) => panic!("{text}\nthe dump builds no pack: {}\n{dump}", problems[0]),
    }
    some
}
