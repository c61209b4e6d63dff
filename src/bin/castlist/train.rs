//! `castlist train` and `castlist score`.

use std::path::{Path, PathBuf};

use castlist::annotation::Kind;
use castlist::recognise::score::{Mark, Score, Tally};
use castlist::recognise::train::{self, Pace, Recipe, Story};
use castlist::recognise::{Family, Model};
use castlist::{Annotator, Pack};
use clap::Args;

use crate::failure::Failure;
use crate::output;

#[derive(Args)]
pub struct Train {
    /// A corpus marked by our rules, JSON Lines {"id","text","mentions":[{"start","end","type"}]}, plain or gzip,
    /// perhaps with :WEIGHT; repeat for more
    #[arg(long, value_name = "FILE[:WEIGHT]", required = true, num_args = 1..)]
    data: Vec<String>,
    /// A corpus of single sentences marked by other rules, perhaps with :WEIGHT once marked anew, and :WEIGHT as
    /// it is; it must share sentences with a --data corpus that gives its sentences
    #[arg(long, value_name = "FILE[:WEIGHT[:RAW]]", num_args = 1..)]
    noisy: Vec<String>,
    /// A corpus whose sentences must not be learnt from, wherever they stand
    #[arg(long, value_name = "FILE", num_args = 1..)]
    held_out: Vec<PathBuf>,
    /// A file of word classes: a word and its class at four grains, with tabs between; the commonest word first
    #[arg(long, value_name = "FILE")]
    classes: Option<PathBuf>,
    /// How many words of the classes to take
    #[arg(long, value_name = "N", default_value_t = 50_000)]
    words: usize,
    /// A folder of name lists, each .txt file one
    #[arg(long, value_name = "FOLDER")]
    lists: Option<PathBuf>,
    /// Where to write the model
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// What the model is called
    #[arg(long, default_value = "model")]
    name: String,
    /// Its version
    #[arg(long, default_value = "1")]
    version: String,
    /// Passes over the data
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    /// What a weight must earn to be kept: more makes a smaller model
    #[arg(long, default_value_t = 1.0)]
    l1: f32,
    /// How often a feature must be seen
    #[arg(long, default_value_t = 3)]
    least: u32,
    /// Parts the stories are cut into for the second look
    #[arg(long, default_value_t = 2)]
    folds: usize,
    /// What one step of a weight in eight bits is worth
    #[arg(long, default_value_t = 0.04)]
    scale: f32,
    /// Orders the data; the same seed gives the same model
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A family of features to leave out, such as `class` or `same`, to measure what it earns
    #[arg(long, value_name = "FAMILY", value_parser = family, num_args = 1..)]
    without: Vec<Family>,
    /// Corpora to score the model on when it is done
    #[arg(long, value_name = "FILE", num_args = 1..)]
    score: Vec<PathBuf>,
}

#[derive(Args)]
pub struct ScoreArguments {
    /// The standard: JSON Lines {"id","text","mentions":[{"start","end","type"}]}, plain or gzip
    gold: PathBuf,
    /// Marks to score, JSON Lines {"id","mentions"} as `annotate --format jsonl` gives them; without it the
    /// model's own, with no pack
    given: Option<PathBuf>,
    /// A model other than the built-in one
    #[arg(long, value_name = "FILE", conflicts_with = "given")]
    model: Option<PathBuf>,
    /// Count only marks at least this sure, 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    sure: f64,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Show the model's reliability: how sure it says it is, and how often it is right
    #[arg(long, conflicts_with = "given")]
    reliability: bool,
}

fn family(name: &str) -> Result<Family, String> {
    Family::ALL.into_iter().find(|f| f.name() == name).ok_or_else(|| {
        format!(
            "no such family; there are: {}",
            Family::ALL.map(Family::name).join(", ")
        )
    })
}

fn stopped(message: impl ToString) -> Failure {
    Failure::Stopped(message.to_string())
}

/// A file name with numbers behind it.
fn weighed(argument: &str, defaults: &mut [f32]) -> PathBuf {
    let mut path = argument;
    let mut numbers = Vec::new();
    while let Some((rest, number)) = path.rsplit_once(':')
        && let Ok(number) = number.parse::<f32>()
        && numbers.len() < defaults.len()
    {
        numbers.push(number);
        path = rest;
    }
    numbers.iter().rev().zip(defaults).for_each(|(n, d)| *d = *n);
    path.into()
}

/// A folder's corpora, or the file itself.
fn files(path: PathBuf) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path]);
    }
    let error = |e| stopped(format!("{}: {e}", path.display()));
    let mut out = Vec::new();
    for entry in std::fs::read_dir(&path).map_err(error)? {
        let file = entry.map_err(error)?.path();
        let name = file.to_string_lossy();
        if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") {
            out.push(file);
        }
    }
    out.sort();
    Ok(out)
}

