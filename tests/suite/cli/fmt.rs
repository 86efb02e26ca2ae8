//! Front matter in order.

use std::fs;

use super::{Book, DAY};

/// Nothing in it is where it belongs.
const UNTIDY: &str = "---
answers: # all of them
  SPP.1: 'Largely'
  # Asked in May
  RM: {note: \"Why not\", rating: TRUE}
date:   2026-06-01
model: cmm
team: {name: Payments}
---

Text {{ answers: 1 }}  \n---\n";

const TIDY: &str = "---
team: Payments
model: cmm
date: 2026-06-01
answers:  # all of them
  # Asked in May
  RM: { rating: yes, note: Why not }
  SPP.1: largely
---

Text {{ answers: 1 }}  \n---\n";

#[test]
fn files_are_put_in_order_once() {
    let book = Book::small();
    book.write("content/teams/payments.md", UNTIDY);
    book.write("content/page.md", UNTIDY);
    let before = book.files();
    let check = book.run(&["fmt", "--check"]).ends(1);
    assert_eq!(check.out(), "content/teams/payments.md\n");
    check.says("1 file would change, 1 in order already");
    assert_eq!(book.files(), before);

    let run = book.run(&["fmt"]).fine().says("1 file changed");
    assert_eq!(run.out(), "content/teams/payments.md\n");
    assert_eq!(book.read("content/teams/payments.md"), TIDY);
    assert_eq!(book.read("content/page.md"), UNTIDY);
    book.run(&["fmt"]).fine().silent().says("0 files changed");
    book.run(&["fmt", "--check", "--date", DAY]).fine().silent();
}

#[test]
fn what_cannot_be_read_stays_as_it_is_and_is_named() {
    let book = Book::small();
    let broken = UNTIDY.replace("TRUE", "&a TRUE");
    book.write("content/teams/broken.md", &broken);
    book.write("content/teams/payments.md", UNTIDY);
    let run = book.run(&["fmt"]).ends(1);
    assert_eq!(run.out(), "content/teams/payments.md\n");
    run.says("error[yaml-feature]")
        .says("content/teams/broken.md:5")
        .says("warning: `content/teams/broken.md` is left as it is: its front matter has to be mended first")
        .says("1 file changed, 1 in order already, 1 left");
    assert_eq!(book.read("content/teams/broken.md"), broken);
}

#[test]
fn what_the_program_writes_is_in_order() {
    for model in ["cmm", "omm", "ppmm"] {
        let book = Book::init(model);
        book.run(&[
            "new",
            "team",
            "Card payments: all",
            "--unit",
            "Retail / Checkout",
        ])
        .fine();
        let add = ["new", "assessment", "example", "--date", "2026-12-01"];
        book.run(&add).fine();
        book.run(&[
            "new",
            "assessment",
            "card-payments-all",
            "--date",
            "2027-12-01",
        ])
        .fine();
        book.run(&["fmt", "--check"]).fine().silent();
    }
}

#[test]
fn a_book_with_wrong_settings_is_not_touched() {
    let book = Book::small();
    book.write("content/teams/payments.md", UNTIDY);
    fs::write(book.path("book.toml"), "[book\n").unwrap();
    book.run(&["fmt"]).ends(1).silent().says("book.toml");
    assert_eq!(book.read("content/teams/payments.md"), UNTIDY);
}
