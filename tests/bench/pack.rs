//! What packs cost: building, opening, looking up. Prints the least and the
//! middle of several runs. `cargo bench --bench pack [-- SOURCE.jsonl [OUT.castpack]]`
//! measures a pack of your own beside the generated one of 100,000 names.

#[path = "../packs/mod.rs"]
mod packs;

use castlist::pack::{self, Pack};
use castlist::text::Phrase;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    measure("starter", Pack::starter_source(), None);
    measure("generated", &packs::generated(100_000), None);
    if let Some(path) = files.first() {
        let source = std::fs::read_to_string(path).expect("the source can be read");
        measure(path, &source, files.get(1).map(String::as_str));
    }
}

fn measure(name: &str, source: &str, out: Option<&str>) {
    let bytes = packs::build(source);
    let pack = Pack::open(bytes.clone()).unwrap();
    println!("{}", pack::stats(&pack).to_string().trim_end());
    if let Some(out) = out {
        std::fs::write(out, &bytes).expect("the pack can be written");
    }
    time(name, "build", 5, 1, || packs::build(source));
    // The bytes are at hand when a browser opens a pack: cloning them is not counted.
    let bytes: &'static [u8] = bytes.leak();
    time(name, "open", 200, 1, || Pack::open(bytes).unwrap());

    let hashes: Vec<u32> = (0..pack.names_len())
        .map(|i| pack::key_hash(Phrase::of(pack.name_at(i).text()).folded()))
        .collect();
    let strangers: Vec<u32> = hashes
        .iter()
        .map(|hash| hash.wrapping_mul(0x9E37_79B1) ^ 0x5555)
        .collect();
    time(name, "look up a name", 20, hashes.len(), || {
        hashes
            .iter()
            .map(|hash| pack.names_by_key(*hash).count())
            .sum::<usize>()
    });
    time(name, "look up a stranger", 20, hashes.len(), || {
        strangers
            .iter()
            .map(|hash| pack.names_by_key(*hash).count())
            .sum::<usize>()
    });
    time(name, "does a name start so", 20, hashes.len(), || {
        strangers.iter().map(|hash| u32::from(pack.starts(*hash))).sum::<u32>()
    });
    let ids: Vec<&str> = pack.entities().map(|entity| entity.id()).collect();
    time(name, "entity by id, its names", 20, ids.len(), || {
        ids.iter()
            .filter_map(|id| pack.entity_by_id(id))
            .map(|entity| entity.names().count())
            .sum::<usize>()
    });
    let found: usize = strangers.iter().map(|hash| pack.names_by_key(*hash).count()).sum();
    println!(
        "{name}: strangers taken for candidates: {found} of {}\n",
        strangers.len()
    );
}

/// Runs `work`, which does `many` things, `rounds` times.
fn time<T>(name: &str, what: &str, rounds: usize, many: usize, work: impl Fn() -> T) {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    let each = |time: Duration| time.as_nanos() as f64 / many.max(1) as f64 / 1000.0;
    println!(
        "{name}: {what}: least {:.3} µs, middle {:.3} µs",
        each(times[0]),
        each(times[rounds / 2])
    );
}
