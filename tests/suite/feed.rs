//! What other programs read of a site: feed, sitemap, badges, and what pages say of themselves.
//!
//! Without xmllint no schema is applied, and the test says so; `TEST_BROWSER=required` makes it fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::html_support::{Piece, Tag, decode, read, tags};
use crate::site_support::{Tree, case_sites, demo, levelbook, repository, temporary};

const URL: &str = "https://example.org/level/";

/// The demo as it is when it has an address, built once.
fn public_demo() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| {
        let out = temporary();
        let site = out.path().join("site");
        let folder = site.to_string_lossy();
        let args = ["build", "--quiet", "--site-url", URL, "-d", &folder];
        levelbook(repository(), &args).fine();
        Tree::read(&site)
    })
}

/// All sites; those with an address have a feed.
fn sites() -> Vec<(&'static str, &'static Tree)> {
    let cases = case_sites().iter();
    let mut sites = vec![("demo", demo()), ("public demo", public_demo())];
    sites.extend(cases.map(|(name, (tree, _))| (name.as_str(), tree)));
    sites
}

fn public_sites() -> Vec<(&'static str, &'static Tree)> {
    let mut sites = sites();
    sites.retain(|(_, tree)| tree.has("feed.xml"));
    assert!(sites.len() >= 4, "who has an address?");
    sites
}

/// The texts of all elements of a name, in their order.
fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut inside = false;
    let mut texts = Vec::new();
    for piece in read(xml) {
        match piece {
            Piece::Open(tag) => inside = tag.name == element,
            Piece::Text(text) if inside => texts.push(decode(text)),
            Piece::Text(_) => {}
            Piece::Close(_) => inside = false,
        }
    }
    texts
}

#[derive(Debug, PartialEq)]
struct Change {
    date: String,
    /// Team and model.
    of: (String, String),
    rises: bool,
}

/// The rises and falls by the export: two reports of one version of a model, one after the other.
fn changes(export: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    for team in export["teams"].as_array().into_iter().flatten() {
        let mut last: BTreeMap<&str, &Value> = BTreeMap::new();
        let mut reports: Vec<&Value> = team["reports"].as_array().into_iter().flatten().collect();
        reports.sort_by_key(|report| report["date"].as_str());
        for report in reports {
            let model = report["model"].as_str().unwrap_or_default();
            if let Some(before) = last.insert(model, report) {
                let number = |report: &Value| place(export, report);
                let comparable = before["model-version"] == report["model-version"];
                if comparable && report["status"] != "unrated" && number(before) != number(report) {
                    changes.push(Change {
                        date: report["date"].as_str().unwrap_or_default().to_owned(),
                        of: (
                            team["id"].as_str().unwrap_or_default().to_owned(),
                            model.to_owned(),
                        ),
                        rises: number(report) > number(before),
                    });
                }
            }
        }
    }
    changes
}

/// The place of a report's level among the positions of its model.
fn place(export: &Value, report: &Value) -> Option<usize> {
    let models = export["models"].as_array()?;
    let model = models.iter().find(|model| {
        model["id"] == report["model"] && model["version"] == report["model-version"]
    })?;
    let levels = model["levels"].as_array()?;
    let id = &report["level"]["id"];
    levels.iter().position(|level| level["id"] == *id)
}

#[test]
fn the_feed_tells_every_rise_and_fall() {
    let mut told = 0;
    for (name, site) in public_sites() {
        let export: Value = serde_json::from_str(site.text("export.json")).expect("JSON");
        let feed = site.text("feed.xml");
        let ids = texts(feed, "id");
        let (own, ids) = ids.split_first().expect("a feed has an id");
        assert!(own.starts_with("tag:"), "{own}");
        let dates = texts(feed, "updated");
        let titles = texts(feed, "title");
        assert_eq!(titles.len(), dates.len(), "{name}");
        let times = &dates[1..];
        assert!(times.is_sorted_by(|a, b| a >= b), "{name}: latest first");
        assert_eq!(times.len(), ids.len(), "{name}");
        assert!(times.first().is_none_or(|first| *first == dates[0]));
        let changes = changes(&export);
        for (change, rises) in changes.iter().map(|change| (change, change.rises)) {
            let (team, model) = &change.of;
            let end = format!("/{team}/{model}/{}", change.date);
            let at = ids.iter().position(|id| id.ends_with(&end));
            let at = at.unwrap_or_else(|| panic!("{name}: {change:?} is not told in {ids:?}"));
            assert_eq!(times[at], format!("{}T00:00:00Z", change.date), "{name}");
            let word = if rises { "rose" } else { "fell" };
            assert!(titles[at + 1].contains(word), "{}", titles[at + 1]);
            told += 1;
        }
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(
            unique.len(),
            ids.len(),
            "{name}: an id stands for one entry"
        );
        assert!(ids.len() <= 100 && !feed.contains("<summary></summary>"));
    }
    assert!(told > 5, "only {told} changes");
}

