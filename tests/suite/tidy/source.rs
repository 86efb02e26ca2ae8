//! The files of `src/` with what the rules of the house ask about them.

use std::collections::BTreeSet;
use std::fs;

use super::tokens::{Token, read};
use crate::site_support::{name_in, repository};

/// A file of `src/`.
pub struct Source {
    /// `src/export/csv.rs`
    pub name: String,
    /// `["export", "csv"]`; empty for lib.rs and main.rs.
    pub module: Vec<String>,
    pub tokens: Vec<Token>,
    /// Which tokens are compiled for tests only.
    is_test: Vec<bool>,
}

impl Source {
    fn new(name: &str, text: &str) -> Self {
        let tokens = read(text);
        Self {
            name: name.to_owned(),
            module: module(name),
            is_test: vec![false; tokens.len()],
            tokens,
        }
    }

    pub fn top(&self) -> Option<&str> {
        self.module.first().map(String::as_str)
    }

    pub fn is_test(&self, at: usize) -> bool {
        self.is_test[at]
    }

    pub fn place(&self, at: usize) -> String {
        format!("{}:{}", self.name, self.tokens[at].line)
    }

    /// Whether these tokens stand from `at` on.
    pub fn has(&self, at: usize, texts: &[&str]) -> bool {
        self.tokens.len() >= at + texts.len()
            && texts
                .iter()
                .zip(&self.tokens[at..])
                .all(|(text, token)| token.text == *text)
    }

    /// Where these tokens stand.
    pub fn find<'s>(&'s self, texts: &'s [&'s str]) -> impl Iterator<Item = usize> + 's {
        (0..self.tokens.len()).filter(move |at| self.has(*at, texts))
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    /// The top-level modules that are named by a path, each with where: `crate::x`, `crate::{x, y}`,
    /// and `super::x` where it leads to the root.
    pub fn uses(&self) -> Vec<(usize, String)> {
        let mut uses = Vec::new();
        let depths = self.inline_depths();
        for (at, depth) in depths.iter().enumerate() {
            let is_start = at == 0 || self.text(at - 1) != "::";
            let mut next = at;
            match self.text(at) {
                "crate" if is_start => next += 1,
                "super" if is_start => {
                    let mut levels = 0;
                    while self.text(next) == "super" && self.text(next + 1) == "::" {
                        (levels, next) = (levels + 1, next + 2);
                    }
                    if levels < self.module.len() + depth {
                        continue;
                    }
                    next -= 1;
                }
                _ => continue,
            }
            if self.text(next) != "::" {
                continue;
            }
            for at in self.first_segments(next + 1) {
                uses.push((at, self.text(at).to_owned()));
            }
        }
        uses
    }

    /// The beginnings of a path, several where a group in braces stands there.
    fn first_segments(&self, at: usize) -> Vec<usize> {
        if self.text(at) != "{" {
            return vec![at];
        }
        let mut segments = Vec::new();
        let (mut depth, mut at) = (1, at + 1);
        while depth > 0 && at < self.tokens.len() {
            match self.text(at) {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ if depth == 1 && matches!(self.text(at - 1), "{" | ",") => segments.push(at),
                _ => {}
            }
            at += 1;
        }
        segments
    }

    /// In how many `mod x { … }` of this file each token stands.
    fn inline_depths(&self) -> Vec<usize> {
        let mut open = Vec::new();
        let mut depths = Vec::with_capacity(self.tokens.len());
        for at in 0..self.tokens.len() {
            match self.text(at) {
                "{" => open.push(at >= 2 && self.text(at - 2) == "mod"),
                "}" => {
                    open.pop();
                }
                _ => {}
            }
            depths.push(open.iter().filter(|is_mod| **is_mod).count());
        }
        depths
    }
}

