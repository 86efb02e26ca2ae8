//! Every page of every book is crawled as a browser would: from a folder, and from a server under
//! several paths that answers as GitHub Pages does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::fs;
use std::sync::OnceLock;

use crate::server_support::{Mount, Server};
use crate::site_support::{Tree, case_sites, demo, levelbook, repository, temporary};

mod addresses;
mod beside;
mod page;
mod places;
mod walk;

use page::Page;
use places::Place;
use walk::Walk;

/// Pages that nothing leads to on purpose: one is kept out of the navigation, one by a theme.
const UNLISTED: [(&str, &str); 2] = [("addresses", "guides/quiet.html"), ("theme", "print.html")];

/// A site and what is known of where it will live.
struct Site {
    name: &'static str,
    tree: &'static Tree,
    pages: BTreeMap<&'static str, Page<'static>>,
    site_url: Option<&'static str>,
}

/// The demo and the golden books, read once.
fn sites() -> &'static [Site] {
    static SITES: OnceLock<Vec<Site>> = OnceLock::new();
    SITES.get_or_init(|| {
        let mut sites = vec![Site::new("demo", demo())];
        for (name, (tree, run)) in case_sites() {
            assert_eq!(run.code, Some(0), "{name} is not built:\n{}", run.stderr);
            sites.push(Site::new(name, tree));
        }
        sites
    })
}

impl Site {
    fn new(name: &'static str, tree: &'static Tree) -> Self {
        let site_url = match name {
            "addresses" => Some("https://reports.example.org/maturity/"),
            "hidden" => Some("https://example.org/book/"),
            "hostile" => Some("https://example.org/a/b/"),
            "names" => Some("https://example.org/names/"),
            _ => None,
        };
        let pages = tree.pages();
        Self {
            name,
            tree,
            pages: pages.map(|(name, html)| (name, Page::read(html))).collect(),
            site_url,
        }
    }
}

#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, site: &Site, page: &str, what: impl Display) {
        self.0.push(format!("{}/{page}: {what}", site.name));
    }

    #[track_caller]
    fn none(&self) {
        let shown: Vec<&str> = self.0.iter().take(60).map(String::as_str).collect();
        assert!(
            self.0.is_empty(),
            "{} findings:\n{}",
            self.0.len(),
            shown.join("\n")
        );
    }
}

/// The path of a site on its host.
fn path_of(site_url: Option<&str>) -> String {
    let path = site_url.and_then(|url| url.trim_end_matches('/').splitn(4, '/').nth(3));
    path.map_or("/".to_owned(), |path| format!("/{path}/"))
}

/// Serves a site below a path, and goes through it from the address that a reader has.
fn served<'s>(tree: &'static Tree, path: &str, site_url: Option<&'s str>) -> Walk<'s> {
    let path: &'static str = path.to_owned().leak();
    let files = &tree.files;
    let server = Server::start(vec![Mount { path, files }]);
    let base = format!("https://o.github.io{path}");
    Walk::new(Place::server(server.address()), tree, &base, site_url).whole()
}

/// Writes a site into a folder, and goes through it as a browser does without a server.
fn opened<'s>(tree: &'s Tree, site_url: Option<&'s str>) -> Walk<'s> {
    let folder = temporary();
    for (name, bytes) in &tree.files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    let base = format!("file://{}/", folder.path().display());
    Walk::new(Place::Folder, tree, &base, site_url).whole()
}

#[track_caller]
fn fine(name: &str, walk: &Walk<'_>) {
    let is_meant = |finding: &str| {
        let mut pages = UNLISTED.iter().filter(|(book, _)| *book == name);
        pages.any(|(_, page)| finding.ends_with(&format!("/{page}: no page leads here")))
    };
    let findings = walk.findings.iter().map(String::as_str);
    let findings: Vec<&str> = findings.filter(|finding| !is_meant(finding)).collect();
    let (count, kinds) = (findings.len(), walk.kinds());
    let shown = findings.iter().take(60).copied().collect::<Vec<_>>();
    assert!(
        count == 0,
        "{name}: {count} findings:\n{}",
        shown.join("\n")
    );
    assert!(
        walk.followed > 30 && kinds["text/html"] > 3,
        "{name}: {kinds:?}"
    );
}

#[test]
fn every_book_is_crawled_on_a_server() {
    for site in sites() {
        let walk = served(site.tree, &path_of(site.site_url), site.site_url);
        fine(site.name, &walk);
    }
}

#[test]
fn every_book_is_crawled_in_a_folder() {
    for site in sites() {
        fine(site.name, &opened(site.tree, site.site_url));
    }
}

/// A site that was told no address lies anywhere.
#[test]
fn the_demo_lies_below_any_path() {
    let walk = served(demo(), "/a/b/", None);
    fine("/a/b/", &walk);
    assert!(walk.followed > 10_000, "only {} links", walk.followed);
}

#[test]
fn the_demo_lies_where_it_was_told() {
    for site_url in [
        "https://o.github.io/",
        "https://o.github.io/r/",
        "https://o.github.io/a/b/",
    ] {
        let tree: &'static Tree = Box::leak(Box::new(demo_at(site_url)));
        let walk = served(tree, &path_of(Some(site_url)), Some(site_url));
        fine(site_url, &walk);
        assert!(walk.followed > 10_000, "{site_url}: {}", walk.followed);
        assert!(walk.kinds()["application/xml"] >= 2, "{:?}", walk.kinds());
    }
}

