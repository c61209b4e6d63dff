//! The build tool: `cargo xtask build | demo | test | bench`.

mod bench;
mod build;
mod demo;
mod engine;
mod install;
mod process;
mod project;
mod server;
mod sizes;
mod slim;
mod tally;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What every task returns: an error is one sentence for the person at the
/// keyboard.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, shows and tests Castlist",
    disable_version_flag = true
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fill www/dist and hold its sizes against tests/limits.json
    Build,
    /// Build, then serve www/demo on this machine alone, under the strict policy
    Demo {
        /// The port on 127.0.0.1; 0 takes any that is free
        #[arg(long, default_value_t = 8017)]
        port: u16,
        /// Fetch the page and every file it names once, then stop: exit 0 when all is there
        #[arg(long)]
        check: bool,
    },
    /// Time the engine, natively and as shipped, against a yardstick
    Bench,
    /// Run every check there is; the last line is `N passed, N failed`
    Test,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Build => build::build(),
        Task::Demo { port, check } => demo::demo(port, check),
        Task::Bench => bench::bench(),
        Task::Test => return test::test(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
