use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use levelbook::diagnostic::Format;

/// A Markdown file with cases.
pub struct CaseFile {
    pub path: PathBuf,
    text: String,
    pub cases: Vec<Case>,
}

/// One book and what is said about it.
#[derive(Clone, Default)]
pub struct Case {
    /// For messages: the file and the heading above.
    pub title: String,
    pub files: Vec<File>,
    /// The day of the run.
    pub date: Option<String>,
    pub environment: Vec<(String, String)>,
    /// There is no book.toml.
    pub bare: bool,
    pub expected: Vec<Expected>,
}

#[derive(Clone)]
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Symlink,
    Socket,
}

#[derive(Clone)]
pub struct Expected {
    pub format: Format,
    pub text: String,
    /// The lines between the fences.
    pub lines: Range<usize>,
}

impl CaseFile {
    pub fn name(&self) -> &str {
        self.path.file_stem().unwrap().to_str().unwrap()
    }

    /// The text with other answers between the fences.
    pub fn with(&self, answers: &[(Range<usize>, String)]) -> String {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let mut out = String::new();
        let mut at = 0;
        for (range, answer) in answers {
            out.extend(lines[at..range.start].iter().copied());
            out.push_str(answer);
            at = range.end;
        }
        out.extend(lines[at..].iter().copied());
        out
    }
}

impl Case {
    /// Links, sockets, sizes and odd names are things of a file system.
    pub fn needs_folder(&self) -> bool {
        self.files.iter().any(|file| {
            file.kind != Kind::File || file.path.contains('\\') || file.bytes.len() > 1 << 20
        })
    }

    pub fn runs_here(&self) -> bool {
        cfg!(unix) || !self.needs_folder()
    }
}

/// Reads a file of cases. Each `##` heading begins a case, and so does the start of the file. In a
/// case, a fence whose info string is a path holds a file of the book:
///
/// - `PATH`: the text as it stands;
/// - `PATH bytes`: with `\xFF` for a byte and `\\` for a backslash;
/// - `PATH repeat=N`: the text so many times;
/// - `PATH symlink`: a link that leads where the text says; `PATH socket`: a socket.
///
/// A path that comes again adds to its file.
///
/// Other fences are `date` (an explicit day instead of 2026-07-01 by the clock), `environment`
/// (variables, one a line), `bare` (no book.toml; otherwise an empty one is added), and the answer
/// in a format: `text`, `short`, `json`, `github` or `gitlab`.
pub fn read(path: &Path) -> CaseFile {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut cases = vec![Case {
        title: name.clone(),
        ..Case::default()
    }];
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim_end();
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                title: format!("{name}: {title}"),
                ..Case::default()
            });
        }
        let ticks = line.len() - line.trim_start_matches('`').len();
        at += 1;
        if ticks < 3 {
            continue;
        }
        let (fence, info) = line.split_at(ticks);
        let length = lines[at..]
            .iter()
            .position(|line| line.trim_end() == fence)
            .unwrap_or_else(|| panic!("{}: the fence {line} is not closed", path.display()));
        let content = lines[at..at + length].concat();
        cases
            .last_mut()
            .unwrap()
            .take(info, content, at..at + length);
        at += length + 1;
    }
    cases.retain(|case| !case.expected.is_empty());
    assert!(!cases.is_empty(), "{} has no case", path.display());
    CaseFile {
        path: path.to_owned(),
        text,
        cases,
    }
}

impl Case {
    fn take(&mut self, info: &str, content: String, lines: Range<usize>) {
        let mut words = info.split(' ');
        let first = words.next().unwrap_or("");
        if let Some((_, format)) = Format::WORDS.iter().find(|(word, _)| *word == first) {
            self.expected.push(Expected {
                format: *format,
                text: content,
                lines,
            });
            return;
        }
        match first {
            "date" => self.date = Some(content.trim().to_owned()),
            "bare" => self.bare = true,
            "environment" => {
                let pairs = content.lines().map(|line| {
                    let (name, value) = line.split_once('=').expect("NAME=value");
                    (name.to_owned(), value.to_owned())
                });
                self.environment.extend(pairs);
            }
            path => {
                let new = file(path, words.next(), content);
                match self.files.iter_mut().find(|file| file.path == path) {
                    Some(file) => file.bytes.extend(new.bytes),
                    None => self.files.push(new),
                }
            }
        }
    }
}

fn file(path: &str, how: Option<&str>, content: String) -> File {
    let (bytes, kind) = match how {
        None => (content.into_bytes(), Kind::File),
        Some("bytes") => (unescaped(&content), Kind::File),
        Some("symlink") => (content.trim().as_bytes().to_vec(), Kind::Symlink),
        Some("socket") => (Vec::new(), Kind::Socket),
        Some(other) => {
            let times = other.strip_prefix("repeat=").and_then(|n| n.parse().ok());
            let times = times.unwrap_or_else(|| panic!("{path}: what is `{other}`?"));
            (content.repeat(times).into_bytes(), Kind::File)
        }
    };
    File {
        path: path.to_owned(),
        bytes,
        kind,
    }
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend(&rest.as_bytes()[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('x') {
            Some(code) => {
                bytes.push(u8::from_str_radix(&code[..2], 16).unwrap());
                rest = &code[2..];
            }
            None => {
                bytes.push(b'\\');
                rest = rest.strip_prefix('\\').unwrap();
            }
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}
