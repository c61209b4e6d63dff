//! The starter pack, embedded as its source.

use super::{Pack, build};
use std::sync::OnceLock;

static SOURCE: &str = include_str!("starter.jsonl");

impl Pack {
    /// The pack that comes with Castlist, built from its source when it is first
    /// asked for. In a browser it comes as a file.
    pub fn starter() -> Pack {
        static STARTER: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = STARTER.get_or_init(|| build(&[("starter.jsonl", SOURCE)]).unwrap_or_default());
        // A test holds that the embedded source builds and opens.
        Pack::open(bytes.as_slice()).expect("the embedded starter pack opens")
    }

    /// The source of the starter pack, as an example of how a pack is written.
    pub fn starter_source() -> &'static str {
        SOURCE
    }
}
