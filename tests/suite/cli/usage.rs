//! Calls that make no sense, and what the outside world can do.

use super::Book;

#[test]
fn calls_that_make_no_sense_end_with_two() {
    let book = Book::small();
    let bad: [(&[&str], &str); 12] = [
        (&[], "no command was given"),
        (&["biuld"], "a similar subcommand exists: 'build'"),
        (&["build", "--nope"], "--nope"),
        (&["check", "--date", "1.7.2026"], "2026-07-01"),
        (&["check", "--format", "xml"], "xml"),
        (
            &["--explain", "unknown-ratin"],
            "did you mean `unknown-rating`?",
        ),
        (&["show", "b"], "the book has no team `b`"),
        (&["init", "--model", "cmn"], "did you mean `cmm`?"),
        (
            &["build", "--site-url", "example.org"],
            "no address of a site",
        ),
        (
            &["build", "-d", "content/site"],
            "the site cannot be written to",
        ),
        (
            &["theme", "eject", "default"],
            "name of a theme of your own",
        ),
        (
            &["theme", "eject", "own", "--file", "templates/reprot.html"],
            "templates/report.html",
        ),
    ];
    for (args, text) in bad {
        book.run(args).ends(2).silent().says(text);
    }
}

#[test]
fn additions_that_make_no_sense_end_with_two_and_write_nothing() {
    let book = Book::small();
    let before = book.files();
    let bad: [(&[&str], &str); 12] = [
        (&["new", "team", "a"], "has a team `a` already"),
        (&["new", "team", "東京"], "no file name can be made"),
        (&["new", "team", "Index"], "no file name can be made"),
        (&["new", "team", "con"], "no file name can be made"),
        (
            &["new", "team", "B", "--model", "cnm"],
            "did you mean `cmm`?",
        ),
        (&["new", "assessment", "b"], "the book has no team `b`"),
        (
            &["new", "assessment", "a", "--date", "2026-06-01"],
            "dated 2026-06-01 already",
        ),
        (&["new", "model", "../evil"], "cannot be the id of a model"),
        (
            &["new", "model", "index"],
            "`index.md` in a folder is its page",
        ),
        (
            &["new", "model", "cmm"],
            "`--from cmm` begins with a copy of it",
        ),
        (
            &["new", "model", "own", "--from", "cmn"],
            "did you mean `cmm`?",
        ),
        (
            &["new", "team", "B", "--dir", "content"],
            "holds no book.toml",
        ),
    ];
    for (args, text) in bad {
        book.run(args).ends(2).silent().says(text);
    }
    assert_eq!(book.files(), before);
}

#[test]
fn nothing_is_added_to_a_book_whose_settings_are_wrong() {
    let book = Book::small();
    book.write("book.toml", "[book]\nsrc = \"../texts\"\n");
    let run = book.run(&["new", "team", "B"]).ends(1).silent();
    run.says("error[bad-value]");
    assert!(!book.has("content/teams/b.md"));
}

#[test]
fn the_outside_world_ends_runs_with_three() {
    let book = Book::small();
    for args in [
        &["check", "nowhere"][..],
        &["build", "nowhere"],
        &["show", "--dir", "nowhere"],
        &["export", "nowhere"],
        &["new", "team", "B", "--dir", "nowhere"],
    ] {
        book.run(args).ends(3).silent().says("does not exist");
    }
    book.write("elsewhere/file.txt", "not Levelbook's\n");
    let run = book.run(&["build", "-d", "elsewhere"]).ends(3).silent();
    run.says("holds files that Levelbook did not write")
        .says("help: ");
    assert_eq!(book.read("elsewhere/file.txt"), "not Levelbook's\n");
}

#[test]
fn a_folder_without_a_book_is_a_finding() {
    let book = Book::empty();
    for args in [
        &["check"][..],
        &["build"],
        &["show"],
        &["export"],
        &["theme", "check"],
    ] {
        let run = book.run(args).ends(1).silent();
        run.says("error[no-book]").says("`levelbook init`");
    }
    assert!(!book.has("book"));
}

#[test]
fn errors_in_content_are_findings() {
    let book = Book::broken();
    for args in [
        &["build"][..],
        &["show"],
        &["show", "a"],
        &["export", "--format", "csv"],
    ] {
        let run = book.run(args).ends(1).silent();
        run.says("error[unknown-rating]")
            .says("content/teams/a.md:6:7");
    }
    assert!(!book.has("book"), "nothing is published");
    book.run(&["theme", "check"]).fine();
}
