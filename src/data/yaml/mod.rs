//! YAML to [`Node`]s: events of the parser become a tree with absolute spans, and everything that
//! YAML would do without a word (drop a comment, split at a comma, follow an alias) is reported.

mod build;
mod features;
mod flow;
mod keys;
mod lines;
mod lost;
mod repair;
mod simple;
mod structure;
mod syntax;

use serde_yaml::granit_parser::{self, Parser};

use super::{Kind, Node};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{BookPath, Place, Span};
use build::{Builder, Outcome};
use repair::Repairs;

/// How many mistakes of syntax are looked for in one front matter.
const MOST_REPAIRS: usize = 24;
/// Far above what a book needs, so that the builder says `too-deep` first; bounds the parser's work.
const PARSER_DEPTH: usize = 48;

/// The text that is parsed and where it comes from.
#[derive(Clone, Copy)]
struct Source<'a, 's> {
    file: &'a BookPath,
    /// The YAML alone.
    text: &'s str,
    /// Where `text` begins in the file.
    base: usize,
}

impl Source<'_, '_> {
    fn place(&self, start: usize, end: usize) -> Place {
        Place {
            file: self.file.clone(),
            span: Span::new(start, end).shifted(self.base),
        }
    }

    fn report(&self, code: Code, range: std::ops::Range<usize>, message: String) -> Diagnostic {
        Diagnostic::new(code, message).at(self.place(range.start, range.end))
    }
}

/// Parses the YAML that lies at `span` of `text` into a tree with absolute spans.
/// Anchors, aliases, tags, merge keys, duplicate keys, deep nesting and text that YAML would lose
/// are diagnostics. `None` where nothing could be read, or what was read is too deep to be meant;
/// an empty YAML is an empty value.
///
/// Where a value breaks the syntax and it is plain what was meant (`note: @team`), the tree holds
/// that text beside the diagnostic, so that nothing else is reported because of it.
pub fn parse<'s>(file: &BookPath, text: &'s str, span: Span) -> Checked<Option<Node<'s>>> {
    let source = Source {
        file,
        text: span.of(text),
        base: span.start as usize,
    };
    match simple::read(&source) {
        Some(root) => Checked::new(Some(root), Vec::new()),
        None => parse_all(&source),
    }
}

/// Reads any YAML, with the parser.
fn parse_all<'s>(source: &Source<'_, 's>) -> Checked<Option<Node<'s>>> {
    if let Some(diagnostic) = syntax::control_character(source) {
        return Checked::new(None, vec![diagnostic]);
    }
    let mut repairs = Repairs::default();
    let mut mistakes = Vec::new();
    loop {
        let outcome = attempt(source, &repairs);
        let problem = match (&outcome.error, lone_text(&outcome)) {
            (Some(error), _) => syntax::explain(source, &repairs, &outcome, error),
            (None, Some(span)) => {
                syntax::lone_text(source, &repairs, span.start as usize - source.base)
            }
            (None, None) => {
                let too_deep = outcome.diagnostics.iter().any(|d| d.code == Code::TooDeep);
                mistakes.extend(outcome.diagnostics);
                let root = outcome.root.unwrap_or_else(|| nothing(source));
                return Checked::new((!too_deep).then_some(root), mistakes);
            }
        };
        let mended = match problem.repair {
            Some(repair) if repairs.len() < MOST_REPAIRS => repairs.add(source, repair),
            _ => false,
        };
        if let Some(diagnostic) = problem.diagnostic {
            mistakes.push(diagnostic);
        }
        if !mended {
            let line = syntax::line_start(source.text, problem.at) + source.base;
            mistakes.extend(before(outcome.diagnostics, line));
            return Checked::new(None, mistakes);
        }
    }
}

/// Where a text stands in place of all keys: nobody means that, the colons lack their blanks.
fn lone_text(outcome: &Outcome<'_>) -> Option<Span> {
    let root = outcome.root.as_ref()?;
    let is_text = matches!(root.kind, Kind::Scalar { quoted: false, .. }) && !root.is_empty();
    is_text.then_some(root.span)
}

/// The diagnostics of a tree that broke off, without those that the break itself may have caused.
fn before(diagnostics: Vec<Diagnostic>, line: usize) -> impl Iterator<Item = Diagnostic> {
    diagnostics.into_iter().filter(move |diagnostic| {
        diagnostic.place.as_ref().is_some_and(|place| {
            (place.span.end as usize) < line || diagnostic.code == Code::TooDeep
        })
    })
}

fn attempt<'s>(source: &Source<'_, 's>, repairs: &Repairs) -> Outcome<'s> {
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        flow_nesting_limit: PARSER_DEPTH,
        block_nesting_limit: PARSER_DEPTH,
    };
    let text = repairs.text().unwrap_or(source.text);
    let mut builder = Builder::new(source, text, repairs);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                if !builder.event(event, &span) {
                    break;
                }
            }
            Err(error) => return builder.finish(Some(error)),
        }
    }
    builder.finish(None)
}

fn nothing<'s>(source: &Source<'_, 's>) -> Node<'s> {
    Node {
        span: Span::new(source.base, source.base),
        kind: Kind::Scalar {
            text: "".into(),
            quoted: false,
        },
    }
}

#[cfg(test)]
mod tests;