#[test]
fn the_sitemap_lists_what_people_read() {
    for (name, site) in public_sites() {
        let listed = texts(site.text("sitemap.xml"), "loc");
        let own = ["404.html", "search.html", "print.html"];
        let is_public = |path: &&str, html: &str| {
            !own.contains(path) && !html.contains("http-equiv=\"refresh\"")
        };
        let pages = site.pages().filter(|(path, html)| is_public(path, html));
        let count = pages.count();
        assert_eq!(listed.len(), count, "{name}");
        let root = listed.iter().min_by_key(|address| address.len());
        let root = root.expect("a site has a page");
        for (path, html) in site.pages().filter(|(path, html)| is_public(path, html)) {
            let canonical = link(html, "canonical").expect("a page names its address");
            assert!(listed.contains(&canonical), "{name}: {path} is not listed");
            assert!(canonical.starts_with(root), "{name}: {canonical}");
        }
    }
}

fn link(html: &str, relation: &str) -> Option<String> {
    let tags = tags(html);
    let found = tags
        .iter()
        .find(|tag| tag.name == "link" && tag.get("rel") == Some(relation))?;
    found.get("href").map(str::to_owned)
}

/// `name` or `property` and `content` of a page's meta tags.
fn meta(html: &str) -> BTreeMap<String, String> {
    let key = |tag: &Tag| tag.get("name").or(tag.get("property")).map(str::to_owned);
    tags(html)
        .iter()
        .filter(|tag| tag.name == "meta")
        .filter_map(|tag| Some((key(tag)?, tag.get("content")?.to_owned())))
        .collect()
}

#[test]
fn pages_describe_themselves_each_in_its_own_words() {
    for (name, site) in sites() {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        let mut titles: BTreeMap<String, &str> = BTreeMap::new();
        for (path, html) in site.pages() {
            let is_redirect = html.contains("http-equiv=\"refresh\"");
            if path == "404.html" || is_redirect {
                continue;
            }
            let meta = meta(html);
            let described = meta.get("description").cloned().unwrap_or_default();
            assert!(!described.trim().is_empty(), "{name}/{path}");
            assert!(
                described.chars().count() < 300,
                "{name}/{path}: {described}"
            );
            if let Some(other) = known.insert(described, path) {
                panic!("{name}: {path} and {other} have one description");
            }
            if let Some(other) = titles.insert(texts(html, "title").concat(), path) {
                panic!("{name}: {path} and {other} have one title");
            }
            let social = [
                "og:title",
                "og:description",
                "og:type",
                "og:url",
                "og:site_name",
            ];
            let count = social.iter().filter(|key| meta.contains_key(**key)).count();
            let expected = if site.has("feed.xml") {
                social.len()
            } else {
                0
            };
            assert_eq!(count, expected, "{name}/{path}");
            assert_eq!(meta.contains_key("twitter:card"), expected > 0);
            assert_eq!(meta.get("og:url"), link_if(html, expected > 0).as_ref());
            assert!(!meta.contains_key("og:image"), "no page has a picture");
        }
        assert!(!known.is_empty());
    }
    let (british, _) = &case_sites()["addresses"];
    let meta = meta(british.text("index.html"));
    assert_eq!(meta.get("og:locale").map(String::as_str), Some("en_GB"));
    assert_eq!(meta.get("og:type").map(String::as_str), Some("website"));
}

fn link_if(html: &str, expected: bool) -> Option<String> {
    link(html, "canonical").filter(|_| expected)
}

