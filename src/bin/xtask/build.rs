//! Fills `www/dist`.

use std::fs;
use std::path::Path;

use castlist::pack;

use crate::{Result, engine, install, process, project, sizes};

/// Everything that ships, within its limits.
pub fn build() -> Result<()> {
    make()?;
    sizes::check()
}

/// Everything that ships, in the order it depends on each other.
pub fn make() -> Result<()> {
    install::target()?;
    install::packages()?;
    fs::create_dir_all(project::dist())?;
    stamp(&project::path("www/package.json"))?;
    pack_file("src/pack/starter.jsonl", "starter.castpack")?;
    pack_file("www/demo/story.jsonl", "demo/story.castpack")?;
    let model = fs::read(project::path("src/recognise/news.castmodel"))?;
    engine::write_if_changed(&project::dist().join("news.castmodel"), &model)?;
    engine::build()?;
    process::run(project::npm().args(["run", "--silent", "build"]))
}

/// A knowledge pack as a file of `dist`, from its source.
fn pack_file(name: &str, out: &str) -> Result<()> {
    let source = fs::read_to_string(project::path(name))?;
    let problems = |problems: Vec<pack::Problem>| problems.iter().map(|problem| format!("\n  {problem}")).collect();
    let bytes = pack::build(&[(name, &source)])
        .map_err(problems)
        .map_err(|problems: String| format!("{name} can't be built:{problems}"))?;
    let out = project::dist().join(out);
    out.parent().map_or(Ok(()), fs::create_dir_all)?;
    engine::write_if_changed(&out, &bytes)
}

/// Writes the crate's version into a JSON file's `"version"`, and nothing else.
fn stamp(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let stamped = stamped(&text).ok_or_else(|| format!("{} has no \"version\"", file.display()))?;
    engine::write_if_changed(file, stamped.as_bytes())
}

fn stamped(json: &str) -> Option<String> {
    let key = json.find("\"version\"")? + "\"version\"".len();
    let open = key + json[key..].find('"')? + 1;
    let close = open + json[open..].find('"')?;
    Some(format!("{}{}{}", &json[..open], project::VERSION, &json[close..]))
}

#[cfg(test)]
mod tests {
    use super::stamped;

    #[test]
    fn the_version_is_all_that_changes() {
        let json = "{\n  \"name\": \"x\",\n  \"version\": \"0.0.0\",\n  \"main\": \"y\"\n}\n";
        let expected = json.replace("0.0.0", env!("CARGO_PKG_VERSION"));
        assert_eq!(stamped(json), Some(expected));
        assert_eq!(stamped("{}"), None);
    }
}