/// All files of `src/`, in the order of their names.
/// All files of the program; what build.rs runs before it is no part of it.
pub fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let (src, of_build) = (repository().join("src"), repository().join("src/build"));
    let files = walkdir::WalkDir::new(src).sort_by_file_name().into_iter();
    for entry in files.filter_entry(|entry| entry.path() != of_build) {
        let entry = entry.expect("src/ can be read");
        if entry.path().extension().is_some_and(|kind| kind == "rs") {
            let text = fs::read_to_string(entry.path()).expect("a source can be read");
            sources.push(Source::new(&name_in(repository(), entry.path()), &text));
        }
    }
    let modules = mark_tests(&mut sources);
    for source in &mut sources {
        if (1..=source.module.len()).any(|len| modules.contains(&source.module[..len])) {
            source.is_test.fill(true);
        }
    }
    sources
}

fn module(name: &str) -> Vec<String> {
    let path = name.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    if matches!(
        parts.last().map(String::as_str),
        Some("mod" | "lib" | "main")
    ) {
        parts.pop();
    }
    parts
}

/// Marks the items under `#[cfg(test)]` and `#[test]`; returns the modules in files of their own
/// that are for tests.
fn mark_tests(sources: &mut [Source]) -> BTreeSet<Vec<String>> {
    let mut modules = BTreeSet::new();
    for source in sources {
        let cfg = ["#", "[", "cfg", "(", "test", ")", "]"];
        let test = ["#", "[", "test", "]"];
        let starts: Vec<usize> = source.find(&cfg).chain(source.find(&test)).collect();
        for start in starts {
            let end = end_of_item(source, start);
            source.is_test[start..end].fill(true);
            let item = &source.tokens[start..end];
            if let [.., word, name, end] = item
                && (word.text.as_str(), end.text.as_str()) == ("mod", ";")
            {
                let mut module = source.module.clone();
                module.push(name.text.clone());
                modules.insert(module);
            }
        }
    }
    modules
}

/// Behind the item whose attributes begin at `start`.
fn end_of_item(source: &Source, start: usize) -> usize {
    let mut at = start;
    while source.has(at, &["#", "["]) {
        at = closing(source, at + 1) + 1;
    }
    while at < source.tokens.len() {
        match source.text(at) {
            ";" => return at + 1,
            "{" => return closing(source, at) + 1,
            "(" | "[" => at = closing(source, at) + 1,
            _ => at += 1,
        }
    }
    at
}

/// The bracket that closes the one at `at`.
fn closing(source: &Source, at: usize) -> usize {
    let mut depth = 0;
    for at in at..source.tokens.len() {
        match source.text(at) {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    source.tokens.len() - 1
}

#[test]
fn modules_are_seen_however_they_are_named() {
    let text = "use crate::{a::b, c}; use super::super::d::{e, f}; use super::sibling;
                fn f(x: crate::g::T) {} mod inner { use super::super::own; use super::super::super::h; }
                pub(crate) fn g() { self::crate_() }";
    let source = Source::new("src/top/file.rs", text);
    let uses = source.uses();
    let names: Vec<&str> = uses.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["a", "c", "d", "g", "h"]);
    let face = Source::new("src/top/mod.rs", "use super::x; use file::y;");
    assert_eq!(face.uses().len(), 1);
}

#[test]
fn code_for_tests_is_told_from_other_code() {
    let text = "#[cfg(test)] mod tests; fn a() { one } #[cfg(test)] #[allow(x)] mod b { two }
                #[test] fn c() { three } fn d(x: [u8; 2]) { four }";
    let mut sources = vec![Source::new("src/top/mod.rs", text)];
    let modules = mark_tests(&mut sources);
    assert!(modules.contains(&vec!["top".to_owned(), "tests".to_owned()]));
    let is_test = |word: &str| {
        let at = sources[0].find(&[word]).next();
        at.map(|at| sources[0].is_test(at))
    };
    let found = ["one", "two", "three", "four"].map(is_test);
    assert_eq!(found, [Some(false), Some(true), Some(true), Some(false)]);
}
