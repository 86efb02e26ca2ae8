//! Chromium as a process, spoken to by the DevTools protocol.
//!
//! The messages go through two pipes of the process itself: no port, no handshake, and the browser
//! ends when the test does. A crate was measured and not taken: on two cores `chromiumoxide` adds
//! 140 s to the first `cargo test` and `headless_chrome` asks the network while it is built, for
//! what are two hundred lines here.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than any answer takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The browser is gone, hangs, or has lost the page; a new one may do better.
#[derive(Debug)]
pub struct Lost(pub String);

/// A running browser.
pub struct Chromium {
    process: Mutex<Option<Child>>,
    /// Removed with the browser.
    profile: TempDir,
    input: Mutex<ChildStdin>,
    wires: Arc<Mutex<Wires>>,
    next: AtomicU64,
}

/// Who waits for what.
#[derive(Default)]
struct Wires {
    answers: HashMap<u64, Sender<Value>>,
    events: HashMap<String, Sender<Value>>,
    is_closed: bool,
}

/// The Chromium of this machine. The pipes are handed over by a shell.
pub fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").filter(|_| cfg!(unix))?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

impl Chromium {
    pub fn start(program: &Path) -> Result<Self, Lost> {
        let profile = TempDir::new().map_err(|error| Lost(error.to_string()))?;
        let mut process = command(program, profile.path())
            .spawn()
            .map_err(|error| Lost(format!("the browser cannot be started: {error}")))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(Lost("the browser has no pipes".to_owned()));
        };
        let wires = Arc::new(Mutex::new(Wires::default()));
        let read = Arc::clone(&wires);
        thread::spawn(move || listen(output, &read));
        let chromium = Self {
            process: Mutex::new(Some(process)),
            profile,
            input: Mutex::new(input),
            wires,
            next: AtomicU64::new(1),
        };
        match chromium.call(None, "Browser.getVersion", &json!({})) {
            Ok(_) => Ok(chromium),
            Err(Lost(why)) => Err(Lost(format!("{why}\n{}", chromium.log()))),
        }
    }

    /// What the browser has said on its standard error.
    fn log(&self) -> String {
        fs::read_to_string(self.profile.path().join("stderr.log")).unwrap_or_default()
    }

    /// Calls a method and waits for its result; `session` is the page that it is meant for.
    pub fn call(&self, session: Option<&str>, method: &str, params: &Value) -> Result<Value, Lost> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = mpsc::channel();
        {
            let mut wires = lock(&self.wires);
            if wires.is_closed {
                return Err(Lost(format!("{method}: the browser has ended")));
            }
            wires.answers.insert(id, sender);
        }
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.send(&message)?;
        let answer = receiver.recv_timeout(PATIENCE);
        lock(&self.wires).answers.remove(&id);
        let mut answer = answer.map_err(|_| Lost(format!("{method}: the browser is silent")))?;
        match answer.get("error") {
            Some(error) => Err(Lost(format!("{method}: {error}"))),
            None => Ok(answer["result"].take()),
        }
    }

    /// Calls a method of the browser without waiting for it.
    pub fn tell(&self, method: &str, params: &Value) {
        // An answer with the number of no call is dropped, and so is the browser that takes none.
        let _ = self.send(&json!({ "id": 0, "method": method, "params": params }));
    }

    fn send(&self, message: &Value) -> Result<(), Lost> {
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        lock(&self.input)
            .write_all(&bytes)
            .map_err(|error| Lost(format!("{}: {error}", message["method"])))
    }

    /// The events of a page from now on.
    pub fn listen(&self, session: &str) -> Receiver<Value> {
        let (sender, receiver) = mpsc::channel();
        let mut wires = lock(&self.wires);
        if !wires.is_closed {
            wires.events.insert(session.to_owned(), sender);
        }
        receiver
    }

    pub fn forget(&self, session: &str) {
        lock(&self.wires).events.remove(session);
    }

    /// Ends the browser with all of its processes; every call that waits is lost.
    pub fn kill(&self) {
        let Some(mut process) = lock(&self.process).take() else {
            return;
        };
        let group = format!("-{}", process.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).status();
        let _ = process.wait();
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A test that has failed leaves its locks as they were.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn command(program: &Path, profile: &Path) -> Command {
    // The shell stays, to clear up after a browser that ends with the test: nothing drops a static.
    let script = r#"profile=$1; shift
"$@" --user-data-dir="$profile" 3<&0 4>&1 0</dev/null 1>/dev/null 2>"$profile/stderr.log"
exec <&- >&-; rm -rf "$profile""#;
    let mut command = Command::new("sh");
    command
        .args(["-c", script, "browser"])
        .arg(profile)
        .arg(program)
        .args([
            "--remote-debugging-pipe",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-quic",
            "--disable-smooth-scrolling",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--font-render-hinting=none",
            "about:blank",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Hands every message to the one who waits for it, until the browser ends.
fn listen(output: ChildStdout, wires: &Mutex<Wires>) {
    let mut output = BufReader::new(output);
    let mut bytes = Vec::new();
    while output.read_until(0, &mut bytes).is_ok_and(|n| n > 0) {
        bytes.pop();
        if let Ok(message) = serde_json::from_slice::<Value>(&bytes) {
            hand_over(message, &mut lock(wires));
        }
        bytes.clear();
    }
    let mut wires = lock(wires);
    wires.is_closed = true;
    wires.answers.clear();
    wires.events.clear();
}

fn hand_over(message: Value, wires: &mut Wires) {
    // One who no longer waits is no failure.
    if let Some(id) = message["id"].as_u64() {
        if let Some(sender) = wires.answers.remove(&id) {
            let _ = sender.send(message);
        }
    } else if let Some(session) = message["sessionId"].as_str()
        && let Some(sender) = wires.events.get(session)
    {
        let _ = sender.send(message);
    }
}
