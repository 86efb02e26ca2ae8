//! The sites that are looked at, and the servers that they lie on.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::kinds::KINDS;
use crate::server::{Files, Mount, Server};
use crate::site_support::{
    Tree, build, case_sites, command, demo, finished, repository, temporary,
};

/// Sites are served from here: below a path, and not at the root of the host.
const PATH: &str = "/maturity/book/";

/// Here lies the demo book that was told so.
pub const TOLD: &str = "/r/";

/// The languages of the theme besides English.
const LANGUAGES: [&str; 2] = ["de", "fr"];

/// Pages of golden books that are like none of the demo: hostile words, right to left, the longest
/// names, models of two and of nine levels, everything answered and nothing.
const ODD: [(&str, &str); 12] = [
    ("hostile", "teams/bobby.html"),
    ("hostile", "models/hostile.html"),
    ("sanitized", "pages/harmless.html"),
    ("sanitized", "teams/door.html"),
    ("names", "index.html"),
    ("right-to-left", "index.html"),
    ("right-to-left", "teams/payments.html"),
    ("extremes", "index.html"),
    ("extremes", "portfolio/door.html"),
    ("extremes", "teams/long.html"),
    ("extremes", "teams/everything.html"),
    ("extremes", "teams/nothing.html"),
];

/// A page that is looked at.
pub struct Shown {
    pub name: String,
    pub url: String,
}

impl Shown {
    fn new(name: impl Into<String>, url: String) -> Self {
        let name = name.into();
        Self { name, url }
    }
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let mount = |path, files: &'static Files| Mount { path, files };
        let mut mounts = vec![
            mount(PATH, &demo().files),
            mount("/still/", still(&demo().files)),
            mount(TOLD, &told().files),
        ];
        for language in LANGUAGES {
            let path = format!("/{language}/").leak();
            mounts.push(mount(path, &spoken(language).files));
        }
        for (name, (tree, _)) in case_sites() {
            mounts.push(mount(format!("/golden/{name}/").leak(), &tree.files));
        }
        mounts.push(mount("/", &demo().files));
        Server::start(mounts)
    })
}

/// The demo book with the words of the theme in another language; its own stay as they are.
fn spoken(language: &str) -> &'static Tree {
    demo_with("LEVELBOOK_BOOK__LANGUAGE", language)
}

/// The demo book with the address that it has on GitHub Pages.
fn told() -> &'static Tree {
    let address = "https://o.github.io/r";
    demo_with("LEVELBOOK_OUTPUT__HTML__SITE_URL", address)
}

fn demo_with(setting: &str, value: &str) -> &'static Tree {
    let out = temporary();
    let site = out.path().join("site");
    let mut run = command(
        repository(),
        &["build", "--quiet", "-d", &site.to_string_lossy()],
    );
    run.env(setting, value);
    finished(run).fine();
    Box::leak(Box::new(Tree::read(&site)))
}

/// The pages as they are but for redirects, which stay where they are so that they can be seen.
fn still(files: &Files) -> &'static Files {
    let stay = |bytes: &Vec<u8>| {
        let html = std::str::from_utf8(bytes).ok()?;
        let (before, rest) = html.split_once("<meta http-equiv=\"refresh\"")?;
        let (_, after) = rest.split_once('>')?;
        Some(format!("{before}{after}").into_bytes())
    };
    let mut files = files.clone();
    for bytes in files.values_mut() {
        if let Some(page) = stay(bytes) {
            *bytes = page;
        }
    }
    Box::leak(Box::new(files))
}

/// A file of the demo book.
pub fn demo_url(name: &str) -> String {
    let path = if name == "404.html" { "/" } else { PATH };
    server().url(&format!("{path}{name}"))
}

/// A page of the demo book for every kind of page.
pub fn every_kind() -> Vec<Shown> {
    let mut pages: Vec<Shown> = KINDS
        .iter()
        .map(|(name, path)| Shown::new(*name, demo_url(path)))
        .collect();
    let redirect = server().url("/still/teams/billing.html");
    pages.push(Shown::new("redirect", redirect));
    pages
}

/// Every kind of page, some in other languages, and the odd ones of the golden books.
pub fn every_page() -> Vec<Shown> {
    let mut pages = every_kind();
    for language in LANGUAGES {
        for path in ["index.html", "teams/payments.html", "teams/identity.html"] {
            let url = server().url(&format!("/{language}/{path}"));
            pages.push(Shown::new(format!("{language}/{path}"), url));
        }
    }
    for (book, path) in ODD {
        let url = server().url(&format!("/golden/{book}/{path}"));
        pages.push(Shown::new(format!("{book}/{path}"), url));
    }
    pages
}

/// All pages of the books whose content is made to do harm.
pub fn hostile_pages() -> Vec<Shown> {
    let mut pages = Vec::new();
    for book in ["hostile", "sanitized"] {
        for (path, _) in case_sites()[book].0.pages() {
            let encoded = path
                .replace('%', "%25")
                .replace('#', "%23")
                .replace(' ', "%20");
            let url = server().url(&format!("/golden/{book}/{encoded}"));
            pages.push(Shown::new(format!("{book}/{path}"), url));
        }
    }
    pages
}

/// The demo book in a folder, as a reader opens it from the disk.
pub fn demo_folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser-demo");
        let _ = std::fs::remove_dir_all(&folder);
        for (name, bytes) in &demo().files {
            let path = folder.join(name);
            let parent = path.parent().unwrap_or(&folder);
            std::fs::create_dir_all(parent).expect("a folder can be made");
            std::fs::write(path, bytes).expect("a file can be written");
        }
        folder
    })
}

/// The site of a generated book of so many teams.
pub fn many_teams(teams: usize) -> Tree {
    let folder = temporary();
    crate::corpus::write(folder.path(), teams).expect("the book can be written");
    let (tree, run) = build(folder.path());
    run.fine();
    tree
}

/// Serves a site for as long as the tests run, and returns the address of its start page.
pub fn serve(tree: Tree) -> String {
    let path = "/many/";
    let files = Box::leak(Box::new(tree.files));
    Server::start(vec![Mount { path, files }]).url("/many/index.html")
}

/// The demo book at the root of a host.
pub fn root_url(path: &str) -> String {
    server().url(path)
}
