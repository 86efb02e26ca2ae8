//! What a second build writes, and that it does not matter where and how often a book is built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::site_support::{
    MANIFEST, Run, Tree, copy, demo, demo_copy, levelbook, name_in, repository, temporary,
};

/// A copy of a book with the folder that it is built into.
struct Workshop {
    folder: tempfile::TempDir,
}

/// A change that somebody makes to a published file.
type Edit<'e> = &'e dyn Fn(&Path);

/// When each file and folder was last written, and which file it is.
type Snapshot = BTreeMap<String, (SystemTime, u64)>;

impl Workshop {
    fn demo() -> Self {
        let folder = temporary();
        demo_copy(&folder.path().join("book"));
        Self { folder }
    }

    fn golden(case: &str) -> Self {
        let folder = temporary();
        let book = repository().join("tests/golden").join(case).join("book");
        copy(&book, &folder.path().join("book"));
        Self { folder }
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn build(&self, args: &[&str]) -> Run {
        let out = self.out();
        let mut all = vec![
            "build",
            "--quiet",
            "-d",
            out.to_str().expect("a path in UTF-8"),
        ];
        all.extend(args);
        levelbook(&self.book(), &all).fine()
    }

    /// Replaces a text that occurs once in a file of the book.
    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.book().join(file);
        let text = fs::read_to_string(&path).expect("the file can be read");
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
        fs::write(&path, text.replace(from, to)).expect("the file can be written");
    }

    fn site(&self) -> Tree {
        Tree::read(&self.out())
    }

    fn snapshot(&self) -> Snapshot {
        let out = self.out();
        let entries = walkdir::WalkDir::new(&out).into_iter();
        entries
            .map(|entry| {
                let entry = entry.expect("the site can be read");
                let about = entry.metadata().expect("it is there");
                let written = about.modified().expect("the system keeps times");
                (name_in(&out, entry.path()), (written, identity(&about)))
            })
            .collect()
    }

    /// The files that a build with these arguments writes.
    fn written_by(&self, args: &[&str]) -> Vec<String> {
        let before = self.snapshot();
        self.build(args);
        let after = self.snapshot();
        let gone = before.keys().filter(|name| !after.contains_key(*name));
        assert_eq!(gone.count(), 0, "files are gone");
        let is_file = |name: &str| self.out().join(name).is_file();
        let written = after
            .iter()
            .filter(|(name, now)| before.get(*name) != Some(now));
        written
            .map(|(name, _)| name.clone())
            .filter(|name| is_file(name) && name != MANIFEST)
            .collect()
    }
}

