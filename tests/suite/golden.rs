//! Golden books: small books with the sites that they give, compared byte for byte, and the demo
//! book with its words.
//!
//! A case is a folder in tests/golden: `book/`; `full.txt`, the names of the files that `site/`
//! keeps in full (`*` stands for anything within a name); `files.txt`, size and name of every file
//! of the site; `says.txt`, what the program says; and `never.txt`, texts that occur in no file of
//! the site. `UPDATE=1 cargo test golden` writes what is expected anew.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::html_support::visible_text;
use crate::site_support::{MANIFEST, Tree, case_sites, cases, demo, levelbook, repository};

mod difference;

use difference::difference;

/// What a case expects or what it has: by path in the folder of the case.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn golden_books_give_their_sites() {
    let mut failures = String::new();
    for (name, folder) in cases() {
        let (site, run) = &case_sites()[&name];
        assert_eq!(run.code, Some(0), "{name} is not built:\n{}", run.stderr);
        let patterns = read_list(&folder.join("full.txt"));
        let mut actual = Files::new();
        for pattern in &patterns {
            let mut matched = site.files.iter().filter(|(path, _)| fits(path, pattern));
            let first = matched.next();
            assert!(first.is_some(), "{name}: no file is called {pattern}");
            for (path, bytes) in first.into_iter().chain(matched) {
                actual.insert(format!("site/{path}"), bytes.clone());
            }
        }
        actual.insert("files.txt".to_owned(), sizes(site).into_bytes());
        if !run.stderr.is_empty() {
            actual.insert("says.txt".to_owned(), run.stderr.clone().into_bytes());
        }
        let kept =
            |path: &str| path.starts_with("site/") || path == "files.txt" || path == "says.txt";
        compare(&name, &folder, &actual, &kept, &mut failures);
    }
    finish(&failures);
}

#[test]
fn what_a_book_hides_is_nowhere_in_its_site() {
    let mut checked = 0;
    for (name, folder) in cases() {
        let list = folder.join("never.txt");
        if !list.exists() {
            continue;
        }
        let words = read_list(&list);
        let is_hostile = matches!(name.as_str(), "hostile" | "sanitized");
        let (site, _) = &case_sites()[&name];
        let said = ["json", "csv"].map(|format| {
            let run = levelbook(&folder.join("book"), &["export", "--format", format]).fine();
            (format!("export --format {format}"), run.stdout)
        });
        let book = Tree::read(&folder.join("book"));
        for word in &words {
            let holds = |bytes: &[u8]| {
                let text = String::from_utf8_lossy(bytes).to_lowercase();
                text.contains(&word.to_lowercase())
            };
            assert!(
                is_hostile
                    || book
                        .files
                        .iter()
                        .any(|(path, b)| holds(path.as_bytes()) || holds(b)),
                "{name}: the book itself does not hold `{word}`"
            );
            let published = site.files.iter().map(|(path, b)| (path.as_str(), b));
            let printed = said.iter().map(|(what, b)| (what.as_str(), b));
            for (path, bytes) in published.chain(printed) {
                let is_quoted = is_hostile && (path == MANIFEST || is_data(path));
                assert!(
                    is_quoted || !(holds(bytes) || holds(path.as_bytes())),
                    "{name}: {path} holds `{word}`"
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 300, "only {checked} looks were taken");
}

/// Data has texts as they are; only pages could run them.
fn is_data(path: &str) -> bool {
    path.ends_with(".json") || path.ends_with(".csv") || path.starts_with("export ")
}

#[test]
fn the_demo_says_what_it_says() {
    let site = demo();
    let names: String = site
        .files
        .keys()
        .map(|name| format!("{}\n", without_digest(name)))
        .collect();
    let actual = Files::from([
        ("files.txt".to_owned(), names.into_bytes()),
        ("export.json".to_owned(), site.files["export.json"].clone()),
        ("text.txt".to_owned(), words(site).into_bytes()),
    ]);
    let folder = repository().join("tests/golden/demo");
    let mut failures = String::new();
    compare("demo", &folder, &actual, &|_| true, &mut failures);
    finish(&failures);
}

/// The visible text of every page, one block to a line, so that it depends on words and hardly on
/// markup. Lines that all stood on earlier pages are shown as one digest, unless they are short.
/// The manual has its own tests, and nobody should have to write its words twice.
fn words(site: &Tree) -> String {
    let mut out = String::new();
    let mut known = HashSet::new();
    let manual: HashSet<String> = site
        .pages()
        .filter(|(name, _)| is_manual(name))
        .flat_map(|(_, html)| lines(html))
        .collect();
    for (name, html) in site.pages().filter(|(name, _)| !is_manual(name)) {
        let _ = writeln!(out, "== {name}");
        let mut lines = lines(html);
        if name == "print.html" {
            lines.retain(|line| !manual.contains(line));
        }
        let mut repeated = Vec::new();
        for line in &lines {
            if known.insert(line.clone()) {
                push_repeated(&mut out, &mut repeated);
                let _ = writeln!(out, "{line}");
            } else {
                repeated.push(line);
            }
        }
        push_repeated(&mut out, &mut repeated);
    }
    out
}

fn is_manual(name: &str) -> bool {
    name.starts_with("manual/")
}

fn lines(html: &str) -> Vec<String> {
    visible_text(html).lines().map(str::to_owned).collect()
}

fn push_repeated(out: &mut String, lines: &mut Vec<&String>) {
    let texts: Vec<&str> = lines.iter().map(|line| line.as_str()).collect();
    let text = texts.join("\n");
    if text.len() >= 40 {
        let digest = levelbook::tree::Digest::of(text.as_bytes()).hex();
        let _ = writeln!(out, "#{} {}", &digest[..8], lines.len());
    } else if !text.is_empty() {
        let _ = writeln!(out, "{text}");
    }
    lines.clear();
}

/// A name without the digest that theme assets carry.
fn without_digest(name: &str) -> String {
    let digest = name.strip_prefix("assets/").and_then(|rest| {
        let (stem, extension) = rest.rsplit_once('.')?;
        let (stem, digest) = stem.rsplit_once('-')?;
        let is_digest = digest.len() == 8 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        is_digest.then(|| format!("assets/{stem}-*.{extension}"))
    });
    digest.unwrap_or_else(|| name.to_owned())
}

fn sizes(site: &Tree) -> String {
    let listed = site.files.iter().filter(|(name, _)| *name != MANIFEST);
    listed
        .map(|(name, bytes)| format!("{:>7} {name}\n", bytes.len()))
        .collect()
}

fn read_list(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(str::to_owned)
        .collect()
}

/// Whether a name fits a pattern in which `*` stands for any characters but `/`.
fn fits(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            let end = rest.find('/').unwrap_or(rest.len());
            (0..=end).any(|at| rest.is_char_boundary(at) && fits(&rest[at..], after))
        }),
    }
}

