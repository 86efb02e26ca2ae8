//! The preview in the browser: what is exchanged, what stays, what is told, and the way to the
//! editor. The states come from a server that says what a test tells it to.

mod editor;
mod exchange;
mod lists;
mod problems;
mod real;
mod stream;

use serde_json::{Value, json};

use crate::chromium::Lost;
use crate::page::Page;
use crate::scripted::Scripted;

const REPORT: &str = "teams/payments.html";
const START: &str = "index.html";

/// A part of the bar or of the problems.
fn part(selector: &str) -> String {
    format!("document.querySelector('levelbook-live').shadowRoot.querySelector('{selector}')")
}

/// Opens a page and waits for its first state.
fn open(page: &Page<'_>, server: &Scripted, path: &str, state: &str) -> Result<(), Lost> {
    page.open(&server.url(path))?;
    stands(page, state)
}

/// Waits until the bar shows how things stand.
fn stands(page: &Page<'_>, state: &str) -> Result<(), Lost> {
    comes_true(page, &part(&format!(".bar[data-state={state}]")))
}

fn comes_true(page: &Page<'_>, expression: &str) -> Result<(), Lost> {
    assert!(page.comes_true(expression)?, "never: {expression}");
    Ok(())
}

fn text(page: &Page<'_>, selector: &str) -> Result<String, Lost> {
    page.text(&format!("{}.innerText", part(selector)))
}

fn click(page: &Page<'_>, selector: &str) -> Result<(), Lost> {
    page.eval(&format!("{}.click()", part(selector)))?;
    Ok(())
}

fn problem(severity: &str, message: &str) -> Value {
    json!({
        "severity": severity, "code": "unknown-rating", "message": message,
        "file": "content/teams/payments.md", "line": 12, "column": 9, "label": "not in the scale",
        "excerpt": [
            { "number": 11, "text": "answers:", "from": null, "to": null },
            { "number": 12, "text": "  \u{1f600}: mostly <b>sure</b>", "from": 5, "to": 11 },
        ],
        "help": ["write `yes` or `no`"],
        "related": [{ "file": "content/models/cmm.md", "line": 4, "column": 1,
            "message": "the scale", "editor": null }],
        "editor": "vscode://file/book/content/teams/payments.md:12:9",
    })
}
