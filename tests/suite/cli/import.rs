//! Tables of spreadsheets: what comes of them, and what is said of those that are wrong.

use super::{Book, DAY, TEAM};

/// A book without teams.
fn empty() -> Book {
    Book::of(&[("content/index.md", "# Start\n")])
}

impl Book {
    /// Imports a table, which has to succeed and to leave a book in order.
    #[track_caller]
    fn import(&self, table: &str, options: &[&str]) -> crate::site_support::Run {
        self.write("table.csv", table);
        let run = self.run(&[&["import", "csv", "table.csv"], options].concat());
        let run = run.fine();
        self.assert_clean(DAY);
        self.run(&["fmt", "--check"])
            .fine()
            .says("0 files would change");
        run
    }

    /// Imports a table that is wrong: nothing may be written.
    #[track_caller]
    fn refuses(&self, table: &str, options: &[&str]) -> crate::site_support::Run {
        self.write("table.csv", table);
        let before = self.has("content/teams");
        let run = self.run(&[&["import", "csv", "table.csv"], options].concat());
        assert_eq!(self.has("content/teams"), before, "something was written");
        run.ends(1).silent().says("nothing was written")
    }

    /// The lines of a team that are no comments.
    fn team(&self, id: &str) -> String {
        let text = self.read(&format!("content/teams/{id}.md"));
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        lines.map(|line| format!("{line}\n")).collect()
    }
}

#[test]
fn a_row_for_each_team() {
    let book = empty();
    let table = "\u{feff}Team;Unit;Owner;Date;RM;SPP.1;SPP.1 note;SPP.1 evidence;Software Quality Assurance\r\n\
        Card payments;Retail / Checkout;Team lead;01.06.2026;ja;75 %;\"Since May,\r\n\"\"mostly\"\"\";https://example.org/a; Yes \r\n\
        \r\n\
        R&D;;;;;;;;x\r\n";
    let run = book.import(table, &[]);
    assert_eq!(
        run.out(),
        "content/teams/card-payments.md (3 answers)\ncontent/teams/r-d.md (1 answer)\n"
    );
    assert_eq!(
        book.team("card-payments"),
        "---\n\
        team:\n  name: Card payments\n  unit: [Retail, Checkout]\n  owner: Team lead\n\
        model: cmm@1.0.0\ndate: 2026-06-01\n\
        answers:\n  RM: yes\n  SPP.1: { rating: largely, note: \"Since May,\\n\\\"mostly\\\"\", evidence: [https://example.org/a] }\n  SQA: yes\n---\n"
    );
    assert_eq!(
        book.team("r-d"),
        "---\nteam: \"R&D\"\nmodel: cmm@1.0.0\ndate: 2026-07-01\nanswers:\n  SQA: yes\n---\n"
    );
    let text = book.read("content/teams/r-d.md");
    assert!(
        text.contains("\n  # RM.1:\n"),
        "open questions stand in it: {text}"
    );
    run.says("`75 %` is largely, `ja` is yes, `x` is yes");
}

#[test]
fn a_row_for_each_goal() {
    let book = empty();
    let table = "KPA,Goal,Statement,Billing,Billing comment,Search\n\
        ,Unit,,Retail,,Online\n\
        Level 2,,,,,\n\
        RM,RM.1,Whatever it says,yes,Signed,no\n\
        RM,,,,,largely\n\
        ,,Software Project Planning,partly,,\n";
    book.import(table, &[]);
    assert_eq!(
        book.team("billing"),
        "---\nteam:\n  name: Billing\n  unit: [Retail]\nmodel: cmm@1.0.0\ndate: 2026-07-01\n\
        answers:\n  RM.1: { rating: yes, note: Signed }\n  SPP: partly\n---\n"
    );
    let search = book.team("search");
    assert!(
        search.contains("answers:\n  RM: largely\n  RM.1: no\n---\n"),
        "{search}"
    );
}

