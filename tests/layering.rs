//! Holds the architecture: who may name whom, and how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of `src/`, lowest first. Rooms of one row don't know each other;
/// a room may name those of the rows before its own.
const ROWS: [&[&str]; 11] = [
    &["prelude"],
    &["annotation", "numbering"],
    &["options"],
    &["text"],
    &["names"],
    &["pack"],
    &["find", "recognise"],
    &["resolve"],
    &["link"],
    &["facts"],
    &["annotate", "export"],
];

/// What stands above all rooms and may name any of them.
const ABOVE: [&str; 3] = ["lib", "bin", "wasm"];

/// What only `src/wasm.rs` may name.
const BINDINGS: [&str; 3] = ["wasm_bindgen", "js_sys", "web_sys"];

/// The rooms of `www/src/`. They know each other through types alone.
const WEB_ROOMS: [&str; 6] = ["engine", "page", "paint", "card", "panel", "settings"];

/// What ties the web rooms together; no room may name these but as types.
const WEB_TIES: [&str; 8] = [
    "index",
    "define",
    "castlist",
    "attributes",
    "element",
    "mount",
    "reader",
    "view",
];

const LONGEST: usize = 600;

#[test]
fn lower_rooms_never_name_higher_ones() {
    let mut wrong = Vec::new();
    for file in files("src", &["rs"]) {
        let room = room_of(&file, "src");
        let row = ROWS.iter().position(|row| row.contains(&room.as_str()));
        assert!(
            row.is_some() || ABOVE.contains(&room.as_str()),
            "{}: the room `{room}` has no row",
            file.display()
        );
        let Some(row) = row else { continue };
        let code = without_comments(&read(&file));
        for named in rooms_named(&code, depth(&file)) {
            let capital = named.starts_with(char::is_uppercase);
            let lower = ROWS[..row].iter().any(|row| row.contains(&named.as_str()));
            let known = ROWS.concat().contains(&named.as_str()) || ABOVE.contains(&named.as_str());
            if capital || (known && named != room && !lower) {
                wrong.push(format!("{} names crate::{named}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_boundary_names_the_bindings() {
    for file in files("src", &["rs"]) {
        if matches!(room_of(&file, "src").as_str(), "wasm" | "bin") {
            continue;
        }
        let code = without_comments(&read(&file));
        for binding in BINDINGS {
            assert!(!names(&code, binding), "{} names {binding}", file.display());
        }
    }
}

#[test]
fn web_rooms_know_each_other_through_types_alone() {
    let mut wrong = Vec::new();
    for file in files("www/src", &["ts"]) {
        let room = room_of(&file, "www/src");
        if !WEB_ROOMS.contains(&room.as_str()) || file.to_string_lossy().ends_with(".test.ts") {
            continue;
        }
        for (statement, from) in imports(&without_comments(&read(&file))) {
            let typed = statement.starts_with("import type ") || statement.starts_with("export type ");
            let Some(other) = web_target(&file, &from) else {
                continue;
            };
            let tied = WEB_ROOMS.contains(&other.as_str()) || WEB_TIES.contains(&other.as_str());
            if !typed && tied && other != room {
                wrong.push(format!("{} imports {from} as more than types", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut code = files("src", &["rs"]);
    code.extend(files("tests", &["rs", "mjs", "ts", "js"]));
    code.extend(files("www/src", &["ts", "css"]));
    code.extend(files("www/extension", &["ts", "mjs", "js", "css", "html"]));
    code.extend(files("www/demo", &["ts", "mjs", "js", "css"]));
    for file in code {
        let lines = read(&file).lines().count();
        assert!(
            lines <= LONGEST,
            "{} has {lines} lines; {LONGEST} is the most",
            file.display()
        );
    }
}

#[test]
fn this_test_sees_what_it_forbids() {
    let named = |code, depth| rooms_named(&without_comments(code), depth);
    assert_eq!(named("use crate::link::Candidate;", 2), ["link"]);
    assert_eq!(
        named("use crate::{facts, text::{Token, fold}, pack::Pack};", 2),
        ["facts", "text", "pack"]
    );
    assert_eq!(named("let x = crate::Annotator::new();", 2), ["Annotator"]);
    assert_eq!(named("use super::super::facts::Fact;", 2), ["facts"]);
    assert_eq!(named("use super::facts::Fact;", 1), ["facts"]);
    assert_eq!(named("use super::facts::Fact;", 2), [""; 0]);
    assert_eq!(
        named(
            "// crate::link\n/// [`crate::facts`]\n/* crate::find */ let url = \"https://x\";",
            2
        ),
        [""; 0]
    );
    assert!(names("use web_sys::Window;", "web_sys"));
    assert!(!names("let my_web_sys_name = 1;", "web_sys"));
    let found = imports(
        "import {\n  a,\n  b } from \"../card/card\";\nexport type { C } from './x.js';\nimport \"./y\";\nawait import(`../panel/p`);",
    );
    let targets: Vec<&str> = found.iter().map(|(_, from)| from.as_str()).collect();
    assert_eq!(targets, ["../card/card", "./x.js", "./y", "../panel/p"]);
    assert!(found[1].0.starts_with("export type "));
    let at = Path::new("www/src/paint/paint.ts");
    assert_eq!(web_target(at, "../card/card.js").as_deref(), Some("card"));
    assert_eq!(web_target(at, "../reader").as_deref(), Some("reader"));
    assert_eq!(web_target(at, "./hit").as_deref(), Some("paint"));
    assert_eq!(web_target(at, "castlist-glue"), None);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// All files below a folder with one of the endings, as paths from the root.
/// A folder that does not exist has none.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(root().join(&folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !matches!(entry.file_name().to_str(), Some("node_modules" | "target")) {
                    folders.push(path);
                }
            } else if path
                .extension()
                .is_some_and(|ending| endings.iter().any(|one| ending == *one))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The first step below a folder, without its ending: `src/text/fold.rs` is in `text`.
fn room_of(file: &Path, folder: &str) -> String {
    let first = file.strip_prefix(folder).ok().and_then(|path| path.iter().next());
    let first = first.and_then(|name| name.to_str()).unwrap_or_default();
    first.split('.').next().unwrap_or_default().to_string()
}

/// How many `super::` lead from a file's top to the crate's root.
fn depth(file: &Path) -> usize {
    let steps = file.iter().count() - 1;
    if file.ends_with("mod.rs") { steps - 1 } else { steps }
}

/// The code without comments. Text in quotes stays: a room named in a string
/// does no harm, and `//` inside one must not hide the rest of its line.
fn without_comments(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    let mut quoted = false;
    while let Some(next) = rest.chars().next() {
        if !quoted && rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if !quoted && rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if rest.starts_with("\\\"") || rest.starts_with("'\"'") {
            let length = if next == '\\' { 2 } else { 3 };
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else {
            quoted ^= next == '"';
            // A string never hides code for long: a stray quote (as in a raw
            // string) is forgotten at the end of its line.
            quoted &= next != '\n';
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

/// What the code takes from the crate's root, by any road.
fn rooms_named(code: &str, depth: usize) -> Vec<String> {
    let mut named = Vec::new();
    for road in ["crate::", "castlist::", &"super::".repeat(depth)] {
        for (at, _) in code.match_indices(road) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|last| last.is_alphanumeric() || last == '_' || last == ':') {
                continue;
            }
            let mut heads = heads(&code[at + road.len()..]);
            // In a module inside the file, this road ends one floor lower, at
            // the types of the file's own room.
            heads.retain(|head| !(road.starts_with("super") && head.starts_with(char::is_uppercase)));
            named.extend(heads);
        }
    }
    named
}

/// The first name of a path, or those of a `{group, of::paths}`.
fn heads(path: &str) -> Vec<String> {
    let head = |path: &str| {
        path.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![head(path)];
    };
    let (mut heads, mut level, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => level += 1,
            '}' if level > 0 => level -= 1,
            ',' | '}' if level == 0 => {
                heads.push(head(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads.retain(|head: &String| !head.is_empty() && head != "self");
    heads
}

/// Whether the code has the name as a word of its own.
fn names(code: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        !before.ends_with(part) && !after.starts_with(part)
    })
}

/// Import and re-export statements with the module they name; of a call to
/// `import()`, the call.
fn imports(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for word in ["import", "export"] {
        for (at, _) in code.match_indices(word) {
            let starts = code[..at]
                .chars()
                .next_back()
                .is_none_or(|last| last.is_whitespace() || ";}(=".contains(last));
            let rest = &code[at..];
            let Some(open) = rest.find(['"', '\'', '`']) else {
                continue;
            };
            let clause = &rest[..open];
            let is_module = word == "import" || clause.trim_end().ends_with("from");
            if !starts || clause.contains(';') || clause.contains('=') || !is_module {
                continue;
            }
            let quote = &rest[open..=open];
            let Some(length) = rest[open + 1..].find(quote) else {
                continue;
            };
            found.push((at, clause.to_string(), rest[open + 1..][..length].to_string()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, clause, from)| (clause, from)).collect()
}

/// The room or tie of `www/src` that a relative module path leads to.
fn web_target(file: &Path, from: &str) -> Option<String> {
    if !from.starts_with('.') {
        return None;
    }
    let mut path: Vec<&str> = file.parent()?.iter().filter_map(|part| part.to_str()).collect();
    for step in from.split('/') {
        match step {
            "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    let room = path.strip_prefix(&["www", "src"])?.first()?;
    Some(room.split('.').next().unwrap_or(room).to_string())
}
