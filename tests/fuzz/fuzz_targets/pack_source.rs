//! Any text as the source of a pack: checked, and, where it builds, the pack is
//! walked and its dump builds the same pack.

#![no_main]

#[path = "../../packs/mod.rs"]
mod packs;

use castlist::pack::{self, Pack};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    pack::check(&[("fuzz", source)]);
    if let Ok(bytes) = pack::build(&[("fuzz", source)]) {
        let pack = Pack::open(bytes.clone()).expect("what was built opens");
        packs::walk(&pack, &mut |_| ());
        assert!(packs::build(&pack::dump(&pack)) == bytes);
    }
});
