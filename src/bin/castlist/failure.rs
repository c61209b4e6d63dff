//! The ways a run ends other than well.

use std::io;
use std::path::Path;

/// Each message is a sentence for the person at the keyboard.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more.
    Closed,
    /// The work was done, but part of the input was refused.
    Refused(String),
    /// The work could not be done.
    Stopped(String),
}

impl Failure {
    /// A file that could not be read or written.
    pub fn file(path: &Path, what: impl std::fmt::Display) -> Self {
        Self::Stopped(format!(
            "{}: {what}",
            if path == Path::new("-") {
                "standard input".into()
            } else {
                path.display().to_string()
            }
        ))
    }

    /// Output that could not be written.
    pub fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Stopped(format!("the output can't be written: {error}")),
        }
    }
}
