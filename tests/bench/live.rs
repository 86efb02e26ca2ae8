//! How long it takes from a save until the live preview shows it, on books of several sizes:
//!
//! ```text
//! cargo bench --bench live
//! cargo bench --bench live -- 10 1000 10000 --edits 50 --out /dev/shm
//! ```
//!
//! `levelbook serve` runs as a process of its own. A client keeps the event stream of a page open.
//! Each edit writes a new word to a file; then the page is asked for until the word is there, which
//! gives the time to *served*, while another thread notes when the event came. Between the edits
//! lies a pause of changing length.

#![allow(clippy::disallowed_methods)]

mod corpus;

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const USAGE: &str = "cargo bench --bench live -- [TEAMS]... [--edits N] [--out FOLDER]";

/// From one question to the next; more often would take the time that is measured.
const POLL: Duration = Duration::from_millis(2);

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

struct Options {
    sizes: Vec<usize>,
    edits: usize,
    out: PathBuf,
}

fn main() -> Outcome {
    let options = Options::read(std::env::args().skip(1))?;
    let folder = options
        .out
        .join(format!("levelbook-live-{}", std::process::id()));
    let result = options
        .sizes
        .iter()
        .try_for_each(|teams| bench(*teams, &options, &folder));
    let _ = fs::remove_dir_all(&folder);
    result
}

impl Options {
    fn read(args: impl Iterator<Item = String>) -> Outcome<Self> {
        let memory = Path::new("/dev/shm");
        let mut options = Self {
            sizes: Vec::new(),
            edits: 50,
            out: match memory.is_dir() {
                true => memory.to_owned(),
                false => std::env::temp_dir(),
            },
        };
        let mut args = args;
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(USAGE);
            match arg.as_str() {
                "--bench" => {} // Cargo's own.
                "--edits" => options.edits = value()?.parse()?,
                "--out" => options.out = value()?.into(),
                size => options.sizes.push(size.parse().map_err(|_| USAGE)?),
            }
        }
        if options.sizes.is_empty() {
            options.sizes = vec![10, 1000, 10_000];
        }
        Ok(options)
    }
}

/// A running preview; ends with the value.
struct Preview {
    child: Child,
    port: u16,
    started: Duration,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(book: &Path, page: &str) -> Outcome<Self> {
        let begun = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_levelbook"))
            .args(["serve", "--port", "0"])
            .arg(book)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let stderr = child.stderr.take().ok_or("no standard error")?;
        let (tell, told) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
                    let _ = tell.send(port);
                }
            }
        });
        let port = told.recv_timeout(PATIENCE)?.parse()?;
        let mut preview = Self {
            child,
            port,
            started: Duration::ZERO,
        };
        preview.until(page, "<html", |text| !text.contains("lb-notice"))?;
        preview.started = begun.elapsed();
        Ok(preview)
    }

    /// Asks for a page until it has the text.
    fn until(&self, page: &str, text: &str, fits: impl Fn(&str) -> bool) -> Outcome<Instant> {
        let begun = Instant::now();
        loop {
            let answer = get(self.port, page)?;
            if answer.contains(text) && fits(&answer) {
                return Ok(Instant::now());
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("{page} never had `{text}`").into());
            }
            thread::sleep(POLL);
        }
    }

    /// Resident memory in bytes, and the CPU time of all threads so far; from /proc.
    fn load(&self) -> Option<(u64, Duration)> {
        let folder = format!("/proc/{}", self.child.id());
        let status = fs::read_to_string(format!("{folder}/status")).ok()?;
        let memory = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let memory: u64 = memory.trim().trim_end_matches(" kB").parse().ok()?;
        let stat = fs::read_to_string(format!("{folder}/stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks: u64 =
            fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
        Some((memory * 1024, Duration::from_millis(ticks * 10)))
    }

    /// The moments at which the page was told of something.
    fn events(&self, page: &str) -> Outcome<Receiver<Instant>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "GET /__levelbook/events?page={page}&digest=x HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        )?;
        let (tell, told) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if line.starts_with("data:") && tell.send(Instant::now()).is_err() {
                    return;
                }
            }
        });
        told.recv_timeout(PATIENCE)?;
        Ok(told)
    }
}

