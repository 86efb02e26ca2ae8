use super::*;

#[test]
fn files_that_differ_from_a_commit_are_told() {
    let Some((folder, book)) = book(&[
        (".gitignore", "*.csv\n"),
        ("content/same.md", "same"),
        ("content/gone.md", "gone"),
        (
            "content/old.md",
            "a text that is long enough to be found again",
        ),
        ("content/edited later.md", "before"),
    ]) else {
        return; // no git on this machine
    };
    let base = id(&book, "HEAD");
    assert!(touched(&book, &base).unwrap().is_empty());
    assert!(git(
        &book,
        &["mv", "content/old.md", "content/\"new\" é.md"]
    ));
    fs::remove_file(book.join("content/gone.md")).unwrap();
    write(folder.path(), "elsewhere.md", "not the book's");
    commit(&book);
    write(&book, "content/edited later.md", "after");
    write(&book, "content/new.md", "not committed");
    write(&book, "content/ignored.csv", "1");
    let touched = touched(&book, &base).unwrap();
    let names: Vec<&str> = touched.iter().map(BookPath::as_str).collect();
    assert_eq!(
        names,
        [
            "content/\"new\" é.md",
            "content/edited later.md",
            "content/gone.md",
            "content/new.md",
            "content/old.md",
        ]
    );
}

#[test]
fn an_unknown_commit_is_an_error() {
    let Some((_folder, book)) = book(&[]) else {
        return; // no git on this machine
    };
    let error = touched(&book, &"0".repeat(40)).unwrap_err().to_string();
    assert!(error.contains("git says"), "{error}");
}

#[test]
fn the_place_of_the_book_is_known() {
    let Some((folder, book)) = book(&[]) else {
        return; // no git on this machine
    };
    assert_eq!(prefix(folder.path()).as_deref(), Some(""));
    fs::create_dir(&book).unwrap_or_default();
    let odd = book.join("an odd\nfolder é");
    fs::create_dir(&odd).unwrap();
    assert_eq!(prefix(&book).as_deref(), Some("book/"));
    assert_eq!(prefix(&odd).as_deref(), Some("book/an odd\nfolder é/"));
    assert_eq!(prefix(tempfile::tempdir().unwrap().path()), None);
}
