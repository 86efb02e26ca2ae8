use std::collections::{BTreeMap, BTreeSet};

use tera::{Error, ErrorKind, ReportError};

use super::types::{TemplateFiles, USER};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{Place, Span};

/// The filters that templates have; tera does not list them.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "safe_url",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// A template that failed while a page was made.
pub(super) fn render(error: &Error, files: &TemplateFiles) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            from_report(Code::ThemeRender, report, files)
        }
        _ => Diagnostic::new(Code::ThemeRender, sentence(&error.to_string())),
    }
}

/// A template that tera cannot parse.
pub(super) fn syntax(report: &ReportError, files: &TemplateFiles) -> Diagnostic {
    from_report(Code::ThemeSyntax, report, files)
}

fn from_report(code: Code, report: &ReportError, files: &TemplateFiles) -> Diagnostic {
    let (message, known) = split_known(report.message());
    let mut diagnostic = Diagnostic::new(code, sentence(message));
    if let Some(file) = files.find(report.filename()) {
        let range = report.span().range.clone();
        // The engine has other texts of the default theme alone.
        let span = match files.has_user() {
            true => {
                let end = range.end.min(file.text.len());
                Span::new(range.start.min(end), end)
            }
            false => Span::default(),
        };
        diagnostic = diagnostic.at(Place {
            file: file.path.clone(),
            span,
        });
    }
    if message == "Unexpected end of input" {
        return diagnostic
            .help("close what is open: `{% if … %}` by `{% endif %}`, `{% for … %}` by `{% endfor %}`, `{{` by `}}`");
    }
    match quoted(message) {
        // The span of a missing field holds the whole chain, so there is no text to replace.
        Some(word) => match crate::diagnostic::nearest(word, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        },
        None => diagnostic,
    }
}

/// What tera finds when all templates are there: unknown filters, includes, blocks, circles.
pub(super) fn together(error: &Error, files: &TemplateFiles) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![syntax(report, files)],
        ErrorKind::Msg(text) if text.contains("--> ") => {
            let mut missing = MissingBlocks::default();
            let mut found: Vec<Diagnostic> = text
                .split("\n\n")
                .filter_map(|part| from_text(part, files, &mut missing))
                .collect();
            found.extend(missing.report(files));
            found
        }
        ErrorKind::CircularExtend { tpl, .. } => vec![circle(tpl, "extends", files)],
        ErrorKind::CircularInclude { tpl, .. } => vec![circle(tpl, "includes", files)],
        ErrorKind::MissingParent { current, parent } => vec![at_word(
            Diagnostic::new(
                Code::ThemeSyntax,
                format!("no template is called `{parent}`"),
            ),
            current,
            parent,
            files,
        )],
        _ => vec![Diagnostic::new(
            Code::ThemeSyntax,
            sentence(&error.to_string()),
        )],
    }
}

fn circle(name: &str, verb: &str, files: &TemplateFiles) -> Diagnostic {
    let short = short_name(name);
    let diagnostic = Diagnostic::new(
        Code::ThemeSyntax,
        format!("`{short}` {verb} itself in a circle"),
    )
    .help(format!(
        "write `default/{short}` to mean the file of the default theme"
    ));
    at_word(diagnostic, name, short, files)
}

/// Reads one of the reports that tera gives as text only.
fn from_text(part: &str, files: &TemplateFiles, missing: &mut MissingBlocks) -> Option<Diagnostic> {
    let mut lines = part.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let locus = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut pieces = locus.rsplitn(3, ':');
    let column: usize = pieces.next()?.parse().ok()?;
    let line: usize = pieces.next()?.parse().ok()?;
    let name = pieces.next()?;
    let word = quoted(message).unwrap_or_default();
    let mut diagnostic = Diagnostic::new(Code::ThemeSyntax, sentence(message));
    if let Some(file) = files.find(name) {
        let start = offset(&file.text, line, column);
        let span = match file.text[start..].find(word) {
            Some(i) if !word.is_empty() && !file.text[start..start + i].contains('\n') => {
                Span::new(start + i, start + i + word.len())
            }
            _ => Span::new(start, start),
        };
        diagnostic = diagnostic.at(Place {
            file: file.path.clone(),
            span,
        });
    }
    if let Some(block) = message.strip_prefix("Block `").map(|_| word) {
        if !name.starts_with(USER) {
            missing.add(name, block, files);
            return None;
        }
        return Some(unknown_block(diagnostic, block, files));
    }
    if message.starts_with("Unknown template") {
        let names: Vec<&str> = files.files.keys().map(|name| short_name(name)).collect();
        diagnostic = diagnostic.suggest(word, names);
    } else if message.starts_with("Unknown filter") {
        diagnostic = diagnostic.suggest(word, FILTERS.iter().copied());
    }
    Some(diagnostic)
}

