//! An application to be served, and a client that writes what it likes.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::limits::Limits;
use super::super::{Application, Event, Port, Request, Response, Server, Subscriber};

pub const HERE: std::net::IpAddr = std::net::IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Tests end with a failure after this time, whatever they wait for.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Repeats the path and the query; some paths are special.
pub struct Echo;

impl Application for Echo {
    fn answer(&self, request: &Request) -> Response {
        let (status, body) = match request.path.as_str() {
            "/panic" => panic!("this page panics for a test"),
            "/large" => (200, vec![b'x'; 8_000_000]),
            "/empty" => (200, Vec::new()),
            "/missing" => (404, b"not here".to_vec()),
            "/status" => (99, Vec::new()),
            _ => (
                200,
                format!("{} {:?}", request.path, request.query).into_bytes(),
            ),
        };
        let extra = match request.path.as_str() {
            "/split" => vec![("X-A", "a\r\nX-B: b".to_owned())],
            "/headers" => vec![
                ("ETag", "\"9f\"".to_owned()),
                ("Content-Length", "3".to_owned()),
                ("Cache-Control", "public".to_owned()),
            ],
            _ => Vec::new(),
        };
        Response {
            status,
            content_type: "text/plain; charset=utf-8".to_owned(),
            headers: extra,
            body: Arc::from(body),
        }
    }

    fn greet(&self, subscriber: &Subscriber) -> Option<Event> {
        let page = subscriber.request.get("page")?;
        if page == "panic" {
            panic!("this greeting panics for a test");
        }
        Some(event(1, &format!("hello {page}")))
    }
}

pub fn event(id: u64, data: &str) -> Event {
    Event {
        name: "state",
        id,
        data: data.to_owned(),
    }
}

pub fn server() -> Server {
    server_with(Limits::default())
}

pub fn server_with(limits: Limits) -> Server {
    Server::start_with(HERE, &Port::Exactly(0), Arc::new(Echo), limits).unwrap()
}

/// Waits until something is so.
#[track_caller]
pub fn eventually(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < DEADLINE, "{what} did not come true");
        std::thread::yield_now();
    }
}

pub struct Client {
    pub stream: TcpStream,
    port: u16,
    read: Vec<u8>,
}

/// What came back, with the names of headers in lower case.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        Self {
            stream,
            port: address.port(),
            read: Vec::new(),
        }
    }

    /// Writes a request as it stands; `PORT` becomes the server's.
    pub fn write(&mut self, text: &str) {
        let text = text.replace("PORT", &self.port.to_string());
        self.stream.write_all(text.as_bytes()).unwrap();
    }

    pub fn get(&mut self, path: &str) -> Reply {
        self.write(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"
        ));
        self.reply()
    }

    /// Opens the event stream and reads the head of the answer.
    pub fn listen(&mut self, query: &str) -> Reply {
        self.write(&format!(
            "GET /__levelbook/events{query} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"
        ));
        self.head().unwrap()
    }

    pub fn reply(&mut self) -> Reply {
        let mut reply = self.head().expect("there is an answer");
        let length = reply
            .header("content-length")
            .map_or(0, |n| n.parse().unwrap());
        while self.read.len() < length {
            assert!(self.more(), "the answer ends too early");
        }
        reply.body = self.read.drain(..length).collect();
        reply
    }

    /// The head of an answer; `None` when the server closes the connection without one.
    pub fn head(&mut self) -> Option<Reply> {
        let end = loop {
            match self.read.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                Some(end) => break end,
                None if self.more() => {}
                None => return None,
            }
        };
        let head: Vec<u8> = self.read.drain(..end + 4).collect();
        let head = String::from_utf8(head).unwrap();
        Some(Reply {
            status: head[9..12].parse().unwrap(),
            head,
            body: Vec::new(),
        })
    }

    /// Reads on until the text of an event stream has come.
    pub fn until(&mut self, text: &str) -> String {
        loop {
            let read = String::from_utf8_lossy(&self.read).into_owned();
            if read.contains(text) {
                self.read.clear();
                return read;
            }
            assert!(self.more(), "`{text}` does not come after `{read}`");
        }
    }

    /// Waits until the server closes the connection, whatever it says before.
    #[track_caller]
    pub fn comes_to_an_end(&mut self) {
        while self.more() {}
    }

    #[track_caller]
    fn more(&mut self) -> bool {
        let mut bytes = [0; 65536];
        match self.stream.read(&mut bytes) {
            Ok(0) => false,
            Ok(count) => {
                self.read.extend_from_slice(&bytes[..count]);
                true
            }
            Err(error) if error.kind() == ErrorKind::ConnectionReset => false,
            Err(error) => panic!("the server says nothing: {error}"),
        }
    }
}
