//! What git does to a book.

use super::*;

/// A repository with the book in its folder `book`; `None` without git.
fn repository(files: usize) -> Option<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    if !git(folder.path(), &["init", "--quiet", "-b", "main"]) {
        return None;
    }
    for (branch, text) in [("main", "one"), ("other", "two")] {
        if branch == "other" {
            assert!(git(folder.path(), &["checkout", "-q", "-b", branch]));
            fs::remove_dir_all(book.join("content/only")).unwrap();
        } else {
            write(&book, "content/only/main.md", text);
        }
        for file in 0..files {
            write(
                &book,
                &format!("content/teams/{}/{file}.md", file % 20),
                text,
            );
        }
        assert!(git(folder.path(), &["add", "-A"]));
        assert!(git(folder.path(), &["commit", "-q", "-m", branch]));
    }
    Some((folder, book))
}

#[test]
fn a_checkout_of_hundreds_of_files_is_one_batch() {
    let Some((folder, book)) = repository(400) else {
        return; // no git on this machine
    };
    let top = folder.path().to_owned();
    let mut case = Case::open(folder, book, Mode::Native);
    for (branch, text, only) in [("main", "one", Some("one")), ("other", "two", None)] {
        assert!(git(&top, &["checkout", "-q", branch]));
        let batches = case.follow(&[
            ("content/teams/19/399.md", Some(text)),
            ("content/only/main.md", only),
        ]);
        let sizes: Vec<usize> = batches.iter().map(Vec::len).collect();
        assert_eq!(sizes, [401], "{branch}");
    }
}

#[test]
fn another_commit_is_told_and_other_work_of_git_is_not() {
    for mode in BOTH {
        let Some((folder, book)) = repository(2) else {
            return; // no git on this machine
        };
        let top = folder.path().to_owned();
        let case = Case::open(folder, book, mode);
        let moves = |args: &[&str]| {
            assert!(git(&top, args), "{args:?}");
            let until = Instant::now() + DEADLINE;
            while !case.watch.next(until - Instant::now()).unwrap().revision {}
        };
        moves(&["commit", "-q", "--allow-empty", "-m", "empty"]);
        moves(&["checkout", "-q", "main"]);
        moves(&["reset", "-q", "--soft", "other"]);
        moves(&[
            "-c",
            "core.logAllRefUpdates=false",
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            "x",
        ]);

        write(&case.root, "content/teams/0/0.md", "edited");
        assert!(git(&top, &["add", "-A"]));
        assert!(git(&top, &["status"]));
        let until = Instant::now() + DEADLINE;
        loop {
            let changes = case.watch.next(until - Instant::now()).unwrap();
            assert!(!changes.revision, "{mode:?}");
            if changes.paths.contains(&case.at("content/teams/0/0.md")) {
                break;
            }
        }
    }
}

#[test]
fn worktrees_and_repositories_that_come_later_are_known() {
    for mode in BOTH {
        let Some((folder, _)) = repository(1) else {
            return; // no git on this machine
        };
        let top = folder.path().to_owned();
        assert!(git(&top, &["worktree", "add", "-q", "tree", "main"]));
        let tree = Case::open(folder, top.join("tree/book"), mode);
        let told = |watch: &Watch| {
            let until = Instant::now() + DEADLINE;
            while !watch.next(until - Instant::now()).unwrap().revision {}
        };
        assert!(git(
            &tree.root,
            &["commit", "-q", "--allow-empty", "-m", "x"]
        ));
        told(&tree.watch);

        let plain = Case::new(mode, &[("content/a.md", "a")]);
        assert!(git(&plain.root, &["init", "-q"]));
        assert!(git(
            &plain.root,
            &["commit", "-q", "--allow-empty", "-m", "x"]
        ));
        told(&plain.watch);
        assert!(git(
            &plain.root,
            &["commit", "-q", "--allow-empty", "-m", "y"]
        ));
        told(&plain.watch);
    }
}

/// Git holds a lock while it writes, however slowly it does.
#[test]
fn a_slow_checkout_is_one_batch() {
    for mode in BOTH {
        let Some((folder, book)) = repository(1) else {
            return; // no git on this machine
        };
        let lock = folder.path().join(".git/index.lock");
        let case = Case::open(folder, book.clone(), mode);
        fs::write(&lock, "").unwrap();
        let names = |part: usize| (0..MANY).map(move |at| format!("content/{part}/{at}.md"));
        let writer = std::thread::spawn(move || {
            for part in 0..3 {
                names(part).for_each(|name| write(&book, &name, "text"));
                std::thread::sleep(3 * QUIET);
            }
            fs::remove_file(lock).unwrap();
        });
        let changes = case.watch.next(DEADLINE).unwrap();
        writer.join().unwrap();
        for name in (0..3).flat_map(names) {
            let path = case.at(&name);
            let is_told = changes.paths.iter().any(|told| path.starts_with(told));
            assert!(is_told, "{mode:?}: {name} is not in the first batch");
        }
    }
}
