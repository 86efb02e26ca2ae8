//! Pages in a real browser, opened from a folder: their policy lets their own style and script
//! work, and nothing complains.
//!
//! Without Chromium nothing is tested, and the test says so; `TEST_BROWSER=required` makes it fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::site_support::{Tree, demo, temporary};

/// A page of each kind.
const PAGES: [&str; 12] = [
    "404.html",
    "index.html",
    "manual/index.html",
    "models/omm.html",
    "models/omm/INC.html",
    "policies/review.html",
    "portfolio/omm.html",
    "print.html",
    "search.html",
    "teams/payments.html",
    "teams/payments/ppmm.html",
    "units/retail.html",
];

/// The browser, or `None` where there is none and none is asked for.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.is_file());
    if found.is_none() {
        let required = std::env::var_os("TEST_BROWSER").is_some_and(|value| value == "required");
        assert!(!required, "no Chromium was found in PATH");
        // Past the capture of the test harness, which shows nothing of tests that pass.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            b"skipped: the pages were seen by no browser, for there is no Chromium\n",
        );
    }
    found
}

/// What the browser has to say about a page.
struct Seen {
    document: String,
    log: String,
}

impl Seen {
    fn complaints(&self) -> Vec<&str> {
        let words = ["CONSOLE", "Refused to", "Content Security Policy"];
        let is_complaint = |line: &&str| words.iter().any(|word| line.contains(word));
        self.log.lines().filter(is_complaint).collect()
    }
}

/// Longer than a page takes on the slowest machine; a browser that hangs is started once more.
const PATIENCE: Duration = Duration::from_secs(90);

fn open(browser: &Path, profile: &Path, page: &Path, what: &str) -> Seen {
    let command = || command(browser, profile, page, what);
    let output = finished_in_time(command())
        .or_else(|| finished_in_time(command()))
        .expect("the browser hung twice");
    let seen = Seen {
        document: String::from_utf8_lossy(&output.stdout).into_owned(),
        log: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    assert!(output.status.success(), "{}", seen.log);
    seen
}

/// What a program put out, or `None` where it had to be ended.
fn finished_in_time(mut command: Command) -> Option<Output> {
    let child = command.spawn().expect("the browser can be started");
    let id = child.id().to_string();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    match receiver.recv_timeout(PATIENCE) {
        Ok(output) => Some(output.expect("the browser can be waited for")),
        Err(_) => {
            let _ = Command::new("kill").args(["-9", &id]).status();
            None
        }
    }
}

fn command(browser: &Path, profile: &Path, page: &Path, what: &str) -> Command {
    let mut command = Command::new(browser);
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--enable-logging=stderr",
            "--v=0",
            "--virtual-time-budget=2000",
            "--window-size=1000,800",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(what)
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn write(site: &Tree, folder: &Path) {
    for (name, bytes) in &site.files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder)).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

/// One page that shows all others in frames, so that the browser starts once.
fn frames(pages: &[&str]) -> String {
    let frames: String = pages
        .iter()
        .map(|page| format!("<iframe src=\"site/{page}\" width=\"900\" height=\"600\"></iframe>\n"))
        .collect();
    format!("<!doctype html>\n<title>Frames</title>\n{frames}")
}

#[test]
fn pages_work_from_a_folder_under_their_policy() {
    let Some(browser) = browser() else { return };
    let folder = temporary();
    let (profile, site) = (folder.path().join("profile"), folder.path().join("site"));
    write(demo(), &site);
    let see = |page: &Path, what: &str| open(&browser, &profile, page, what);

    // That a complaint is heard at all.
    let wrong = "<p style=\"color: red\">inline</p><script>console.log(\"told\")</script></main>";
    let page = demo().text("index.html").replace("</main>", wrong);
    fs::write(site.join("wrong.html"), page).expect("a page can be written");
    let seen = see(&site.join("wrong.html"), "--dump-dom");
    assert!(seen.complaints().len() >= 2, "{}", seen.log);

    let all = folder.path().join("frames.html");
    fs::write(&all, frames(&PAGES)).expect("a page can be written");
    let seen = see(&all, "--dump-dom");
    assert_eq!(
        seen.document.matches("<iframe").count(),
        PAGES.len(),
        "{}",
        seen.log
    );
    // What the page for unknown addresses asks of the root of the host is not in a folder.
    assert_eq!(seen.complaints(), [""; 0]);

    // The script of the page has run: it adds the switch between light and dark.
    let seen = see(&site.join("index.html"), "--dump-dom");
    assert_eq!(seen.complaints(), [""; 0]);
    assert!(
        seen.document.contains("class=\"switch\""),
        "{}",
        seen.document
    );

    // The search has read its index and found what the address asks for.
    let search = PathBuf::from(format!("{}?q=payments", site.join("search.html").display()));
    let seen = see(&search, "--dump-dom");
    let hit = "<a href=\"teams/payments.html\">Payments</a><span>team";
    assert!(seen.document.contains(hit), "{}", seen.document);
    assert_eq!(seen.complaints(), [""; 0]);

    // The style sheet has been applied: without it the page looks another way.
    let picture = |page: &str| {
        let file = folder.path().join("page.png");
        see(
            &site.join(page),
            &format!("--screenshot={}", file.display()),
        );
        fs::read(&file).expect("the browser has made a picture")
    };
    let plain = demo()
        .text("index.html")
        .replace("rel=\"stylesheet\"", "rel=\"none\"");
    fs::write(site.join("plain.html"), plain).expect("a page can be written");
    assert!(
        picture("index.html") != picture("plain.html"),
        "the style makes no difference"
    );
}
