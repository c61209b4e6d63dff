//! What the tasks need beside a Rust toolchain and Node, installed where it is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, process, project};

const TARGET: &str = "wasm32-unknown-unknown";

/// The newest geckodriver this is tested with.
const GECKODRIVER: &str = "0.37.1";

/// The compiler's library for WebAssembly.
pub fn target() -> Result<()> {
    let sysroot = process::read(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(project::path("")),
    )?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", TARGET])
}

/// Formatter and linter.
pub fn components() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        let answers = Command::new(program)
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success());
        if !answers {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    if process::find("rustup").is_none() {
        return Err(format!(
            "rustup is not here: please install what `rustup {}` would",
            arguments.join(" ")
        )
        .into());
    }
    process::run(Command::new("rustup").args(arguments).current_dir(project::path("")))
}

/// The npm packages that package-lock.json pins.
pub fn packages() -> Result<()> {
    let lock = project::path("www/package-lock.json");
    let installed = project::path("www/node_modules/.package-lock.json");
    let written = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    if written(&installed).is_some_and(|installed| written(&lock).is_some_and(|lock| installed >= lock)) {
        return Ok(());
    }
    if process::find("npm").is_none() {
        return Err("please install Node 20 or newer with npm".into());
    }
    process::run(project::npm().args(["ci", "--no-audit", "--no-fund"]))
}

/// A program the browser tests start, and the Debian package that brings it.
struct Part {
    names: &'static [&'static str],
    package: &'static str,
}

const PARTS: [Part; 5] = [
    Part {
        names: &["chromium", "chromium-browser", "google-chrome"],
        package: "chromium",
    },
    Part {
        names: &["chromedriver"],
        package: "chromium-driver",
    },
    Part {
        names: &["firefox-esr", "firefox"],
        package: "firefox-esr",
    },
    Part {
        names: &["WebKitWebDriver"],
        package: "webkit2gtk-driver",
    },
    Part {
        names: &["Xvfb"],
        package: "xvfb",
    },
];

/// Chromium, Firefox and WebKitGTK with their drivers.
pub fn browsers() -> Result<()> {
    let missing: Vec<&str> = PARTS
        .iter()
        .filter(|part| part.names.iter().all(|name| process::find(name).is_none()))
        .map(|part| part.package)
        .collect();
    if !missing.is_empty() {
        if !may_install() {
            return Err(format!(
                "the browser tests need Debian's packages {} (or the like)",
                missing.join(", ")
            )
            .into());
        }
        let apt = || {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive");
            command
        };
        process::run(apt().args(["update", "-q"]))?;
        process::run(
            apt()
                .args(["install", "-y", "-q", "--no-install-recommends"])
                .args(&missing),
        )?;
    }
    if process::find("geckodriver").is_none() && !cargo_bin().join("geckodriver").is_file() {
        process::run(project::cargo().args(["install", "geckodriver", "--version", GECKODRIVER, "--locked"]))?;
    }
    Ok(())
}

/// Root on a Debian: elsewhere the system is not ours to change.
fn may_install() -> bool {
    let root = process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && Path::new("/etc/debian_version").exists() && process::find("apt-get").is_some()
}

/// Where `cargo install` puts programs.
pub fn cargo_bin() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    home.unwrap_or_default().join("bin")
}
