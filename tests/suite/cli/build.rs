//! Building, and what it leaves.

use std::collections::BTreeMap;

use super::{Book, TEAM};
use crate::site_support::Tree;

impl Book {
    /// Every file of the folder with its bytes.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        Tree::read(self.root()).files
    }

    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        Tree::read(&self.path("book")).files
    }
}

#[test]
fn a_build_with_errors_leaves_the_old_site_byte_for_byte() {
    let book = Book::small();
    book.run(&["build"]).fine().says("1 team, 1 report: ");
    let before = book.site();
    assert!(before.contains_key("teams/a.html"));
    book.write("content/teams/a.md", &TEAM.replace("RM: yes", "RM: yse"));
    book.write("content/teams/b.md", &TEAM.replace("Team A", "Team B"));
    let run = book.run(&["build"]).ends(1).silent();
    run.says("error[unknown-rating]")
        .says("Nothing was published.");
    assert_eq!(book.site(), before);
    book.write("content/teams/a.md", TEAM);
    book.run(&["build"]).fine();
    assert!(book.has("book/teams/b.html"));
}

#[test]
fn strict_makes_warnings_stop_publishing() {
    let book = Book::doubtful();
    book.run(&["check"])
        .fine()
        .says("warning[asset-not-allowed]");
    book.run(&["check", "--strict"]).ends(1);
    book.run(&["build", "--strict"])
        .ends(1)
        .says("Nothing was published.");
    assert!(!book.has("book/index.html"));
    book.run(&["build"])
        .fine()
        .says("warning[asset-not-allowed]");
    let again = book.run(&["build"]).fine();
    again
        .says("Nothing has changed")
        .says("warning[asset-not-allowed]");
    book.run(&["build", "--strict"])
        .ends(1)
        .says("warning[asset-not-allowed]");
}

#[test]
fn all_problems_of_a_run_are_shown_at_once() {
    let book = Book::broken();
    book.write("content/index.md", "# Start\n\n[Link](nowhere.md)\n");
    book.write("themes/own/theme.toml", "view = 1\n");
    book.write(
        "themes/own/templates/parts/footer.html",
        "{{ page.title | round }}\n",
    );
    book.write(
        "book.toml",
        "[output.html]\ntheme = \"own\"\nhash-files = 3\n",
    );
    let run = book.run(&["build", "--date", "2026-07-01"]).ends(1);
    run.says("error[unknown-rating]")
        .says("error[broken-link]")
        .says("error[bad-value]")
        .says("error[theme-render]")
        .says("4 errors");
}

#[test]
fn nothing_to_read_is_no_error() {
    let folderless = Book::of(&[]);
    folderless
        .run(&["check"])
        .fine()
        .says("0 teams, 0 reports: nothing is wrong");
    folderless.run(&["build", "--strict"]).fine();
    assert!(folderless.has("book/index.html"));
    let run = folderless.run(&["show"]).fine();
    assert!(run.out().trim().is_empty() && run.err().contains("levelbook new team"));
    folderless.run(&["export"]).fine();

    let teamless = Book::of(&[
        ("content/index.md", "# Start\n"),
        ("content/a/b.md", "# B\n"),
    ]);
    teamless.run(&["build", "--strict"]).fine();
    assert!(teamless.read("book/a/b.html").contains("<h1"));

    let unassessed = Book::of(&[("content/teams/a.md", "---\nteam: Team A\n---\n")]);
    unassessed
        .run(&["build", "--strict"])
        .fine()
        .says("1 team, 0 reports");
    assert!(unassessed.read("book/teams/a.html").contains("Team A"));
}

#[test]
fn the_folder_to_publish_to_can_be_chosen_and_cleaned() {
    let book = Book::small();
    book.run(&[
        "build",
        "-d",
        "public/site",
        "--site-url",
        "https://example.org/r",
    ])
    .fine();
    assert!(
        book.read("public/site/sitemap.xml")
            .contains("https://example.org/r/teams/a.html")
    );
    assert!(!book.has("book"));
    book.run(&["build"]).fine();
    book.write("book/own.txt", "own\n");
    book.run(&["clean"])
        .fine()
        .says("`own.txt` is not Levelbook's and stays");
    assert_eq!(book.site().into_keys().collect::<Vec<_>>(), ["own.txt"]);
    book.run(&["clean", "-d", "public/site"]).fine();
    assert!(!book.has("public/site/index.html"));
    book.run(&["clean", "-d", "content"]).ends(3).silent();
    assert_eq!(book.read("content/teams/a.md"), TEAM);
}

#[test]
fn the_environment_overrides_settings() {
    let book = Book::small().with("LEVELBOOK_BOOK__TITLE", "From the environment");
    book.run(&["build"]).fine();
    assert!(
        book.read("book/index.html")
            .contains("From the environment")
    );
    let book = Book::small().with("LEVELBOOK_BOOK__TITEL", "x");
    let run = book.run(&["build"]).ends(1).silent();
    run.says("error[unknown-key]")
        .says("`LEVELBOOK_BOOK__TITEL`")
        .says("did you mean `title`?");
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    let book = Book::init("omm");
    for out in ["one", "two"] {
        book.run(&["build", "--date", "2026-07-01", "-d", out])
            .fine();
    }
    let site = |name| Tree::read(&book.path(name)).files;
    assert_eq!(site("one"), site("two"));
}
