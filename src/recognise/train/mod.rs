//! Training a model. Native only.
//!
//! The order of things: word classes, name lists and the words that stand inside names make a model that knows
//! words but has no opinion. Corpora marked by other rules are marked anew. The first look is fitted to all
//! stories; then, for each part of them, to all but that part, so that the second look learns from opinions
//! on stories that the first has not seen. Weights are cut to eight bits, and how sure the second look is
//! becomes a confidence by what became of it on those same unseen stories.

mod corpus;
mod knowledge;
mod optimise;
mod relabel;
mod write;

use std::collections::HashMap;
use std::path::PathBuf;

pub use corpus::{Story, marks_of, read};
pub use optimise::Pace;

use self::knowledge::key;
use self::optimise::{Example, Fit, fit};
use self::write::{Knowledge, Learnt, model};
use super::feature::{self, Family, PLACES};
use super::lattice::{LABELS, Lattice, Scores, Steps, Transitions, label};
use super::look::{First, Looking, Run, runs};
use super::model::{KNOTS, Model};
use super::scene::Scene;
use super::vote::{self, Votes};
use super::{Guess, Hint};
use crate::annotation::Kind;
use crate::text::Document;
use crate::text::utf16::Utf16Index;

/// What to train a model from, and how.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Lines `key: value` that the model says of itself.
    pub about: String,
    /// Corpora marked by our rules: file and weight.
    pub data: Vec<(PathBuf, f32)>,
    /// Corpora of single sentences marked by other rules: file, weight once marked anew, weight as they are.
    pub noisy: Vec<(PathBuf, f32, f32)>,
    /// Stories whose sentences must not be learnt from, in whatever corpus they stand.
    pub held_out: Vec<PathBuf>,
    /// A file of word classes, and how many of its words to take.
    pub classes: Option<(PathBuf, usize)>,
    /// A folder of name lists.
    pub lists: Option<PathBuf>,
    /// Families of features to leave out.
    pub without: Vec<Family>,
    /// How to fit the first look.
    pub pace: Pace,
    /// How to fit the second.
    pub second: Pace,
    /// Parts the stories are cut into for the second look.
    pub folds: usize,
    /// What a weight of 1 in eight bits is worth.
    pub scale: f32,
    /// A feature seen less often is left out.
    pub least: u32,
}

/// Numbers for features.
#[derive(Default)]
struct Features {
    numbers: HashMap<u32, u32>,
    keys: Vec<u32>,
}

impl Features {
    fn number(&mut self, feature: u32) -> u32 {
        let key = key(feature);
        *self.numbers.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.keys.len() as u32 - 1
        })
    }
}

/// A story as the model sees it.
struct Seen {
    scene: Scene,
    tokens: Vec<u32>,
    runs: Vec<Run>,
    labels: Vec<u8>,
}

fn see(story: &Story, hints: &[Hint], blank: &Model) -> Seen {
    let document = &story.document;
    let mut scene = Scene::default();
    for sentence in document.sentences() {
        scene.take(document, sentence, blank);
    }
    let (mut tokens, mut all) = (Vec::new(), Vec::new());
    for sentence in document.sentences() {
        scene.set(document, sentence, hints, blank);
        all.extend(runs(&scene, sentence, &mut tokens));
    }
    let mut labels = vec![0; tokens.len()];
    for (start, end, kind) in story.names() {
        // A name that no reading of the model can give teaches nothing.
        let slots = tokens.partition_point(|t| (*t as usize) < start)..tokens.partition_point(|t| (*t as usize) < end);
        let one_run = all
            .iter()
            .any(|r| r.slots.start <= slots.start && slots.end <= r.slots.end);
        if slots.len() == end - start && one_run {
            for (n, slot) in slots.clone().enumerate() {
                labels[slot] = label(kind, n, slots.len()) as u8;
            }
        }
    }
    Seen {
        scene,
        tokens,
        runs: all,
        labels,
    }
}

