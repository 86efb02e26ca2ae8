//! Lists of more teams than fit on one page.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::git_support::write;
use crate::html_support::tags;
use crate::site_support::{Tree, build, temporary};

/// No page of a list may be larger, in bytes.
const LARGEST: usize = 1_500_000;

/// Teams by unit: 240 in one area of Retail, 70 in the other, 150 in Logistics, the rest in none.
fn unit(team: usize) -> &'static str {
    match team {
        0..240 => "[Retail, Shops]",
        240..310 => "[Retail, Web]",
        310..460 => "Logistics",
        _ => "[]",
    }
}

fn name(team: usize) -> String {
    format!("t{team:03}")
}

fn book(teams: usize) -> TempDir {
    let book = temporary();
    write(
        book.path(),
        "book.toml",
        "[maturity]\nas-of = \"2026-07-01\"\n",
    );
    let kpas: String = (1..=25).fold(String::new(), |mut kpas, n| {
        let level = 2 + n / 10;
        let goals = format!("goals: [{{ id: K{n}.1, statement: It holds. }}]");
        let _ = writeln!(
            kpas,
            "  - {{ id: K{n}, name: Area {n}, level: \"{level}\", {goals} }}"
        );
        kpas
    });
    let levels = "levels: [{ id: \"1\", name: One }, { id: \"2\", name: Two }, { id: \"3\", name: Three }, { id: \"4\", name: Four }]";
    let model = format!("---\nid: m\nname: Model\nversion: \"1\"\n{levels}\nkpas:\n{kpas}---\n");
    write(book.path(), "content/models/m.md", &model);
    for team in 0..teams {
        let mut text = format!("---\nteam: {{ unit: {} }}\nmodel: m\n", unit(team));
        let _ = write!(text, "date: 2026-0{}-01\nanswers:\n", 1 + team % 6);
        for kpa in 1..=25 {
            let rating = ["yes", "largely", "partly", "no"][(team / kpa + kpa) % 4];
            let _ = writeln!(text, "  K{kpa}: {rating}");
        }
        text.push_str("---\n");
        write(
            book.path(),
            &format!("content/teams/{}.md", name(team)),
            &text,
        );
    }
    book
}

/// The site of 501 teams, built once.
fn long() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| {
        let (site, run) = build(book(501).path());
        run.fine();
        site
    })
}

/// The pages of lists, in the order of their addresses.
fn lists(site: &Tree) -> Vec<&str> {
    let is_list = |path: &&str| {
        *path == "index.html" || path.starts_with("units/") || path.starts_with("teams/page-")
    };
    site.pages().map(|(path, _)| path).filter(is_list).collect()
}

/// The teams whose reports a page names, by the rows of its table.
fn rows(html: &str) -> Vec<String> {
    let table = html.split("data-tools").nth(1).unwrap_or_default();
    let table = table.split("</table>").next().unwrap_or_default();
    let heads = table.split("<th scope=\"row\"><a href=\"").skip(1);
    let file = |rest: &str| {
        let href = rest.split('"').next().unwrap_or_default();
        let file = href.rsplit('/').next().unwrap_or_default();
        file.trim_end_matches(".html").to_owned()
    };
    heads.map(file).collect()
}

#[test]
fn up_to_five_hundred_teams_stand_on_one_page() {
    let (site, run) = build(book(500).path());
    run.fine();
    assert_eq!(
        lists(&site),
        [
            "index.html",
            "units/logistics.html",
            "units/retail.html",
            "units/retail/shops.html",
            "units/retail/web.html",
        ]
    );
    assert_eq!(rows(site.text("index.html")).len(), 500);
    assert_eq!(rows(site.text("units/retail.html")).len(), 310);
    assert!(!site.text("index.html").contains("data-all"));
    assert!(site.text("index.html").len() < LARGEST);
}

