//! The page of a comparison: one file, opened from a folder.

use levelbook::review::record::Diff;
use levelbook::review::{Format, Options, render};
use serde_json::json;

use crate::every_page::look_at;
use crate::findings::Findings;
use crate::shared::with_page;
use crate::sites::Shown;
use crate::valid::{VALIDATOR, config};

const RECORDS: [(&str, &str); 3] = [
    ("rich", include_str!("../data/review/rich.json")),
    ("hostile", include_str!("../data/review/hostile.json")),
    ("empty", include_str!("../data/review/empty.json")),
];

fn pages() -> Vec<(&'static str, String)> {
    let page = |(name, json): (&'static str, &str)| {
        let diff: Diff = serde_json::from_str(json).unwrap();
        (name, render(Format::Html, &diff, &Options::default()))
    };
    RECORDS.into_iter().map(page).collect()
}

#[test]
fn a_comparison_is_legible_in_all_looks() {
    let folder = tempfile::tempdir().unwrap();
    for (name, html) in pages() {
        std::fs::write(folder.path().join(format!("{name}.html")), html).unwrap();
    }
    with_page(|page| {
        let mut findings = Findings::default();
        for (name, _) in RECORDS {
            let shown = Shown {
                name: format!("comparison {name}"),
                url: format!("file://{}/{name}.html", folder.path().display()),
            };
            look_at(page, &shown, &mut findings)?;
        }
        findings.none();
        Ok(())
    });
}

#[test]
fn a_comparison_is_valid_html() {
    with_page(|page| {
        let mut findings = Findings::default();
        let call = format!("validateHtml({}, {})", config(), json!(pages()));
        let found = page.beside(VALIDATOR)?.eval(&call)?;
        for line in found.as_array().into_iter().flatten() {
            findings.add("comparison", line.as_str().unwrap_or_default());
        }
        findings.none();
        Ok(())
    });
}
