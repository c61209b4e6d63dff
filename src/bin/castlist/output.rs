//! What goes out.

use std::io::{self, Write};

use crate::failure::Failure;

/// Writes to standard output; a reader that has gone away ends the command.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::output(&error))
}
