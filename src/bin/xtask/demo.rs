//! The demo, served under the strict policy.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use scraper::{Html, Selector};

use crate::server::{POLICY, Server};
use crate::{Result, build};

/// Builds, then serves until the process is stopped, or checks and returns.
pub fn demo(port: u16, check: bool) -> Result<()> {
    build::make()?;
    let server = Server::bind(port)?;
    let address = server.address()?;
    if !check {
        println!("\nThe demo is at http://{address}/ (stop it with Ctrl-C)");
        server.run();
        return Ok(());
    }
    std::thread::spawn(move || server.run());
    let files = fetch_all(address)?;
    println!("{files} files of the demo are there");
    Ok(())
}

/// Fetches `/` and everything reachable from it, each once; returns how many
/// that were.
fn fetch_all(address: SocketAddr) -> Result<usize> {
    let mut known = vec!["/".to_string()];
    let mut waiting = VecDeque::from(known.clone());
    while let Some(path) = waiting.pop_front() {
        let (mime, body) = fetch(address, &path).map_err(|error| format!("{path}: {error}"))?;
        let named = match mime.split(';').next() {
            Some("text/html") => named_by_html(&String::from_utf8_lossy(&body)),
            Some("text/javascript") => named_by_script(&String::from_utf8_lossy(&body)),
            _ => Vec::new(),
        };
        for name in named.iter().filter_map(|name| resolve(&path, name)) {
            if !known.contains(&name) {
                known.push(name.clone());
                waiting.push_back(name);
            }
        }
    }
    if known.len() < 2 {
        Err("the demo names no file".into())
    } else {
        Ok(known.len())
    }
}

/// The answer's media type and body; an error unless it is 200 with the policy.
fn fetch(address: SocketAddr, path: &str) -> Result<(String, Vec<u8>)> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .ok_or("the answer has no head")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let body = answer.split_off(end + 4);
    let header = |name: &str| {
        head.lines()
            .find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)))
    };
    if !head.starts_with("HTTP/1.1 200 ") {
        return Err(head.lines().next().unwrap_or("empty answer").into());
    }
    if header("content-security-policy").is_none_or(|(_, policy)| policy != POLICY) {
        return Err("the answer lacks the policy".into());
    }
    if body.is_empty() {
        return Err("the file is empty".into());
    }
    let mime = header("content-type").ok_or("the answer has no type")?.1;
    let is_data = [".castpack", ".castmodel"].iter().any(|end| path.ends_with(end));
    if mime == "application/octet-stream" && !is_data {
        return Err("the answer has no proper type".into());
    }
    Ok((mime.to_string(), body))
}

/// Attributes by which a page of ours fetches or links to a file of ours.
fn named_by_html(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let Ok(any) = Selector::parse("[src], [href], [packs], [data-packs]") else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for element in page.select(&any) {
        for attribute in ["src", "href"] {
            names.extend(element.attr(attribute).map(str::to_string));
        }
        for attribute in ["packs", "data-packs"] {
            names.extend(
                element
                    .attr(attribute)
                    .unwrap_or("")
                    .split_whitespace()
                    .map(str::to_string),
            );
        }
    }
    names
}

/// What a script of ours imports or addresses: `from"./part.js"`,
/// `import("./index.js")`, `new URL("./worker.js", …)`.
fn named_by_script(script: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, quote) in script.match_indices(['"', '\'', '`']) {
        let before = script[..at].trim_end();
        let is_address = ["from", "import", "import(", "new URL("]
            .iter()
            .any(|word| before.ends_with(word));
        if let Some(length) = script[at + 1..].find(quote).filter(|_| is_address) {
            names.push(script[at + 1..][..length].to_string());
        }
    }
    names
}

/// A reference as an absolute path on this server, or nothing where it leads
/// elsewhere or is only a place in the page.
fn resolve(base: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['#', '?']).next()?;
    if reference.is_empty() || reference.contains(':') || reference.starts_with("//") {
        return None;
    }
    let mut parts: Vec<&str> = if reference.starts_with('/') {
        Vec::new()
    } else {
        base.split('/').collect()
    };
    parts.pop();
    for part in reference.trim_start_matches('/').split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/").trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::{named_by_script, resolve};

    #[test]
    fn scripts_name_what_they_import_and_address() {
        let script = r#"import{a}from"./part.js";import'./b.js';const c=()=>import(`./c.js`),
            d=new URL("./castlist.wasm",import.meta.url),e={"./castlist_bg.js":1};"#;
        assert_eq!(
            named_by_script(script),
            ["./part.js", "./b.js", "./c.js", "./castlist.wasm"]
        );
    }

    #[test]
    fn references_resolve_as_in_a_browser() {
        for (base, reference, expected) in [
            ("/", "paste.html", Some("/paste.html")),
            ("/", "../dist/castlist.js", Some("/dist/castlist.js")),
            ("/a/b.html", "./c.css", Some("/a/c.css")),
            ("/dist/castlist.js", "./castlist.wasm", Some("/dist/castlist.wasm")),
            ("/a/b.html", "/", Some("/")),
            ("/a/b.html", "/dist/x.js?v=1", Some("/dist/x.js")),
            ("/", "#top", None),
            ("/", "https://example.org/", None),
            ("/", "//example.org/", None),
        ] {
            assert_eq!(resolve(base, reference).as_deref(), expected, "{base} {reference}");
        }
    }
}