/// Holds files against those in a folder, or writes them there. Only the names that `kept` takes
/// belong to the comparison.
fn compare(
    case: &str,
    folder: &Path,
    actual: &Files,
    kept: &dyn Fn(&str) -> bool,
    failures: &mut String,
) {
    let mut expected = Files::new();
    if folder.exists() {
        expected = Tree::read(folder).files;
        expected.retain(|path, _| kept(path));
    }
    if std::env::var_os("UPDATE").is_some() {
        for path in expected.keys().filter(|path| !actual.contains_key(*path)) {
            fs::remove_file(folder.join(path)).expect("an old file can be removed");
        }
        for (path, bytes) in actual {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder)).expect("a folder can be made");
            fs::write(&path, bytes).expect("a file can be written");
        }
        return;
    }
    let mut names: Vec<&String> = expected.keys().chain(actual.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let _ = match (expected.get(name), actual.get(name)) {
            (Some(a), Some(b)) if a == b => Ok(()),
            (Some(a), Some(b)) => {
                let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
                writeln!(failures, "=== {case}/{name}\n{}", difference(&a, &b))
            }
            (Some(_), None) => writeln!(failures, "=== {case}/{name} is missing"),
            (None, _) => writeln!(failures, "=== {case}/{name} is new"),
        };
    }
}

#[track_caller]
fn finish(failures: &str) {
    let shown: String = failures
        .lines()
        .take(200)
        .map(|l| format!("{l}\n"))
        .collect();
    assert!(
        failures.is_empty(),
        "{shown}\nIf this is as it should be: UPDATE=1 cargo test --test suite golden"
    );
}

#[test]
fn the_golden_books_are_small() {
    let golden = Tree::read(&repository().join("tests/golden"));
    let size: usize = golden.files.values().map(Vec::len).sum();
    assert!(size < 1_500_000, "tests/golden holds {size} bytes");
}

#[test]
fn patterns_stay_within_a_name() {
    assert!(fits("a/b.html", "a/*.html") && fits("a/b.html", "*/b.html") && fits("é", "*"));
    assert!(!fits("a/b/c.html", "a/*.html") && !fits("a.html", "b*"));
    assert_eq!(
        without_digest("assets/style-0123abcd.css"),
        "assets/style-*.css"
    );
}
