//! A dedicated worker: it loads its packs and then answers requests, one at a
//! time. www/src/engine/protocol.ts has the messages.

use super::source::{after, once, read_pack};
use super::{Engine, Failure, PackInfo, out};
use crate::prelude::*;
use js_sys::{Array, Date, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
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
    let names: Vec<String> = names.iter().map(|name| name.as_string().unwrap_or_default()).collect();
    let coming: Array = packs
        .iter()
        .zip(&names)
        .map(|(pack, name)| read_pack(&pack, name.clone()))
        .collect();
    let ready = once(move |packs| {
        let (engine, infos) = load(&Array::from(&packs), &names)?;
        listen(engine);
        post("ready", id, &[("packs", out(&infos))], &Array::new());
        Ok(JsValue::UNDEFINED)
    });
    let failed = once(move |failure| {
        post("error", id, &[("failure", failure)], &Array::new());
        Ok(JsValue::UNDEFINED)
    });
    let all = after(&Promise::all(&coming), &ready, &JsValue::UNDEFINED);
    let _ = after(&all, &JsValue::UNDEFINED, &failed);
}

fn load(packs: &Array, names: &[String]) -> Result<(Engine, Vec<PackInfo>), Failure> {
    let (mut engine, mut infos) = (Engine::new(), Vec::new());
    for (bytes, name) in packs.iter().zip(names) {
        let added = engine.add(bytes.unchecked_into::<Uint8Array>().to_vec(), false);
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

fn answer(engine: &mut Engine, data: JsValue) {
    let part = |name| Reflect::get(&data, &JsValue::from_str(name)).unwrap_or_default();
    let nothing = Array::new();
    let Some(id) = part("id").as_f64() else { return };
    let id = id as u32;
    if let Some(model) = part("model").dyn_ref::<Uint8Array>() {
        return match engine.learn(model.to_vec()) {
            Ok(()) => post("ready", id, &[("packs", nothing.clone().into())], &nothing),
            Err(failure) => post("error", id, &[("failure", failure.into())], &nothing),
        };
    }
    // Without a text it is nobody's request.
    let (Some(text), options) = (part("text").as_string(), part("options")) else {
        return;
    };
    let mut job = match engine.start(text, options) {
        Ok(job) => job,
        Err(failure) => return post("error", id, &[("failure", failure)], &nothing),
    };
    let mut told = Date::now();
    while !job.step(QUANTUM) {
        if Date::now() - told >= PROGRESS {
            told = Date::now();
            post("progress", id, &[], &nothing);
        }
    }
    let mentions = job.mentions();
    // The array is moved, not copied.
    let moved = Array::of1(&mentions.buffer());
    let parts = [("mentions", mentions.into()), ("entities", job.entities())];
    post("annotation", id, &parts, &moved);
}

/// Sends a reply. That fails only where the page is gone, and then there is
/// nobody to tell.
fn post(kind: &str, id: u32, parts: &[(&str, JsValue)], moved: &Array) {
    let reply = Object::new();
    let set = |name: &str, value: &JsValue| drop(Reflect::set(&reply, &JsValue::from_str(name), value));
    set("type", &JsValue::from_str(kind));
    set("id", &JsValue::from(id));
    for (name, value) in parts {
        set(name, value);
    }
    let _ = SCOPE.with(|scope| scope.post_message_with_transfer(&reply, moved));
}
