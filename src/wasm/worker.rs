//! A dedicated worker: it loads its packs and then answers requests, one at a
//! time. www/src/engine/protocol.ts has the messages.

use super::source::obtain;
use super::{Engine, Failure, PackInfo, out};
use js_sys::{Array, Date, Reflect, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Tokens between two looks at the clock: some milliseconds.
const QUANTUM: usize = 20_000;

/// Milliseconds between two signs of life while at work.
const PROGRESS: f64 = 1_000.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = self)]
    static SCOPE: DedicatedWorkerGlobalScope;
}

/// Makes this dedicated worker answer requests to annotate. Loads the packs
/// first and answers request `id`, the page's `start`, when they are there, or
/// with what is wrong.
#[wasm_bindgen]
pub fn serve(id: u32, packs: Array, names: Array) {
    spawn_local(async move {
        match load(packs, names).await {
            Ok((engine, packs)) => {
                listen(engine);
                post(&Reply::Ready { id, packs });
            }
            Err(failure) => post(&Reply::Error {
                id,
                failure: out(&failure),
            }),
        }
    });
}

async fn load(packs: Array, names: Array) -> Result<(Engine, Vec<PackInfo>), Failure> {
    let (mut engine, mut infos) = (Engine::new(), Vec::new());
    for (pack, name) in packs.iter().zip(names.iter()) {
        let name = name.as_string().unwrap_or_default();
        let bytes = obtain(pack, &name).await?;
        let added = engine.add(bytes.to_vec());
        infos.push(added.map_err(|error| Failure::new("pack", format!("{name}: {error}")))?);
    }
    Ok((engine, infos))
}

fn listen(mut engine: Engine) {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| answer(&mut engine, event.data()));
    SCOPE.with(|scope| scope.set_onmessage(Some(heard.as_ref().unchecked_ref())));
    // For as long as the worker lives.
    heard.forget();
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Reply {
    Ready {
        id: u32,
        packs: Vec<PackInfo>,
    },
    Annotation {
        id: u32,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        mentions: Uint32Array,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        entities: JsValue,
    },
    Progress {
        id: u32,
    },
    Error {
        id: u32,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        failure: JsValue,
    },
}

fn answer(engine: &mut Engine, data: JsValue) {
    let part = |name| Reflect::get(&data, &JsValue::from_str(name)).unwrap_or_default();
    // Without these two it is nobody's request.
    let (Some(id), Some(text)) = (part("id").as_f64(), part("text").as_string()) else {
        return;
    };
    let (id, options) = (id as u32, part("options"));
    let mut job = match engine.start(text, options) {
        Ok(job) => job,
        Err(failure) => return post(&Reply::Error { id, failure }),
    };
    let mut told = Date::now();
    while !job.step(QUANTUM) {
        if Date::now() - told >= PROGRESS {
            told = Date::now();
            post(&Reply::Progress { id });
        }
    }
    post(&Reply::Annotation {
        id,
        mentions: job.mentions(),
        entities: job.entities(),
    });
}

/// Sends a reply; the array of mentions is moved, not copied. Sending fails
/// only where the page is gone, and then there is nobody to tell.
fn post(reply: &Reply) {
    let moved = match reply {
        Reply::Annotation { mentions, .. } => Array::of1(&mentions.buffer()),
        _ => Array::new(),
    };
    let _ = SCOPE.with(|scope| scope.post_message_with_transfer(&out(reply), &moved));
}
