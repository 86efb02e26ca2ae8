//! One file per format; all of them are functions of the same diagnostics, in the order given.

mod excerpt;
mod github;
mod gitlab;
mod json;
mod places;
mod short;
mod text;

use std::collections::BTreeSet;

use super::{Diagnostic, Severity, safe};
use crate::tree::BookPath;
use places::Places;

/// Where renderers find the text of a file: the sources of the book, the built-in models, a theme.
pub type Texts<'a, 't> = &'a dyn Fn(&BookPath) -> Option<&'t str>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people: excerpts, help, a summary.
    Text,
    /// One line each, as editors and `grep` read it: `path:line:col: severity: message [code]`.
    Short,
    /// One document, `levelbook.diagnostics/1`.
    Json,
    /// Annotations by workflow commands of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options<'a> {
    /// Text only: with ANSI colors.
    pub color: bool,
    /// Text only: columns of the terminal.
    pub width: usize,
    /// Set where a GitHub runner reads what is printed: a random token, by which the human formats
    /// switch the runner's commands off while they print.
    pub stop_token: Option<&'a str>,
    /// The folder of the book in its repository, with `/` at its end, or empty. Annotations name
    /// files from the root of the repository.
    pub prefix: &'a str,
    /// GitHub only: files that a change has touched, whose annotations come first. The runner shows
    /// the first few.
    pub touched: Option<&'a BTreeSet<BookPath>>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
            stop_token: None,
            prefix: "",
            touched: None,
        }
    }
}

impl Format {
    /// The words of `--format`.
    pub const WORDS: &[(&'static str, Format)] = &[
        ("text", Format::Text),
        ("short", Format::Short),
        ("json", Format::Json),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
    ];
}

/// Renders diagnostics, which are expected to be sorted. The human formats and annotations of no
/// diagnostics are empty; JSON and GitLab give a document that says so.
pub fn render(
    format: Format,
    diagnostics: &[Diagnostic],
    texts: Texts<'_, '_>,
    options: Options<'_>,
) -> String {
    let mut places = Places::new(texts);
    let human = match format {
        Format::Text => text::render(diagnostics, &mut places, options),
        Format::Short => short::render(diagnostics, &mut places),
        Format::Json => return json::render(diagnostics, &mut places),
        Format::Github => return github::render(diagnostics, &mut places, options),
        Format::Gitlab => return gitlab::render(diagnostics, &mut places, options.prefix),
    };
    match options.stop_token {
        Some(token) => safe::for_runner(&human, token),
        None => human,
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity)
        .count()
}

#[cfg(test)]
mod tests;
