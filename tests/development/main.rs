//! Chains and links on development data, with the mentions given: what resolution and linking are held to.
//!
//! `CASTLIST_DATA` names the data's folder; without it everything here is skipped with a message. The figures are
//! printed: `cargo test --release --test development -- --nocapture`.

mod chains;
mod data;
mod fit;
mod knowledge;
mod links;
