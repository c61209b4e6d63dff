//! The pipeline: from a text to its annotation, whole or in steps.

use crate::annotation::{self, Annotation, Entity};
use crate::facts::{self, Article, Cast};
use crate::find::{Finder, Match};
use crate::options::Options;
use crate::pack::Pack;
use crate::prelude::*;
use crate::recognise::{self, Hint, Looking, Mention, Model};
use crate::text::utf16::Utf16Index;
use crate::text::{Document, Reading};
use crate::{link, resolve};

/// Annotates texts with what its packs know and what its model finds.
#[derive(Debug, Default)]
pub struct Annotator {
    packs: Vec<Pack>,
    model: Option<Model>,
}

impl Annotator {
    /// An annotator over packs, the later ones standing over the earlier.
    ///
    /// It finds no names but theirs until it has a model.
    pub fn new(packs: Vec<Pack>) -> Annotator {
        Annotator { packs, model: None }
    }

    /// The same with a model to find the names that no pack lists, or without one.
    pub fn with_model(self, model: Option<Model>) -> Annotator {
        Annotator { model, ..self }
    }

    /// Its model.
    pub fn model(&self) -> Option<&Model> {
        self.model.as_ref()
    }

    /// Its packs.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Its packs and its model, given back.
    pub fn into_parts(self) -> (Vec<Pack>, Option<Model>) {
        (self.packs, self.model)
    }

    /// What the packs make of a text, before anything is resolved: what a recogniser learns from.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn hints(&self, document: &Document) -> Vec<Hint> {
        let mut finder = Finder::default();
        for sentence in document.sentences() {
            finder.scan(document, &self.packs, sentence.tokens.clone());
        }
        hints(&finder.finish(document), &self.packs)
    }

    /// Annotates a text. No text is an error.
    pub fn annotate(&self, text: &str, options: &Options) -> Annotation {
        let mut job = self.start(text.to_owned(), options.clone());
        while !job.step(self, usize::MAX) {}
        job.finish()
    }

    /// Prepares to annotate a text in steps.
    pub fn start(&self, text: String, options: Options) -> Job {
        Job {
            options,
            stage: Stage::Read(Reading::new(text)),
        }
    }
}

/// An annotation in the making, so that a page's main thread can stop in between.
#[derive(Debug)]
pub struct Job {
    options: Options,
    stage: Stage,
}

/// How far a job is. Each stage owns what the one before it made.
#[derive(Debug)]
enum Stage {
    Read(Reading),
    Find {
        document: Document,
        finder: Finder,
        sentence: usize,
    },
    Recognise {
        document: Document,
        matches: Vec<Match>,
        hints: Vec<Hint>,
        looking: Box<Looking>,
    },
    Resolve {
        document: Document,
        matches: Vec<Match>,
        mentions: Vec<Mention>,
    },
    Describe(Box<Describing>),
    Done(Annotation),
}

/// The last stage: one entity after the other.
#[derive(Debug)]
struct Describing {
    document: Document,
    offsets: Utf16Index,
    mentions: Vec<Mention>,
    numbers: Vec<Option<u32>>,
    cast: Vec<Cast>,
    result: Annotation,
}

