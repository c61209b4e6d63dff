//! Where things are in the working tree.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, process};

/// The version that goes into every package: Cargo.toml is the truth.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A path inside the repository.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// What `cargo xtask build` fills.
pub fn dist() -> PathBuf {
    path("www/dist")
}

/// A tool that npm installed.
pub fn npm_tool(name: &str) -> PathBuf {
    path("www/node_modules/.bin").join(name)
}

/// Cargo's target directory, wherever the environment or a configuration file
/// has put it.
pub fn target() -> Result<PathBuf> {
    let metadata = process::read(cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    match metadata["target_directory"].as_str() {
        Some(directory) => Ok(directory.into()),
        None => Err("`cargo metadata` names no target directory".into()),
    }
}

/// The Cargo that runs this tool.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(path(""));
    command
}

/// npm, told where the package is.
pub fn npm() -> Command {
    let mut command = Command::new("npm");
    command
        .arg("--prefix")
        .arg(path("www"))
        .current_dir(path(""))
        .env("CASTLIST_VERSION", VERSION);
    command
}
