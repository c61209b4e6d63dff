//! Castlist tells a reader who is who.
//!
//! It finds the people and groups of a news article, works out which mentions
//! are the same person or group, links them to the entries of a knowledge pack
//! where it can be sure, and keeps the source of everything it says.

extern crate alloc;

pub mod annotate;
pub mod annotation;
#[cfg(not(target_arch = "wasm32"))]
pub mod export;
pub mod facts;
pub mod find;
pub mod link;
pub mod names;
mod numbering;
pub mod options;
pub mod pack;
mod prelude;
pub mod recognise;
pub mod resolve;
pub mod text;

pub use annotate::{Annotator, Job};
pub use annotation::Annotation;
pub use options::{GivenSpan, Options, Override, Quote, Ruling};
pub use pack::{Pack, PackError};
pub use recognise::{Model, ModelError};

#[cfg(target_arch = "wasm32")]
mod wasm;
