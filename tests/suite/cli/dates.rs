//! Which day is today.

use serde_json::Value;

use super::{Book, TEAM};

/// 2026-06-20, in seconds.
const EPOCH: &str = "1781913600";

impl Book {
    /// The day that an export says it is of, and how many reports it holds.
    fn day(&self, args: &[&str]) -> (String, usize) {
        let run = self.run(&[&["export"], args].concat()).fine();
        let export: Value = serde_json::from_str(run.out()).expect("JSON");
        let teams = export["teams"].as_array().unwrap();
        let reports = teams
            .iter()
            .map(|team| team["reports"].as_array().unwrap().len());
        (export["date"].as_str().unwrap().to_owned(), reports.sum())
    }
}

#[test]
fn the_day_is_given_set_or_taken_from_the_environment() {
    let book = Book::small();
    assert_eq!(
        book.day(&["--date", "2026-06-05"]),
        ("2026-06-05".to_owned(), 1)
    );
    assert_eq!(book.day(&[]), ("2026-07-01".to_owned(), 1));
    let book = book.with("SOURCE_DATE_EPOCH", EPOCH);
    assert_eq!(book.day(&[]), ("2026-07-01".to_owned(), 1), "as-of wins");
    book.write("book.toml", "[book]\n");
    assert_eq!(book.day(&[]), ("2026-06-20".to_owned(), 1));
    assert_eq!(
        book.day(&["--date", "2026-05-05"]),
        ("2026-05-05".to_owned(), 0)
    );

    let book = Book::small().with("SOURCE_DATE_EPOCH", "yesterday");
    book.run(&["check"]).fine();
    book.write("book.toml", "[book]\n");
    book.run(&["check"])
        .ends(2)
        .silent()
        .says("SOURCE_DATE_EPOCH");
}

#[test]
fn later_assessments_are_left_out_with_one_warning() {
    let book = Book::small();
    for day in ["2026-06-10", "2026-06-20"] {
        let text = TEAM
            .replace("team: Team A\n", "")
            .replace("2026-06-01", day);
        book.write(&format!("content/teams/b/{day}-cmm.md"), &text);
    }
    for args in [&["check"][..], &["build"], &["show"], &["export"]] {
        let run = book.run(&[args, &["--date", "2026-06-05"]].concat()).fine();
        let warning =
            "warning[later-left-out]: 2 assessments dated after `2026-06-05` are left out";
        let run = run.says(warning);
        assert_eq!(run.err().matches("warning[").count(), 1, "{}", run.err());
    }
    book.run(&["build", "--strict", "--date", "2026-06-05"])
        .ends(1);
    assert_eq!(book.day(&["--date", "2026-06-10"]).1, 2);
    book.run(&["build"]).fine();
    assert!(book.has("book/teams/b/cmm-2026-06-10.html"));
}

#[test]
fn by_the_clock_the_future_is_an_error() {
    let book = Book::small();
    book.write("book.toml", "[book]\n");
    book.write(
        "content/teams/a.md",
        &TEAM.replace("2026-06-01", "2999-01-01"),
    );
    book.run(&["check"]).ends(1).says("error[future-date]");
    book.run(&["check", "--date", "2026-07-01"])
        .fine()
        .says("1 assessment dated after");
}

#[test]
fn every_command_takes_a_day() {
    let book = Book::small();
    for args in [
        &["schema", "book"][..],
        &["completions", "bash"],
        &["theme", "eject"],
        &["build"],
        &["clean"],
    ] {
        book.run(&[args, &["--date", "2026-07-01"]].concat()).fine();
    }
}
