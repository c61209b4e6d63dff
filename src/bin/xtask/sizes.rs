//! What travels to a reader, held against `tests/limits.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::{Result, process, project};

/// One entry of `tests/limits.json`. Bytes; a KB there is 1,000 of them.
#[derive(Deserialize)]
struct Limit {
    what: String,
    gzip: Option<u64>,
    brotli: Option<u64>,
}

/// Bytes of one or more files, each compressed on its own, as a server does.
#[derive(Clone, Copy, Default, Deserialize)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Node's zlib, because it is here anyway and is what servers use.
const MEASURE: &str = "
import { readFileSync } from 'node:fs';
import { gzipSync, brotliCompressSync, constants } from 'node:zlib';
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
console.log(JSON.stringify(process.argv.slice(1).map((file) => {
  const bytes = readFileSync(file);
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, best).length };
})));
";

/// Prints the table and fails where a limit is crossed or a file is missing.
pub fn check() -> Result<()> {
    let limits: BTreeMap<String, Limit> = serde_json::from_slice(&fs::read(project::path("tests/limits.json"))?)?;
    let dist = project::dist();
    let mut crossed = Vec::new();
    println!("{:<10}{:>10}{:>10}{:>10}  {:<20}", "", "raw", "gzip", "brotli", "limit");
    for (name, limit) in &limits {
        let files = match name.as_str() {
            // The glue is inside the worker, as shipped.
            "engine" => vec![dist.join("castlist.wasm"), dist.join("worker.js")],
            "embed" => embed(&dist)?,
            "loader" => at_once(&dist, vec!["castlist.js".into()])?,
            "starter" => vec![dist.join("starter.castpack")],
            "model" => vec![dist.join("news.castmodel")],
            _ => {
                return Err(format!("tests/limits.json limits `{name}`, which is nothing this tool measures").into());
            }
        };
        let size = measure(&files)?;
        let (unit, bytes, most) = match (limit.gzip, limit.brotli) {
            (Some(most), None) => ("gzip", size.gzip, most),
            (None, Some(most)) => ("brotli", size.brotli, most),
            _ => {
                return Err(format!("tests/limits.json: `{name}` needs either `gzip` or `brotli`").into());
            }
        };
        let Size { raw, gzip, brotli } = size;
        println!(
            "{name:<10}{raw:>10}{gzip:>10}{brotli:>10}  {most} {unit}: {}",
            limit.what
        );
        if bytes > most {
            crossed.push(format!("{name} is {bytes} bytes {unit} and may be {most}"));
        }
    }
    if crossed.is_empty() {
        Ok(())
    } else {
        Err(crossed.join("; ").into())
    }
}

fn measure(files: &[PathBuf]) -> Result<Size> {
    if let Some(missing) = files.iter().find(|file| !file.is_file()) {
        return Err(format!("the build left no {}", missing.display()).into());
    }
    let json = process::read(
        Command::new("node")
            .args(["--input-type=module", "-e", MEASURE, "--"])
            .args(files),
    )?;
    let sizes: Vec<Size> = serde_json::from_str(&json)?;
    Ok(sizes.iter().fold(Size::default(), |sum, size| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
    }))
}

/// What the page itself loads: the loader, what the loader asks for, and the
/// style sheet. The worker is the engine's; where a page's policy allows no
/// worker, its content comes as a part of the page instead.
fn embed(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut names = vec!["castlist.css".to_string(), "castlist.js".to_string()];
    for file in at_once(folder, vec!["castlist.js".into()])? {
        names.extend(named(&file, |before| !is_static(before))?);
    }
    names.sort();
    names.dedup();
    at_once(folder, names)
}

/// Files of a folder and what they import, which a browser fetches before it
/// runs them.
fn at_once(folder: &Path, mut names: Vec<String>) -> Result<Vec<PathBuf>> {
    let mut next = 0;
    while let Some(name) = names.get(next) {
        next += 1;
        for more in named(&folder.join(name), is_static)? {
            if !names.contains(&more) {
                names.push(more);
            }
        }
    }
    Ok(names.iter().map(|name| folder.join(name)).collect())
}

/// Modules that a bundler's output names as `"./name.js"`, where what stands
/// before the name is as wanted.
fn named(path: &Path, wanted: fn(before: &str) -> bool) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut names = Vec::new();
    for (at, _) in text.match_indices("./") {
        let (before, rest) = (&text[..at], &text[at + 2..]);
        let Some(end) = rest.find(['"', '\'', '`']) else {
            continue;
        };
        let is_import = before.ends_with(['"', '\'', '`']) && (is_static(before) || is_dynamic(before));
        if rest[..end].ends_with(".js") && is_import && wanted(before) {
            names.push(rest[..end].to_string());
        }
    }
    Ok(names)
}

/// Whether the path that follows stands in `import … from "` or `import "`.
fn is_static(before: &str) -> bool {
    let before = before.trim_end_matches(['"', '\'', '`']).trim_end();
    before.ends_with("from") || before.ends_with("import")
}

/// Whether the path that follows stands in `import("`.
fn is_dynamic(before: &str) -> bool {
    before
        .trim_end_matches(['"', '\'', '`'])
        .trim_end()
        .ends_with("import(")
}

#[cfg(test)]
mod tests {
    use super::{is_dynamic, is_static};

    #[test]
    fn only_static_imports_delay_the_first_line() {
        assert!(is_static("import{a as b}from\""));
        assert!(is_static("import\""));
        assert!(!is_static("import(\"") && is_dynamic("import(\""));
        assert!(!is_static("new Worker(new URL(\"") && !is_dynamic("new URL(\""));
    }
}
