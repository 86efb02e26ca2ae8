//! Every page of every book is crawled as a browser would: from a folder, and from a server under
//! several paths.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::OnceLock;

use crate::search::Index;
use crate::site_support::{Tree, case_sites, demo};

mod addresses;
mod page;

use addresses::{Mount, Target};
use page::{Link, Page};

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

    /// The path that the page for unknown addresses counts on.
    fn own_mount(&self) -> Mount {
        let path = self.site_url.and_then(|url| url.splitn(4, '/').nth(3));
        Mount::new(&format!("/{}", path.unwrap_or("")))
    }

    /// Where a link leads to that should lead to a file of the site.
    fn follow(&self, from: &str, link: &Link, mount: &Mount) -> Result<(), String> {
        let Target { name, fragment } = mount.resolve(from, &link.address)?;
        if !self.tree.has(&name) {
            return Err(format!("the site has no {name}"));
        }
        match fragment {
            Some(id)
                if !self
                    .pages
                    .get(&*name)
                    .is_some_and(|page| page.ids.contains(&id)) =>
            {
                Err(format!("{name} has no part #{id}"))
            }
            _ => Ok(()),
        }
    }

    /// The absolute addresses that only a site with a known address has.
    fn follow_absolute(&self, address: &str) -> Result<(), String> {
        let url = self.site_url.ok_or("the site has no address of its own")?;
        let below = address.strip_prefix(url).ok_or("another site")?;
        let link = Link::to(below);
        let link = if below.is_empty() {
            Link::to("index.html")
        } else {
            link
        };
        self.follow("index.html", &link, &Mount::folder())
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

#[test]
fn every_link_leads_somewhere() {
    let mounts = ["/", "/a/", "/a/b/"].map(Mount::new);
    let mut findings = Findings::default();
    let mut followed = 0;
    for site in sites() {
        for (name, page) in &site.pages {
            for link in &page.links {
                let result = if link.is_absolute() {
                    link.may_be_absolute()
                } else if *name == "404.html" {
                    site.follow(name, link, &site.own_mount())
                } else {
                    followed += 1;
                    let folder = site.follow(name, link, &Mount::folder());
                    let served = mounts.iter().map(|mount| site.follow(name, link, mount));
                    folder.and_then(|()| served.into_iter().collect())
                };
                if let Err(why) = result {
                    findings.add(
                        site,
                        name,
                        format!("<{} {}>: {why}", link.tag, link.address),
                    );
                }
            }
        }
        for name in site.tree.files.keys().filter(|name| name.ends_with(".css")) {
            for address in page::css_addresses(site.tree.text(name)) {
                if let Err(why) = site.follow(name, &Link::to(&address), &Mount::folder()) {
                    findings.add(site, name, format!("url({address}): {why}"));
                }
            }
        }
    }
    findings.none();
    assert!(followed > 10_000, "only {followed} links were followed");
}

#[test]
fn absolute_addresses_are_those_of_the_site() {
    let mut findings = Findings::default();
    let mut followed = 0;
    for site in sites() {
        for (name, page) in &site.pages {
            for address in &page.own_addresses {
                followed += 1;
                if let Err(why) = site.follow_absolute(address) {
                    findings.add(site, name, format!("{address}: {why}"));
                }
            }
        }
        for name in ["feed.xml", "sitemap.xml"] {
            assert_eq!(site.tree.has(name), site.site_url.is_some(), "{name}");
            if !site.tree.has(name) {
                continue;
            }
            let addresses = page::xml_addresses(site.tree.text(name));
            assert!(!addresses.is_empty(), "{}: {name} names no page", site.name);
            for address in addresses {
                followed += 1;
                if let Err(why) = site.follow_absolute(&address) {
                    findings.add(site, name, format!("{address}: {why}"));
                }
            }
        }
    }
    findings.none();
    assert!(followed > 100, "only {followed} addresses were followed");
}

#[test]
fn the_search_finds_pages_that_exist() {
    let mut findings = Findings::default();
    for site in sites() {
        if !site.tree.has("search-index.js") {
            continue;
        }
        let entries = Index::of(site.tree).entries();
        assert!(entries.len() > 3, "{}: {}", site.name, entries.len());
        for (title, address) in entries {
            if title.is_empty() {
                findings.add(site, "search-index.js", format!("{address} has no title"));
            }
            let result = site.follow("search.html", &Link::to(&address), &Mount::folder());
            if let Err(why) = result {
                findings.add(site, "search-index.js", format!("{address}: {why}"));
            }
        }
    }
    findings.none();
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
    use crate::site_support::{repository, temporary};
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
