//! Every check there is, in order, counted.

use std::process::{Command, ExitCode};

use crate::tally::Tally;
use crate::{build, install, process, project};

/// Runs everything; the last line is `N passed, N failed`. A failure does not
/// keep later steps from running, so that one run tells all.
pub fn test() -> ExitCode {
    let mut tally = Tally::default();
    tally.step("install: Rust target, formatter, linter", || {
        install::target()?;
        install::components()
    });
    tally.step("install: npm packages", install::packages);

    tally.step("format", || process::run(project::cargo().args(["fmt", "--check"])));
    tally.step("lint, native", || {
        let what = [
            "clippy",
            "--quiet",
            "--all-targets",
            "--features=xtask",
            "--",
            "-D",
            "warnings",
        ];
        process::run(project::cargo().args(what))
    });
    tally.step("lint, engine", || {
        let what = [
            "clippy",
            "--quiet",
            "--lib",
            "--target=wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ];
        process::run(project::cargo().args(what))
    });
    // The build tool's own features, so that nothing is compiled twice.
    tally.suite(
        "Rust tests",
        project::cargo().args(["test", "--features=xtask", "--no-fail-fast"]),
    );

    tally.step("build, with size limits", build::build);
    tally.step("types", || {
        let mut tsc = Command::new(project::npm_tool("tsc"));
        process::run(
            tsc.args(["--noEmit", "--strict", "--project"])
                .arg(project::path("www")),
        )
    });
    tally.suite("page tests", project::npm().args(["test", "--silent"]));
    // Cargo's tests have just built it.
    let command = project::target()
        .map(|target| target.join("debug/castlist"))
        .unwrap_or_default();
    tally.suite(
        "native = wasm",
        node().arg("tests/parity.test.mjs").env("CASTLIST_COMMAND", command),
    );
    tally.suite("package tests", node().arg("tests/package/"));

    tally.step("install: browsers", install::browsers);
    let mut browser = Command::new("node");
    tally.suite(
        "browser tests",
        browser.arg("tests/browser/run.mjs").current_dir(project::path("")),
    );

    if !tally.broken.is_empty() {
        println!("\nbroken: {}", tally.broken.join(", "));
    }
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn node() -> Command {
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-reporter=spec"])
        .current_dir(project::path(""));
    command
}