#[test]
fn a_row_for_each_answer() {
    let book = empty();
    let table = "team\tgoal\trating\tnote\tevidence\tdate\tunit\towner\n\
        Mobile\tRM.1\tTRUE\t\t\t2026-06-10\tRetail\tTeam lead\n\
        Mobile\tRM.2\tN\tBy word of mouth\tMinutes; ./nowhere.md; https://example.org/a\t2026-03-02\tretail\t\n\
        Mobile\tSSM\tn/a\tNothing is bought\t\t\t\t\n\
        Mobile\tSPP\t\t\t\t\t\t\n";
    let run = book.import(table, &[]);
    run.says("each row is an answer of a team; columns are parted by tabs");
    assert_eq!(
        book.team("mobile"),
        "---\nteam:\n  name: Mobile\n  unit: [Retail]\n  owner: Team lead\nmodel: cmm@1.0.0\ndate: 2026-06-10\n\
        answers:\n  RM.1: yes\n  RM.2:\n    rating: no\n    note: By word of mouth\n    \
        evidence: [Minutes, { text: ./nowhere.md }, https://example.org/a]\n    on: 2026-03-02\n  \
        SSM: { rating: n/a, note: Nothing is bought }\n---\n"
    );
}

#[test]
fn a_table_of_one_team_and_one_with_words_of_its_own() {
    let book = empty();
    book.refuses("Question,Answer\nRM.1,ja\n", &[])
        .says("`--team \"Payments\"`");
    book.import("Question,Answer\nRM.1,ja\n", &["--team", "Online shop"]);
    assert!(book.team("online-shop").contains("RM.1: yes\n"));
    let table = "Squad;Q1;Q2;Sum\nData;green;amber;7\n";
    let map = [
        "--map",
        "squad=team",
        "--map",
        "Q1=RM.1",
        "--map",
        "Q2=RM.2",
    ];
    let more = [
        "--map",
        "Sum=ignore",
        "--rating",
        "green=yes",
        "--rating",
        "Amber=partly",
    ];
    book.import(table, &[&map[..], &more].concat());
    assert!(
        book.team("data")
            .contains("answers:\n  RM.1: yes\n  RM.2: partly\n")
    );
}

#[test]
fn numbers_are_read_by_the_ends_that_are_named() {
    let book = empty();
    let table = "Team;RM.1;RM.2;SPP.1;SPP.2;SPP.3\nA;5;4;3,0;2.5;0\n";
    book.refuses(table, &[])
        .says("`--numbers 0-5`")
        .says("5 errors");
    book.refuses(table, &["--numbers", "0-4"])
        .says("numbers lie between 0 and 4");
    book.import(table, &["--numbers", "0-5"]);
    let answers = "  RM.1: yes\n  RM.2: largely\n  SPP.1: partly\n  SPP.2: partly\n  SPP.3: no\n";
    assert!(book.team("a").contains(answers), "{}", book.team("a"));
    for wrong in ["5-0", "5", "a-b"] {
        let run = book.run(&["import", "csv", "table.csv", "--numbers", wrong]);
        run.ends(2).silent();
    }
}

#[test]
fn a_trial_writes_nothing() {
    let book = empty();
    book.write("table.csv", "Team,RM\nA,yes\n");
    let run = book
        .run(&["import", "csv", "table.csv", "--dry-run"])
        .fine();
    assert_eq!(run.out(), "content/teams/a.md (1 answer)\n");
    run.says("1 team would be written, and nothing was");
    assert!(!book.has("content/teams"));
}

#[test]
fn everything_wrong_is_told_at_its_place_and_nothing_is_written() {
    let book = empty();
    let table = "Team,RM,SPP.1,SPPP\nA,Largly,yes,no\nB,yes,yse,\na,no,,\n支払い,no,,\n";
    let run = book.refuses(table, &[]);
    for part in [
        "error[unknown-answer]: `SPPP` is neither a KPA nor a goal of `cmm@1.0.0`\n --> table.csv:1:15",
        "error[unknown-rating]: `Largly` is no rating of `cmm@1.0.0`\n --> table.csv:2:3",
        "did you mean `largely`?",
        "error[unknown-rating]: `yse` is no rating of `cmm@1.0.0`\n --> table.csv:3:7",
        "error[duplicate-answer]: `a` has two answers to `RM`\n --> table.csv:4:3",
        "error[bad-slug]: no file name can be made of `支払い`\n --> table.csv:5:1",
        "5 errors",
    ] {
        assert!(run.err().contains(part), "no {part} in {}", run.err());
    }
    book.refuses("Team,RM\nA,yes\n", &["--map", "Sum=ignore"])
        .says("the table has no heading `sum`");
    book.refuses("Team,RM\nA,yes\n", &["--map", "RM=SPPP.1"])
        .says("did you mean `SPP.1`?");
    book.refuses("Team,RM\nA,yes\n", &["--rating", "green=yse"])
        .says("did you mean `yes`?");
}

