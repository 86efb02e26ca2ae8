//! What each format says of records made by hand.

mod budgets;
mod hostile;
mod pages;
mod terminal;

use super::record::Diff;
use super::{Format, Options, github, gitlab, markdown, render, samples, summary};

const RUN: &str = "https://github.com/acme/maturity/actions/runs/1";

fn options() -> Options<'static> {
    Options {
        report_url: Some(RUN),
        ..Options::default()
    }
}

/// A format, and how it tells a record.
type Told = (&'static str, fn(&Diff) -> String);

/// The formats of this module, each with a record's text.
const FORMATS: [Told; 4] = [
    ("markdown", |diff| markdown::render(diff, &options())),
    ("summary", |diff| summary::render(diff, &options())),
    ("github", github::render),
    ("gitlab", gitlab::render),
];

#[test]
fn every_format_tells_every_record() {
    for (record, diff) in samples::all() {
        for (format, render) in FORMATS {
            insta::assert_snapshot!(format!("{record}_{format}"), render(&diff));
        }
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    for (format, render) in FORMATS {
        assert_eq!(
            render(&samples::rich()),
            render(&samples::rich()),
            "{format}"
        );
    }
}

#[test]
fn without_a_web_page_places_are_paths() {
    let mut diff = samples::rich();
    diff.repository_url = None;
    diff.site_url = None;
    insta::assert_snapshot!(
        "offline_markdown",
        markdown::render(&diff, &Options::default())
    );
}

#[test]
fn one_model_is_not_named() {
    let mut diff = samples::rich();
    diff.ladders.truncate(1);
    diff.teams.retain(|team| team.reports.len() == 1);
    let text = markdown::render(&diff, &options());
    assert!(text.contains("| ▼ [Payments](https://acme.example/maturity/teams/payments.html) |"));
    assert!(!text.contains("`cmm`"), "{text}");
}

#[test]
fn the_record_itself_is_a_format() {
    let written = render(Format::Json, &samples::rich(), &options());
    assert_eq!(
        written,
        include_str!("../../../tests/data/review/rich.json")
    );
    let hostile = render(Format::Json, &samples::hostile(), &options());
    assert!(!hostile.contains("##["));
    let read: Diff = serde_json::from_str(&hostile).unwrap();
    assert_eq!(read, samples::hostile());
}