#[cfg(unix)]
fn identity(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn identity(about: &fs::Metadata) -> u64 {
    about.len()
}

#[test]
fn an_edited_answer_rewrites_the_pages_that_show_it() {
    let shop = Workshop::demo();
    shop.build(&[]);
    let file = "content/teams/identity.md";

    // Words that only the report itself shows.
    shop.edit(
        file,
        "Emergency key rotation has its own path",
        "Keys have their own path",
    );
    assert_eq!(shop.written_by(&[]), ["export.csv", "teams/identity.html"]);

    // An answer that leaves its KPA unsatisfied: its mark in the heat maps has more ink.
    shop.edit(file, "  SQM.3: no\n", "  SQM.3: partly\n");
    assert_eq!(
        shop.written_by(&[]),
        [
            "export.csv",
            "export.json",
            "index.html",
            "teams/identity.html",
            "teams/identity/cmm.json",
            "units/platform.html",
        ]
    );

    let clean = Workshop {
        folder: temporary(),
    };
    copy(&shop.book(), &clean.book());
    clean.build(&[]);
    assert!(
        shop.site() == clean.site(),
        "a second build gives another site"
    );
}

#[test]
fn an_unchanged_book_writes_nothing_and_warns_again() {
    for case in ["hostile", "hidden", "history"] {
        let shop = Workshop::golden(case);
        let first = shop.build(&[]);
        assert_eq!(
            first.stderr.is_empty(),
            case == "history",
            "{}",
            first.stderr
        );
        let before = shop.snapshot();
        let second = shop.build(&[]);
        assert_eq!(first.stderr, second.stderr);
        assert!(before == shop.snapshot(), "{case} was written again");
        // What is rendered again is equal, so that nothing is written either.
        let forced = shop.build(&["--force"]);
        assert_eq!(first.stderr, forced.stderr);
        assert!(
            before == shop.snapshot(),
            "{case} was written again by --force"
        );
    }
}

/// In another folder, read and worked on in another order.
#[test]
fn the_same_book_gives_the_same_bytes_everywhere() {
    let folder = temporary();
    let book = folder.path().join("somewhere else/with a blank");
    demo_copy(&book);
    let out = folder.path().join("out");
    let built = Command::new(env!("CARGO_BIN_EXE_levelbook"))
        .args(["build", "--quiet", "-d"])
        .args([&out, &book])
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("the program can be started");
    assert!(built.status.success());
    let here = Tree::read(&out);
    assert!(here.has(MANIFEST));
    assert_equal(&here, demo());
}

#[track_caller]
fn assert_equal(one: &Tree, other: &Tree) {
    let names = |tree: &Tree| tree.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for (name, bytes) in &one.files {
        assert!(other.files[name] == *bytes, "{name} differs");
    }
}

/// Nobody edits a page within the few milliseconds in which the clock of a file system stands still.
fn touch_later(path: &Path) {
    let later = SystemTime::now() + Duration::from_secs(1);
    let file = fs::File::options().write(true).open(path);
    let touched = file.and_then(|file| file.set_modified(later));
    touched.expect("its time can be set");
}

#[test]
fn what_happens_to_the_site_is_mended() {
    let shop = Workshop::golden("history");
    shop.build(&[]);
    let whole = shop.site();
    let out = shop.out();
    let edits: [(&str, Edit); 4] = [
        ("teams/shipping.html", &|path| {
            let text = fs::read_to_string(path).expect("it can be read");
            fs::write(path, text.replace("level", "LEVEL")).expect("it can be written");
            touch_later(path);
        }),
        ("index.html", &|path| {
            fs::write(path, "").expect("it can be written")
        }),
        ("export.json", &|path| {
            fs::remove_file(path).expect("it can be removed")
        }),
        ("models", &|path| {
            fs::remove_dir_all(path).expect("it can be removed")
        }),
    ];
    for (name, change) in edits {
        change(&out.join(name));
        assert!(shop.site() != whole, "{name} is as it was");
        shop.build(&[]);
        assert!(shop.site() == whole, "{name} is not mended");
    }
    fs::write(out.join("notes.txt"), "mine").expect("it can be written");
    shop.edit("book.toml", "A model that changed", "Another title");
    shop.build(&[]);
    assert_eq!(shop.site().text("notes.txt"), "mine");
}

#[test]
fn what_no_page_shows_rewrites_no_page() {
    let shop = Workshop::golden("staged");
    shop.build(&[]);
    let manifest = |shop: &Workshop| shop.site().text(MANIFEST).to_owned();
    let first = manifest(&shop);

    shop.edit("book.toml", "[book]\n", "# No setting.\n[book]\n");
    assert_eq!(shop.written_by(&[]), [""; 0]);
    let second = manifest(&shop);
    assert_ne!(first, second, "the inputs are others");

    let draft = shop.book().join("content/draft.md");
    fs::write(draft, "---\ndraft: true\n---\n# Draft\n").expect("a page can be written");
    assert_eq!(shop.written_by(&[]), [""; 0]);
    assert_ne!(second, manifest(&shop));

    // A day on which nothing grows old, and one on which a plan becomes overdue.
    let date = |day| shop.written_by(&["--date", day]);
    let stamped = ["export.json", "levelbook.json"];
    assert_eq!(date("2026-10-01"), stamped);
    assert_eq!(
        date("2026-10-02"),
        [stamped[0], stamped[1], "teams/payments.html"]
    );
}
