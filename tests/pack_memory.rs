//! What opening a pack allocates: next to nothing, whatever the pack says.

// Counting allocations takes an allocator of one's own, and that takes unsafe.
#![allow(unsafe_code)]

mod packs;

use castlist::pack::{Pack, format, key_hash};
use castlist::text::Phrase;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    /// Bytes that this thread asked for.
    static ASKED: Cell<usize> = const { Cell::new(0) };
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ASKED.try_with(|asked| asked.set(asked.get() + layout.size()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes that `work` asks for.
fn asked<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = ASKED.get();
    let done = work();
    (done, ASKED.get() - before)
}

#[test]
fn opening_100_000_names_allocates_nothing_to_speak_of() {
    let bytes = packs::build(&packs::generated(100_000));
    let (pack, opening) = asked(|| Pack::open(bytes).unwrap());
    assert_eq!((pack.len(), pack.names_len()), (50_000, 100_000));
    assert!(opening < 64 * 1024, "opening asked for {opening} bytes");

    // Looking things up is done on the bytes, too.
    let hashes: Vec<u32> = (0..100_000)
        .step_by(997)
        .map(|name| key_hash(Phrase::of(pack.name_at(name).text()).folded()))
        .collect();
    let (found, looking) = asked(|| {
        let names = hashes.iter().flat_map(|hash| pack.names_by_key(*hash));
        names
            .filter(|name| !pack.entity(name.entity()).display_name().is_empty())
            .count()
    });
    assert!(found >= hashes.len());
    assert_eq!(looking, 0);
}

#[test]
fn counts_that_lie_allocate_nothing() {
    let good = packs::build(packs::SMALL);
    // Every aligned place of the pack, so every count and offset there is, says four billion or nearly.
    for at in (0..good.len() - 3).step_by(4) {
        for value in [u32::MAX, 0x7FFF_FFFC] {
            let mut bad = good.clone();
            bad[at..at + 4].copy_from_slice(&value.to_le_bytes());
            // Restores the length and the checksum, which have tests of their own.
            format::seal(&mut bad);
            let (opened, opening) = asked(|| Pack::open(bad));
            assert!(opening < 4096, "at {at}: opening asked for {opening} bytes");
            let Ok(pack) = opened else { continue };
            let (_, walking) = asked(|| packs::walk(&pack, &mut |_| ()));
            assert!(walking < 4 << 20, "at {at}: walking asked for {walking} bytes");
        }
    }
}
