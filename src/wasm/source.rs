//! Packs from wherever they come, looked at before they are opened.

use super::Failure;
use crate::prelude::*;
use alloc::rc::Rc;
use js_sys::{JsString, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    fn fetch(address: &JsString) -> Promise;

    /// A promise, with the callbacks of either outcome in one call.
    type Coming;
    #[wasm_bindgen(method)]
    fn then(this: &Coming, came: &JsValue, lost: &JsValue) -> Promise;
}

/// A pack's bytes, looked at before they are opened. `source` is an address,
/// bytes, a response, or a promise of one of these; `name` is what an error
/// calls it.
#[wasm_bindgen(js_name = readPack)]
pub fn read_pack(source: &JsValue, name: String) -> Promise {
    let coming = match source.dyn_ref::<JsString>() {
        Some(address) => fetch(address),
        None => Promise::resolve(source),
    };
    let name: Rc<str> = name.into();
    settle(&coming, &Rc::clone(&name), move |came| {
        let Some(response) = came.dyn_ref::<Response>() else {
            return look(came, &name);
        };
        if !response.ok() {
            let status = response.status();
            return Err(Failure::new(
                "network",
                format!("{name}: the server answered {status}."),
            ));
        }
        let body = response.array_buffer().map_err(|error| lost(&error, &name))?;
        let of = Rc::clone(&name);
        let bytes = settle(&body, &name, move |buffer| look(Uint8Array::new(&buffer).into(), &of));
        Ok(bytes.into())
    })
}

/// What becomes of a promise: what `then` makes of its value, or a failure to
/// fetch what is called `name`.
fn settle(
    promise: &Promise,
    name: &Rc<str>,
    then: impl FnOnce(JsValue) -> Result<JsValue, Failure> + 'static,
) -> Promise {
    let name = Rc::clone(name);
    after(promise, &once(then), &once(move |error| Err(lost(&error, &name))))
}

/// A promise's outcome goes to one of two callbacks; `undefined` passes it on.
pub(super) fn after(promise: &Promise, came: &JsValue, lost: &JsValue) -> Promise {
    promise.unchecked_ref::<Coming>().then(came, lost)
}

/// A function for JavaScript to call at most once.
pub(super) fn once(work: impl FnOnce(JsValue) -> Result<JsValue, Failure> + 'static) -> JsValue {
    Closure::once_into_js(move |value: JsValue| match work(value) {
        Ok(value) => value,
        Err(failure) => Promise::reject(&failure.into()).into(),
    })
}

fn lost(error: &JsValue, name: &str) -> Failure {
    let words = match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_else(|| "no reason given".to_owned()),
    };
    Failure::new("network", format!("{name} could not be fetched: {words}."))
}

fn look(bytes: JsValue, name: &str) -> Result<JsValue, Failure> {
    let Some(array) = bytes.dyn_ref::<Uint8Array>() else {
        return Err(Failure::new(
            "options",
            format!("{name}: a pack is an address or bytes."),
        ));
    };
    let opening = array.subarray(0, array.length().min(200)).to_vec();
    match mistaken(&opening) {
        Some(what) => Err(Failure::new(
            "pack",
            format!("{name}: a pack was expected, but {what} came."),
        )),
        None => Ok(bytes),
    }
}

/// What servers send in place of a file, by its first bytes. The rest is for
/// [`Pack::open`] to tell.
fn mistaken(opening: &[u8]) -> Option<&'static str> {
    let text = opening.trim_ascii_start();
    match opening {
        [] => Some("an empty file"),
        [0x1f, 0x8b, ..] => Some("a gzip file without \"Content-Encoding: gzip\""),
        _ if text.starts_with(b"<") => Some("an HTML page (is the pack deployed there?)"),
        _ if text.starts_with(b"{\"pack\"") => Some("a pack's source (build it with `castlist pack build`)"),
        _ => None,
    }
}
