//! Every page is valid HTML: html-validate, which needs neither network nor another program, runs
//! in the browser.

use serde_json::json;

use crate::findings::Findings;
use crate::shared::with_page;
use crate::site_support::{case_sites, demo};

pub const VALIDATOR: &str = include_str!("../vendor/html-validate.js");

/// What the recommended rules ask for beyond the standard, or ask of people who write by hand.
pub fn config() -> serde_json::Value {
    json!({
        "root": true,
        "extends": ["html-validate:recommended"],
        "rules": {
            // HTML lets end tags be left out; in tables of thousands of cells they are half of a page.
            "no-implicit-close": "off",
            // Matters of style: the browser reads both.
            "attr-quotes": "off",
            "doctype-style": "off",
            "no-trailing-whitespace": "off",
            "void-style": "off",
            // Titles name team, model and book, and these are the words of users.
            "long-title": "off",
            // Ids and classes come from ids of models and teams, of whose form other rules decide.
            "id-pattern": "off",
            "class-pattern": "off",
            "name-pattern": "off",
            // `tel:` links need no other kind of space.
            "tel-non-breaking": "off",
            // The assets of a site lie beside it; there is nobody else to vouch for.
            "require-sri": "off",
            // Ids may hold any character but spaces: `goal-RM.1`.
            "valid-id": ["error", { "relaxed": true }],
            // A part that scrolls is a region with a name; a section is a chapter with a heading.
            "prefer-native-element": ["error", { "exclude": ["region", "search"] }],
        },
    })
}

/// A `p` at the end of a table cell may leave out its end tag, and so may the cell, its row and its
/// body. The validator knows each of these rules, but not all of them together.
fn is_closed_by_its_cell(line: &str) -> bool {
    ["tr", "td", "th", "tbody"].iter().any(|element| {
        let message = format!("<{element}> element is not permitted as content under <p>");
        line.ends_with(&message)
    })
}

#[test]
fn every_page_is_valid_html() {
    with_page(|page| {
        let mut findings = Findings::default();
        let mut count = 0;
        let books = case_sites()
            .iter()
            .map(|(name, (tree, _))| (name.as_str(), tree));
        for (book, tree) in std::iter::once(("demo", demo())).chain(books) {
            let pages: Vec<(&str, &str)> = tree.pages().collect();
            count += pages.len();
            let call = format!("validateHtml({}, {})", config(), json!(pages));
            for line in page
                .beside(VALIDATOR)?
                .eval(&call)?
                .as_array()
                .into_iter()
                .flatten()
            {
                let line = line.as_str().unwrap_or_default();
                if is_closed_by_its_cell(line) {
                    continue;
                }
                let mut parts = line.splitn(5, ':');
                let mut part = || parts.next().unwrap_or_default().trim();
                let (name, row, column) = (part(), part(), part());
                let (rule, message) = (part(), part());
                let place = format!("{name}:{row}:{column}: {message}");
                findings.add_at(&format!("{book}/{name}"), rule, Some(&place));
            }
        }
        findings.none();
        assert!(count > 200, "only {count} pages were looked at");
        Ok(())
    });
}

/// That the validator finds what is wrong.
#[test]
fn bad_html_is_noticed() {
    let bad = "<!doctype html>\n<html lang=\"en\"><head><title>Bad</title></head>\n\
        <body><p id=\"a\">one<div id=\"a\"><span><p>two</p></span></div><img src=\"a.png\"></body></html>";
    with_page(|page| {
        let call = format!("validateHtml({}, {})", config(), json!([("bad.html", bad)]));
        let found = page.beside(VALIDATOR)?.eval(&call)?.to_string();
        for rule in ["no-dup-id", "element-permitted-content", "wcag/h37"] {
            assert!(found.contains(rule), "{rule} is not in {found}");
        }
        Ok(())
    });
}
