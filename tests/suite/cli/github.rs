//! `levelbook init --github`: which workflows it writes, and where.

use super::Book;
use crate::git_support::git;

const NAMES: [&str; 3] = ["publish.yml", "review.yml", "comment.yml"];

fn workflow(book: &Book, name: &str) -> String {
    book.read(&format!(".github/workflows/{name}"))
}

#[test]
fn a_new_book_gets_workflows_beside_it() {
    let book = Book::empty();
    let run = book.run(&["init", "--github"]).fine();
    assert!(
        run.err().contains("Source: GitHub Actions"),
        "{}",
        run.err()
    );
    assert!(book.has("content/teams/example/index.md"));
    for name in NAMES {
        let text = workflow(&book, name);
        assert!(!text.contains("__"), "{name}: {text}");
        let version = env!("CARGO_PKG_VERSION");
        assert!(
            text.contains(&format!("uses: levelbook/levelbook@v{version} # ")),
            "{text}"
        );
    }
    assert!(workflow(&book, "publish.yml").contains("working-directory: .\n"));
    assert!(workflow(&book, "publish.yml").contains("actions/deploy-pages@"));
}

#[test]
fn a_book_that_exists_gets_workflows_alone_and_once() {
    let book = Book::small();
    let settings = book.read("book.toml");
    book.run(&["init", "--github"]).fine();
    assert_eq!(book.read("book.toml"), settings);
    assert!(!book.has("content/teams/example"));
    let run = book.run(&["init", "--github"]);
    assert_eq!(run.code, Some(3));
    assert!(
        run.err().contains("publish.yml` exists already"),
        "{}",
        run.err()
    );
}

#[test]
fn what_exists_is_not_touched_not_even_in_part() {
    let book = Book::small();
    book.write(".github/workflows/comment.yml", "mine");
    assert_eq!(book.run(&["init", "--github"]).code, Some(3));
    assert_eq!(workflow(&book, "comment.yml"), "mine");
    assert!(!book.has(".github/workflows/publish.yml"));
}

#[test]
fn the_workflows_of_a_book_in_a_folder_lie_at_the_root_of_the_repository() {
    let book = Book::empty();
    book.write("docs/readme", "");
    assert!(git(book.root(), &["init", "-q", "-b", "trunk"]));
    book.run(&["init", "--github", "docs/our levels"]).fine();
    assert!(book.has("docs/our levels/book.toml"));
    assert!(!book.has("docs/our levels/.github"));
    let text = workflow(&book, "publish.yml");
    assert!(
        text.contains("working-directory: \"docs/our levels\"\n"),
        "{text}"
    );
    assert!(text.contains("branches: [trunk]\n"), "{text}");
}

#[test]
fn the_branch_is_that_of_the_server() {
    let book = Book::small();
    assert!(git(book.root(), &["init", "-q", "-b", "topic"]));
    let remote = [
        "symbolic-ref",
        "refs/remotes/origin/HEAD",
        "refs/remotes/origin/release",
    ];
    assert!(git(book.root(), &remote));
    book.run(&["init", "--github", "--pages", "branch"]).fine();
    let text = workflow(&book, "publish.yml");
    assert!(text.contains("branches: [release]\n"), "{text}");
    assert!(
        text.contains("HEAD:gh-pages") && !text.contains("deploy-pages"),
        "{text}"
    );
}

#[test]
fn the_action_can_be_pinned() {
    let book = Book::small();
    let action = format!("acme/levelbook@{}", "0123456789".repeat(4));
    book.run(&["init", "--github", "--action", &action]).fine();
    let version = env!("CARGO_PKG_VERSION");
    for name in NAMES {
        let text = workflow(&book, name);
        assert!(
            text.contains(&format!("uses: {action} # v{version}\n")),
            "{text}"
        );
    }
    for action in ["acme", "acme/x", "a/b@", "a/b@c\n- run: id", "a/b@c # d"] {
        let run = Book::small().run(&["init", "--github", "--action", action]);
        assert_eq!(run.code, Some(2), "{action}");
        assert!(run.err().contains("is no action"), "{}", run.err());
    }
    assert_eq!(book.run(&["init", "--action", &action]).code, Some(2));
}
