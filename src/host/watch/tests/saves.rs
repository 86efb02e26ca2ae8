//! What editors do when they save, replayed.

use std::io::{Seek, Write};

use super::*;

type Save = fn(&Path, &str);

fn in_place(file: &Path, text: &str) {
    let mut open = fs::File::options().write(true).open(file).unwrap();
    open.rewind().unwrap();
    open.write_all(text.as_bytes()).unwrap();
    open.set_len(text.len() as u64).unwrap();
}

/// Also what VS Code does.
fn truncate(file: &Path, text: &str) {
    let mut open = fs::File::create(file).unwrap();
    let (first, second) = text.split_at(text.len() / 2);
    open.write_all(first.as_bytes()).unwrap();
    open.flush().unwrap();
    open.write_all(second.as_bytes()).unwrap();
    open.sync_all().unwrap();
}

fn rename(file: &Path, text: &str) {
    let temporary = file.with_extension("md.tmp.1234");
    fs::write(&temporary, text).unwrap();
    fs::rename(temporary, file).unwrap();
}

/// `backupcopy=no`: a probe whether files can be made, the old file goes away, a new one comes.
fn vim(file: &Path, text: &str) {
    let swap = file.with_file_name(".a.md.swp");
    fs::write(&swap, "swap").unwrap();
    let probe = file.with_file_name("4913");
    fs::write(&probe, "").unwrap();
    fs::remove_file(probe).unwrap();
    let backup = file.with_file_name("a.md~");
    fs::rename(file, &backup).unwrap();
    fs::write(file, text).unwrap();
    fs::remove_file(backup).unwrap();
    fs::remove_file(swap).unwrap();
}

/// "Safe write": the new text beside the old file, then two renames.
fn jetbrains(file: &Path, text: &str) {
    let (new, old) = (
        file.with_extension("md___jb_tmp___"),
        file.with_extension("md___jb_old___"),
    );
    fs::write(&new, text).unwrap();
    fs::rename(file, &old).unwrap();
    fs::rename(new, file).unwrap();
    fs::remove_file(old).unwrap();
}

/// A lock that is a dangling link, an autosave, a backup, a new file.
fn emacs(file: &Path, text: &str) {
    let lock = file.with_file_name(".#a.md");
    #[cfg(unix)]
    std::os::unix::fs::symlink("user@host.1:1", &lock).unwrap();
    let autosave = file.with_file_name("#a.md#");
    fs::write(&autosave, text).unwrap();
    fs::rename(file, file.with_file_name("a.md~")).unwrap();
    fs::write(file, text).unwrap();
    fs::remove_file(autosave).unwrap();
    let _ = fs::remove_file(lock);
}

const SAVES: [(&str, Save); 6] = [
    ("in place", in_place),
    ("truncate", truncate),
    ("rename", rename),
    ("vim", vim),
    ("jetbrains", jetbrains),
    ("emacs", emacs),
];

#[test]
fn every_way_to_save_is_seen() {
    for mode in BOTH {
        let mut case = Case::new(mode, &[("content/a.md", "first"), ("content/b.md", "b")]);
        for (name, save) in SAVES {
            for round in ["shorter", "a text that is longer"] {
                let text = format!("{name} {round}");
                save(&case.at("content/a.md"), &text);
                case.follow(&[("content/a.md", Some(&text))]);
            }
        }
    }
}

/// While the file is away, nothing is told; it is there again before a moment is over.
#[test]
fn a_file_that_is_away_for_a_moment_is_not_told_as_gone() {
    let case = Case::new(Mode::Native, &[("content/a.md", "first")]);
    let file = case.at("content/a.md");
    let away = Instant::now();
    fs::rename(&file, case.at("content/a.md~")).unwrap();
    let writer = std::thread::spawn({
        let file = file.clone();
        move || {
            // As slow as an editor may be.
            std::thread::sleep(QUIET + QUIET / 2);
            fs::write(file, "second").unwrap();
            away.elapsed()
        }
    });
    let changes = case.watch.next(DEADLINE).unwrap();
    let is_there = file.exists();
    let gone_for = writer.join().unwrap();
    // On a busy machine the file may come back later than anybody waits.
    assert!(is_there || gone_for > 2 * QUIET, "told too early");
    assert!(changes.paths.contains(&file));
}

/// The clock of a file system may stand still between two writes.
#[test]
fn a_poll_sees_a_write_that_leaves_size_and_time_alone() {
    let mut case = Case::new(Mode::Poll, &[("content/a.md", "a")]);
    for text in ["b", "c", "d"] {
        let file = case.at("content/a.md");
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        in_place(&file, text);
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(time)
            .unwrap();
        case.follow(&[("content/a.md", Some(text))]);
    }
}

#[test]
fn many_saves_in_a_row_end_in_the_last_state() {
    for mode in BOTH {
        let mut case = Case::new(mode, &[("content/a.md", "first")]);
        let file = case.at("content/a.md");
        let writer = std::thread::spawn(move || {
            for round in 0..300 {
                SAVES[round % SAVES.len()].1(&file, &format!("round {round}"));
            }
        });
        let until = Instant::now() + DEADLINE;
        while !writer.is_finished() && Instant::now() < until {
            if let Some(changes) = case.watch.next(Duration::from_millis(20)) {
                case.mirror.refresh(&changes).unwrap();
            }
        }
        writer.join().unwrap();
        case.follow(&[("content/a.md", Some("round 299"))]);
    }
}

/// What is read after a change is no change, nor is what belongs to editors or lies elsewhere.
#[test]
fn what_is_no_change_is_not_told() {
    for mode in BOTH {
        let case = Case::new(mode, &[("content/a.md", "a"), ("site/index.html", "x")]);
        assert_eq!(fs::read(case.at("content/a.md")).unwrap(), b"a");
        fs::read_dir(case.at("content")).unwrap().count();
        for path in [
            "content/.a.md.swp",
            "content/a.md~",
            "content/#a.md#",
            "content/.git/index",
            "site/index.html",
            "site/new/page.html",
            "README.md",
        ] {
            write(&case.root, path, "other");
        }
        write(&case.root, "content/sentinel.md", "s");
        let changes = case.watch.next(DEADLINE).unwrap();
        let expected = BTreeSet::from([case.at("content/sentinel.md")]);
        assert_eq!(changes.paths, expected, "{mode:?}");
        assert!(!changes.everything && !changes.revision);
    }
}

#[test]
fn nothing_is_told_when_nothing_happens() {
    for mode in BOTH {
        let case = Case::new(mode, &[("content/a.md", "a")]);
        assert_eq!(case.watch.next(Duration::ZERO), None);
        assert_eq!(case.watch.next(2 * QUIET), None);
    }
}