pub fn train(arguments: &Train) -> Result<(), Failure> {
    let mut data = Vec::new();
    for argument in &arguments.data {
        let mut weight = [1.0];
        let path = weighed(argument, &mut weight);
        data.extend(files(path)?.into_iter().map(|f| (f, weight[0])));
    }
    let noisy = arguments.noisy.iter().map(|argument| {
        let mut weights = [0.3, 0.0];
        let path = weighed(argument, &mut weights);
        (path, weights[0], weights[1])
    });
    let pace = Pace {
        epochs: arguments.epochs,
        alpha: 0.1,
        l1: arguments.l1,
        seed: arguments.seed,
    };
    let recipe = Recipe {
        about: format!("name: {}\nversion: {}\n", arguments.name, arguments.version),
        data,
        noisy: noisy.collect(),
        held_out: arguments.held_out.clone(),
        classes: arguments.classes.clone().map(|path| (path, arguments.words)),
        lists: arguments.lists.clone(),
        without: arguments.without.clone(),
        pace,
        second: Pace {
            epochs: 4,
            alpha: 0.05,
            ..pace
        },
        folds: arguments.folds,
        scale: arguments.scale,
        least: arguments.least,
    };
    let packs = Annotator::new(vec![Pack::starter()]);
    let start = std::time::Instant::now();
    let mut say = |what: &str| eprintln!("{:6.1} s  {what}", start.elapsed().as_secs_f32());
    let bytes = train::train(&recipe, &|text| packs.hints(text), &mut say).map_err(stopped)?;
    std::fs::write(&arguments.out, &bytes).map_err(|e| stopped(format!("{}: {e}", arguments.out.display())))?;
    let model = Model::open(bytes).map_err(stopped)?;
    for path in &arguments.score {
        let score = score_of(&model, &train::read(path, 1.0).map_err(stopped)?, 0.0)?;
        output::print(&format!("{}\n{}", path.display(), table(&score)))?;
    }
    Ok(())
}

fn score_of(model: &Model, stories: &[Story], sure: f64) -> Result<Score, Failure> {
    let mut score = Score::default();
    for story in stories {
        add(&mut score, story, &train::marks(model, &story.document), sure)?;
    }
    Ok(score)
}

fn add(score: &mut Score, story: &Story, marks: &[(u32, u32, Kind, f64)], sure: f64) -> Result<(), Failure> {
    let given: Vec<Mark> = marks.iter().filter(|m| m.3 >= sure).map(|m| (m.0, m.1, m.2)).collect();
    let units = story.document.text().encode_utf16().count() as u32;
    let added = score.add(units, &story.marks, &given);
    added.map_err(|what| stopped(format!("{}: {what}", story.id)))
}

fn table(score: &Score) -> String {
    let mut out = String::from("                     P       R      F1     hit    pred    gold\n");
    let mut line = |way: &str, kind: &str, t: Tally| {
        let figures = [t.precision(), t.recall(), t.f1()]
            .map(|f| format!("{:7.2}", 100.0 * f))
            .join(" ");
        out += &format!("{way:8} {kind:7} {figures} {:7} {:7} {:7}\n", t.right, t.given, t.gold);
    };
    for (way, kinds) in [("exact", score.exact), ("overlap", score.overlap)] {
        line(way, "person", kinds.person);
        line(way, "group", kinds.group);
        line(way, "micro", kinds.micro);
    }
    line("untyped", "micro", score.untyped);
    out
}

pub fn score(arguments: &ScoreArguments) -> Result<(), Failure> {
    let gold = train::read(&arguments.gold, 1.0).map_err(stopped)?;
    let model = match &arguments.model {
        Some(path) => open(path)?,
        None => Model::shipped(),
    };
    let mut score = Score::default();
    if let Some(path) = &arguments.given {
        let given = train::marks_of(path).map_err(stopped)?;
        if let Some(id) = given.keys().find(|id| !gold.iter().any(|story| story.id == **id)) {
            return Err(stopped(format!("{}: the standard has no text {id}", path.display())));
        }
        for story in &gold {
            add(
                &mut score,
                story,
                given.get(&story.id).map_or(&[], Vec::as_slice),
                arguments.sure,
            )?;
        }
    } else {
        score = score_of(&model, &gold, arguments.sure)?;
    }
    if arguments.json {
        let json = serde_json::to_string_pretty(&score).map_err(stopped)?;
        return output::print(&format!("{json}\n"));
    }
    output::print(&table(&score))?;
    if arguments.reliability {
        output::print(&reliability(&model, &gold))?;
    }
    Ok(())
}

/// For each tenth of confidence: how many names have it, and how many of them are right.
fn reliability(model: &Model, gold: &[Story]) -> String {
    let mut rows = [[(0, 0, 0.0); 10]; 2];
    for story in gold {
        for (start, end, kind, sure) in train::marks(model, &story.document) {
            let row = &mut rows[usize::from(kind == Kind::Group)][((sure * 10.0) as usize).min(9)];
            row.0 += 1;
            row.1 += usize::from(story.marks.contains(&(start, end, kind)));
            row.2 += sure;
        }
    }
    let mut out = String::from("  kind    said        names  mean said  right\n");
    for (kind, rows) in ["person", "group"].iter().zip(rows) {
        for (n, (count, right, sum)) in rows.iter().enumerate().filter(|(_, r)| r.0 > 0) {
            let count = *count as f64;
            out += &format!(
                "  {kind:7} {:.1} to {:.1} {count:7}  {:9.2}  {:5.2}\n",
                n as f64 / 10.0,
                (n + 1) as f64 / 10.0,
                sum / count,
                *right as f64 / count
            );
        }
    }
    out
}

/// Opens a model file.
pub fn open(path: &Path) -> Result<Model, Failure> {
    let bytes = std::fs::read(path).map_err(|e| stopped(format!("{}: {e}", path.display())))?;
    Model::open(bytes).map_err(|e| stopped(format!("{}: {e}", path.display())))
}