#[test]
fn the_slash_behind_an_address_means_nothing() {
    for site_url in ["https://o.github.io", "https://o.github.io/r"] {
        let with = demo_at(&format!("{site_url}/"));
        assert!(demo_at(site_url) == with, "{site_url}");
    }
}

fn demo_at(site_url: &str) -> Tree {
    let out = temporary();
    let folder = out.path().join("site");
    let to = folder.to_string_lossy();
    let args = ["build", "-q", "--site-url", site_url, "-d", &to];
    levelbook(repository(), &args).fine();
    Tree::read(&folder)
}

/// That what is broken is noticed at all.
#[test]
fn a_broken_site_is_noticed() {
    let page = |links: &str| {
        let head = "<!doctype html>\n<html lang=en><title>t</title><h1 id=a>t</h1>";
        format!("{head}{links}").into_bytes()
    };
    let mut tree = Tree::default();
    let mut put = |name: &str, bytes: Vec<u8>| tree.files.insert(name.to_owned(), bytes);
    put(
        "index.html",
        page(
            "<a href=b.html#a></a><a href=c/d.html></a><link rel=canonical href=https://o.example/r/b.html><link rel=stylesheet href=s.css>",
        ),
    );
    put(
        "b.html",
        page(
            "<a href=../></a><a href=b.html#c></a><a href=/b.html></a><a href=gone></a><a href=c></a>",
        ),
    );
    put(
        "c/d.html",
        page("<img src=../gone.png><a href=..#a></a><a href=../b.html></a>"),
    );
    put("alone.html", page(""));
    put("s.css", b"a { background: url(gone.svg) }".to_vec());
    put("404.html", page("<a href=/index.html></a>"));
    put(
        "feed.xml",
        b"<feed><link href='https://o.example/r/gone.html'/></feed>".to_vec(),
    );
    put("sitemap.xml", b"<urlset></urlset>".to_vec());
    let tree: &'static Tree = Box::leak(Box::new(tree));
    let walk = served(tree, "/r/", Some("https://o.example/r"));
    let said = walk.findings.join("\n");
    for (at, what) in [
        ("", "b.html is the address of something else"),
        ("b.html", "<a href ../>: outside of the site"),
        ("b.html", "b.html has no part #c"),
        ("b.html", "<a href /b.html>: outside of the site"),
        ("b.html", "gone is answered with 404"),
        ("b.html", "c is answered with 301"),
        ("c/d.html", "gone.png is answered with 404"),
        ("s.css", "gone.svg is answered with 404"),
        ("alone.html", "no page leads here"),
        ("feed.xml", "gone.html is answered with 404"),
        ("sitemap.xml", "it names no page"),
        ("x/y/z", "outside of the site"),
    ] {
        let begin = format!("https://o.github.io/r/{at}: ");
        let mut lines = said.lines().filter_map(|line| line.strip_prefix(&begin));
        assert!(
            lines.any(|line| line.contains(what)),
            "{at}: {what}\n{said}"
        );
    }
}

#[test]
fn pages_are_sound() {
    let mut findings = Findings::default();
    for site in sites() {
        for (name, page) in &site.pages {
            for problem in &page.problems {
                findings.add(site, name, problem);
            }
        }
        let xml = |name: &&String| name.ends_with(".xml") || name.ends_with(".svg");
        for name in site.tree.files.keys().filter(xml) {
            if let Err(why) = page::is_balanced(site.tree.text(name)) {
                findings.add(site, name, why);
            }
        }
    }
    findings.none();
}

#[test]
fn names_suit_every_file_system() {
    for site in sites() {
        let mut names = BTreeSet::new();
        for name in site.tree.files.keys() {
            assert!(
                names.insert(name.to_lowercase()),
                "{name} differs in case only"
            );
            let hidden = name.split('/').any(|part| part.starts_with('.'));
            assert!(!hidden || name == ".nojekyll", "{name} is hidden");
            assert!(
                !name.contains(['\\', ':', '*', '?', '"', '<', '>', '|']),
                "{name}"
            );
            let trailing = name.split('/').any(|part| part.ends_with(['.', ' ']));
            assert!(!trailing, "{name} ends in a dot or a blank");
        }
        assert!(names.contains(".nojekyll"));
    }
}

/// Web servers and GitHub Pages need files that everybody can read, whatever the builder's mask.
#[cfg(unix)]
#[test]
fn files_are_open_to_everybody() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let book = repository().join("tests/golden/hostile/book");
    for mask in ["022", "077"] {
        let out = temporary();
        let built = Command::new("sh")
            .args(["-c", "umask $0 && exec \"$@\"", mask])
            .arg(env!("CARGO_BIN_EXE_levelbook"))
            .args(["build", "--quiet", "-d"])
            .arg(out.path().join("site"))
            .arg(&book)
            .output()
            .expect("a shell can be started");
        assert!(built.status.success());
        for entry in walkdir::WalkDir::new(out.path().join("site")) {
            let entry = entry.expect("the site can be read");
            let about = entry.path().symlink_metadata().expect("it is there");
            let expected = if about.is_dir() { 0o755 } else { 0o644 };
            let mode = about.permissions().mode() & 0o7777;
            assert_eq!(
                mode,
                expected,
                "{} with umask {mask}",
                entry.path().display()
            );
            assert!(!about.is_symlink(), "{}", entry.path().display());
        }
    }
}
