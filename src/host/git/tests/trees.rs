use std::sync::Arc;

use super::*;

#[track_caller]
fn read_at(book: &Path, name: &str, like: Like<'_>) -> (Tree, Sources) {
    let tree = Tree::open(book, &id(book, name)).unwrap();
    let sources = tree.read(&FOLDERS, like).unwrap();
    (tree, sources)
}

fn names(sources: &Sources) -> Vec<&str> {
    sources.files.keys().map(BookPath::as_str).collect()
}

#[track_caller]
fn assert_shared(one: &Sources, other: &Sources, path: &str, shared: bool) {
    let is_shared = Arc::ptr_eq(&one.files[path], &other.files[path]);
    assert_eq!(is_shared, shared, "{path}");
}

#[test]
fn a_commit_is_read_as_the_disk_was() {
    let Some((_folder, book)) = book(&[
        ("book.toml", "[book]"),
        ("content/same.md", "same"),
        ("content/edited.md", "before"),
        ("content/gone.md", "gone"),
        ("content/a b \"c\" é.md", "odd"),
        ("content/.hidden.md", "hidden"),
        ("content/crlf.md", "one\r\ntwo\r\n"),
        ("content/figures.bin", "\u{0}"),
        ("contents/x.md", "not the book's"),
        ("README.md", "not the book's"),
    ]) else {
        return; // no git on this machine
    };
    let first = read(&book, &FOLDERS).unwrap();
    write(&book, "content/edited.md", "after");
    assert!(git(&book, &["mv", "content/gone.md", "content/moved.md"]));
    commit(&book);
    let second = read(&book, &FOLDERS).unwrap();

    let (tree, old) = read_at(&book, "HEAD~1", Like::Nothing);
    assert_eq!(tree.commit(), id(&book, "HEAD~1"));
    assert_eq!(old.digest(), first.digest());
    let like = Like::Tree(&tree, &old);
    let (_, new) = read_at(&book, "HEAD", like);
    assert_eq!(new.digest(), second.digest());
    for path in ["book.toml", "content/same.md", "content/crlf.md"] {
        assert_shared(&old, &new, path, true);
    }
    assert_shared(&old, &new, "content/edited.md", false);

    write(&book, "content/unsaved.md", "new");
    write(&book, "content/same.md", "same no more");
    let disk = read(&book, &FOLDERS).unwrap();
    let (_, old) = read_at(&book, "HEAD~1", Like::WorkingTree(&disk));
    assert_eq!(old.digest(), first.digest());
    assert_shared(&disk, &old, "content/crlf.md", true);
    assert_shared(&disk, &old, "content/same.md", false);
}

#[test]
fn line_ends_that_git_changes_are_no_difference() {
    let Some((_folder, book)) = book(&[
        (".gitattributes", "*.md text eol=crlf\n"),
        ("content/a.md", "one\ntwo\n"),
    ]) else {
        return; // no git on this machine
    };
    fs::remove_file(book.join("content/a.md")).unwrap();
    assert!(git(&book, &["checkout", "-q", "--", "content/a.md"]));
    let disk = read(&book, &FOLDERS).unwrap();
    let path = BookPath::new("content/a.md").unwrap();
    assert_eq!(disk.text(&path), Some("one\r\ntwo\r\n"));
    let (_, stored) = read_at(&book, "HEAD", Like::Nothing);
    assert_eq!(stored.text(&path), Some("one\ntwo\n"));
    let (_, like) = read_at(&book, "HEAD", Like::WorkingTree(&disk));
    assert_shared(&disk, &like, "content/a.md", true);
}