#[test]
fn more_teams_are_cut_into_pages_between_units() {
    let site = long();
    assert_eq!(
        lists(site),
        [
            "index.html",
            "teams/page-1.html",
            "teams/page-2.html",
            "teams/page-3.html",
            "units/logistics.html",
            "units/retail.html",
            "units/retail/page-2.html",
            "units/retail/shops.html",
            "units/retail/web.html",
        ]
    );
    let sheets = [
        "teams/page-1.html",
        "teams/page-2.html",
        "teams/page-3.html",
    ];
    let shown = sheets.map(|page| rows(site.text(page)));
    assert_eq!(shown.each_ref().map(Vec::len), [150, 240, 111]);
    let all: BTreeSet<&String> = shown.iter().flatten().collect();
    assert_eq!(all.len(), 501, "a team is missing or stands twice");
    // The start page names those that matter, and the script finds the others.
    let start = site.text("index.html");
    assert_eq!(rows(start).len(), 50);
    assert!(start.contains("data-all=\"501\"") && start.contains("data-model=\"m\""));
    for (path, html) in site.pages() {
        assert!(html.len() < LARGEST, "{path} has {} bytes", html.len());
    }
}

#[test]
fn pages_are_called_by_what_they_show() {
    let site = long();
    let pager = |page: &str| {
        let html = site.text(page);
        let nav = html
            .split("<nav class=\"pager\"")
            .nth(1)
            .unwrap_or_default();
        let list = nav.split("<ol>").nth(1).unwrap_or_default();
        let list = list.split("</ol>").next().unwrap_or_default();
        let links = list.split("<a href=\"").skip(1);
        let link = |rest: &str| {
            let (href, rest) = rest.split_once('"').expect("an address");
            let (attributes, rest) = rest.split_once('>').expect("a tag");
            let text = rest.split('<').next().unwrap_or_default();
            let here = if attributes.contains("aria-current") {
                "*"
            } else {
                ""
            };
            format!("{here}{text} -> {href}")
        };
        links.map(link).collect::<Vec<_>>()
    };
    assert_eq!(
        pager("teams/page-2.html"),
        [
            "Logistics -> page-1.html",
            "*Retail / Shops -> page-2.html",
            "Retail to teams without a unit -> page-3.html",
        ]
    );
    assert_eq!(
        pager("units/retail/page-2.html"),
        [
            "Retail / Shops -> ../retail.html",
            "*Retail / Web -> page-2.html"
        ]
    );
    assert!(pager("units/logistics.html").is_empty());
    let heading = |page: &str| {
        let html = site.text(page);
        assert_eq!(tags(html).iter().filter(|tag| tag.name == "h1").count(), 1);
        let text = html
            .split("<h1>")
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        text.unwrap_or_default().to_owned()
    };
    assert_eq!(heading("teams/page-1.html"), "Teams: Logistics");
    assert_eq!(heading("units/retail/page-2.html"), "Retail / Web");
}

#[test]
fn a_team_cannot_take_the_address_of_a_page() {
    let book = book(501);
    let from = book.path().join("content/teams/t000.md");
    fs::rename(from, book.path().join("content/teams/page-2.md")).expect("a file can be renamed");
    let (_, run) = build(book.path());
    assert_eq!(run.code, Some(1));
    let message = "the team `page-2` and a page of the list of teams would both be published as `teams/page-2.html`";
    assert!(run.stderr.contains(message), "{}", run.stderr);
}

#[test]
fn one_team_alone_says_its_own_verdict() {
    let (site, run) = build(book(1).path());
    run.fine();
    let start = site.text("index.html");
    assert!(start.contains("<p class=\"verdict\">T000 is at level 1, One.</p>"));
    for absent in ["lb-levels", "lb-gaps", "lb-attention", "class=\"u\""] {
        assert!(!start.contains(absent), "{absent}");
    }
    assert_eq!(rows(start), ["t000"]);
}

#[test]
fn a_book_without_reports_says_so() {
    let (site, run) = build(book(0).path());
    run.fine();
    let start = site.text("index.html");
    assert!(start.contains("No team has been assessed yet."));
    assert!(!start.contains("<table"));
}
