//! Castlist's own format, which [`source::read`] reads.

use super::{About, Format, Source, source};
use crate::pack::source::Parsed;

pub(super) const FORMAT: Format = Format {
    name: "castlist",
    about: "Castlist's own JSON Lines, one entity a line",
    latin1: false,
    read,
};

fn read(sources: &[Source<'_>], about: &About) -> Parsed {
    let mut all = Parsed::default();
    for source in sources {
        let parsed = source::read(source.name, source.text);
        all.headers.extend(parsed.headers);
        all.entries.extend(parsed.entries);
        all.problems.extend(parsed.problems);
    }
    // What is given stands over what the lines say.
    let given = &about.header;
    for header in &mut all.headers {
        for (field, over) in [
            (&mut header.name, &given.name),
            (&mut header.version, &given.version),
            (&mut header.licence, &given.licence),
            (&mut header.publisher, &given.publisher),
        ] {
            if !over.is_empty() {
                field.clone_from(over);
            }
        }
        header.built = given.built.or(header.built);
    }
    if all.headers.is_empty() && !given.name.is_empty() {
        all.headers.push(given.clone());
    }
    all
}