#[test]
fn a_commit_without_settings_or_book_is_read() {
    let Some((_folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    write(&book, "book.toml", "[book]");
    commit(&book);
    let (_, before) = read_at(&book, "HEAD~1", Like::Nothing);
    assert_eq!(names(&before), ["content/a.md"]);
    let sub = book.join("later");
    write(&sub, "book.toml", "[book]");
    commit(&book);
    let (_, none) = read_at(&sub, "HEAD~1", Like::Nothing);
    assert!(none.files.is_empty() && none.refused.is_empty());
    let (_, later) = read_at(&sub, "HEAD", Like::Nothing);
    assert_eq!(names(&later), ["book.toml"]);
}

#[test]
fn where_the_book_was_a_file_there_was_no_book() {
    let Some((folder, book)) = book(&[("book.toml", "[book]")]) else {
        return; // no git on this machine
    };
    fs::remove_dir_all(&book).unwrap();
    write(folder.path(), "book", "a file");
    commit(folder.path());
    fs::remove_file(&book).unwrap();
    write(&book, "book.toml", "[book]");
    let (_, was) = read_at(&book, "HEAD", Like::Nothing);
    assert!(was.files.is_empty() && was.refused.is_empty());
}

#[test]
fn the_two_parents_of_a_merge_are_read() {
    let Some((_folder, book)) = book(&[("content/a.md", "a"), ("content/b.md", "b")]) else {
        return; // no git on this machine
    };
    assert!(git(&book, &["checkout", "-q", "-b", "side"]));
    write(&book, "content/b.md", "side");
    commit(&book);
    assert!(git(&book, &["checkout", "-q", "main"]));
    write(&book, "content/a.md", "main");
    commit(&book);
    assert!(git(&book, &["merge", "-q", "--no-ff", "side"]));
    let texts = |name: &str| {
        let (_, sources) = read_at(&book, name, Like::Nothing);
        let text = |path: &str| {
            let path = BookPath::new(path).unwrap();
            sources.text(&path).unwrap().to_owned()
        };
        [text("content/a.md"), text("content/b.md")]
    };
    assert_eq!(texts("HEAD^1"), ["main", "b"]);
    assert_eq!(texts("HEAD^2"), ["a", "side"]);
    assert_eq!(texts("HEAD"), ["main", "side"]);
}

#[test]
fn submodules_hold_nothing_of_the_book() {
    let Some((other, _)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    let Some((_folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    let from = other.path().to_str().unwrap();
    let args = ["submodule", "--quiet", "add", from, "content/shared"];
    assert!(git(&book, &args));
    commit(&book);
    let disk = read(&book, &FOLDERS).unwrap();
    assert_eq!(names(&disk).len(), 2, "it is there on the disk");
    for like in [Like::Nothing, Like::WorkingTree(&disk)] {
        let (_, sources) = read_at(&book, "HEAD", like);
        assert_eq!(names(&sources), ["content/a.md"]);
        assert!(sources.refused.is_empty());
    }
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read_is_refused_as_on_the_disk() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let large = "x".repeat(1024 * 1024 + 1);
    let Some((_folder, book)) = book(&[
        ("content/large.md", &large),
        ("content/a.md", "a"),
        ("content/bad\\name.md", "b"),
        ("content/two\nlines.md", "b"),
        ("content/two\nlines/deeper.md", "b"),
        ("elsewhere/theme.toml", "b"),
    ]) else {
        return; // no git on this machine
    };
    symlink("a.md", book.join("content/link.md")).unwrap();
    symlink("elsewhere", book.join("themes")).unwrap();
    symlink("elsewhere", book.join("README")).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"content/\xff");
    fs::create_dir(book.join(name)).unwrap();
    fs::write(book.join(name).join("inner.md"), "").unwrap();
    commit(&book);
    let folders = ["content", "themes/default"];
    let disk = read(&book, &folders).unwrap();
    assert_eq!(disk.refused.len(), 7, "{:?}", disk.refused);
    let tree = Tree::open(&book, &id(&book, "HEAD")).unwrap();
    let sources = tree.read(&folders, Like::Nothing).unwrap();
    assert_eq!(sources.refused, disk.refused);
    assert_eq!(sources.digest(), disk.digest());
    for like in [Like::WorkingTree(&disk), Like::Tree(&tree, &sources)] {
        let again = tree.read(&folders, like).unwrap();
        assert_eq!(again.digest(), disk.digest());
    }
    assert!(matches!(
        tree.read(&["../x"], Like::Nothing),
        Err(HostError::OutsideBook { .. })
    ));
}

#[test]
fn a_clone_without_contents_says_so() {
    let Some((folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    write(&book, "content/a.md", "b");
    commit(&book);
    assert!(git(
        folder.path(),
        &["config", "uploadpack.allowFilter", "true"]
    ));
    let copies = tempfile::tempdir().unwrap();
    let from = format!("file://{}", folder.path().display());
    let args = ["clone", "-q", "--filter=blob:none", &from, "copy"];
    assert!(git(copies.path(), &args));
    let copy = copies.path().join("copy/book");
    let tree = Tree::open(&copy, &id(&copy, "HEAD~1")).unwrap();
    let error = tree.read(&FOLDERS, Like::Nothing).unwrap_err().to_string();
    assert!(error.contains("--filter"), "{error}");
}

#[test]
fn a_part_of_a_commit_is_listed() {
    let files = [
        "content/a.md",
        "content/a/b.md",
        "content/ab.md",
        "book.toml",
    ];
    let Some((_folder, book)) = book(&files.map(|path| (path, ""))) else {
        return; // no git on this machine
    };
    let paths = ["content/a", "book.toml", "gone", "content/*"].map(str::to_owned);
    let tree = Tree::open_at(&book, &id(&book, "HEAD"), &paths).unwrap();
    let listed: Vec<BookPath> = tree.paths().collect();
    let names: Vec<&str> = listed.iter().map(BookPath::as_str).collect();
    assert_eq!(names, ["book.toml", "content/a/b.md"]);
    let sources = tree.read(&FOLDERS, Like::Nothing).unwrap();
    assert_eq!(sources.files.len(), 2);
}

#[test]
fn a_file_of_the_repository_is_found_from_its_root() {
    let Some((folder, book)) = book(&[("content/a.md", "a")]) else {
        return; // no git on this machine
    };
    write(folder.path(), ".github/CODEOWNERS", "* @a\n");
    write(&book, ".github/CODEOWNERS", "the book's");
    write(folder.path(), "large.md", &"x".repeat(3 * 1024 * 1024 + 1));
    #[cfg(unix)]
    std::os::unix::fs::symlink("large.md", folder.path().join("link.md")).unwrap();
    commit(folder.path());
    let head = id(&book, "HEAD");
    let at = |path: &str| file_at(&book, &head, path);
    assert_eq!(at(".github/CODEOWNERS").as_deref(), Some(&b"* @a\n"[..]));
    assert_eq!(at("book/content/a.md").as_deref(), Some(&b"a"[..]));
    for path in [
        "content/a.md",
        ".github",
        ".github/",
        "large.md",
        "link.md",
        "",
    ] {
        assert_eq!(at(path), None, "{path}");
    }
    assert_eq!(
        file_at(&book, &id(&book, "HEAD~1"), ".github/CODEOWNERS"),
        None
    );
}