#[test]
fn teams_are_never_overwritten() {
    let book = Book::of(&[
        ("content/teams/a.md", TEAM),
        ("content/teams/b/index.md", "---\nteam: B\n---\n"),
        ("content/teams/broken.md", "---\nteam: [\n---\n"),
    ]);
    book.write("table.csv", "Team,RM\nNew,yes\nA,yes\nB,no\nBroken,no\n");
    let run = book.run(&["import", "csv", "table.csv"]).ends(1).silent();
    for (id, file) in [("a", "a.md"), ("b", "b/index.md"), ("broken", "broken.md")] {
        let text = format!("the book has a team `{id}` already, in content/teams/{file}");
        assert!(run.err().contains(&text), "{}", run.err());
    }
    assert!(!book.has("content/teams/new.md"));
    assert_eq!(book.read("content/teams/a.md"), TEAM);
}

#[test]
fn names_that_become_one_file_are_told_apart_by_the_person() {
    let book = empty();
    book.refuses("Team,RM\nR&D,yes\nR-D,yes\n", &[])
        .says("`R-D` and `R&D` are both to be written to `r-d.md`");
    book.import("team,name,RM\nrd,R&D,yes\ndata,データ,no\n", &[]);
    assert!(book.team("data").contains("team: データ\n"));
}

#[test]
fn tables_that_cannot_be_read() {
    let book = empty();
    std::fs::write(book.path("table.csv"), b"Team;RM\nZ\xfcrich;ja\n").unwrap();
    let run = book.run(&["import", "csv", "table.csv"]).ends(1).silent();
    run.says("error[not-utf8]")
        .says("from line 2 on")
        .says("CSV UTF-8");
    book.run(&["import", "csv", "nowhere.csv"]).ends(3).silent();
    book.run(&["import", "csv", "table.csv", "--model", "cmmm"])
        .ends(2)
        .says("did you mean `cmm`?");
    book.refuses("", &[]).says("the table is empty");
    book.refuses("Team,RM\nA,\n", &[])
        .says("the table has no answer");
}

#[test]
fn dates_that_could_be_two_and_dates_to_come_are_refused() {
    let book = empty();
    let table = "Team,Date,RM\nA,7/1/2026,yes\nB,2026-07-02,yes\nC,2026/6/9,yes\n";
    let run = book.refuses(table, &[]);
    run.says("`7/1/2026` is not a date, or could be two")
        .says("lies after today");
    let long = "team,goal,rating,date,on\nA,RM.1,yes,2026-06-01,2026-06-02\n";
    book.refuses(long, &[])
        .says("error[answer-after-assessment]");
    let both = "team,goal,rating,date,on\nA,RM.1,yes,2026-06-01,\nA,RM.2,yes,2026-06-02,\n";
    book.refuses(both, &[])
        .says("`A` has `2026-06-02` here and `2026-06-01` before");
}

#[test]
fn files_of_the_book_are_evidence() {
    let book = empty();
    book.write("content/policies/review.md", "# Review\n");
    let table = "team;goal;rating;evidence\n\
        A;RM.1;yes;content/policies/review.md; \n\
        B;RM.1;yes;\"/policies/review.md\nThe policy (/policies/review.md)\"\n\
        C;RM.1;yes;\\\\server\\plan.docx; \n";
    book.import(table, &[]);
    assert!(
        book.team("a").contains("evidence: [/policies/review.md]"),
        "{}",
        book.team("a")
    );
    let second = "{ file: /policies/review.md, title: The policy }";
    assert!(book.team("b").contains(second), "{}", book.team("b"));
    assert!(
        book.team("c").contains(r"['\\server\plan.docx']"),
        "{}",
        book.team("c")
    );
}
