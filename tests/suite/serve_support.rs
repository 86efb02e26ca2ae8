//! A running `levelbook serve`, as the tests of the suite and of the browser use it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::site_support::{command, copy, repository, temporary};

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A running preview of a copy of a golden book; it ends with the value.
pub struct Preview {
    pub child: Child,
    pub port: u16,
    said: Receiver<String>,
    pub folder: TempDir,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    pub fn of(case: &str) -> Self {
        Self::with(case, &[], |_| {})
    }

    pub fn with(case: &str, args: &[&str], prepare: impl FnOnce(&Path)) -> Self {
        let golden = repository().join("tests/golden").join(case).join("book");
        Self::made(args, |book| {
            copy(&golden, book);
            prepare(book);
        })
    }

    /// Of a book that `make` puts into a folder.
    pub fn made(args: &[&str], make: impl FnOnce(&Path)) -> Self {
        let folder = temporary();
        let book = folder.path().join("book");
        make(&book);
        let mut all = vec!["serve", "--port", "0", "--editor", "vscode"];
        all.extend(args);
        let mut child = command(&book, &all)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let stderr = child.stderr.take().expect("a standard error");
        let (tell, said) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        let mut preview = Self {
            child,
            port: 0,
            said,
            folder,
        };
        preview.port = preview.address();
        preview
    }

    fn address(&self) -> u16 {
        loop {
            let line = self
                .said
                .recv_timeout(PATIENCE)
                .expect("it says where it is");
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                return digits.parse().expect("a port");
            }
        }
    }

    pub fn book(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    /// Status and body of an address.
    pub fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text.split(' ').nth(1).and_then(|code| code.parse().ok());
        let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        (status.expect("a status"), body.to_owned())
    }

    /// Asks for a page until it is as it should be.
    #[track_caller]
    pub fn until(&self, path: &str, fits: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let (_, body) = self.get(path);
            if fits(&body) {
                return body;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} stays\n{body}");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// What an open page is told.
    pub fn events(&self, page: &str) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let request = format!(
            "GET /__levelbook/events?page={page} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let (tell, told) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let Some(data) = line.strip_prefix("data:") else {
                    continue;
                };
                let Ok(value) = serde_json::from_str::<Value>(data.trim()) else {
                    continue;
                };
                if tell.send(value).is_err() {
                    return;
                }
            }
        });
        Events { told }
    }

    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.book().join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(&path, text.replacen(from, to, 1)).expect("the file can be written");
    }
}

/// What an open page is told.
pub struct Events {
    told: Receiver<Value>,
}

impl Events {
    /// The first state from now on that is as it should be.
    #[track_caller]
    pub fn until(&self, fits: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Ok(state) = self.told.recv_timeout(PATIENCE - begun.elapsed()) {
                if fits(&state) {
                    return state;
                }
                last = state;
            }
        }
        panic!("the last state was {last:#}");
    }
}
