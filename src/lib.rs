//! Castlist tells a reader who is who.
//!
//! It finds the people and groups of a news article, works out which mentions
//! are the same person or group, links them to the entries of a knowledge pack
//! where it can be sure, and keeps the source of everything it says.

pub mod annotation;
pub mod names;
pub mod pack;
pub mod text;
