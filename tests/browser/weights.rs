//! How heavy pages are. `cargo test weights -- --nocapture` prints it.

use std::collections::BTreeMap;

use crate::shared::with_page;
use crate::site_support::{Tree, demo};
use crate::sites::{demo_url, many_teams};

/// In bytes, before compression, as the design of the default theme sets them.
const REPORT: usize = 60_000;
const STYLE: usize = 30_000;
const SCRIPT: usize = 20_000;
/// A book of thousands of teams has to be searched, too.
const INDEX_PER_TEAM: usize = 1_000;

/// The size of the one file of the theme with this name, whose digest is left out.
fn asset(tree: &Tree, stem: &str, extension: &str) -> usize {
    let sizes: Vec<usize> = tree
        .files
        .iter()
        .filter(|(name, _)| {
            let name = name.strip_prefix("assets/").unwrap_or_default();
            name.starts_with(&format!("{stem}-")) && name.ends_with(&format!(".{extension}"))
        })
        .map(|(_, bytes)| bytes.len())
        .collect();
    let [size] = sizes[..] else {
        panic!("{} files are {stem}.{extension}", sizes.len());
    };
    size
}

fn tell(what: &str, size: usize, limit: usize) {
    println!("{what:<48} {size:>8} of {limit:>8} bytes");
    assert!(
        size < limit,
        "{what}: {size} bytes, and {limit} is too much"
    );
}

#[test]
fn weights_of_the_files() {
    let site = demo();
    tell("style sheet", asset(site, "style", "css"), STYLE);
    tell(
        "script, without the library of the search",
        asset(site, "script", "js"),
        SCRIPT,
    );

    // The model with 18 KPAs is the one of the book; the team's page is the report by it.
    let reports = site.pages().filter(|(name, html)| {
        let is_team = name.starts_with("teams/") && html.contains("class=\"report\"");
        is_team && html.contains("/models/cmm/PR.html")
    });
    let mut sizes: Vec<(usize, &str)> = reports.map(|(name, html)| (html.len(), name)).collect();
    sizes.sort_unstable();
    assert!(sizes.len() > 20, "only {} reports", sizes.len());
    for (size, name) in sizes.iter().rev().take(3) {
        tell(name, *size, REPORT);
    }
}

#[test]
fn weights_of_the_search_index() {
    let index = |tree: &Tree| -> usize {
        let files = tree.files.iter();
        let indexes = files.filter(|(name, _)| name.contains("search-index"));
        indexes.map(|(_, bytes)| bytes.len()).sum()
    };
    let (few, many) = (many_teams(1), many_teams(101));
    let per_team = (index(&many) - index(&few)) / 100;
    tell("search index per team", per_team, INDEX_PER_TEAM);
}

/// What a browser with an empty memory fetches to show a page: everything but the script's own
/// later requests.
#[test]
fn weights_of_the_first_view() {
    const VIEW: usize = REPORT + STYLE + SCRIPT;
    with_page(|page| {
        page.call(
            "Network.setCacheDisabled",
            serde_json::json!({ "cacheDisabled": true }),
        )?;
        for name in ["index.html", "teams/payments.html"] {
            page.open(&demo_url(name))?;
            let mut urls = BTreeMap::new();
            let mut size = 0.0;
            for event in page.events()? {
                let params = &event["params"];
                let id = params["requestId"].to_string();
                match event["method"].as_str() {
                    Some("Network.requestWillBeSent") => {
                        urls.insert(id, params["request"]["url"].to_string());
                    }
                    Some("Network.loadingFinished") => {
                        size += params["encodedDataLength"].as_f64().unwrap_or_default();
                    }
                    _ => {}
                }
            }
            tell(
                &format!("first view of {name}, {} requests", urls.len()),
                size as usize,
                VIEW,
            );
        }
        Ok(())
    });
}
