//! Packs from wherever they come, looked at before they are opened.

use super::Failure;
use js_sys::{JsString, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    fn fetch(address: &JsString) -> Promise;
}

/// A pack's bytes, looked at before they are opened. `source` is an address,
/// bytes, a response, or a promise of one of these; `name` is what an error
/// calls it.
#[wasm_bindgen(js_name = readPack)]
pub async fn read_pack(source: JsValue, name: String) -> Result<Uint8Array, JsValue> {
    Ok(obtain(source, &name).await?)
}

pub(super) async fn obtain(source: JsValue, name: &str) -> Result<Uint8Array, Failure> {
    let lost = |error: JsValue| Failure::new("network", format!("{name} could not be fetched: {}.", words(&error)));
    let coming = match source.dyn_ref::<JsString>() {
        Some(address) => fetch(address),
        None => Promise::resolve(&source),
    };
    let came = JsFuture::from(coming).await.map_err(lost)?;
    let bytes = match came.dyn_into::<Response>() {
        Ok(response) if !response.ok() => {
            return Err(Failure::new(
                "network",
                format!("{name}: the server answered {}.", response.status()),
            ));
        }
        Ok(response) => {
            let buffer = JsFuture::from(response.array_buffer().map_err(lost)?)
                .await
                .map_err(lost)?;
            Uint8Array::new(&buffer)
        }
        Err(bytes) => bytes
            .dyn_into()
            .map_err(|_| Failure::new("options", format!("{name}: a pack is an address or bytes.")))?,
    };
    let opening = bytes.subarray(0, bytes.length().min(200)).to_vec();
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

/// An error's own words.
fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_else(|| "no reason given".to_owned()),
    }
}
