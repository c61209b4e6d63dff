//! The command `castlist`: who is who in a text, from the shell.

mod annotate;
mod batch;
mod failure;
mod input;
mod output;
mod packs;
mod progress;
mod train;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use failure::Failure;

const AFTER: &str = "\
Exit status:
  0  everything went well
  1  done, but some input was refused: a line of a batch, a problem in a checked pack
  2  not done: wrong arguments, a file that can't be read or written, a pack that can't be opened

A closed output (`castlist … | head`) ends the command quietly.";

#[derive(Parser)]
#[command(name = "castlist", version, about = "Tells who is who in a news article", after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Find the people and groups of a text and tell who is who
    #[command(after_help = AFTER)]
    Annotate(Annotate),
    /// Build knowledge packs and look into them
    #[command(subcommand)]
    Pack(packs::Command),
    /// Train a recogniser model from marked text
    #[command(after_help = AFTER)]
    Train(Box<train::Train>),
    /// Score marks, or the recogniser itself, against marked text
    #[command(after_help = AFTER)]
    Score(train::ScoreArguments),
}

#[derive(Args)]
struct Annotate {
    /// A knowledge pack beside the starter pack: a .castpack or its JSON Lines source; repeat for more
    #[arg(long = "pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
    /// Leave the starter pack out
    #[arg(long)]
    no_pack: bool,
    /// A recogniser model instead of the built-in one
    #[arg(long, value_name = "FILE", conflicts_with = "no_model")]
    model: Option<PathBuf>,
    /// Find no names but those of the packs
    #[arg(long)]
    no_model: bool,
    /// How sure the recogniser must be to mark a name, 0 to 1
    #[arg(long, value_name = "P")]
    sure: Option<f64>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// The input is HTML: annotate the text it shows
    #[arg(long)]
    html: bool,
    /// The article's date: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    date: Option<String>,
    /// The text; - is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Who is who, for reading in a terminal
    Table,
    /// One JSON document
    Json,
    /// Batch: each input line {"id","text"[,"date"][,"spans":[{"start","end"[,"kind"]}]]} gives one output line
    Jsonl,
    /// The text as HTML with its names marked
    Html,
    /// Web Annotation (JSON-LD)
    AnnotationJsonld,
    /// The text with numbered notes at its end
    Endnotes,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::annotate(&arguments),
        Command::Pack(command) => packs::run(command),
        Command::Train(arguments) => train::train(&arguments),
        Command::Score(arguments) => train::score(&arguments),
    };
    match outcome {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Refused(message)) => {
            eprintln!("castlist: {message}");
            ExitCode::from(1)
        }
        Err(Failure::Stopped(message)) => {
            eprintln!("castlist: {message}");
            ExitCode::from(2)
        }
    }
}
