//! What is wrong with a source, and where.

use std::fmt;

/// One thing wrong with a source of a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// Whether it keeps the pack from being built.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
}

/// A line of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The source's name, a file's mostly. Empty where no one source is meant.
    pub source: String,
    /// Counted from 1; 0 where no line is meant.
    pub line: u32,
}

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No pack can be built from this.
    Error,
    /// A pack can be built, but may not do what its makers want.
    Warning,
}

impl Problem {
    pub(crate) fn error(place: &Place, message: impl Into<String>) -> Problem {
        Problem {
            place: place.clone(),
            severity: Severity::Error,
            message: message.into(),
        }
    }

    pub(crate) fn warning(place: &Place, message: impl Into<String>) -> Problem {
        Problem {
            place: place.clone(),
            severity: Severity::Warning,
            message: message.into(),
        }
    }

    /// Whether it keeps the pack from being built.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.source.as_str(), self.line) {
            (source, 0) => f.write_str(source),
            ("", line) => write!(f, "line {line}"),
            (source, line) => write!(f, "{source}:{line}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        if self.place != Place::default() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{severity}: {}", self.message)
    }
}
