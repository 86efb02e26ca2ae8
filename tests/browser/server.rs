//! Sites on a server of this machine, each below a path of its own.

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

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// Answers the requests of one connection.
fn serve(stream: TcpStream, mounts: &[Mount]) -> io::Result<()> {
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream);
    while let Some(target) = request(&mut input)? {
        let (status, kind, body) = answer(&target, mounts);
        send(&mut output, status, &format!("Content-Type: {kind}"), body)?;
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
    output.write_all(head.as_bytes())?;
    output.write_all(body)
}

fn answer<'f>(target: &str, mounts: &'f [Mount]) -> (&'static str, &'static str, &'f [u8]) {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    for mount in mounts {
        let Some(name) = path.strip_prefix(mount.path) else {
            continue;
        };
        let name = match name.rsplit_once('/') {
            _ if name.is_empty() => "index.html".to_owned(),
            Some((folder, "")) => format!("{folder}/index.html"),
            _ => name.to_owned(),
        };
        if let Some(bytes) = mount.files.get(&name) {
            return ("200 OK", kind(&name), bytes);
        }
        let page = mount.files.get("404.html").map_or(&b""[..], Vec::as_slice);
        return ("404 Not Found", "text/html", page);
    }
    ("404 Not Found", "text/plain", b"")
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
