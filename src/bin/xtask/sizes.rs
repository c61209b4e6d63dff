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
    let glue = minified_glue()?;
    let mut crossed = Vec::new();
    println!("{:<10}{:>10}{:>10}{:>10}  {:<20}", "", "raw", "gzip", "brotli", "limit");
    for (name, limit) in &limits {
        let files = match name.as_str() {
            "engine" => vec![dist.join("castlist.wasm"), glue.clone()],
            "embed" => reachable(&dist, "castlist.js", |_| true)?,
            "loader" => reachable(&dist, "castlist.js", is_static)?,
            "starter" => vec![dist.join("starter.castpack")],
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

/// The glue as it is shipped inside worker and page bundles.
fn minified_glue() -> Result<PathBuf> {
    let out = project::target()?.join("bindgen/castlist.min.js");
    let esbuild = project::npm_tool("esbuild");
    let mut command = Command::new(esbuild);
    command.arg(project::path("www/generated/castlist.js"));
    command
        .args(["--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", out.display()));
    process::read(&mut command)?;
    Ok(out)
}

/// A file and all files of the same folder that it or they name and `follow`
/// lets through, in a bundler's output: `"./name.js"`, `"./name.css"`.
fn reachable(folder: &Path, first: &str, follow: fn(before: &str) -> bool) -> Result<Vec<PathBuf>> {
    let mut names = vec![first.to_string()];
    let mut next = 0;
    while let Some(name) = names.get(next) {
        next += 1;
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for (at, _) in text.match_indices("./") {
            let rest = &text[at + 2..];
            let Some(end) = rest.find(['"', '\'', '`']) else {
                continue;
            };
            let (named, before) = (&rest[..end], &text[..at]);
            let code = named.ends_with(".js") || named.ends_with(".css");
            let known = names.iter().any(|name| name == named);
            if code && !known && before.ends_with(['"', '\'', '`']) && follow(before) && folder.join(named).is_file() {
                names.push(named.to_string());
            }
        }
    }
    Ok(names.iter().map(|name| folder.join(name)).collect())
}

/// Whether the path that follows stands in `import … from "` or `import "`,
/// which the browser fetches before it runs anything.
fn is_static(before: &str) -> bool {
    let before = before.trim_end_matches(['"', '\'', '`']).trim_end();
    before.ends_with("from") || before.ends_with("import")
}

#[cfg(test)]
mod tests {
    use super::is_static;

    #[test]
    fn only_static_imports_delay_the_first_line() {
        assert!(is_static("import{a as b}from\""));
        assert!(is_static("import\""));
        assert!(!is_static("import(\""));
        assert!(!is_static("new Worker(new URL(\""));
    }
}
