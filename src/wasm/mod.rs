//! The JavaScript boundary: text in, one flat array of mentions out, the rest
//! as objects. The only room that names the bindings.
//!
//! Nothing here panics on what JavaScript may give. An error crosses as an
//! object `{ code, message }`, whose `message` is one sentence for a person.
//! Two hosts use it: a thread that drives an [`Engine`] itself (the page, an
//! extension's background, Node), and a dedicated worker, which serves.

mod options;
mod source;
mod worker;

use crate::annotation::{Found, Kind};
use crate::pack::{Pack, PackError, shard};
use crate::prelude::*;
use crate::recognise::Model;
use crate::text::Document;
use crate::{Annotation, Annotator};
use alloc::rc::Rc;
use js_sys::Uint32Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Performance;

/// A tenth of the size of the standard library's.
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The last annotation on the host's performance timeline: a measure of this name.
const MARK: &str = "castlist:annotate";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = performance)]
    static PERFORMANCE: Option<Performance>;
}

/// A value as JavaScript has it, the same as the command's JSON: nothing is `undefined`.
fn out(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// An error as it crosses.
#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
}

impl Failure {
    fn new(code: &'static str, message: impl Into<String>) -> Failure {
        Failure {
            code,
            message: message.into(),
        }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        out(&failure)
    }
}

/// What is told of a pack that was added.
#[derive(Serialize)]
struct PackInfo {
    name: String,
    entries: u32,
}

/// The annotator and its packs.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    packs: Vec<Pack>,
    model: Option<Model>,
    /// Made when it is first asked, from all packs at once. Jobs share it.
    annotator: Option<Rc<Annotator>>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without packs and model: it finds nobody until it is given some.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Engine {
        Engine::default()
    }

    /// Adds a pack for the texts that follow. Gives `{ name, entries }`. As a `shard`,
    /// one that [`wanted`](Engine::wanted) named: whatever else came in its place is refused.
    #[wasm_bindgen(js_name = addPack)]
    pub fn add_pack(&mut self, bytes: Vec<u8>, shard: bool) -> Result<JsValue, JsValue> {
        Ok(out(&self
            .add(bytes, shard)
            .map_err(|error| Failure::new("pack", error.to_string()))?))
    }

    /// The shards that a text wants and that are not there yet, two numbers each: the
    /// upper and the lower half of what names its file, `<16 hexadecimal digits>.castpack`,
    /// beside the index of its pack. Empty unless a pack is in shards.
    pub fn wanted(&mut self, text: String) -> Uint32Array {
        let wanted = shard::wanted(self.annotator().packs(), &Document::new(&text));
        let halves: Vec<u32> = wanted
            .iter()
            .flat_map(|sum| [(sum >> 32) as u32, *sum as u32])
            .collect();
        Uint32Array::from(halves.as_slice())
    }

    /// Takes a model, which finds the names that no pack lists in the texts that follow.
    #[wasm_bindgen(js_name = setModel)]
    pub fn set_model(&mut self, bytes: Vec<u8>) -> Result<(), JsValue> {
        Ok(self.learn(bytes)?)
    }

    /// Starts to annotate. `options` may be `undefined` or `{ date, spans, sure }`.
    pub fn start(&mut self, text: String, options: JsValue) -> Result<Job, JsValue> {
        let options = options::read(&options)?;
        mark(|performance| performance.mark(MARK));
        let annotator = self.annotator();
        let job = Some(annotator.start(text, options));
        Ok(Job {
            annotator,
            job,
            annotation: Annotation::default(),
        })
    }

    /// [`start`](Engine::start), and all the work at once.
    pub fn annotate(&mut self, text: String, options: JsValue) -> Result<Job, JsValue> {
        let mut job = self.start(text, options)?;
        while !job.step(usize::MAX) {}
        Ok(job)
    }

    fn learn(&mut self, bytes: Vec<u8>) -> Result<(), Failure> {
        let model = Model::open(bytes)
            .map_err(|error| Failure::new("model", format!("The model can't be used: {}.", error.message())))?;
        self.reopen();
        self.model = Some(model);
        Ok(())
    }

    fn add(&mut self, bytes: Vec<u8>, shard: bool) -> Result<PackInfo, PackError> {
        let pack = Pack::open(bytes)?;
        let info = PackInfo {
            name: pack.name().to_owned(),
            entries: pack.len(),
        };
        self.reopen();
        if shard {
            shard::add(&mut self.packs, pack)?;
        } else {
            self.packs.push(pack);
        }
        Ok(info)
    }

    /// Takes back what the annotator was made of, so that the next one is made of more.
    fn reopen(&mut self) {
        if let Some(annotator) = self.annotator.take() {
            // Copied only where a job still reads them.
            (self.packs, self.model) = Rc::try_unwrap(annotator).map_or_else(
                |shared| (shared.packs().to_vec(), shared.model().cloned()),
                Annotator::into_parts,
            );
        }
    }

    fn annotator(&mut self) -> Rc<Annotator> {
        let (packs, model) = (&mut self.packs, &mut self.model);
        Rc::clone(
            self.annotator
                .get_or_insert_with(|| Rc::new(Annotator::new(core::mem::take(packs)).with_model(model.take()))),
        )
    }
}

/// One text on its way through the engine.
#[wasm_bindgen]
pub struct Job {
    annotator: Rc<Annotator>,
    job: Option<crate::Job>,
    annotation: Annotation,
}

#[wasm_bindgen]
impl Job {
    /// Does about `quantum` tokens of work. True when nothing is left to do.
    pub fn step(&mut self, quantum: usize) -> bool {
        let done = self.job.as_mut().is_none_or(|job| job.step(&self.annotator, quantum));
        if done && let Some(job) = self.job.take() {
            self.annotation = job.finish();
            mark(|performance| {
                performance.clear_measures_with_measure_name(MARK);
                performance.measure_with_start_mark(MARK, MARK)?;
                performance.clear_marks_with_mark_name(MARK);
                Ok(())
            });
        }
        done
    }

    /// Six numbers a mention: start, end, kind (0 person, 1 group), entity,
    /// confidence in thousandths, finder (0 pack, 1 recogniser, 2 document).
    /// Empty until [`step`](Job::step) has been true.
    pub fn mentions(&self) -> Uint32Array {
        let flat: Vec<u32> = self
            .annotation
            .mentions
            .iter()
            .flat_map(|mention| {
                let kind = match mention.kind {
                    Kind::Person => 0,
                    Kind::Group => 1,
                };
                let found = match mention.found {
                    Found::Pack => 0,
                    Found::Recogniser => 1,
                    Found::Document => 2,
                };
                let confidence = (mention.confidence * 1000.0 + 0.5) as u32;
                [mention.start, mention.end, kind, mention.entity, confidence, found]
            })
            .collect();
        Uint32Array::from(flat.as_slice())
    }

    /// The entities, as the published JSON has them.
    pub fn entities(&self) -> JsValue {
        out(&self.annotation.entities)
    }
}

/// Speaks to the host's timeline, where there is one. What it can't take is no
/// reason to fail.
fn mark(tell: impl FnOnce(&Performance) -> Result<(), JsValue>) {
    PERFORMANCE.with(|performance| performance.as_ref().map(tell));
}
