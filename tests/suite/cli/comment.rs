//! The half of a review that may write comments: what it reads, refuses and says.

use std::io::Write;
use std::process::{Command, Stdio};

use super::Book;
use crate::site_support::{Run, finished};

const RICH: &str = include_str!("../../data/review/rich.json");
const REPOSITORY: &str = "https://github.com/acme/maturity";

/// A folder with a record in it. No runner's variables reach the program.
fn folder(record: &str) -> Book {
    let book = Book::empty();
    book.write("diff.json", record);
    book
}

fn command(book: &Book, args: &[&str]) -> Command {
    let mut command = book.command(&[&["comment", "--from", "diff.json"], args].concat());
    command
        .env_remove("GITHUB_SERVER_URL")
        .env_remove("GITHUB_REPOSITORY");
    command
}

fn comment(book: &Book, args: &[&str]) -> Run {
    finished(command(book, args))
}

#[test]
fn a_record_becomes_a_comment_with_the_links_that_the_reader_knows() {
    let book = folder(RICH);
    let urls = [
        "--key",
        "maturity",
        "--repository-url",
        "https://github.com/acme/maturity.git/",
        "--site-url",
        "https://acme.example/maturity",
        "--report-url",
        "https://github.com/acme/maturity/actions/runs/1",
    ];
    let run = comment(&book, &urls).fine();
    let text = run.out();
    assert!(text.starts_with("<!-- levelbook:diff v1 key=maturity head=9f3c1e2 -->\n"));
    for part in [
        "[Payments](https://acme.example/maturity/teams/payments.html)",
        "(https://github.com/acme/maturity/blob/9f3c1e2",
        "[full report](https://github.com/acme/maturity/actions/runs/1)",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert_eq!(comment(&book, &urls).fine().out(), text);
}

#[test]
fn addresses_in_the_record_lead_nowhere() {
    let record = RICH
        .replace(REPOSITORY, "https://evil.example/o/r")
        .replace("https://acme.example/maturity/", "https://evil.example/");
    let book = folder(&record);
    let run = comment(&book, &[]).fine();
    assert!(!run.out().contains("evil.example"), "{}", run.out());
    assert!(run.out().contains("`book/content/teams/payments.md:14`"));
    let mut in_runner = command(&book, &[]);
    in_runner
        .env("GITHUB_SERVER_URL", "https://github.com")
        .env("GITHUB_REPOSITORY", "acme/maturity");
    let run = finished(in_runner).fine();
    assert!(run.out().contains(&format!("({REPOSITORY}/blob/9f3c1e2")));
    assert!(!run.out().contains("evil.example"));
}

#[test]
fn every_format_is_written() {
    let book = folder(RICH);
    for (format, begin) in [
        ("summary", "### Maturity: "),
        ("github", "::error file=book/content/teams/"),
        ("gitlab", "[\n  {\n    \"description\""),
        ("text", "1 team up, 1 team down, "),
        ("html", "<!doctype html>"),
    ] {
        let run = comment(&book, &["--format", format]).fine();
        assert!(run.out().starts_with(begin), "{}", run.out());
    }
}

#[test]
fn a_record_may_come_through_a_pipe() {
    let book = Book::empty();
    let mut command = book.command(&["comment", "--from", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(RICH.as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.starts_with(b"<!-- levelbook:diff v1 "));
}

#[test]
fn what_is_no_record_is_a_finding() {
    let hidden = RICH.replace("\"teams/payments.html\"", "\"../\\u001b[31m\"");
    let large = format!("{}{}", RICH, " ".repeat(5_000_000));
    for (record, reason) in [
        ("", "`diff.json` is no comparison: `$`: not a JSON object"),
        (
            &RICH.replace("diff/1", "diff/2"),
            "`schema`: not `levelbook.diff/1`",
        ),
        (
            &RICH.replace("\"owners\"", "\"owner\""),
            "`teams[0].owner`: unknown field `owner`",
        ),
        (&hidden, "`teams[2].page`: not a relative path"),
        (&large, "`$`: larger than 5 MB"),
    ] {
        let run = comment(&folder(record), &[]).ends(1).silent();
        run.says(reason)
            .says("help: `levelbook diff --format json`");
    }
}

#[test]
fn calls_that_cannot_work() {
    let book = folder(RICH);
    let run = book.run(&["comment", "--from", "none.json"]).ends(3);
    run.silent()
        .says("cannot read `none.json`: it does not exist");
    for (option, value) in [
        ("--repository-url", "javascript:alert(1)"),
        ("--site-url", "/maturity/"),
        ("--report-url", "https://me@evil.example/"),
        ("--key", "a b"),
        ("--format", "json"),
    ] {
        comment(&book, &[option, value])
            .ends(2)
            .silent()
            .says(option);
    }
    book.run(&["comment"]).ends(2).silent().says("--from");
}
