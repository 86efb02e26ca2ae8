//! Somebody on a fresh machine who does what README and manual say, word by word: in the end there is a
//! folder that can be published, and the comment of a review.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::examples::{Block, Place, blocks, text_of};
use super::{manual, read};
use crate::git_support::git;
use crate::site_support::{Tree, temporary};

/// What is done before there is a program, and what needs a network.
const BEFORE: [&str; 3] = ["cargo ", "git clone ", "git push "];

/// Who commits, which people have told git before.
const SOMEBODY: &str = "GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=book GIT_COMMITTER_NAME=book \
    GIT_AUTHOR_EMAIL=book@example.invalid GIT_COMMITTER_EMAIL=book@example.invalid";

/// The blocks below a heading, up to the next one of its rank.
fn section(page: &str, heading: &str) -> Vec<Block> {
    let from = page.find(&format!("\n{heading}\n"));
    let text = &page[from.unwrap_or_else(|| panic!("no section {heading}")) + 1..];
    let rest = &text[heading.len()..];
    blocks(rest.find("\n## ").map_or(rest, |end| &rest[..end]))
}

/// Does what the blocks say, in their order; how many commands that were.
fn follow(place: &mut Place<'_>, blocks: &[Block]) -> usize {
    let mut commands = 0;
    for block in blocks {
        place.write(block);
        for (command, output) in block.commands() {
            if BEFORE.iter().any(|start| command.starts_with(start)) {
                continue;
            }
            commands += 1;
            if command.starts_with("git ") {
                let done = place.shell(&format!("{SOMEBODY} {command}"));
                assert!(done.status.success(), "{command}: {}", text_of(&done));
            } else {
                place.run(command, &output);
            }
        }
    }
    commands
}

/// What GitHub Pages and any other web server take.
fn assert_published(site: &Path) {
    let tree = Tree::read(site);
    for name in ["index.html", "404.html", ".nojekyll", "teams/payments.html"] {
        assert!(tree.has(name), "{name}");
    }
    for entry in walkdir::WalkDir::new(site) {
        let entry = entry.unwrap();
        let about = entry.path().symlink_metadata().unwrap();
        assert!(!about.is_symlink(), "{}", entry.path().display());
        let expected = if about.is_dir() { 0o755 } else { 0o644 };
        let mode = about.permissions().mode() & 0o7777;
        assert_eq!(mode, expected, "{}", entry.path().display());
    }
}

fn assert_reviewed(book: &Path) {
    let comment = fs::read_to_string(book.join("comment.md")).unwrap();
    assert!(
        comment.starts_with("<!-- levelbook:diff v1 key="),
        "{comment}"
    );
    let row = "| · Example team | 1 | 0 | 0 | Requirements Management (1 of 2) | +1 −0 |";
    assert!(comment.contains(row), "{comment}");
    assert!(
        comment.contains("`content/teams/example/latest.md:13`"),
        "{comment}"
    );
}

/// From these pages on, to the site and the comment.
fn from(name: &str, beginning: &[Block]) {
    let folder = temporary();
    if !git(folder.path(), &["--version"]) {
        eprintln!("skipped: git is not installed");
        return;
    }
    let folder = folder.path().to_owned();
    let mut place = Place { name, folder };
    assert!(follow(&mut place, beginning) >= 5, "{name}");
    let book = place.folder.clone();
    assert!(book.ends_with("my-book"), "{}", book.display());
    assert_published(&book.join("book"));
    place.name = "publishing.md";
    let publishing = manual("publishing");
    follow(
        &mut place,
        &section(&publishing, "## GitHub Pages in five minutes"),
    );
    for workflow in ["publish.yml", "review.yml", "comment.yml"] {
        let path = book.join(".github/workflows").join(workflow);
        assert!(path.exists(), "{workflow}");
    }
    follow(&mut place, &section(&publishing, "## Any web server"));
    assert_published(&book.join("site"));
    let sitemap = fs::read_to_string(book.join("site/sitemap.xml")).unwrap();
    assert!(sitemap.contains("https://example.org/maturity/teams/payments.html"));
    place.name = "review.md";
    follow(
        &mut place,
        &section(&manual("review"), "## Your first review"),
    );
    assert_reviewed(&book);
    // What was built is no part of the repository.
    let kept = place.shell("git ls-files");
    assert!(!text_of(&kept).contains("book/"), "{}", text_of(&kept));
}

#[test]
fn the_readme_leads_to_a_site_and_a_review() {
    let page = read("README.md");
    from(
        "README.md",
        &section(&page, "## Your own book in five minutes"),
    );
}

#[test]
fn the_manual_leads_to_a_site_and_a_review() {
    from("start.md", &blocks(&manual("start")));
}
