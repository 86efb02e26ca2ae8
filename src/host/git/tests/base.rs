use std::fs;

use super::*;

#[track_caller]
fn base_of(book: &Path) -> (Sources, Base) {
    let current = read(book, &FOLDERS).unwrap();
    let base = base(book, &current, &FOLDERS).unwrap().unwrap();
    (current, base)
}

#[test]
fn a_folder_outside_a_repository_has_no_revision() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(revision(folder.path()), None);
    assert_eq!(revision(&folder.path().join("missing")), None);
    let sources = Sources::default();
    assert!(base(folder.path(), &sources, &FOLDERS).unwrap().is_none());
}

#[test]
fn the_commit_is_named_in_full() {
    let folder = tempfile::tempdir().unwrap();
    if !git(folder.path(), &["init", "--quiet"]) {
        return; // no git on this machine
    }
    let sources = Sources::default();
    assert_eq!(revision(folder.path()), None, "no commit yet");
    assert!(base(folder.path(), &sources, &FOLDERS).unwrap().is_none());
    commit(folder.path());
    assert_eq!(revision(folder.path()).map(|id| id.len()), Some(40));
    let base = base(folder.path(), &sources, &FOLDERS).unwrap().unwrap();
    assert_eq!(Some(base.revision), revision(folder.path()));
}

#[test]
fn whatever_was_done_since_the_commit_is_undone() {
    let Some((_folder, book)) = book(&[
        ("book.toml", "[book]"),
        ("content/same.md", "same"),
        ("content/edited.md", "before"),
        ("content/staged.md", "before"),
        ("content/touched.md", "touched"),
        ("content/gone.md", "gone"),
        ("content/dropped.md", "dropped"),
        ("content/untracked-again.md", "kept"),
        (
            "content/old name.md",
            "a file with a name of its own, long enough to be found again",
        ),
        ("content/becomes-folder", "file"),
        ("content/becomes-file/x.md", "x"),
        ("content/*.md", "a star is a name"),
        ("README.md", "not the book's"),
    ]) else {
        return; // no git on this machine
    };
    let committed = read(&book, &FOLDERS).unwrap();
    let (current, clean) = base_of(&book);
    assert_eq!(clean.sources.digest(), committed.digest());
    assert_eq!(current.digest(), committed.digest());

    write(&book, "book.toml", "[other]");
    write(&book, "content/edited.md", "after");
    write(&book, "content/staged.md", "after");
    assert!(git(&book, &["add", "content/staged.md"]));
    write(&book, "content/staged.md", "after that");
    write(&book, "content/touched.md", "touched");
    fs::remove_file(book.join("content/gone.md")).unwrap();
    assert!(git(&book, &["rm", "-q", "content/dropped.md"]));
    assert!(git(
        &book,
        &["rm", "-q", "--cached", "content/untracked-again.md"]
    ));
    assert!(git(
        &book,
        &["mv", "content/old name.md", "content/new name.md"]
    ));
    fs::remove_file(book.join("content/becomes-folder")).unwrap();
    write(&book, "content/becomes-folder/y.md", "y");
    fs::remove_dir_all(book.join("content/becomes-file")).unwrap();
    write(&book, "content/becomes-file", "file");
    write(&book, "content/new.md", "new");
    write(&book, "content/new/deep/er.md", "new");
    write(&book, "themes/x/theme.toml", "new");
    write(&book, "README.md", "changed");
    assert!(git(&book, &["add", "-N", "content/new.md"]));
    let (current, base) = base_of(&book);
    assert_ne!(current.digest(), committed.digest());
    assert_eq!(base.sources.digest(), committed.digest());
    for path in ["content/same.md", "content/touched.md"] {
        let one = &current.files[path];
        let other = &base.sources.files[path];
        assert!(std::sync::Arc::ptr_eq(one, other), "{path} is shared");
    }
}

