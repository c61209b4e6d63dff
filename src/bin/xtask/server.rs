//! A small file server for this machine alone.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

use crate::{Result, project};

/// The strictest policy Castlist promises to work under.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Longest request head that is read.
const HEAD: u64 = 16 * 1024;

/// Serves `www/demo` at `/` and `www/dist` at `/dist/`.
pub struct Server {
    listener: TcpListener,
}

impl Server {
    /// Binds the loopback address; port 0 takes any free one.
    pub fn bind(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .map_err(|error| format!("127.0.0.1:{port} can't be served on: {error} (another port: --port N)"))?;
        Ok(Self { listener })
    }

    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Answers until the process ends, each connection on its own thread.
    pub fn run(&self) {
        for stream in self.listener.incoming().flatten() {
            std::thread::spawn(move || {
                // A browser that goes away mid-answer is no news.
                let _ = answer(&stream);
            });
        }
    }
}

fn answer(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream.take(HEAD)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let found = match method {
        "GET" | "HEAD" => file(target).and_then(|path| Some((mime(&path), fs::read(path).ok()?))),
        _ => None,
    };
    let (status, mime, body) = match found {
        Some((mime, body)) => ("200 OK", mime, body),
        None => (
            "404 Not Found",
            "text/plain; charset=utf-8",
            b"There is nothing here.\n".to_vec(),
        ),
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
         X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method == "GET" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file a request target names, if it lies inside what is served.
fn file(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let (root, path) = match path.strip_prefix("dist/") {
        Some(rest) => (project::dist(), rest.to_string()),
        None if path.is_empty() || path.ends_with('/') => (project::path("www/demo"), format!("{path}index.html")),
        None => (project::path("www/demo"), path.to_string()),
    };
    // No name of ours needs escaping, so whatever is escaped is not ours.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    if !path.bytes().all(plain) || path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
        return None;
    }
    // A link out of the folder is refused like a path out of it.
    let (root, file) = (root.canonicalize().ok()?, root.join(path).canonicalize().ok()?);
    (file.starts_with(root) && file.is_file()).then_some(file)
}

fn mime(path: &std::path::Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn nothing_outside_is_served() {
        for target in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/dist/../../Cargo.toml",
            "/dist//etc/passwd",
            "//etc/passwd",
            "/.git/config",
            "/dist/..%2f..%2fCargo.toml",
            "/dist/..\\..\\Cargo.toml",
            "/\0",
            "",
            "http://example.org/",
        ] {
            assert_eq!(file(target), None, "{target}");
        }
    }
}
