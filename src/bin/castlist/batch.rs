//! Batch: one line in, one line out, in order, on all cores.

use std::collections::BTreeMap;
use std::io::{BufRead, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use castlist::Annotator;
use castlist::annotation::Annotation;
use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;
use crate::input::{self, Refusal};

/// Lines in flight for each thread: enough that one slow article does not
/// leave the others idle, few enough that memory stays that of a few articles.
const AHEAD: usize = 16;

/// A line with its place in the order.
type Numbered = (u64, Vec<u8>);

/// An output line with its place, and whether its input was refused.
type Answer = (u64, Vec<u8>, bool);

#[derive(Serialize)]
struct Annotated<'a> {
    id: &'a Value,
    #[serde(flatten)]
    annotation: &'a Annotation,
}

#[derive(Serialize)]
struct Refused<'a> {
    id: &'a Value,
    error: &'a str,
}

/// Annotates every line of the file. Refused lines answer in their place and
/// are counted in the failure at the end.
pub fn run(annotator: &Annotator, path: &Path, out: impl Write + Send) -> Result<(), Failure> {
    let mut input = input::open(path)?;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    // A permit for each line that was read and not yet written.
    let (take, give) = sync_channel::<()>(threads * AHEAD);
    let (send, lines) = channel::<Numbered>();
    let (answer, answers) = channel::<Answer>();
    let lines = Mutex::new(lines);
    let lines = &lines;
    thread::scope(|scope| {
        for _ in 0..threads {
            let answer = answer.clone();
            scope.spawn(move || work(annotator, lines, &answer));
        }
        drop(answer);
        let writer = scope.spawn(move || write(&answers, &give, out));
        let read = read(&mut input, &take, &send).map_err(|error| Failure::file(path, error));
        drop(send);
        let written = writer
            .join()
            .unwrap_or_else(|_| Err(Failure::Stopped("the writer broke off".into())));
        let refused = written?;
        read?;
        match refused {
            0 => Ok(()),
            1 => Err(Failure::Refused(
                "one line was refused; its place in the output says why".into(),
            )),
            _ => Err(Failure::Refused(format!(
                "{refused} lines were refused; their places in the output say why"
            ))),
        }
    })
}

/// Hands out lines until the input ends or nobody writes any more.
fn read(input: &mut dyn BufRead, take: &SyncSender<()>, send: &Sender<Numbered>) -> std::io::Result<()> {
    for number in 0.. {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if number == 0 && line.starts_with("\u{feff}".as_bytes()) {
            line.drain(..3);
        }
        if take.send(()).is_err() || send.send((number, line)).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(annotator: &Annotator, lines: &Mutex<Receiver<Numbered>>, answer: &Sender<Answer>) {
    loop {
        let next = lines.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, line)) = next else { return };
        // The core does not panic on any input we know of; if one is found,
        // it costs its own line and not the rest of the batch.
        let result = catch_unwind(AssertUnwindSafe(|| annotate(annotator, &line)));
        let (bytes, refused) = result.unwrap_or_else(|_| {
            let why = "Castlist broke on this text, which is a fault of Castlist";
            let id = input::request(&line).map_or(Value::Null, |request| request.id);
            (json(&Refused { id: &id, error: why }), true)
        });
        if answer.send((number, bytes, refused)).is_err() {
            return;
        }
    }
}

/// The output line, and whether it is a refusal.
fn annotate(annotator: &Annotator, line: &[u8]) -> (Vec<u8>, bool) {
    match input::request(line) {
        Ok(request) => {
            let annotation = annotator.annotate(&request.text, &request.options);
            (
                json(&Annotated {
                    id: &request.id,
                    annotation: &annotation,
                }),
                false,
            )
        }
        Err(Refusal { id, why }) => (json(&Refused { id: &id, error: &why }), true),
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_else(|error| {
        let error = error.to_string();
        serde_json::json!({ "id": null, "error": error })
            .to_string()
            .into_bytes()
    });
    bytes.push(b'\n');
    bytes
}

/// Writes answers in order; returns how many were refusals.
fn write(answers: &Receiver<Answer>, give: &Receiver<()>, out: impl Write) -> Result<u64, Failure> {
    let mut out = BufWriter::new(out);
    let mut waiting = BTreeMap::new();
    let (mut next, mut refusals) = (0, 0);
    for (number, bytes, refused) in answers {
        waiting.insert(number, (bytes, refused));
        let mut wrote = false;
        while let Some((bytes, refused)) = waiting.remove(&next) {
            out.write_all(&bytes).map_err(|error| Failure::output(&error))?;
            refusals += u64::from(refused);
            next += 1;
            wrote = true;
            // The line's permit goes back; nothing blocks, for it was taken before.
            let _ = give.recv();
        }
        if wrote && waiting.is_empty() {
            out.flush().map_err(|error| Failure::output(&error))?;
        }
    }
    out.flush().map_err(|error| Failure::output(&error))?;
    Ok(refusals)
}