/// The theme fills a block that no template has.
fn unknown_block(diagnostic: Diagnostic, block: &str, files: &TemplateFiles) -> Diagnostic {
    let mut blocks: Vec<&str> = files
        .files
        .values()
        .flat_map(|file| super::scan::scan(&file.text).blocks)
        .filter(|other| *other != block)
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    diagnostic.suggest(block, blocks)
}

/// What the theme's own bases leave out and the default theme's pages fill: by base, the blocks and
/// one of the pages.
#[derive(Default)]
struct MissingBlocks(BTreeMap<String, (BTreeSet<String>, String)>);

impl MissingBlocks {
    fn add(&mut self, page: &str, block: &str, files: &TemplateFiles) {
        let parent = files
            .files
            .get(page)
            .and_then(|file| super::scan::scan(&file.text).uses.first().map(|u| u.0))
            .unwrap_or_default();
        let found = self.0.entry(parent.to_owned()).or_default();
        found.0.insert(block.to_owned());
        found.1 = short_name(page).to_owned();
    }

    fn report(self, files: &TemplateFiles) -> Vec<Diagnostic> {
        let bases = self.0.into_iter();
        bases
            .map(|(parent, (blocks, page))| {
                let names: Vec<String> = blocks.iter().map(|block| format!("`{block}`")).collect();
                let all: Vec<String> = blocks
                    .iter()
                    .map(|block| format!("{{% block {block} %}}{{% endblock %}}"))
                    .collect();
                let message = format!(
                    "the theme's `{parent}` lacks blocks that pages of the default theme fill: {}",
                    names.join(", ")
                );
                let diagnostic = Diagnostic::new(Code::ThemeSyntax, message)
                    .help(format!("add `{}`", all.join("")))
                    .help(format!(
                        "or override the pages that fill them, such as `{page}`"
                    ));
                match files.files.get(&format!("{USER}{parent}")) {
                    Some(file) => diagnostic.at(Place {
                        file: file.path.clone(),
                        span: Span::default(),
                    }),
                    None => diagnostic,
                }
            })
            .collect()
    }
}

fn at_word(diagnostic: Diagnostic, name: &str, word: &str, files: &TemplateFiles) -> Diagnostic {
    match files.find(name) {
        Some(file) => {
            let start = file.text.find(word);
            let span = start.map_or(Span::default(), |i| Span::new(i, i + word.len()));
            diagnostic.at(Place {
                file: file.path.clone(),
                span,
            })
        }
        None => diagnostic,
    }
}

/// The byte at a line and a column, both from 1, the column in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(text.len(), |(i, _)| i + 1),
    };
    text[start..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len(), |(i, _)| start + i)
}

/// Cuts the list of known names off tera's message.
fn split_known(message: &str) -> (&str, Vec<&str>) {
    match message.split_once(" Available ") {
        Some((message, list)) => {
            let names = list.split_once(": ").map_or("", |(_, names)| names);
            (message, names.split(", ").collect())
        }
        None => (message, Vec::new()),
    }
}

fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// Tera's sentence in our form: lower case at the start, no full stop, one line.
fn sentence(message: &str) -> String {
    let first_line = message.lines().next().unwrap_or_default();
    let text = first_line.trim_end_matches('.');
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => "the template failed".to_owned(),
    }
}

/// `report.html` for `user/report.html` and `default/report.html`.
pub(super) fn short_name(name: &str) -> &str {
    name.strip_prefix(USER)
        .or_else(|| name.strip_prefix(super::types::DEFAULT))
        .unwrap_or(name)
}
