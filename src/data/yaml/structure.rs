//! Mistakes of structure: brackets, indents and colons.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::flow;
use super::lines::Line;
use super::repair::Filler;
use super::syntax::{Case, Problem};
use crate::data::quote;
use crate::diagnostic::Code;

impl Case<'_, '_, '_> {
    pub(super) fn inside_brackets(&self, open: usize) -> Problem {
        let line = Line::at(self.parsed, self.at);
        let opening = Line::at(self.parsed, open);
        let left = line.whole.start > opening.whole.start && line.indent() <= opening.indent();
        if left && !self.parsed[line.content.clone()].starts_with(['}', ']']) {
            return self.unclosed_bracket(open);
        }
        match flow::value(self.parsed, open, self.at) {
            Some(range) => self.in_quotes(range),
            None => self.unknown(),
        }
    }

    pub(super) fn unclosed_bracket(&self, open: usize) -> Problem {
        let line = Line::at(self.parsed, open);
        let rest = &self.parsed[open..line.content.end];
        if let Some(blank) = rest.find(" #") {
            let hash = open + blank + 1;
            if let Some(range) = flow::value(self.parsed, open, hash) {
                let whole = self.raw(range.clone());
                let message = "` #` begins a comment, which hides the rest of this line".to_owned();
                let quoted = quote::quoted(whole);
                let diagnostic = self
                    .report(Code::YamlLostText, range.clone(), message)
                    .help(format!("write `{quoted}`"))
                    .fix(self.source.place(range.start, range.end), quoted);
                let text = whole.to_owned();
                return self.mended(diagnostic, range, Filler::Scalar(text));
            }
        }
        let (bracket, other) = match self.parsed.as_bytes().get(open) {
            Some(b'[') => ('[', ']'),
            _ => ('{', '}'),
        };
        self.plain(
            self.character(open),
            format!("the bracket `{bracket}` is never closed"),
            &[&format!("write `{other}` behind the last entry")],
        )
    }

    /// An error outside of brackets.
    pub(super) fn on_a_line(&self) -> Problem {
        let line = Line::at(self.parsed, self.at);
        let in_value = line.value.start <= self.at && self.at <= line.value.end;
        if *self.kind == ErrorKind::SimpleKeyExpected {
            return self.missing_colon(&line);
        }
        if line.key.is_some() && in_value && !line.value.is_empty() {
            return self.in_quotes(line.value);
        }
        if let Some(key) = line.key.clone() {
            return match self.kind {
                ErrorKind::MappingValueNotAllowed => self.key_below_value(&line, key),
                ErrorKind::UnexpectedCharacter { .. } | ErrorKind::DirectiveDisallowed => {
                    self.in_quotes(key)
                }
                _ => self.wrong_indent(key),
            };
        }
        match self.kind {
            ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation
            | ErrorKind::BlockSequenceEntryNotAllowed
                if self.at <= line.value.start || line.value.is_empty() =>
            {
                self.wrong_indent(line.content)
            }
            ErrorKind::CommentInterceptedScalar => self.plain(
                line.content,
                "a comment stands inside a text of several lines".to_owned(),
                &["move the comment above the text, or put the text in quotes"],
            ),
            _ if in_value && !line.value.is_empty() => self.in_quotes(line.value),
            _ => self.unknown(),
        }
    }

    /// A line that needs a key and has no colon, or none that a blank follows.
    pub(super) fn missing_colon(&self, line: &Line) -> Problem {
        let range = line.value.clone();
        let content = self.raw(range.clone());
        let colon = content.find(':').filter(|colon| {
            let (key, value) = (&content[..*colon], &content[colon + 1..]);
            let is_word = key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
            is_word && !key.is_empty() && !value.is_empty() && !value.starts_with("//")
        });
        if let Some(colon) = colon {
            let (key, value) = (&content[..colon], &content[colon + 1..]);
            let mended = format!("{key}: {value}");
            let diagnostic = self
                .report(
                    Code::YamlSyntax,
                    range.clone(),
                    format!("a blank is missing behind the colon of `{key}`"),
                )
                .help(format!("write `{}`", quote::shortened(&mended)))
                .fix(self.source.place(range.start, range.end), mended);
            let colon = range.start + colon;
            return self.mended(diagnostic, range, Filler::Colon(colon));
        }
        let word = quote::shortened(content);
        self.plain(
            range,
            format!("`{word}` has no colon, so it is no key"),
            &[
                "write a key as `key: value`",
                "if the line goes on with the text above, indent it more than the key of that text",
            ],
        )
    }

    /// `d: e` one indent below `b: c`: the parser took both lines for one text.
    fn key_below_value(&self, line: &Line, key: Range<usize>) -> Problem {
        let mut above = line.above(self.parsed);
        if let Some(near) = &above
            && near.key.is_none()
            && !self.parsed[near.content.clone()].starts_with('-')
        {
            // Without a key, it goes on with the text of a key above it, or a colon was forgotten.
            let further = near.above(self.parsed).filter(|further| {
                further.key.is_some()
                    && !further.value.is_empty()
                    && further.indent() < near.indent()
            });
            match further {
                Some(further) => above = Some(further),
                None => return self.missing_colon(near),
            }
        }
        let word = quote::shortened(self.raw(key.clone()));
        let mut diagnostic = self
            .report(
                Code::YamlSyntax,
                key.clone(),
                format!("the key `{word}` stands below a text that is a value already"),
            )
            .help(
                "give the key the same indent as the keys beside it, or remove the value above it",
            );
        if let Some(above) = above.filter(|above| !above.value.is_empty()) {
            let place = self.source.place(above.value.start, above.value.end);
            diagnostic = diagnostic.related(place, "the value");
        }
        Problem {
            at: key.start,
            diagnostic: Some(diagnostic),
            repair: None,
        }
    }

    fn wrong_indent(&self, range: Range<usize>) -> Problem {
        let word = quote::shortened(self.raw(range.clone()));
        self.plain(
            range,
            format!("the indent of `{word}` fits none of the lines above"),
            &["give keys and items that belong together the same number of blanks"],
        )
    }
}
