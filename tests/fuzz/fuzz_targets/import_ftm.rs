//! Any bytes as a document of the format `ftm`.

#![no_main]

#[path = "../import.rs"]
mod import;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    import::survive("ftm", data);
});