#[test]
fn ignored_files_stay_and_those_of_other_repositories_go() {
    let Some((_folder, book)) = book(&[(".gitignore", "*.csv\n"), ("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    write(&book, "content/figures.csv", "1");
    write(&book, "content/nested/x.md", "x");
    assert!(git(&book.join("content/nested"), &["init", "-q"]));
    write(&book, "content/.draft.md", "hidden");
    let (current, base) = base_of(&book);
    let names = |sources: &Sources| {
        let names = sources.files.keys().map(|path| path.as_str().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        names(&current),
        ["content/a.md", "content/figures.csv", "content/nested/x.md"]
    );
    assert_eq!(
        names(&base.sources),
        ["content/a.md", "content/figures.csv"]
    );
}

#[test]
fn a_conflict_goes_back_to_the_commit() {
    let Some((_folder, book)) = book(&[("content/a.md", "one\n")]) else {
        return; // no git on this machine
    };
    assert!(git(&book, &["checkout", "-q", "-b", "other"]));
    write(&book, "content/a.md", "theirs\n");
    commit(&book);
    assert!(git(&book, &["checkout", "-q", "main"]));
    write(&book, "content/a.md", "ours\n");
    commit(&book);
    assert!(!git(&book, &["merge", "-q", "other"]), "a conflict");
    let (current, base) = base_of(&book);
    let path = BookPath::new("content/a.md").unwrap();
    assert!(current.text(&path).unwrap().contains("<<<<<<<"));
    assert_eq!(base.sources.text(&path), Some("ours\n"));
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read_is_refused_in_the_commit_as_on_the_disk() {
    use std::os::unix::fs::symlink;
    let large = "x".repeat(1024 * 1024 + 1);
    let Some((_folder, book)) = book(&[("content/large.md", &large), ("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    symlink("a.md", book.join("content/link.md")).unwrap();
    write(&book, "content/bad\\name.md", "b");
    commit(&book);
    let committed = read(&book, &FOLDERS).unwrap();
    assert_eq!(committed.refused.len(), 3);

    for name in ["large.md", "link.md", "bad\\name.md"] {
        fs::remove_file(book.join("content").join(name)).unwrap();
    }
    write(&book, "content/large.md", "small");
    write(&book, "content/link.md", "a file");
    fs::remove_file(book.join("content/a.md")).unwrap();
    symlink("large.md", book.join("content/a.md")).unwrap();
    symlink("large.md", book.join("content/new link.md")).unwrap();
    write(&book, "content/new\\name.md", "b");
    let (current, base) = base_of(&book);
    assert_eq!(current.refused.len(), 3);
    assert_eq!(base.sources.refused, committed.refused);
    assert_eq!(base.sources.digest(), committed.digest());
}

#[test]
fn many_files_are_read_at_once() {
    let names: Vec<String> = (0..3000).map(|at| format!("content/{at}.md")).collect();
    let long = "a line of text\n".repeat(40);
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), &*long)).collect();
    let Some((_folder, book)) = book(&files) else {
        return; // no git on this machine
    };
    let committed = read(&book, &FOLDERS).unwrap();
    for name in &names {
        write(&book, name, "changed");
    }
    let (_, base) = base_of(&book);
    assert_eq!(base.sources.digest(), committed.digest());
}

/// A folder of the book that looks like a repository brings its own settings, which may name
/// programs.
#[test]
#[cfg(unix)]
fn the_content_is_not_taken_for_a_repository() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("book");
    fs::create_dir(&root).unwrap();
    if !git(&root, &["init", "-q", "--bare"]) {
        return; // no git on this machine
    }
    let (program, trace) = (root.join("program"), root.join("trace"));
    fs::write(&program, format!("#!/bin/sh\ntouch {}\n", trace.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    for (key, value) in [("core.bare", "false"), ("core.worktree", ".")] {
        assert!(git(&root, &["config", key, value]));
    }
    commit(&root);
    let path = program.to_str().unwrap();
    assert!(git(&root, &["config", "core.fsmonitor", path]));
    assert!(
        git(&root, &["status"]) && trace.exists(),
        "git runs the program"
    );
    fs::remove_file(&trace).unwrap();
    let current = read(&root, &FOLDERS).unwrap();
    assert!(base(&root, &current, &FOLDERS).unwrap().is_none());
    assert!(!trace.exists());
}

#[test]
fn a_repository_that_cannot_be_read_is_an_error() {
    let Some((folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    fs::write(folder.path().join(".git/index"), "broken").unwrap();
    let current = read(&book, &FOLDERS).unwrap();
    let error = base(&book, &current, &FOLDERS).unwrap_err().to_string();
    assert!(error.contains("git says"), "{error}");
}
