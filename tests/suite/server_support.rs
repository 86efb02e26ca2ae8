//! Sites on a server of this machine, each below a path of its own, and answered as GitHub Pages
//! does.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use percent_encoding::percent_decode_str;

pub type Files = BTreeMap<String, Vec<u8>>;

/// A server that lives as long as the tests.
pub struct Server {
    address: SocketAddr,
}

/// A site and the path that it lies under, which begins and ends with `/`.
pub struct Mount {
    pub path: &'static str,
    pub files: &'static Files,
}

impl Server {
    /// Serves the sites; of several that fit, the first.
    pub fn start(mounts: Vec<Mount>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("the port has an address");
        let mounts: &'static [Mount] = mounts.leak();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A browser that goes away is no failure.
                thread::spawn(move || serve(stream, mounts));
            }
        });
        Self { address }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// Answers the requests of one connection.
fn serve(stream: TcpStream, mounts: &[Mount]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream);
    while let Some(target) = request(&mut input)? {
        let Reply { status, kind, body } = answer(&target, mounts);
        let head = match &status {
            Status::Moved(to) => format!("Content-Type: {kind}\r\nLocation: {to}"),
            _ => format!("Content-Type: {kind}"),
        };
        send(&mut output, status.line(), &head, body)?;
    }
    Ok(())
}

/// What is asked for next; `None` where the browser went away.
pub fn request(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut request = String::new();
    if input.read_line(&mut request)? == 0 {
        return Ok(None);
    }
    let mut header = String::new();
    while input.read_line(&mut header)? > 2 {
        header.clear();
    }
    let target = request.split(' ').nth(1).unwrap_or("/");
    Ok(Some(target.to_owned()))
}

/// Sends an answer with these lines in its head.
pub fn send(output: &mut impl Write, status: &str, head: &str, body: &[u8]) -> io::Result<()> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {length}\r\n\r\n");
    // At once: between two small parts the system would wait.
    output.write_all(&[head.as_bytes(), body].concat())
}

struct Reply<'f> {
    status: Status,
    kind: &'static str,
    body: &'f [u8],
}

enum Status {
    Fine,
    Moved(String),
    Unknown,
}

impl Status {
    fn line(&self) -> &'static str {
        match self {
            Self::Fine => "200 OK",
            Self::Moved(_) => "301 Moved Permanently",
            Self::Unknown => "404 Not Found",
        }
    }
}

fn moved(to: String) -> Reply<'static> {
    Reply {
        status: Status::Moved(to),
        kind: "text/html",
        body: b"",
    }
}

fn answer<'f>(target: &str, mounts: &'f [Mount]) -> Reply<'f> {
    let raw = target.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(raw).decode_utf8_lossy();
    for mount in mounts {
        if mount.path.strip_suffix('/') == Some(&*path) && !path.is_empty() {
            return moved(mount.path.to_owned());
        }
        if let Some(name) = path.strip_prefix(mount.path) {
            return file(raw, name, mount.files);
        }
    }
    Reply {
        status: Status::Unknown,
        kind: "text/plain",
        body: b"",
    }
}

/// As GitHub Pages: a page without its ending, then a folder, which is led on to its start page, then
/// the page for unknown addresses. What begins with a dot is not there; the artifact leaves it out.
fn file<'f>(raw: &str, name: &str, files: &'f Files) -> Reply<'f> {
    let is_hidden = name.split('/').any(|part| part.starts_with('.'));
    let names = match name {
        _ if is_hidden => vec![],
        _ if name.is_empty() || name.ends_with('/') => vec![format!("{name}index.html")],
        _ => vec![name.to_owned(), format!("{name}.html")],
    };
    for name in names {
        if let Some(body) = files.get(&name) {
            return Reply {
                status: Status::Fine,
                kind: kind(&name),
                body,
            };
        }
    }
    let folder = format!("{name}/");
    let is_folder = || files.keys().any(|file| file.starts_with(&folder));
    if !is_hidden && !name.is_empty() && !name.ends_with('/') && is_folder() {
        return moved(format!("{raw}/"));
    }
    Reply {
        status: Status::Unknown,
        kind: "text/html",
        body: files.get("404.html").map_or(&b""[..], Vec::as_slice),
    }
}

/// As hosts of static sites tell it, without a character set: the page says its own.
pub fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
