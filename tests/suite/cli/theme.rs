//! `theme eject`, `theme check`, and a theme that overrides little.

use std::fs;

use super::Book;
use crate::site_support::{MANIFEST, Tree, build, copy, repository};

#[test]
fn a_theme_can_be_taken_as_a_start() {
    let book = Book::small();
    let footer = "templates/parts/footer.html";
    let eject = |args: &[&str]| book.run(&[&["theme", "eject"], args].concat());
    eject(&["own", "--file", footer]).fine();
    assert!(book.has("themes/own/theme.toml") && !book.has("themes/own/templates/base.html"));
    eject(&["whole"]).fine();
    for name in ["own", "whole"] {
        let toml = format!("[maturity]\nas-of = 2026-07-01\n[output.html]\ntheme = \"{name}\"\n");
        book.write("book.toml", &toml);
        let run = book.run(&["theme", "check"]).fine();
        run.says(&format!("the theme `{name}` renders all"));
        book.run(&["build", "--strict"]).fine();
    }
    book.write(
        "themes/whole/templates/parts/footer.html",
        "{{ page.titel }}\n",
    );
    book.run(&["theme", "check"])
        .ends(1)
        .says("error[theme-field]");
}

#[test]
fn nothing_is_overwritten_and_nothing_half_written() {
    let book = Book::small();
    let footer = "templates/parts/footer.html";
    book.write("themes/own/theme.toml", "view = 1\n# mine\n");
    book.write("themes/own/templates/parts/footer.html", "mine\n");
    let before = Tree::read(book.root()).files;
    let eject = |args: &[&str]| book.run(&[&["theme", "eject", "own"], args].concat());
    eject(&[]).ends(3).says("exists already");
    let crumbs = "templates/parts/crumbs.html";
    eject(&["--file", footer, "--file", crumbs])
        .ends(3)
        .says("exists already");
    assert!(Tree::read(book.root()).files == before);
    eject(&["--file", crumbs]).fine().says("1 file written");
    assert_eq!(book.read("themes/own/theme.toml"), "view = 1\n# mine\n");
}

#[test]
fn the_files_to_take_are_listed() {
    let book = Book::small();
    let before = Tree::read(book.root()).files;
    let run = book.run(&["theme", "eject", "--list"]).fine();
    let listed: Vec<&str> = run.out().lines().collect();
    assert!(listed.is_sorted() && listed.contains(&"templates/parts/footer.html"));
    assert!(Tree::read(book.root()).files == before);
    let last = listed.last().expect("there are files");
    book.run(&["theme", "eject", "--file", last]).fine();
}

#[test]
fn pages_without_what_links_and_readers_need_are_told() {
    let book = Book::small();
    book.write(
        "book.toml",
        "[maturity]\nas-of = 2026-07-01\n[output.html]\ntheme = \"own\"\n",
    );
    book.write("themes/own/theme.toml", "view = 1\n");
    book.write(
        "themes/own/templates/report.html",
        "{% extends \"default/report.html\" %}\
         {% block main %}<h1>{{ team.name }}</h1><h1 id=\"where\">Where</h1>{% endblock %}",
    );
    book.write(
        "themes/own/templates/parts/footer.html",
        "<p style=\"color: red\" onclick=\"x()\"><a href=\"/top.html\">Top</a><img src=\"//example.org/a.png\"></p>",
    );
    let mut run = book.run(&["theme", "check"]).ends(1);
    for finding in [
        "`teams/a.html` has 2 first headings `<h1>` instead of one",
        "has a style attribute",
        "has the event handler `onclick`",
        "the address `/top.html` in `index.html` counts from the root of the host",
        "an `<img>` in `404.html` has no `alt`",
        "would fetch `//example.org/a.png` from another host",
        "warning[page-missing-anchor]",
    ] {
        run = run.says(finding);
    }
}

#[test]
fn a_book_without_reports_is_no_reason_to_see_no_report() {
    let book = Book::of(&[]);
    book.write(
        "book.toml",
        "[maturity]\nas-of = 2026-07-01\n[output.html]\ntheme = \"own\"\n",
    );
    book.write("themes/own/theme.toml", "view = 1\n");
    book.run(&["theme", "check"])
        .fine()
        .says("the book has no report yet")
        .says("the theme `own` renders all");
    // Only a report has a roadmap, and only its steps have an effort that cannot be rounded.
    book.write(
        "themes/own/templates/parts/step.html",
        "{{ step.effort | round }}",
    );
    book.run(&["theme", "check"])
        .ends(1)
        .says("error[theme-render]")
        .says("teams/example.html");
    assert!(!book.has("content/teams/example/index.md"));
}

/// The text with what stands from one mark up to another left out, wherever it does.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(from) {
        out.push_str(&rest[..start]);
        let end = rest[start..].find(to).expect("what begins also ends");
        rest = &rest[start + end + to.len()..];
    }
    out + rest
}

/// The theme in tests/data/theme-small overrides a block, a part and a style: these change, and
/// nothing else does.
#[test]
fn what_a_theme_does_not_override_stays() {
    let golden = repository().join("tests/golden/staged/book");
    let small = Book::empty();
    copy(&golden, small.root());
    let toml = small.read("book.toml");
    let themed = toml.replace("[output.html]\n", "[output.html]\ntheme = \"small\"\n");
    assert_ne!(themed, toml);
    small.write("book.toml", &themed);
    let theme = small.root().join("themes/small");
    fs::create_dir_all(&theme).expect("a folder can be made");
    copy(&repository().join("tests/data/theme-small"), &theme);
    let site = |book| {
        let (mut site, run): (Tree, _) = build(book);
        run.fine();
        site.files.remove(MANIFEST);
        site
    };
    let (plain, own) = (site(&golden), site(small.root()));

    let style = "assets/small.css";
    assert_eq!(own.text(style), ".small { font-size: 0.9rem; }\n");
    let names = |site: &Tree| -> Vec<String> { site.files.keys().cloned().collect() };
    let mut added = names(&own);
    added.retain(|name| name != style);
    assert_eq!(added, names(&plain));

    let paragraph = ("<p class=\"small\">", "</p>");
    for name in names(&plain) {
        if !name.ends_with(".html") {
            assert!(plain.files[&name] == own.files[&name], "{name} differs");
            continue;
        }
        let page = own.text(&name);
        let is_kpa = name.starts_with("models/") && name.matches('/').count() == 2;
        assert_eq!(page.contains(paragraph.0), is_kpa, "{name}");
        if name == "404.html" {
            // It carries its style in itself.
            assert!(page.contains(".small { font-size: 0.9rem; }"));
            continue;
        }
        let page = without(page, paragraph.0, paragraph.1);
        let mut linked = 0;
        let lines = page.lines().filter(|line| {
            let is_link = line.starts_with("<link rel=\"stylesheet\"") && line.contains(style);
            linked += usize::from(is_link);
            !is_link
        });
        let page: String = lines.map(|line| format!("{line}\n")).collect();
        assert_eq!(linked, 1, "{name}");
        assert!(page.contains("<footer class=\"foot small\">"), "{name}");
        let foot = ("<footer", "</footer>");
        let page = without(&page, foot.0, foot.1);
        let expected = without(plain.text(&name), foot.0, foot.1);
        assert!(page == expected, "{name} differs:\n{page}");
    }
}
