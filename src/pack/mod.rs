//! Knowledge packs: who there is, under which names, and who says so.
//!
//! A pack is written by people as JSON Lines, built into one file and read in
//! place ([`Pack`]). [`mod@format`] specifies the file.

mod date;
mod error;
pub mod format;
mod index;
mod layer;
mod reader;
mod relation;
mod section;
pub mod shard;
mod view;

pub use date::{Date, NotADate};
pub use error::{PackError, PackErrorCode};
pub use index::{key_hash, word_key};
pub use layer::standing;
pub use reader::Pack;
pub use relation::Relation;
pub use view::{EntityView, EntryKind, FactView, NameView, Object, SourceView, Strength};

// Packs are made at a desk, never in a reader's browser.
#[cfg(not(target_arch = "wasm32"))]
pub use self::{
    builder::{Step, build, build_parsed, build_watched},
    check::{check, check_pack, check_parsed},
    derive::derive_acronyms,
    dump::dump,
    problem::{Place, Problem, Severity},
    shards::{Sharded, build_sharded},
    stats::{Stats, stats},
};
#[cfg(not(target_arch = "wasm32"))]
mod builder;
#[cfg(not(target_arch = "wasm32"))]
mod check;
#[cfg(not(target_arch = "wasm32"))]
mod collection;
#[cfg(not(target_arch = "wasm32"))]
mod derive;
#[cfg(not(target_arch = "wasm32"))]
mod dump;
#[cfg(not(target_arch = "wasm32"))]
pub mod import;
#[cfg(not(target_arch = "wasm32"))]
mod json;
#[cfg(not(target_arch = "wasm32"))]
mod problem;
#[cfg(not(target_arch = "wasm32"))]
mod shards;
#[cfg(not(target_arch = "wasm32"))]
pub mod source;
#[cfg(not(target_arch = "wasm32"))]
mod starter;
#[cfg(not(target_arch = "wasm32"))]
mod stats;
