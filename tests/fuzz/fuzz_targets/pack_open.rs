//! Any bytes as a pack: opened as they are, and again with a header that is made
//! right, so that the fuzzer gets past the checksum.

#![no_main]

#[path = "../../packs/mod.rs"]
mod packs;

use castlist::pack::{self, Pack, format};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut forged = data.to_vec();
    if let Some(header) = forged.first_chunk_mut::<32>() {
        header[..8].copy_from_slice(&format::MAGIC);
        header[8..12].copy_from_slice(&format::VERSION.to_le_bytes());
        header[28..].copy_from_slice(&format::FOLDING.to_le_bytes());
    }
    format::seal(&mut forged);
    for bytes in [data.to_vec(), forged] {
        if let Ok(pack) = Pack::open(bytes) {
            packs::walk(&pack, &mut |_| ());
            pack::dump(&pack);
            pack::stats(&pack);
        }
    }
});
