//! What the parser refused, in words for people: where the mistake is, and the form that is right.

use std::ops::Range;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::Source;
use super::build::Outcome;
use super::flow;
use super::lines::Line;
use super::repair::{Filler, Repair, Repairs};
use crate::data::quote;
use crate::diagnostic::{Code, Diagnostic};

pub use super::lines::line_start;

/// A mistake of syntax.
pub struct Problem {
    /// `None` where another diagnostic says it already.
    pub diagnostic: Option<Diagnostic>,
    pub repair: Option<Repair>,
    /// The offset of the mistake in the YAML.
    pub at: usize,
}

/// The first character that no text may hold. The parser would take NUL for the end.
pub fn control_character(source: &Source<'_, '_>) -> Option<Diagnostic> {
    let at = source
        .text
        .bytes()
        .position(|b| (b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0x7f)?;
    let code = source.text.as_bytes()[at];
    Some(
        source
            .report(
                Code::YamlSyntax,
                at..at + 1,
                format!("a control character (U+{code:04X}) stands in the text"),
            )
            .help("remove the character, which most editors do not show"),
    )
}

/// Explains an error of the parser and says how to read on, where that is possible.
pub fn explain(
    source: &Source<'_, '_>,
    repairs: &Repairs,
    outcome: &Outcome<'_>,
    error: &ScanError,
) -> Problem {
    let parsed = repairs.text().unwrap_or(source.text);
    let mut at = error.marker().byte_offset().unwrap_or(0).min(parsed.len());
    while !parsed.is_char_boundary(at) {
        at -= 1;
    }
    let case = Case {
        source,
        parsed,
        at,
        kind: error.kind(),
        open: outcome.open_bracket,
    };
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        let known = outcome.diagnostics.iter().any(|d| d.code == Code::TooDeep);
        let diagnostic = (!known).then(|| {
            let message = "values are nested much too deep".to_owned();
            source.report(Code::TooDeep, case.character(at), message)
        });
        return Problem {
            diagnostic,
            repair: None,
            at,
        };
    }
    case.explain()
}

/// Explains a text that stands where keys belong, such as `title:My page`.
pub fn lone_text(source: &Source<'_, '_>, repairs: &Repairs, at: usize) -> Problem {
    let case = Case {
        source,
        parsed: repairs.text().unwrap_or(source.text),
        at,
        kind: &ErrorKind::SimpleKeyExpected,
        open: None,
    };
    case.missing_colon(&Line::at(case.parsed, at))
}

/// An error and everything to explain it with.
pub struct Case<'c, 'a, 's> {
    pub source: &'c Source<'a, 's>,
    pub parsed: &'c str,
    pub at: usize,
    pub kind: &'c ErrorKind,
    /// The innermost bracket that is open at the error.
    pub open: Option<usize>,
}

