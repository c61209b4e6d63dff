//! Knowledge packs from the shell: loaded, built, checked, listed.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use castlist::pack::import::{FORMATS, Format};
use castlist::pack::{self, Pack, Problem};
use clap::Subcommand;

use crate::failure::Failure;
use crate::{input, output};

#[derive(Subcommand)]
pub enum Command {
    /// Make a .castpack of one or more sources
    Build {
        /// JSON Lines, one entity a line; - is standard input
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        /// The file to write
        #[arg(short, long, value_name = "OUT")]
        out: PathBuf,
        /// The sources' format
        #[arg(long, value_name = "FORMAT", default_value = "castlist", value_parser = format)]
        from: Format,
    },
    /// Say everything that is wrong with packs or sources; exit status 1 where one could not be used
    Check {
        /// A .castpack, or sources of one pack
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print a pack as the source it could be built from
    Dump {
        #[arg(value_name = "PACK")]
        pack: PathBuf,
    },
    /// Print what a pack holds and weighs
    Stats {
        #[arg(value_name = "PACK")]
        pack: PathBuf,
    },
}

fn format(name: &str) -> Result<Format, String> {
    let known: Vec<String> = FORMATS
        .iter()
        .map(|format| format!("{} ({})", format.name, format.about))
        .collect();
    Format::named(name).ok_or_else(|| format!("the formats are: {}", known.join(", ")))
}

pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Build { sources, out, from } => build(&sources, &out, from),
        Command::Check { files } => check(&files),
        Command::Dump { pack } => output::print(&pack::dump(&open(&pack)?)),
        Command::Stats { pack } => output::print(&pack::stats(&open(&pack)?).to_string()),
    }
}

/// Opens a pack, or builds one from a JSON Lines source: what the file begins
/// with tells which it is.
pub fn open(path: &Path) -> Result<Pack, Failure> {
    let bytes = bytes(path)?;
    let bytes = if is_source(&bytes) {
        let source = input::text(path, bytes)?;
        pack::build(&[(&name(path), &source)]).map_err(|problems| Failure::Stopped(listed(&problems)))?
    } else {
        bytes
    };
    Pack::open(bytes).map_err(|error| Failure::file(path, error.message()))
}

fn build(sources: &[PathBuf], out: &Path, from: Format) -> Result<(), Failure> {
    let read = |path: &PathBuf| Ok(from.read(&name(path), &input::read(path)?));
    let parsed = sources.iter().map(read).collect::<Result<_, Failure>>()?;
    let bytes = pack::build_parsed(parsed).map_err(|problems| Failure::Stopped(listed(&problems)))?;
    fs::write(out, bytes).map_err(|error| Failure::file(out, error))
}

fn check(files: &[PathBuf]) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let mut sources = Vec::new();
    for path in files {
        let bytes = bytes(path)?;
        if is_source(&bytes) {
            sources.push((name(path), input::text(path, bytes)?));
        } else {
            problems.extend(pack::check_pack(&name(path), &bytes));
        }
    }
    if !sources.is_empty() {
        let sources: Vec<(&str, &str)> = sources
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        problems.extend(pack::check(&sources));
    }
    for problem in &problems {
        output::print(&format!("{problem}\n"))?;
    }
    match problems.iter().filter(|problem| problem.is_error()).count() {
        0 => Ok(()),
        1 => Err(Failure::Refused("1 error".into())),
        count => Err(Failure::Refused(format!("{count} errors"))),
    }
}

/// A source begins with an object or an empty line; a pack begins with its mark.
fn is_source(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .is_some_and(|byte| *byte == b'{')
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    input::open(path)?
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::file(path, error))?;
    Ok(bytes)
}

/// What messages call a source.
fn name(path: &Path) -> String {
    path.display().to_string()
}

fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .filter(|problem| problem.is_error())
        .map(|problem| problem.to_string())
        .collect();
    lines.join("\ncastlist: ")
}
