//! Why a pack can't be opened.

use crate::prelude::*;
use core::fmt;

/// Why a pack can't be opened: a code for programs and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    code: PackErrorCode,
    message: String,
}

/// The kinds of [`PackError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackErrorCode {
    /// The bytes are something else.
    NotAPack,
    /// The pack is of a format version that this reader does not know.
    Version,
    /// Bytes are missing at the end.
    Truncated,
    /// The bytes are not those that were written.
    Damaged,
    /// The pack contradicts itself: whoever built it made a mistake, or means harm.
    Invalid,
}

impl PackErrorCode {
    /// The code as programs see it, such as `pack-version`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAPack => "pack-not-a-pack",
            Self::Version => "pack-version",
            Self::Truncated => "pack-truncated",
            Self::Damaged => "pack-damaged",
            Self::Invalid => "pack-invalid",
        }
    }
}

impl PackError {
    pub(crate) fn new(code: PackErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(PackErrorCode::Invalid, message)
    }

    /// What kind of error this is.
    pub fn code(&self) -> PackErrorCode {
        self.code
    }

    /// One sentence for a person.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for PackError {}
