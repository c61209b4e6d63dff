//! `castlist annotate`.

use std::io;

use castlist::annotation::Annotation;
use castlist::pack::Pack;
use castlist::{Annotator, Model, Options, export};

use crate::failure::Failure;
use crate::{Annotate, Format, batch, input, output, packs, train};

pub fn annotate(arguments: &Annotate) -> Result<(), Failure> {
    let wrong = |what: &str| Err(Failure::Stopped(what.into()));
    if arguments.format == Format::Jsonl {
        if arguments.html {
            return wrong("--html reads one page; a batch takes plain text in its lines");
        }
        if arguments.date.is_some() {
            return wrong("in a batch each line brings its own \"date\"");
        }
        return batch::run(&annotator(arguments)?, &arguments.file, io::stdout());
    }
    let mut text = input::read(&arguments.file)?;
    if arguments.html {
        text = export::text_of_html(&text);
    }
    let options = Options {
        date: arguments.date.clone(),
        sure: arguments.sure,
        ..Options::default()
    };
    let annotation = annotator(arguments)?.annotate(&text, &options);
    let mut printed = print(arguments.format, &text, &annotation)?;
    if !printed.ends_with('\n') {
        printed.push('\n');
    }
    output::print(&printed)
}

fn annotator(arguments: &Annotate) -> Result<Annotator, Failure> {
    let mut packs = Vec::new();
    if !arguments.no_pack {
        packs.push(Pack::starter());
    }
    for path in &arguments.packs {
        packs.extend(packs::open(path)?);
    }
    let model = match (&arguments.model, arguments.no_model) {
        (Some(path), _) => Some(train::open(path)?),
        (None, true) => None,
        (None, false) => Some(Model::shipped()),
    };
    Ok(Annotator::new(packs).with_model(model))
}

fn print(format: Format, text: &str, annotation: &Annotation) -> Result<String, Failure> {
    Ok(match format {
        Format::Table => export::table(text, annotation),
        Format::Html => export::html(text, annotation),
        Format::AnnotationJsonld => export::annotation_jsonld(text, annotation),
        Format::Endnotes => export::endnotes(text, annotation),
        Format::Json | Format::Jsonl => serde_json::to_string_pretty(annotation)
            .map_err(|error| Failure::Stopped(format!("the annotation can't be written: {error}")))?,
    })
}