/// The features of each slot of a story, as `take` numbers them. `marks` are another corpus's labels by token.
fn features(
    seen: &Seen,
    marks: Option<&[u8]>,
    without: &[Family],
    mut take: impl FnMut(u32) -> Option<u32>,
) -> Vec<Vec<u32>> {
    let scene = &seen.scene;
    let mut out = Vec::with_capacity(seen.tokens.len());
    for &at in &seen.tokens {
        let at = at as usize;
        let mut list = Vec::with_capacity(96);
        let mut sink = |family: Family, feature: u32| {
            if !without.contains(&family) {
                list.extend(take(feature));
            }
        };
        for place in PLACES {
            let form = scene.form_at(at, place);
            feature::of_form(form, scene.word(form), place, &mut sink);
        }
        feature::of_token(scene, at, &mut sink);
        if let Some(marks) = marks {
            let mark = |place: i32| {
                at.checked_add_signed(place as isize)
                    .and_then(|i| marks.get(i))
                    .map_or(9, |m| u32::from(*m))
            };
            for place in [-1, 0, 1] {
                let slot = (place + 1) as u32 * 4;
                let form = scene.form_at(at, place);
                let word = scene.word(form);
                let also = [0, word.hash, form.shape, u32::from(word.classes[2])];
                for (n, value) in also.into_iter().enumerate() {
                    let value = crate::text::hash::mix(value) ^ mark(place);
                    sink(Family::Mark, feature::feature(Family::Mark, slot + n as u32, value));
                }
            }
            sink(
                Family::Mark,
                feature::feature(Family::Mark, 12, mark(-1) * 100 + mark(0) * 10 + mark(1)),
            );
        }
        out.push(list);
    }
    out
}

fn examples(story: usize, seen: &Seen, features: Vec<Vec<u32>>, base: &[Scores], weight: f32) -> Vec<Example> {
    let mut features = features.into_iter();
    seen.runs
        .iter()
        .map(|run| Example {
            story,
            features: features.by_ref().take(run.slots.len()).collect(),
            labels: seen.labels[run.slots.clone()].to_vec(),
            base: base.get(run.slots.clone()).map_or(Vec::new(), <[Scores]>::to_vec),
            starts: run.starts,
            followed: run.followed,
            weight,
        })
        .collect()
}

/// Numbers the features of all stories, leaves the rare ones out, and makes examples.
fn prepare(stories: &[Story], seen: &[Seen], marks: Option<&[Vec<u8>]>, recipe: &Recipe) -> (Features, Vec<Example>) {
    let marks_of = |n: usize| marks.map(|m| m[n].as_slice());
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (n, seen) in seen.iter().enumerate() {
        features(seen, marks_of(n), &recipe.without, |f| {
            *counts.entry(key(f)).or_default() += 1;
            None
        });
    }
    let mut numbers = Features::default();
    let mut out = Vec::new();
    for (n, (story, seen)) in stories.iter().zip(seen).enumerate() {
        let list = features(seen, marks_of(n), &recipe.without, |f| {
            (counts[&key(f)] >= recipe.least).then(|| numbers.number(f))
        });
        out.extend(examples(n, seen, list, &[], story.weight));
    }
    (numbers, out)
}

/// What fitted weights see in a story: scores, and the first look's opinions.
fn look(seen: &Seen, examples: &[&Example], fit: &Fit) -> (Vec<Scores>, First) {
    let mut all = Vec::new();
    let mut first = First {
        tokens: seen.tokens.clone(),
        ..First::default()
    };
    let steps = Steps::new(&fit.transitions);
    for (run, example) in seen.runs.iter().zip(examples) {
        let mut scores = vec![[0.0; LABELS]; run.slots.len()];
        for (scores, features) in scores.iter_mut().zip(&example.features) {
            for feature in features {
                scores
                    .iter_mut()
                    .zip(fit.weights[*feature as usize])
                    .for_each(|(s, w)| *s += w);
            }
        }
        let lattice = Lattice::new(&scores, &steps, run.starts, run.followed);
        lattice.best(&mut first.labels);
        let sums = lattice.sum();
        first.marginals.extend((0..scores.len()).map(|at| sums.marginal(at)));
        all.extend(scores);
    }
    (all, first)
}

/// Weights as the eight bits will hold them.
fn cut(mut fit: Fit, scale: f32) -> Fit {
    for weight in fit.weights.iter_mut().flatten() {
        *weight = (*weight / scale).round().clamp(-127.0, 127.0) * scale;
    }
    fit
}

const NONE: Transitions = [[0.0; LABELS]; LABELS + 1];

