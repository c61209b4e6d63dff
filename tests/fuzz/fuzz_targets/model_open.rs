//! Any bytes as a model: opened as they are, and again with a header that is made right, so that the fuzzer gets
//! past the checksum; what opens is asked to annotate.

#![no_main]

use castlist::pack::format;
use castlist::{Annotator, Model, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut forged = data.to_vec();
    if let Some(header) = forged.first_chunk_mut::<12>() {
        header[..8].copy_from_slice(b"CASTMODL");
        header[8..].copy_from_slice(&1_u32.to_le_bytes());
    }
    format::seal(&mut forged);
    for bytes in [data.to_vec(), forged] {
        if let Ok(model) = Model::open(bytes) {
            Annotator::new(Vec::new())
                .with_model(Some(model))
                .annotate("General Talat Masood of the UN said so in Kabul.", &Options::default());
        }
    }
});
