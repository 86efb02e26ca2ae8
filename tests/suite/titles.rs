//! Titles and headings of ordinary pages: one first heading on each, and none lost.

use std::fs;

use crate::html_support::{Piece, read};
use crate::site_support::{Tree, build, temporary};

/// The headings of a page, each with its rank.
fn headings(html: &str) -> Vec<(u8, String)> {
    let mut found: Vec<(u8, String)> = Vec::new();
    let mut open = false;
    for piece in read(html) {
        match piece {
            Piece::Open(tag) => {
                let rank = tag
                    .name
                    .strip_prefix('h')
                    .and_then(|rank| rank.parse().ok());
                found.extend(rank.map(|rank| (rank, String::new())));
                open |= rank.is_some();
            }
            Piece::Text(text) if open => {
                found.last_mut().expect("one is open").1 += text;
            }
            Piece::Close(name) => open &= !(name.len() == 2 && name.starts_with('h')),
            Piece::Text(_) => {}
        }
    }
    found
}

fn site(pages: &[(&str, &str)]) -> Tree {
    let book = temporary();
    let content = book.path().join("content");
    fs::create_dir(&content).unwrap();
    fs::write(book.path().join("book.toml"), "[book]\ntitle = \"Book\"\n").unwrap();
    for (name, text) in pages {
        fs::write(content.join(name), text).unwrap();
    }
    let (site, run) = build(book.path());
    run.fine();
    site
}

#[test]
fn each_page_has_one_first_heading_and_loses_none() {
    let site = site(&[
        ("plain.md", "# First\n\n## Part\n"),
        (
            "several.md",
            "# First\n\n# Second\n\n## Part\n\n###### Six\n",
        ),
        ("late.md", "Text.\n\n# Later\n\n## Part\n"),
        ("none.md", "---\ntitle: Named\n---\nText.\n\n## Part\n"),
        ("same.md", "---\ntitle: Named\n---\n# Named\n\n## Part\n"),
        (
            "other.md",
            "---\ntitle: Named\n---\n# Said otherwise\n\n## Part\n",
        ),
        ("both.md", "---\ntitle: Named\n---\n# One\n\n# Two\n"),
        ("404.md", "---\ntitle: Lost\n---\n# Nobody is here\n"),
    ]);
    let of = |name: &str| {
        let found = headings(site.text(name));
        let found = found.iter().map(|(rank, text)| format!("{rank} {text}"));
        found.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(of("plain.html"), "1 First, 2 Part");
    assert_eq!(of("several.html"), "1 First, 2 Second, 3 Part, 6 Six");
    assert_eq!(of("late.html"), "1 Later, 2 Part");
    assert_eq!(of("none.html"), "1 Named, 2 Part");
    assert_eq!(of("same.html"), "1 Named, 2 Part");
    assert_eq!(of("other.html"), "1 Said otherwise, 2 Part");
    assert_eq!(of("both.html"), "1 Named, 2 One, 2 Two");
    assert_eq!(of("404.html"), "1 Nobody is here");
    for page in ["other.html", "both.html", "same.html"] {
        assert!(site.text(page).contains("<title>Named · Book</title>"));
    }
    assert!(
        site.text("several.html")
            .contains("<li class=\"h3\"><a href=\"#part\">Part</a>")
    );
}

#[test]
fn the_page_for_paper_has_every_heading_too() {
    let site = site(&[
        ("several.md", "# First\n\n# Second\n\n## Part\n"),
        (
            "other.md",
            "---\ntitle: Named\n---\n# Said otherwise\n\n## Part\n",
        ),
    ]);
    let found = headings(site.text("print.html"));
    for heading in [
        (2, "First"),
        (3, "Second"),
        (4, "Part"),
        (2, "Said otherwise"),
        (3, "Part"),
    ] {
        let heading = (heading.0, heading.1.to_owned());
        assert!(found.contains(&heading), "{heading:?} {found:?}");
    }
}
