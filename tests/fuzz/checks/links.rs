use std::sync::{Arc, OnceLock};

use levelbook::config;
use levelbook::document::Document;
use levelbook::pipeline::{Book, Input, Silent, Stamp, compile};
use levelbook::site::{Resolved, is_external};
use levelbook::tree::{BookPath, SitePath, Sources};

use super::html::harmless;

/// A book with a file of every kind that a link may lead to.
const FILES: [(&str, &str); 12] = [
    (
        "book.toml",
        "[book]\ntitle = \"Links\"\n[maturity]\nas-of = 2026-07-01\n",
    ),
    ("content/index.md", "# Start\n\n## One {#one}\n"),
    ("content/guide/index.md", "# Guide\n\n## Über uns\n"),
    ("content/guide/a b.md", "# With a blank\n"),
    ("content/guide/größe & maß.md", "# With signs\n"),
    ("content/guide/draft.md", "---\ndraft: true\n---\n# Draft\n"),
    ("content/guide/picture 1.png", "picture"),
    ("content/guide/program.exe", "program"),
    ("content/models/own.md", include_str!("own-model.md")),
    (
        "content/teams/one.md",
        "---\nmodel: own\ndate: 2026-06-01\nanswers:\n  PLAN: yes\n---\n# About\n",
    ),
    ("content/teams/two/index.md", "---\nteam: Two\n---\n# Two\n"),
    (
        "content/teams/two/2026-01-01-own.md",
        "---\nmodel: own\ndate: 2026-01-01\n---\n## Plan {#PLAN}\n",
    ),
];

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let mut sources = Sources::default();
        for (path, text) in FILES {
            let path = BookPath::new(path).expect("a path of a book");
            sources.insert(path, text.into());
        }
        let input = Input {
            config: config::read(&sources, &[]).value,
            sources: &sources,
            stamp: Stamp {
                date: "2026-07-01".parse().expect("a date"),
                clock: false,
                revision: None,
            },
            drafts: false,
        };
        compile(&input, &Silent).value
    })
}

/// The address that a link becomes leads, read by a browser's rules, to a file of the site; a link
/// that leaves the book leads nowhere. The first byte chooses the file in which the link stands.
pub fn links(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let Ok(target) = std::str::from_utf8(rest) else {
        return;
    };
    let site = book().site();
    let (file, _) = FILES[usize::from(*first) % FILES.len()];
    let file = BookPath::new(file).expect("a path of a book");
    let document = Arc::new(Document::empty(file.clone()));
    let resolved = site.resolve(&document, target);
    let Resolved::To { path, .. } = &resolved else {
        assert_eq!(
            resolved == Resolved::External,
            is_external(target),
            "{target:?}"
        );
        return;
    };
    assert!(!is_external(target), "{target:?} is another host's");
    let known = site.entries.iter().any(|entry| entry.path == *path);
    assert!(known, "{target:?} leads to {path}, which is not there");
    let here = site.address(&file).cloned();
    let here = here.unwrap_or_else(|| SitePath::new("teams/two/far/page.html"));
    let href = here.link_to(path);
    harmless("href", &href);
    assert_eq!(
        followed(&here, &href),
        path.as_str(),
        "{href:?} from {here}"
    );
}

/// Where a browser goes.
fn followed(here: &SitePath, href: &str) -> String {
    let mut parts: Vec<&str> = here.as_str().split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{href:?} leaves the site"),
            part => parts.push(part),
        }
    }
    decoded(&parts.join("/"))
}

fn decoded(path: &str) -> String {
    let mut bytes = path.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || bytes.next().and_then(|b| char::from(b).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else {
            panic!("{path:?} is badly encoded");
        };
        out.push((high * 16 + low) as u8);
    }
    String::from_utf8(out).expect("an address is UTF-8")
}