impl Job {
    /// Does about `quantum` tokens of work; true when the annotation is complete. The annotator must be the
    /// one that started the job.
    pub fn step(&mut self, annotator: &Annotator, quantum: usize) -> bool {
        let packs = &annotator.packs;
        let stage = core::mem::replace(&mut self.stage, Stage::Done(Annotation::default()));
        self.stage = match stage {
            Stage::Read(mut reading) => {
                if !reading.step(quantum) {
                    Stage::Read(reading)
                } else if let Some(spans) = &self.options.spans {
                    let document = reading.finish();
                    let spans = recognise::given_spans(&document, spans);
                    let matches = Finder::exactly(&document, packs, spans.iter().map(|given| &given.tokens));
                    let mentions = recognise::given(&document, &spans, &hints(&matches, packs));
                    Stage::Resolve {
                        document,
                        matches,
                        mentions,
                    }
                } else {
                    Stage::Find {
                        document: reading.finish(),
                        finder: Finder::default(),
                        sentence: 0,
                    }
                }
            }
            Stage::Find {
                document,
                mut finder,
                sentence,
            } => {
                let next = after(&document, sentence, quantum);
                for s in &document.sentences()[sentence..next] {
                    finder.scan(&document, packs, s.tokens.clone());
                }
                if next < document.sentences().len() {
                    Stage::Find {
                        document,
                        finder,
                        sentence: next,
                    }
                } else {
                    let matches = finder.finish(&document);
                    let hints = hints(&matches, packs);
                    Stage::Recognise {
                        document,
                        matches,
                        hints,
                        looking: Box::default(),
                    }
                }
            }
            Stage::Recognise {
                document,
                matches,
                hints,
                mut looking,
            } => match &annotator.model {
                Some(model) if !looking.step(&document, &hints, model, quantum) => Stage::Recognise {
                    document,
                    matches,
                    hints,
                    looking,
                },
                _ => {
                    let mut guesses = looking.finish();
                    guesses.retain(|g| g.confidence >= self.options.sure.unwrap_or(recognise::SURE));
                    let mentions = recognise::mentions(&document, &hints, &guesses);
                    Stage::Resolve {
                        document,
                        matches,
                        mentions,
                    }
                }
            },
            Stage::Resolve {
                document,
                matches,
                mentions,
            } => {
                let chains = resolve::chains(&document, &mentions, &matches, packs);
                let chains = resolve::overrule(&document, &mentions, chains, &self.options.overrides);
                let similar = resolve::similar(&document, &mentions, &chains);
                let scene = link::Scene {
                    document: &document,
                    mentions: &mentions,
                    matches: &matches,
                    packs,
                    date: self.options.date.as_deref().and_then(|date| date.parse().ok()),
                    about: &self.options.about,
                    overrides: &self.options.overrides,
                };
                let mut outcomes = link::link(&scene, &chains);
                if self.options.spans.is_some() {
                    // Whoever gave the spans has said that they are people and groups.
                    link::speak(&mut outcomes);
                }
                let (cast, owner) = facts::cast(&mentions, chains, outcomes, &similar);
                Stage::Describe(Box::new(Describing::new(document, mentions, cast, &owner)))
            }
            Stage::Describe(mut describing) => match describing.step(packs, quantum) {
                true => Stage::Done(describing.result),
                false => Stage::Describe(describing),
            },
            done @ Stage::Done(_) => done,
        };
        matches!(self.stage, Stage::Done(_))
    }

    /// The annotation; empty where the job is not complete.
    pub fn finish(self) -> Annotation {
        match self.stage {
            Stage::Done(annotation) => annotation,
            _ => Annotation::default(),
        }
    }
}

impl Describing {
    fn new(document: Document, mentions: Vec<Mention>, cast: Vec<Cast>, owner: &[Option<u32>]) -> Describing {
        let offsets = Utf16Index::new(document.text());
        let mut numbers = Vec::with_capacity(mentions.len());
        let mut result = Annotation::default();
        for (mention, owner) in mentions.iter().zip(owner) {
            let member = owner.and_then(|o| Some((o, cast.get(o as usize)?)));
            numbers.push(member.map(|_| result.mentions.len() as u32));
            if let Some((entity, member)) = member {
                result.mentions.push(annotation::Mention {
                    start: offsets.unit(document.text(), mention.span.start),
                    end: offsets.unit(document.text(), mention.span.end),
                    text: document.slice(mention.span).to_owned(),
                    kind: member.kind,
                    entity,
                    confidence: annotation::hundredths(mention.confidence),
                    found: mention.found,
                });
            }
        }
        Describing {
            document,
            offsets,
            mentions,
            numbers,
            cast,
            result,
        }
    }

    /// Describes entities worth about `quantum` tokens of looking; true after the last one.
    fn step(&mut self, packs: &[Pack], quantum: usize) -> bool {
        /// Looking at one entity's mentions costs about as much as finding this many tokens.
        const TOKENS_AN_ENTITY: usize = 32;
        let Describing {
            document,
            offsets,
            mentions,
            numbers,
            cast,
            result,
        } = self;
        let article = Article {
            document,
            offsets,
            mentions,
            numbers,
            packs,
        };
        let done = result.entities.len();
        let count = (quantum / TOKENS_AN_ENTITY).max(1);
        let more: Vec<Entity> = cast
            .iter()
            .skip(done)
            .take(count)
            .map(|member| article.entity(cast, member))
            .collect();
        result.entities.extend(more);
        result.entities.len() == cast.len()
    }
}

/// The sentence after the ones that hold about `quantum` tokens from a sentence on.
fn after(document: &Document, sentence: usize, quantum: usize) -> usize {
    let sentences = document.sentences();
    let Some(first) = sentences.get(sentence) else {
        return sentences.len();
    };
    let until = (first.tokens.start as usize).saturating_add(quantum);
    let more = sentences[sentence..]
        .iter()
        .take_while(|s| (s.tokens.start as usize) < until)
        .count();
    sentence + more.max(1)
}

fn hints(matches: &[Match], packs: &[Pack]) -> Vec<Hint> {
    matches
        .iter()
        .map(|found| {
            let (kind, contested) = found.kind(packs);
            Hint {
                tokens: found.tokens.clone(),
                kind,
                contested,
            }
        })
        .collect()
}
