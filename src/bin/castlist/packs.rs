//! Knowledge packs from the shell: loaded, built, checked, listed.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use castlist::pack::import::{About, FORMATS, Format, Source, scopes};
use castlist::pack::source::Parsed;
use castlist::pack::{self, Date, Pack, Problem, Severity, shard};
use clap::{Args, Subcommand};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{input, output};

#[derive(Subcommand)]
pub enum Command {
    /// Make a .castpack of one or more sources
    Build(Build),
    /// Say everything that is wrong with packs or sources; exit status 1 where one could not be used
    Check {
        /// A .castpack, or sources of one pack
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        sources: Reading,
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

#[derive(Args)]
pub struct Build {
    /// Files of one format; - is standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// The file to write
    #[arg(short, long, value_name = "OUT", required_unless_present = "shards")]
    out: Option<PathBuf>,
    /// For a large pack: a folder for its index, index.castpack, and its shards
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    shards: Option<PathBuf>,
    /// Kilobytes of text in a shard
    #[arg(long, value_name = "KB", default_value_t = 64, requires = "shards")]
    shard_size: usize,
    #[command(flatten)]
    reading: Reading,
}

/// How sources are read, and what they don't say.
#[derive(Args)]
pub struct Reading {
    /// The sources' format
    #[arg(long, value_name = "FORMAT", default_value = "castlist", value_parser = format)]
    from: Format,
    /// The pack's name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The makers' version of its content
    #[arg(long, value_name = "VERSION")]
    content_version: Option<String>,
    /// The licence of its content
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
    /// Who publishes it; also the source of facts that name none
    #[arg(long, value_name = "PUBLISHER")]
    publisher: Option<String>,
    /// The day its sources were retrieved: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = str::parse::<Date>)]
    built: Option<Date>,
    /// Give groups that state no acronym their initials, as weak names, where they are nobody else's
    #[arg(long)]
    acronyms: bool,
    /// A language of descriptions beside or instead of English, where the format has many; repeat for more
    #[arg(long = "lang", value_name = "TAG")]
    langs: Vec<String>,
}

impl Reading {
    fn about(&self) -> About {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let mut about = About {
            langs: self.langs.clone(),
            ..About::default()
        };
        about.header.name = text(&self.name);
        about.header.version = text(&self.content_version);
        about.header.licence = text(&self.licence);
        about.header.publisher = text(&self.publisher);
        about.header.built = self.built;
        about
    }

    fn read(&self, files: &[PathBuf]) -> Result<Parsed, Failure> {
        let names: Vec<String> = files.iter().map(|path| name(path)).collect();
        let texts = files
            .iter()
            .map(|path| Ok(self.from.decode(bytes(path)?)))
            .collect::<Result<Vec<_>, Failure>>()?;
        let texts = files
            .iter()
            .zip(texts)
            .map(|(path, text)| text.or_else(|bytes| input::text(path, bytes)))
            .collect::<Result<Vec<_>, Failure>>()?;
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let sources: Vec<Source<'_>> = known
            .iter()
            .zip(scopes(&known))
            .zip(&texts)
            .map(|((name, scope), text)| Source { name, scope, text })
            .collect();
        let mut parsed = self.from.read(&sources, &self.about());
        if self.acronyms {
            pack::derive_acronyms(&mut parsed);
        }
        Ok(parsed)
    }
}

fn format(name: &str) -> Result<Format, String> {
    let known: Vec<String> = FORMATS
        .iter()
        .map(|format| format!("{} ({})", format.name, format.about))
        .collect();
    Format::named(name).ok_or_else(|| format!("the formats are: {}", known.join("; ")))
}

pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Build(arguments) => build(&arguments),
        Command::Check { files, sources } => check(&files, &sources),
        Command::Dump { pack } => output::print(&pack::dump(&open_one(&pack)?)),
        Command::Stats { pack } => output::print(&pack::stats(&open_one(&pack)?).to_string()),
    }
}

/// Opens a pack, or builds one from a JSON Lines source: what the file begins with
/// tells which it is. A pack in shards comes with all of them, from its own folder.
pub fn open(path: &Path) -> Result<Vec<Pack>, Failure> {
    let mut packs = vec![open_one(path)?];
    let sums: Vec<u64> = packs[0].shards().collect();
    for sum in sums {
        let file = path.with_file_name(shard::file_name(sum));
        let part = Pack::open(bytes(&file)?).map_err(|error| Failure::file(&file, error.message()))?;
        shard::add(&mut packs, part).map_err(|error| Failure::file(&file, error.message()))?;
    }
    Ok(packs)
}

fn open_one(path: &Path) -> Result<Pack, Failure> {
    let bytes = bytes(path)?;
    let bytes = if is_source(&bytes) {
        let source = input::text(path, bytes)?;
        pack::build(&[(&name(path), &source)]).map_err(|problems| Failure::Stopped(listed(&problems)))?
    } else {
        bytes
    };
    Pack::open(bytes).map_err(|error| Failure::file(path, error.message()))
}

fn build(arguments: &Build) -> Result<(), Failure> {
    let parsed = arguments.reading.read(&arguments.sources)?;
    let left_out = parsed
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Warning);
    let left_out = left_out.count();
    let mut progress = Progress::default();
    let watch = &mut |step| progress.show(step);
    let stopped = |problems: Vec<Problem>| Failure::Stopped(listed(&problems));
    match (&arguments.shards, &arguments.out) {
        (Some(folder), _) => {
            let size = arguments.shard_size.saturating_mul(1000);
            let built = pack::build_sharded(vec![parsed], size, watch).map_err(stopped)?;
            fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
            // The index last: whoever finds it finds its shards.
            let index = [("index.castpack".to_string(), built.index)];
            for (name, bytes) in built.shards.into_iter().chain(index) {
                let file = folder.join(name);
                fs::write(&file, bytes).map_err(|error| Failure::file(&file, error))?;
            }
        }
        (None, Some(out)) => {
            let bytes = pack::build_watched(vec![parsed], watch).map_err(stopped)?;
            fs::write(out, bytes).map_err(|error| Failure::file(out, error))?;
        }
        (None, None) => {}
    }
    progress.done();
    if left_out > 0 {
        eprintln!("castlist: {left_out} things in the sources were left out; `castlist pack check` lists them");
    }
    Ok(())
}

fn check(files: &[PathBuf], reading: &Reading) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let mut sources = Vec::new();
    for path in files {
        let bytes = bytes(path)?;
        if bytes.starts_with(&pack::format::MAGIC) || reading.from.name == "castlist" && !is_source(&bytes) {
            problems.extend(pack::check_pack(&name(path), &bytes));
        } else {
            sources.push(path.clone());
        }
    }
    if !sources.is_empty() {
        problems.extend(pack::check_parsed(vec![reading.read(&sources)?]));
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
