//! What is wrong, the same fault of many pages told once.

use std::collections::BTreeMap;
use std::fmt::Display;

/// Faults, each with the pages that have it and where on them.
#[derive(Default)]
pub struct Findings {
    faults: BTreeMap<String, Fault>,
}

#[derive(Default)]
struct Fault {
    pages: Vec<String>,
    places: Vec<String>,
    count: usize,
}

/// More pages and places of one fault are counted only.
const SHOWN: usize = 4;

impl Findings {
    pub fn add(&mut self, page: &str, what: impl Display) {
        self.add_at(page, what, None);
    }

    /// A fault of one place on a page.
    pub fn add_at(&mut self, page: &str, what: impl Display, place: Option<&str>) {
        let fault = self.faults.entry(what.to_string()).or_default();
        fault.count += 1;
        if fault.pages.last().is_none_or(|last| last != page) {
            fault.pages.push(page.to_owned());
        }
        if let Some(place) = place
            && !fault.places.iter().any(|seen| seen == place)
        {
            fault.places.push(place.to_owned());
        }
    }

    /// Whether something of the kind was found.
    pub fn has(&self, part: &str) -> bool {
        self.faults.keys().any(|what| what.contains(part))
    }

    #[track_caller]
    pub fn none(&self) {
        let told: Vec<String> = self.faults.iter().map(tell).collect();
        let count = told.len();
        assert!(count == 0, "{count} faults:\n\n{}", told.join("\n"));
    }
}

fn tell((what, fault): (&String, &Fault)) -> String {
    let pages = some(&fault.pages, ", ");
    let mut text = format!("{what}\n  {} times on {pages}\n", fault.count);
    if !fault.places.is_empty() {
        text += &format!("    {}\n", some(&fault.places, "\n    "));
    }
    text
}

fn some(all: &[String], separator: &str) -> String {
    let shown: Vec<&str> = all.iter().take(SHOWN).map(String::as_str).collect();
    let more = all.len() - shown.len();
    let shown = shown.join(separator);
    if more == 0 {
        shown
    } else {
        format!("{shown}{separator}and {more} more")
    }
}
