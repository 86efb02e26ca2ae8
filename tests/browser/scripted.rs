//! A server that says what a test tells it to, in the place of `levelbook serve`: the files of a
//! site, whose pages carry the preview's script, and states for those that listen.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::server::{Files, kind, request, send};

const CLIENT: &str = concat!(
    include_str!("../../src/preview/client/idiomorph.js"),
    "\n",
    include_str!("../../src/preview/client/live.js")
);
const STYLE: &str = include_str!("../../src/preview/client/live.css");

/// As the preview sends it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'";

#[derive(Default)]
struct Told {
    files: Files,
    generation: u64,
    state: Value,
    places: Value,
    listeners: Vec<(String, TcpStream)>,
    asked: Vec<String>,
    /// The next answer with a page tells that it was asked for, and waits until it may go.
    held: Option<(Sender<()>, Receiver<()>)>,
    is_away: bool,
}

pub struct Scripted {
    address: SocketAddr,
    told: Arc<Mutex<Told>>,
}

impl Scripted {
    pub fn start(files: &Files) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("the port has an address");
        let told = Arc::new(Mutex::new(Told {
            files: files.clone(),
            generation: 1,
            places: json!([]),
            ..Told::default()
        }));
        let shared = Arc::clone(&told);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let told = Arc::clone(&shared);
                // A browser that goes away is no failure.
                thread::spawn(move || serve(stream, &told));
            }
        });
        Self { address, told }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        lock(&self.told)
    }

    pub fn read(&self, name: &str) -> String {
        let told = self.told();
        let bytes = told.files.get(name).unwrap_or_else(|| panic!("no {name}"));
        String::from_utf8(bytes.clone()).expect("a file of text")
    }

    pub fn write(&self, name: &str, text: &str) {
        let bytes = text.as_bytes().to_vec();
        self.told().files.insert(name.to_owned(), bytes);
    }

    /// Replaces a part of a file that is there.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no {from}");
        self.write(name, &text.replacen(from, to, 1));
    }

    pub fn remove(&self, name: &str) {
        self.told().files.remove(name);
    }

    pub fn places(&self, places: Value) {
        self.told().places = places;
    }

    /// Begins a new generation and tells it; what the state does not say is as in a quiet book.
    pub fn tell(&self, state: Value) {
        let mut told = self.told();
        told.generation += 1;
        told.state = state;
        let listeners = std::mem::take(&mut told.listeners);
        let is_there = |(page, stream): &(String, TcpStream)| {
            let mut stream = stream;
            stream.write_all(event(&told, page).as_bytes()).is_ok()
        };
        let listeners = listeners.into_iter().filter(is_there).collect();
        told.listeners = listeners;
    }

    /// Holds the next answer with a page back. The first end hears that it was asked for; the answer
    /// is the one of that moment, and goes when the second end is dropped.
    pub fn hold(&self) -> (Receiver<()>, Sender<()>) {
        let (asked, hear) = mpsc::channel();
        let (release, until) = mpsc::channel();
        self.told().held = Some((asked, until));
        (hear, release)
    }

    /// Ends all streams, and takes no new ones until it is back.
    pub fn away(&self, is_away: bool) {
        let mut told = self.told();
        told.is_away = is_away;
        for (_, stream) in told.listeners.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// How often something that begins like this was asked for.
    pub fn asked(&self, start: &str) -> usize {
        let told = self.told();
        told.asked
            .iter()
            .filter(|one| one.starts_with(start))
            .count()
    }
}

/// A test that has failed leaves its locks as they were.
fn lock(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

fn digest(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn event(told: &Told, page: &str) -> String {
    let digest = told.files.get(page).map(|bytes| digest(bytes));
    let mut state = json!({
        "generation": told.generation, "status": "ok", "assets": {}, "errors": [], "warnings": [],
        "page": digest.map(|digest| json!({ "path": page, "digest": digest })),
        "change": null, "navigate": null,
    });
    for (name, value) in told.state.as_object().into_iter().flatten() {
        state[name] = value.clone();
    }
    format!("event: state\nid: {}\ndata: {state}\n\n", told.generation)
}

/// The page as the preview sends it: without the policy in its head, and with the script.
fn dressed(name: &str, bytes: &[u8], generation: u64) -> Vec<u8> {
    let html = String::from_utf8_lossy(bytes);
    let (before, rest) = html
        .split_once("<meta http-equiv=\"Content-Security-Policy\"")
        .expect("a page has a policy");
    let (_, rest) = rest.split_once('>').expect("an element ends");
    let script = format!(
        "<script src=\"/__levelbook/live.js\" defer data-page=\"{name}\" data-digest=\"{}\" \
         data-generation=\"{generation}\"></script>\n</head>",
        digest(bytes)
    );
    format!("{before}{}", rest.replacen("</head>", &script, 1)).into_bytes()
}

fn serve(stream: TcpStream, told: &Mutex<Told>) -> io::Result<()> {
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream);
    while let Some(target) = request(&mut input)? {
        lock(told).asked.push(target.clone());
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        if path == "/__levelbook/events" {
            return listen(output, query, told);
        }
        let (status, kind, body) = answer(path, told);
        let head = format!(
            "Content-Type: {kind}; charset=utf-8\r\nContent-Security-Policy: {POLICY}\r\n\
             Cache-Control: no-store"
        );
        send(&mut output, status, &head, &body)?;
    }
    Ok(())
}

/// Greets one who listens and keeps the stream for later states.
fn listen(mut stream: TcpStream, query: &str, told: &Mutex<Told>) -> io::Result<()> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let query: BTreeMap<&str, String> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name, decoded(value)))
        .collect();
    let mut told = lock(told);
    if told.is_away {
        return stream.shutdown(Shutdown::Both);
    }
    let page = query.get("page").cloned().unwrap_or_default();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\nretry: 100\n\n";
    stream.write_all(head.as_bytes())?;
    stream.write_all(event(&told, &page).as_bytes())?;
    told.listeners.push((page, stream));
    Ok(())
}

fn answer(path: &str, shared: &Mutex<Told>) -> (&'static str, &'static str, Vec<u8>) {
    const OK: &str = "200 OK";
    let path = percent_decode_str(path).decode_utf8_lossy();
    let name = match path.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    let mut told = lock(shared);
    match name {
        "__levelbook/live.js" => return (OK, "text/javascript", CLIENT.into()),
        "__levelbook/live.css" => return (OK, "text/css", STYLE.into()),
        "__levelbook/places" => {
            let places = json!({ "places": told.places });
            return (OK, "application/json", places.to_string().into_bytes());
        }
        _ => {}
    }
    let is_there = told.files.contains_key(name);
    let (status, name) = match is_there {
        true => (OK, name),
        false => ("404 Not Found", "404.html"),
    };
    let bytes = told.files.get(name).cloned().unwrap_or_default();
    if !name.ends_with(".html") {
        return (status, kind(name), bytes);
    }
    let page = dressed(name, &bytes, told.generation);
    let held = told.held.take();
    drop(told);
    if let Some((asked, until)) = held {
        // A test that has ended holds nothing.
        let _ = asked.send(());
        let _ = until.recv();
    }
    (status, "text/html", page)
}
