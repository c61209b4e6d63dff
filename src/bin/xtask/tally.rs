//! Counting what passed and what failed.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::{Result, process};

/// Checks that passed and failed so far, and which steps had failures.
#[derive(Default)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub broken: Vec<String>,
}

impl Tally {
    /// A step that is one check.
    pub fn step(&mut self, name: &str, step: impl FnOnce() -> Result<()>) {
        title(name);
        match step() {
            Ok(()) => self.passed += 1,
            Err(error) => self.fail(name, &error.to_string()),
        }
    }

    /// A step that says itself how many of its checks passed and failed. One
    /// that ends badly without naming a failure counts as one failure, as does
    /// one that ran no check at all.
    pub fn suite(&mut self, name: &str, command: &mut Command) {
        title(name);
        println!("$ {}", process::line(command));
        match run(command) {
            Ok((passed, failed, ended_well)) => {
                self.passed += passed;
                self.failed += failed;
                if failed > 0 {
                    self.broken.push(name.to_string());
                } else if !ended_well {
                    self.fail(name, "it ended with an error");
                } else if passed == 0 {
                    self.fail(name, "it ran no check");
                }
            }
            Err(error) => self.fail(name, &error.to_string()),
        }
    }

    fn fail(&mut self, name: &str, why: &str) {
        println!("FAILED: {name}: {why}");
        self.failed += 1;
        self.broken.push(name.to_string());
    }
}

fn title(name: &str) {
    println!("\n=== {name} ===");
}

/// Runs a suite with its output shown: checks passed, checks failed, and
/// whether its exit status was 0.
fn run(command: &mut Command) -> Result<(u64, u64, bool)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| process::refused(command, &error))?;
    let (mut passed, mut failed) = (0, 0);
    let mut last = String::new();
    let stdout = child.stdout.take().ok_or("the suite has no output")?;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        let (more_passed, more_failed) = count(&line);
        passed += more_passed;
        failed += more_failed;
        if !line.trim().is_empty() {
            last = line;
        }
    }
    // A runner that closes with a count of its own has counted what the
    // summaries before it, shown on the way, counted too.
    let (passed, failed) = total(&last).unwrap_or((passed, failed));
    Ok((passed, failed, child.wait()?.success()))
}

/// What a line of a suite's output adds: Cargo's `test result:` lines and the
/// summary of `node --test` in either of its forms.
fn count(line: &str) -> (u64, u64) {
    let line = line.trim();
    let number = |text: &str| text.trim().parse::<u64>().ok();
    if let Some((_, counts)) = line
        .strip_prefix("test result: ")
        .and_then(|rest| rest.split_once(". "))
    {
        let counted = |what: &str| {
            counts
                .split(';')
                .find_map(|part| number(part.trim().strip_suffix(what)?))
        };
        return (counted(" passed").unwrap_or(0), counted(" failed").unwrap_or(0));
    }
    if let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
        return match rest.split_once(' ') {
            Some(("pass", passed)) => (number(passed).unwrap_or(0), 0),
            // A cancelled test did not run to its end.
            Some(("fail" | "cancelled", failed)) => (0, number(failed).unwrap_or(0)),
            _ => (0, 0),
        };
    }
    (0, 0)
}

/// The count in a line `N passed, N failed`.
fn total(line: &str) -> Option<(u64, u64)> {
    let (passed, failed) = line.trim().strip_suffix(" failed")?.split_once(" passed, ")?;
    Some((passed.parse().ok()?, failed.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{Tally, count, total};

    #[test]
    fn summaries_are_understood() {
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                (12, 0),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
                (3, 2),
            ),
            ("# pass 7", (7, 0)),
            ("ℹ fail 2", (0, 2)),
            ("# cancelled 1", (0, 1)),
            ("# tests 9", (0, 0)),
        ] {
            assert_eq!(count(line), expected, "{line}");
        }
        assert_eq!(total("5 passed, 1 failed"), Some((5, 1)));
        assert_eq!(total("five passed, 1 failed"), None);
    }

    #[test]
    fn a_suite_that_did_not_run_has_failed() {
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        for (script, expected) in [
            ("echo 2 passed, 0 failed", (2, 0)),
            ("echo '# pass 2'; echo 2 passed, 0 failed; echo", (2, 0)),
            ("echo '# pass 2'; echo '# pass 3'; echo '# fail 0'", (5, 0)),
            ("echo 2 passed, 0 failed; exit 3", (2, 1)),
            ("echo 2 passed, 1 failed; exit 1", (2, 1)),
            ("true", (0, 1)),
        ] {
            let mut tally = Tally::default();
            tally.suite("suite", &mut shell(script));
            assert_eq!((tally.passed, tally.failed), expected, "{script}");
        }
        let mut tally = Tally::default();
        tally.suite("suite", &mut Command::new("/nowhere/at/all"));
        assert_eq!((tally.passed, tally.failed), (0, 1));
    }
}