/// Trains a model and gives its bytes. `listed` says what a pack makes of a text; every other story is seen with
/// its help, so that the model learns what a match is worth and yet does without. `say` is told how it goes. The
/// same recipe gives the same bytes.
pub fn train(
    recipe: &Recipe,
    listed: &dyn Fn(&Document) -> Vec<Hint>,
    say: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, String> {
    let mut stories = Vec::new();
    for (path, weight) in &recipe.data {
        stories.extend(read(path, *weight)?);
    }
    let mut held_out = Vec::new();
    for path in &recipe.held_out {
        held_out.extend(read(path, 0.0)?);
    }
    let mut knowledge = Knowledge::default();
    if let Some((path, words)) = &recipe.classes {
        knowledge.read_classes(path, *words)?;
    }
    let lists = match &recipe.lists {
        Some(folder) => knowledge.read_lists(folder)?,
        None => Vec::new(),
    };
    knowledge.read_inner(&stories);
    let blank = Model::open(model("", &knowledge, &Learnt::default())).map_err(|e| e.to_string())?;
    say(&format!(
        "{} stories, {} words with a class, {} phrases in {} lists",
        stories.len(),
        knowledge.classes.len(),
        knowledge.lists.len(),
        lists.len()
    ));

    for (path, anew, raw) in &recipe.noisy {
        let twice = relabel::twice(&stories, read(path, *raw)?, &held_out);
        say(&format!(
            "{} stories are marked twice, {} sentences only there",
            twice.both.len(),
            twice.rest.len()
        ));
        if *anew > 0.0 {
            let marked = mark_anew(&stories, &twice, *anew, &blank, recipe, say);
            stories.extend(marked);
        }
        if *raw > 0.0 {
            stories.extend(twice.rest);
        }
    }

    let helped = |n: usize| n / 2 % 2 == 1;
    let hints = |n: usize, story: &Story| if helped(n) { listed(&story.document) } else { Vec::new() };
    let seen: Vec<Seen> = stories
        .iter()
        .enumerate()
        .map(|(n, s)| see(s, &hints(n, s), &blank))
        .collect();
    let (numbers, list) = prepare(&stories, &seen, None, recipe);
    say(&format!(
        "{} runs of tokens, {} features",
        list.len(),
        numbers.keys.len()
    ));
    let all: Vec<&Example> = list.iter().collect();
    let fold_of = |story: usize| story % recipe.folds.max(1);
    let parts: Vec<Vec<&Example>> = (0..=recipe.folds)
        .map(|fold| {
            list.iter()
                .filter(|e| fold == recipe.folds || fold_of(e.story) != fold)
                .collect()
        })
        .collect();
    let mut fits = Vec::new();
    for pair in parts.chunks(2) {
        let (count, pace) = (numbers.keys.len(), recipe.pace);
        std::thread::scope(|scope| {
            let running: Vec<_> = pair
                .iter()
                .map(|part| scope.spawn(move || fit(part, count, &NONE, pace, |_| {})))
                .collect();
            fits.extend(running.into_iter().filter_map(|r| r.join().ok()));
        });
        say(&format!("first look: {} of {} fitted", fits.len(), parts.len()));
    }
    drop(parts);
    let mut fits: Vec<Fit> = fits.into_iter().map(|f| cut(f, recipe.scale)).collect();
    let whole = fits.pop().ok_or("a fit was stopped")?;

    let mut of_story: Vec<Vec<&Example>> = vec![Vec::new(); stories.len()];
    for example in &all {
        of_story[example.story].push(example);
    }
    let mut seconds = Features::default();
    let mut again = Vec::new();
    for (n, (story, seen)) in stories.iter().zip(&seen).enumerate() {
        let source = if recipe.folds == 0 { &whole } else { &fits[fold_of(n)] };
        let (scores, first) = look(seen, &of_story[n], source);
        let votes = Votes::new(&story.document, &seen.scene, &first);
        let mut list = Vec::with_capacity(seen.tokens.len());
        for (slot, &at) in seen.tokens.iter().enumerate() {
            let mut here = Vec::new();
            let mut sink = |family: Family, feature: u32| {
                if !recipe.without.contains(&family) {
                    here.push(seconds.number(feature));
                }
            };
            votes.of_token(
                &seen.scene,
                at as usize,
                &first.marginals[slot],
                first.labels[slot],
                &mut sink,
            );
            list.push(here);
        }
        again.extend(examples(n, seen, list, &scores, story.weight));
    }
    let list: Vec<&Example> = again.iter().collect();
    let second = cut(
        fit(&list, seconds.keys.len(), &whole.transitions, recipe.second, |_| {}),
        recipe.scale,
    );
    say(&format!("second look: {} features", seconds.keys.len()));

    let mut learnt = Learnt {
        scale: recipe.scale,
        transitions: [whole.transitions, second.transitions],
        ..Learnt::default()
    };
    learnt.add(&numbers.keys, &whole);
    learnt.add(&seconds.keys, &second);
    learnt.curves = calibrate(&again, &second);
    let about = format!("{}lists: {}\n", recipe.about, lists.join(" "));
    let bytes = model(&about, &knowledge, &learnt);
    say(&format!(
        "{} features with weight, {} bytes",
        learnt.weights.len(),
        bytes.len()
    ));
    Ok(bytes)
}

/// Marks the sentences of a noisy corpus by our rules.
fn mark_anew(
    stories: &[Story],
    twice: &relabel::Twice,
    weight: f32,
    blank: &Model,
    recipe: &Recipe,
    say: &mut dyn FnMut(&str),
) -> Vec<Story> {
    /// How sure the model must be of all of a sentence.
    const SURE: f32 = 0.6;
    let ours: Vec<Story> = twice.both.iter().map(|(n, _)| stories[*n].clone()).collect();
    let marks: Vec<Vec<u8>> = twice.both.iter().map(|(_, m)| m.clone()).collect();
    let seen: Vec<Seen> = ours.iter().map(|s| see(s, &[], blank)).collect();
    let (numbers, list) = prepare(&ours, &seen, Some(&marks), recipe);
    let list: Vec<&Example> = list.iter().collect();
    let fit = fit(&list, numbers.keys.len(), &NONE, recipe.pace, |_| {});
    let mut out = Vec::new();
    for story in &twice.rest {
        let seen = see(story, &[], blank);
        let mut marks = vec![0; story.document.tokens().len()];
        for (start, end, kind) in story.names() {
            relabel::mark(&mut marks, start as u32..end as u32, kind);
        }
        let list = features(&seen, Some(&marks), &recipe.without, |f| {
            numbers.numbers.get(&key(f)).copied()
        });
        let examples = examples(0, &seen, list, &[], 1.0);
        let (_, first) = look(&seen, &examples.iter().collect::<Vec<_>>(), &fit);
        let labelled = first.marginals.iter().zip(&first.labels);
        let sure: f32 = labelled.map(|(m, l)| m[*l as usize]).product();
        if sure >= SURE {
            out.push(story.remarked(&first.names(), weight));
        }
    }
    say(&format!("{} of {} sentences marked anew", out.len(), twice.rest.len()));
    out
}

/// How often names of which the second look is so sure are right, as curves that never fall.
fn calibrate(again: &[Example], second: &Fit) -> [[f32; KNOTS]; 2] {
    let mut right = [[0.0_f32; KNOTS]; 2];
    let mut weight = [[0.0_f32; KNOTS]; 2];
    // Where there is little to go by, what the look says stands.
    for kind in 0..2 {
        for knot in 0..KNOTS {
            weight[kind][knot] = 4.0;
            right[kind][knot] = 4.0 * knot as f32 / (KNOTS - 1) as f32;
        }
    }
    let steps = Steps::new(&second.transitions);
    for example in again {
        let tokens: Vec<u32> = (0..example.labels.len() as u32).collect();
        let mut scores = example.base.clone();
        for (scores, features) in scores.iter_mut().zip(&example.features) {
            for feature in features {
                scores
                    .iter_mut()
                    .zip(second.weights[*feature as usize])
                    .for_each(|(s, w)| *s += w);
            }
        }
        let lattice = Lattice::new(&scores, &steps, example.starts, example.followed);
        let mut labels = Vec::new();
        lattice.best(&mut labels);
        let sums = lattice.sum();
        let truth = vote::names(&tokens, &example.labels);
        for name in vote::names(&tokens, &labels) {
            let sure = sums.run(name.0, &labels[name.0..name.1]);
            let kind = usize::from(name.2 == Kind::Group);
            let at = sure * (KNOTS - 1) as f32;
            let knot = (at as usize).min(KNOTS - 2);
            for (knot, share) in [(knot, 1.0 - (at - knot as f32)), (knot + 1, at - knot as f32)] {
                weight[kind][knot] += share * example.weight;
                right[kind][knot] += share * example.weight * f32::from(u8::from(truth.contains(&name)));
            }
        }
    }
    let mut curves = [[0.0; KNOTS]; 2];
    for kind in 0..2 {
        // Neighbours that would fall are pooled.
        let mut pools: Vec<(f32, f32, usize)> = Vec::new();
        for knot in 0..KNOTS {
            pools.push((right[kind][knot], weight[kind][knot], 1));
            while let [.., a, b] = pools.as_slice()
                && a.0 / a.1 > b.0 / b.1
            {
                let pooled = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
                pools.truncate(pools.len() - 2);
                pools.push(pooled);
            }
        }
        let values = pools.iter().flat_map(|p| std::iter::repeat_n(p.0 / p.1, p.2));
        curves[kind].iter_mut().zip(values).for_each(|(to, from)| *to = from);
    }
    curves
}

/// The names that a model finds in a text without packs: UTF-16 start and end, kind, confidence.
pub fn marks(model: &Model, document: &Document) -> Vec<(u32, u32, Kind, f64)> {
    let mut looking = Looking::default();
    while !looking.step(document, &[], model, usize::MAX) {}
    let offsets = Utf16Index::new(document.text());
    let unit = |byte| offsets.unit(document.text(), byte);
    let names = looking.finish();
    let mark = |g: &Guess| {
        let span = document.span_of(&g.tokens);
        (unit(span.start), unit(span.end), g.kind, g.confidence)
    };
    names.iter().map(mark).collect()
}