fn get(port: u16, page: &str) -> Outcome<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(
        stream,
        "GET /{page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What is edited: a file, the page that shows it, and how its text becomes the next.
struct Edit {
    name: &'static str,
    file: PathBuf,
    page: String,
    next: fn(&str, &str) -> String,
}

fn edits(book: &Path, team: &str) -> Vec<Edit> {
    let page = format!("teams/{team}.html");
    let file = book.join(format!("content/teams/{team}.md"));
    let theme = book.join("themes/bench");
    vec![
        Edit {
            name: "an answer",
            file: file.clone(),
            page: page.clone(),
            // The rating goes up and down, and the note says which time it is.
            next: |text, word| {
                let (old, new) = match text.contains("rating: not\n") {
                    true => ("rating: not\n", "rating: full\n"),
                    false => ("rating: full\n", "rating: not\n"),
                };
                let text = text.replacen(old, new, 1);
                let at = text.find("    note: ").map_or(0, |at| at + 10);
                let end = at + text[at..].find('\n').unwrap_or(0);
                format!("{}{word}{}", &text[..at], &text[end..])
            },
        },
        Edit {
            name: "prose",
            file,
            page: page.clone(),
            next: |text, word| {
                let before = text.split("\n\nEdited ").next().unwrap_or(text);
                format!("{}\n\nEdited {word}.\n", before.trim_end())
            },
        },
        Edit {
            name: "the model",
            file: book.join("content/models/delivery.md"),
            page: page.clone(),
            next: |text, word| {
                let at = text.find("name: Requirements").map_or(0, |at| at + 6);
                let end = at + text[at..].find([',', '\n']).unwrap_or(0);
                format!("{}Requirements {word}{}", &text[..at], &text[end..])
            },
        },
        Edit {
            name: "a template",
            file: theme.join("templates/parts/footer.html"),
            page: page.clone(),
            next: |_, word| format!("<footer>{word}</footer>\n"),
        },
        Edit {
            name: "a style",
            file: theme.join("assets/bench.css"),
            page: "assets/bench.css".to_owned(),
            next: |_, word| format!("/* {word} */\n"),
        },
    ]
}

fn bench(teams: usize, options: &Options, folder: &Path) -> Outcome {
    let book = folder.join(format!("book-{teams}"));
    corpus::write(&book, teams)?;
    let settings = fs::read_to_string(book.join("book.toml"))?;
    let theme = "\n[output.html]\ntheme = \"bench\"\nhash-files = false\n";
    fs::write(book.join("book.toml"), settings + theme)?;
    let at = book.join("themes/bench");
    corpus::put(&at.join("theme.toml"), "name = \"Bench\"\nview = 1\n")?;
    corpus::put(
        &at.join("templates/parts/footer.html"),
        "<footer>0</footer>\n",
    )?;
    corpus::put(&at.join("assets/bench.css"), "/* 0 */\n")?;
    let team = corpus::team(teams / 2 + 1).id;
    let page = format!("teams/{team}.html");
    let preview = Preview::start(&book, &page)?;
    println!("\n## {teams} teams\n");
    println!(
        "start to the first page: {} ms",
        preview.started.as_millis()
    );
    idle(&preview);
    let told = preview.events(&page)?;
    println!("\n| edit of | served: p50 | p95 | most | event: p50 | p95 | most |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for edit in edits(&book, &team) {
        measure(&preview, &edit, &told, options.edits)?;
    }
    if let Some((memory, _)) = preview.load() {
        println!("\nmemory after the edits: {} MiB", memory >> 20);
    }
    fs::remove_dir_all(&book)?;
    Ok(())
}

fn idle(preview: &Preview) {
    const WAIT: Duration = Duration::from_secs(5);
    let Some((memory, before)) = preview.load() else {
        return;
    };
    thread::sleep(WAIT);
    if let Some((_, after)) = preview.load() {
        let share = (after - before).as_secs_f64() / WAIT.as_secs_f64();
        println!("idle: {:.1}% of a CPU, {} MiB", share * 100.0, memory >> 20);
    }
}

fn measure(preview: &Preview, edit: &Edit, told: &Receiver<Instant>, edits: usize) -> Outcome {
    let (mut served, mut heard) = (Vec::new(), Vec::new());
    for n in 0..edits {
        // What came meanwhile belongs to the edit before.
        thread::sleep(Duration::from_millis(150 + (n as u64 * 37) % 150));
        while told.try_recv().is_ok() {}
        let word = format!("w{}x{n}", edit.name.len());
        let text = fs::read_to_string(&edit.file)?;
        let next = (edit.next)(&text, &word);
        fs::write(&edit.file, next)?;
        let written = Instant::now();
        let there = preview.until(&edit.page, &word, |_| true)?;
        served.push(there - written);
        heard.push(
            told.recv_timeout(PATIENCE)?
                .saturating_duration_since(written),
        );
    }
    println!(
        "| {} | {} | {} |",
        edit.name,
        row(&mut served),
        row(&mut heard)
    );
    Ok(())
}

/// Median, 95th percentile and maximum in milliseconds.
fn row(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at =
        |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    format!("{:.1} | **{:.1}** | {:.1}", at(50), at(95), at(100))
}