#[test]
fn shields_draws_the_badge_that_we_draw() {
    let mut count = 0;
    for (name, site) in sites() {
        let badges = site.files.keys().filter(|path| path.starts_with("teams/"));
        for path in badges.filter(|path| path.ends_with(".svg")) {
            let endpoint = path.replace(".svg", ".shields.json");
            if path.matches('/').count() > 2 {
                continue;
            }
            assert_eq!(site.has(&endpoint), site.has("feed.xml"), "{name}: {path}");
            if !site.has(&endpoint) {
                continue;
            }
            count += 1;
            let data: Value = serde_json::from_str(site.text(&endpoint)).expect("JSON");
            let keys: Vec<&String> = data.as_object().expect("an object").keys().collect();
            assert_eq!(
                keys,
                ["color", "label", "labelColor", "message", "schemaVersion"],
                "{name}: {path}"
            );
            assert_eq!(data["schemaVersion"], 1);
            let text = |key: &str| data[key].as_str().expect("a text").to_owned();
            assert!(!text("message").is_empty());
            let svg = site.text(path);
            for color in [text("color"), text("labelColor")] {
                let is_hex = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
                let digits = color.strip_prefix('#').expect("a color in hexadecimal");
                assert!(digits.len() == 6 && digits.chars().all(is_hex), "{color}");
                assert!(svg.contains(&format!("fill=\"{color}\"")), "{path}");
            }
            let said = format!("{}: {}", text("label"), text("message"));
            assert_eq!(texts(svg, "title"), [said.as_str()]);
            assert_eq!(tags(svg)[0].get("aria-label"), Some(said.as_str()));
        }
    }
    assert!(count > 10, "only {count} badges");
}

/// Where xmllint is, or `None` where it is missing and not asked for.
fn xmllint() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join("xmllint"))
        .find(|file| file.is_file());
    if found.is_none() {
        let required = std::env::var_os("TEST_BROWSER").is_some_and(|value| value == "required");
        assert!(!required, "no xmllint was found in PATH");
        // Past the capture of the test harness, which shows nothing of tests that pass.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            b"skipped: feed and sitemap were held against no schema, for there is no xmllint\n",
        );
    }
    found
}

/// What xmllint has against a text, if anything.
fn refusal(xmllint: &Path, schema: &str, text: &str) -> Option<String> {
    let folder = temporary();
    let file = folder.path().join("text.xml");
    fs::write(&file, text).expect("a file can be written");
    let option = if schema.ends_with(".rng") {
        "--relaxng"
    } else {
        "--schema"
    };
    let run = Command::new(xmllint)
        .args(["--nonet", "--noout", option])
        .arg(repository().join("tests/data").join(schema))
        .arg(&file)
        .output()
        .expect("xmllint can be started");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    (!run.status.success()).then_some(said)
}

#[test]
fn feed_and_sitemap_follow_their_schemas() {
    let Some(xmllint) = xmllint() else { return };
    for (name, site) in public_sites() {
        for (file, schema) in [("feed.xml", "atom.rng"), ("sitemap.xml", "sitemap.xsd")] {
            let refused = refusal(&xmllint, schema, site.text(file));
            assert_eq!(refused, None, "{name}/{file}");
        }
    }

    // That the schemas refuse anything at all.
    let (feed, map) = (
        public_demo().text("feed.xml"),
        public_demo().text("sitemap.xml"),
    );
    let wrong = [
        (
            "atom.rng",
            feed.replace("<author>", "<editor>")
                .replace("</author>", "</editor>"),
        ),
        ("atom.rng", feed.replace("T00:00:00Z", "")),
        (
            "atom.rng",
            feed.replacen("<title>", "<title type=\"markdown\">", 1),
        ),
        ("atom.rng", feed.replacen("term=", "trem=", 1)),
        ("atom.rng", feed.replacen("<id>tag:", "<id>tag: ", 1)),
        ("sitemap.xsd", map.replacen("https:", "ftp:", 1)),
        ("sitemap.xsd", map.replace("loc>", "link>")),
        (
            "sitemap.xsd",
            map.replacen("<url>", "<url><lastmod>July</lastmod>", 1),
        ),
    ];
    for (schema, text) in wrong {
        assert!(text != feed && text != map, "nothing was made wrong");
        assert!(refusal(&xmllint, schema, &text).is_some(), "{text}");
    }
}
