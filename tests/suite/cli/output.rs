//! What is written where: colors, quiet runs, closed pipes, the log of a runner.

use std::process::Stdio;

use super::Book;

#[test]
fn colors_are_for_terminals_and_for_who_asks() {
    let book = Book::broken();
    let colored = |book: &Book, args: &[&str]| {
        let run = book.run(&[&["check"], args].concat()).ends(1);
        run.err().contains('\u{1b}') || run.out().contains('\u{1b}')
    };
    assert!(!colored(&book, &[]), "a pipe is no terminal");
    assert!(colored(&book, &["--color", "always"]));
    assert!(!colored(&book, &["--color", "never"]));
    assert!(!colored(&book, &["--color", "always", "--format", "short"]));
    let book = book.with("NO_COLOR", "1");
    assert!(!colored(&book, &[]));
    assert!(
        colored(&book, &["--color", "always"]),
        "what is asked for wins"
    );
}

#[test]
fn quiet_runs_say_only_what_is_wrong() {
    let book = Book::small();
    for args in [&["check"][..], &["build"], &["build"], &["clean"]] {
        let run = book.run(&[args, &["--quiet"]].concat()).fine().silent();
        assert_eq!(run.err(), "", "{args:?}");
    }
    let run = Book::doubtful().run(&["-q", "build"]).fine();
    assert!(run.err().starts_with("warning[asset-not-allowed]"));
    Book::broken()
        .run(&["-q", "build"])
        .ends(1)
        .says("error[unknown-rating]");
    let run = book.run(&["show", "-q"]).fine();
    assert!(run.out().contains("Team A") && run.err().is_empty());
    book.run(&["check", "-v"])
        .fine()
        .says("today is 2026-07-01 (as it was set)");
    book.run(&["check", "-q", "-v"]).ends(2);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let book = Book::init("cmm");
    let commands = [
        &["export"][..],
        &["export", "--format", "csv"],
        &["show"],
        &["check", "--format", "json"],
        &["schema", "model"],
        &["completions", "bash"],
        &["--explain", "list"],
    ];
    for args in commands {
        let mut command = book.command(args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_a_failure() {
    let book = Book::small();
    for args in [&["export"][..], &["show"], &["schema", "book"]] {
        let mut command = book.command(args);
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = command.stdout(full).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{args:?}: {said}");
        assert!(said.contains("the standard output"), "{said}");
    }
}

#[test]
fn a_runner_does_not_obey_content() {
    let book = Book::of(&[(
        "content/page.md",
        "---\ntitle: Page\nowner: \"x\"\n::error::owned: y\n---\n",
    )])
    .with("GITHUB_ACTIONS", "true");
    let run = book.run(&["check"]).ends(1);
    let lines: Vec<&str> = run.err().trim_end().lines().collect();
    let token = lines[0]
        .strip_prefix("::stop-commands::")
        .expect("commands are switched off");
    assert_eq!(token.len(), 32);
    assert_eq!(*lines.last().unwrap(), format!("::{token}::"));
    let inside = &lines[1..lines.len() - 1];
    assert!(inside.iter().any(|line| line.contains("error[")));
    assert!(
        inside
            .iter()
            .all(|line| !line.trim_start().starts_with("::error"))
    );
    let other = book.run(&["check"]).ends(1);
    assert!(
        !other.err().contains(token),
        "no content can guess the token"
    );
}
