//! Books, teams, assessments and models that the program writes.

use super::{Book, DAY};

/// A one-file team with everything that has to move when it becomes a folder.
const ONE_FILE: &str = "\u{feff}---
# Who we are
team:
  name: \"Payments: cards\"   # as printed
  unit: [Retail, Checkout]
model: cmm
date: 2026-06-01
assessor: Quality manager
answers:
  # Requirements
  RM.1: { rating: yes, note: \"See #12\", evidence: [../policies/review.md, \"./a-b/notes 1.txt\"] }
  RM.2:
    rating: partly
    evidence:
      - { file: ../policies/review.md#way, title: Review }
      - /policies/review.md
      - Minutes
  SPP: largely
plan:
  SPP: { owner: Team lead, due: 2026-09-01 }
buy-in:
  management: leads
---

See [the review](../policies/review.md), ![a chart](./a-b/chart.png) and [the rules][].

[the rules]: ../policies/review.md#way

## Requirements {#RM}

Text about requirements.
";

fn payments() -> Book {
    Book::of(&[
        ("content/teams/payments.md", ONE_FILE),
        ("content/teams/a-b/notes 1.txt", "Notes\n"),
        ("content/teams/a-b/chart.png", "PNG"),
        ("content/policies/review.md", "# Review\n\n## Way\n"),
        (
            "content/index.md",
            "# Start\n\n[Payments](teams/payments.md#kpa-RM)\n",
        ),
    ])
}

#[test]
fn a_new_book_builds_without_warnings() {
    for model in ["cmm", "omm", "ppmm"] {
        let book = Book::init(model);
        book.assert_clean(DAY);
        let run = book.run(&["build", "--strict", "--date", DAY]).fine();
        run.says("1 team, 2 reports: ");
        assert!(book.has(&format!("book/models/{model}.html")));
        book.assert_clean("2026-12-31");
    }
}

#[test]
fn a_book_is_made_once_and_nothing_is_overwritten() {
    let book = Book::empty();
    let args = [
        "init",
        "reports",
        "--title",
        "Ours \"and\" yours\\",
        "--date",
        DAY,
    ];
    book.run(&args)
        .fine()
        .silent()
        .says("levelbook build --open reports");
    assert!(
        book.read("reports/book.toml")
            .contains(r#"title = "Ours \"and\" yours\\""#)
    );
    book.run(&["check", "reports", "--strict"]).fine();
    book.write("reports/content/index.md", "# Mine\n");
    let before = book.files();
    book.run(&args).ends(3).silent().says("exists already");
    assert_eq!(book.files(), before);

    let half = Book::empty();
    half.write("content/index.md", "# Mine\n");
    half.write(".gitignore", "/target\n");
    let before = half.files();
    half.run(&["init"]).ends(3).says("exists already");
    assert_eq!(half.files(), before, "all or nothing");
    std::fs::remove_file(half.path("content/index.md")).unwrap();
    half.run(&["init"]).fine();
    assert_eq!(half.read(".gitignore"), "/target\n");
}

#[test]
fn a_new_team_builds_at_once() {
    let book = Book::of(&[]);
    book.run(&["new", "team", "Payments"])
        .fine()
        .silent()
        .says("content/teams/payments.md");
    let unit = ["--unit", " Retail / Check: out/", "--model", "ppmm"];
    book.run(&[&["new", "team", "#1: Team, \"A\""][..], &unit].concat())
        .fine();
    book.run(&["new", "team", "Zürich", "--model", "omm", "--unit", " / "])
        .fine();
    book.assert_clean(DAY);
    let text = book.read("content/teams/1-team-a.md");
    assert!(text.contains("unit: [Retail, \"Check: out\"]"), "{text}");
    assert!(text.contains("model: ppmm@") && text.contains(&format!("date: {DAY}")));
    let run = book.run(&["show"]).fine();
    assert!(run.out().contains("#1: Team, \"A\"") && run.out().contains("Zürich"));
    let before = book.read("content/teams/payments.md");
    book.run(&["new", "team", "payments"])
        .ends(2)
        .says("has a team `payments` already");
    assert_eq!(book.read("content/teams/payments.md"), before);
}

#[test]
fn a_one_file_team_becomes_a_folder_and_loses_nothing() {
    let book = payments();
    book.assert_clean(DAY);
    let before = book.run(&["show", "payments"]).fine();
    let run = book.run(&["new", "assessment", "payments"]).fine().silent();
    run.says("is now a folder: 2026-06-01-cmm.md holds the assessment so far")
        .says("content/teams/payments/2026-07-01-cmm.md is ready to be edited");
    assert!(!book.has("content/teams/payments.md"));
    assert_eq!(
        book.read("content/teams/payments/index.md"),
        "---\nteam:\n  name: \"Payments: cards\"   # as printed\n  unit: [Retail, Checkout]\n---\n"
    );
    let head = "team:\n  name: \"Payments: cards\"   # as printed\n  unit: [Retail, Checkout]\n";
    assert_eq!(
        book.read("content/teams/payments/2026-06-01-cmm.md"),
        ONE_FILE
            .replace(head, "")
            .replace("../policies", "../../policies")
            .replace("./a-b", "../a-b")
    );
    let text = book.read("content/teams/payments/2026-07-01-cmm.md");
    for part in [
        "  RM.1:\n    rating: yes\n    note: \"See #12\"\n    evidence: [/policies/review.md, ",
        "    on: 2026-06-01\n",
        "SPP: { rating: largely, on: 2026-06-01 }",
        "SPP: { owner: Team lead, due: 2026-09-01 }",
        "management: leads",
        "assessor: Quality manager",
    ] {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
    book.assert_clean(DAY);
    book.run(&["build", "--strict"]).fine();
    let after = book
        .run(&["show", "payments", "--date", "2026-06-15"])
        .fine();
    assert_eq!(after.out().lines().count(), before.out().lines().count());
    book.run(&["new", "assessment", "payments"])
        .ends(2)
        .says("already");
}

#[test]
fn assessments_of_other_models_and_days_are_added() {
    let book = payments();
    let args = [
        "new",
        "assessment",
        "payments",
        "--from",
        "none",
        "--model",
        "omm",
    ];
    book.run(&[&args[..], &["--date", "2026-06-20"]].concat())
        .fine();
    let text = book.read("content/teams/payments/2026-06-20-omm.md");
    assert!(
        text.contains("model: omm@") && !text.contains("on: "),
        "{text}"
    );
    book.run(&["new", "assessment", "payments", "--from", "none"])
        .fine();
    let text = book.read("content/teams/payments/2026-07-01-cmm.md");
    assert!(!text.contains("\n  RM.1:"), "{text}");
    book.run(&["new", "assessment", "payments", "--date", "2026-05-01"])
        .fine();
    assert!(book.has("content/teams/payments/2026-05-01-cmm.md"));
    book.assert_clean(DAY);
}

#[test]
fn a_team_that_was_never_assessed_keeps_its_text() {
    let text = "---\nteam: Team B\n---\n\nAbout [us](../page.md).\n";
    let book = Book::of(&[
        ("content/teams/b.md", text),
        ("content/page.md", "# Page\n"),
    ]);
    book.run(&["new", "assessment", "b"])
        .fine()
        .says("index.md introduces the team");
    assert_eq!(
        book.read("content/teams/b/index.md"),
        text.replace("../", "../../")
    );
    assert!(!book.has("content/teams/b.md") && book.has("content/teams/b/2026-07-01-cmm.md"));
    book.assert_clean(DAY);
}

#[test]
fn what_the_book_hides_is_copied_all_the_same() {
    let book = payments();
    let hide = "[\"notes\", \"evidence\", \"plan\", \"buy-in\", \"assessor\"]";
    book.write(
        "book.toml",
        &format!("[maturity]\nas-of = {DAY}\nhide = {hide}\n"),
    );
    book.run(&["new", "assessment", "payments"]).fine();
    let text = book.read("content/teams/payments/2026-07-01-cmm.md");
    for part in [
        "See #12",
        "/policies/review.md",
        "Team lead",
        "leads",
        "Quality manager",
    ] {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}

#[test]
fn a_team_with_errors_is_not_divided() {
    let book = payments();
    let text = ONE_FILE.replace("SPP: largely", "SPP: lagely");
    book.write("content/teams/payments.md", &text);
    let before = book.files();
    let run = book
        .run(&["new", "assessment", "payments"])
        .ends(2)
        .silent();
    run.says("content/teams/payments.md cannot be divided into files");
    assert_eq!(book.files(), before);
}

#[test]
fn new_models_build_at_once() {
    let book = Book::of(&[]);
    book.run(&["new", "model", "delivery"])
        .fine()
        .silent()
        .says("content/models/delivery.md");
    for from in ["cmm", "omm", "ppmm", "delivery"] {
        let id = format!("our-{from}");
        book.run(&["new", "model", &id, "--from", from]).fine();
    }
    book.run(&["new", "model", "cmm", "--from", "cmm"]).fine();
    book.run(&["new", "team", "A", "--model", "our-ppmm"])
        .fine();
    book.run(&["new", "team", "B", "--model", "delivery"])
        .fine();
    book.assert_clean(DAY);
    book.run(&["new", "model", "delivery"])
        .ends(2)
        .says("has a model `delivery` already");
    book.run(&["build", "--strict"]).fine();
    assert!(book.has("book/models/our-omm.html") && book.has("book/models/delivery/PLAN.html"));
}