impl Case<'_, '_, '_> {
    fn explain(&self) -> Problem {
        use ErrorKind as E;
        match self.kind {
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart => self.tab(),
            E::UnclosedQuotedScalar
            | E::InvalidQuotedScalarIndent
            | E::DocumentIndicatorInQuotedScalar => self.unclosed_quote(),
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => self.escape(),
            E::CommentNotSeparated => self.comment_not_separated(),
            E::UnclosedFlowCollection { .. } => self.unclosed_bracket(self.at),
            E::MismatchedFlowCollectionEnd { open, close } => {
                let message = format!("`{open}` is closed by `{close}`");
                self.plain(
                    self.character(self.at),
                    message,
                    &["close each bracket by its own kind"],
                )
            }
            E::BomInsideDocument => self.plain(
                self.character(self.at),
                "a byte order mark (U+FEFF) stands inside the text".to_owned(),
                &["remove the character, which most editors do not show"],
            ),
            _ => match self.open {
                Some(open) => self.inside_brackets(open),
                None => self.on_a_line(),
            },
        }
    }

    fn tab(&self) -> Problem {
        let mut line = Line::at(self.parsed, self.at);
        for _ in 0..4 {
            let indent = &self.parsed[line.whole.start..line.content.start];
            if let Some(tab) = indent.find('\t') {
                let start = line.whole.start + tab;
                return self.plain(
                    start..line.content.start,
                    "a tab stands in the indent".to_owned(),
                    &["indent with blanks, for example two for each level"],
                );
            }
            let next = line.whole.end + 1;
            if next >= self.parsed.len() {
                break;
            }
            line = Line::at(self.parsed, self.boundary(next));
        }
        self.plain(
            self.character(self.at),
            "a tab stands where YAML allows only blanks".to_owned(),
            &["write blanks instead of the tab"],
        )
    }

    fn unclosed_quote(&self) -> Problem {
        let mut line = Some(Line::at(self.parsed, self.at));
        while let Some(here) = line {
            if let Some(quote) = flow::unclosed_quote(self.parsed, here.content.clone()) {
                let range = quote..here.content.end;
                let inner = &self.raw(range.clone())[1..];
                let message = "the quote is never closed".to_owned();
                if self.open.is_some() || inner.is_empty() {
                    return self.plain(range, message, &["close the quote at the end of the text"]);
                }
                let quoted = quote::quoted(inner);
                let diagnostic = self
                    .report(Code::YamlSyntax, range.clone(), message)
                    .help(format!("write `{quoted}`"))
                    .fix(self.source.place(range.start, range.end), quoted);
                let text = inner.to_owned();
                return self.mended(diagnostic, range, Filler::Scalar(text));
            }
            line = here.above(self.parsed);
        }
        self.plain(
            self.character(self.at),
            "a quote above this place is never closed".to_owned(),
            &["close the quote at the end of the text"],
        )
    }

    fn escape(&self) -> Problem {
        let line = Line::at(self.parsed, self.at);
        let rest = &self.parsed[self.at..line.content.end];
        let message = "in double quotes a backslash begins an escape, and this one is unknown";
        let end = rest
            .rfind('"')
            .filter(|end| *end > 0 && rest.starts_with('"'));
        match end {
            Some(end) if self.open.is_none() => {
                let range = self.at..self.at + end + 1;
                let inner = &self.raw(range.clone())[1..end];
                let quoted = quote::quoted(inner);
                let diagnostic = self
                    .report(Code::YamlSyntax, range.clone(), message.to_owned())
                    .help(format!("write `{quoted}`"))
                    .fix(self.source.place(range.start, range.end), quoted);
                self.mended(diagnostic, range, Filler::Scalar(inner.to_owned()))
            }
            _ => self.plain(
                self.at..line.content.end,
                message.to_owned(),
                &["write the text in single quotes, or double each backslash"],
            ),
        }
    }

    fn comment_not_separated(&self) -> Problem {
        let line = Line::at(self.parsed, self.at);
        let range = self.at..line.content.end;
        let diagnostic = self
            .report(
                Code::YamlSyntax,
                range.clone(),
                "a blank is missing before this comment".to_owned(),
            )
            .help("write a blank before the `#`, or put the whole text in quotes");
        self.mended(diagnostic, range, Filler::Blank)
    }

    /// A value that YAML cannot read and that is a plain text in quotes.
    pub(super) fn in_quotes(&self, range: Range<usize>) -> Problem {
        let raw = self.raw(range.clone());
        let first = raw.chars().next().unwrap_or(' ');
        let is_wrapped = raw.len() > 2 && matches!(first, '"' | '\'') && raw.ends_with(first);
        let text = if is_wrapped {
            &raw[1..raw.len() - 1]
        } else {
            raw
        };
        let (code, message) = self.refusal(raw, first);
        let quoted = quote::quoted(text);
        let diagnostic = self
            .report(code, range.clone(), message)
            .help(format!("write `{quoted}`"))
            .fix(self.source.place(range.start, range.end), quoted);
        self.mended(diagnostic, range, Filler::Scalar(text.to_owned()))
    }

    fn refusal(&self, raw: &str, first: char) -> (Code, String) {
        let shown = quote::shortened(raw);
        let colon = matches!(
            self.kind,
            ErrorKind::MappingValueNotAllowed
                | ErrorKind::ExpectedFlowMappingSeparator
                | ErrorKind::InvalidColonPlacement
        );
        let syntax = |message: String| (Code::YamlSyntax, message);
        match first {
            '`' => syntax("a text without quotes cannot begin with a backquote".to_owned()),
            '@' | '%' | ',' | ']' | '}' => {
                syntax(format!("a text without quotes cannot begin with `{first}`"))
            }
            '&' | '*' | '!' => {
                let what = match first {
                    '&' => "an anchor",
                    '*' => "an alias",
                    _ => "a tag",
                };
                let message = format!("`{first}` at the beginning means {what}, which is not read");
                (Code::YamlFeature, message)
            }
            '"' | '\'' => syntax("text follows the closing quote".to_owned()),
            '[' | '{' => syntax("text follows the closing bracket".to_owned()),
            '|' | '>' => syntax(format!(
                "`{first}` at the beginning means a block of text on the lines below"
            )),
            '-' => {
                syntax("`- ` begins an item of a list, which needs a line of its own".to_owned())
            }
            '?' => syntax("`? ` at the beginning means a key".to_owned()),
            _ if colon && raw.contains(':') => (
                Code::YamlLostText,
                format!("the colon and blank in `{shown}` begin a new key"),
            ),
            _ => syntax(format!("`{shown}` cannot be read: {}", self.kind)),
        }
    }

    pub(super) fn unknown(&self) -> Problem {
        self.plain(
            self.character(self.at),
            format!("the YAML cannot be read from here: {}", self.kind),
            &["put texts with special characters in double quotes"],
        )
    }

    pub(super) fn plain(&self, range: Range<usize>, message: String, help: &[&str]) -> Problem {
        let at = range.start;
        let mut diagnostic = self.report(Code::YamlSyntax, range, message);
        for sentence in help {
            diagnostic = diagnostic.help(*sentence);
        }
        Problem {
            diagnostic: Some(diagnostic),
            repair: None,
            at,
        }
    }

    pub(super) fn mended(
        &self,
        diagnostic: Diagnostic,
        range: Range<usize>,
        by: Filler,
    ) -> Problem {
        Problem {
            at: range.start,
            diagnostic: Some(diagnostic),
            repair: Some(Repair { range, by }),
        }
    }

    pub(super) fn report(&self, code: Code, range: Range<usize>, message: String) -> Diagnostic {
        self.source.report(code, range, message)
    }

    /// The original text at a place.
    pub(super) fn raw(&self, range: Range<usize>) -> &str {
        self.source.text.get(range).unwrap_or("")
    }

    /// The one character at an offset; at the end of the text, nothing.
    pub(super) fn character(&self, at: usize) -> Range<usize> {
        let length = self.parsed[at..].chars().next().map_or(0, char::len_utf8);
        at..at + length
    }

    fn boundary(&self, mut at: usize) -> usize {
        while !self.parsed.is_char_boundary(at) {
            at += 1;
        }
        at
    }
}
