//! One Markdown file of the book: its front matter as a tree, its text with headings and links,
//! and the filter that turns Markdown into safe HTML.

mod address;
mod anchors;
mod definitions;
mod effort;
mod escape;
mod events;
mod finish;
mod footnotes;
mod front_matter;
#[cfg(test)]
mod hostile;
mod markdown;
mod plain;
mod raw_html;
mod raw_tags;
mod sanitize;
mod spots;
mod survey;
mod table;
mod types;
mod writer;

pub use anchors::{RESERVED_ANCHORS, is_reserved_anchor};
pub use definitions::Definitions;
pub use effort::AuthorHtml;
pub use front_matter::{Split, split};
pub use markdown::{LinkTarget, Markup, render};
pub use plain::plain_text;
pub use raw_html::{AsText, Judged};
pub use types::{Document, Heading, Link, Parsed, Sections};

use std::sync::Arc;

use crate::data::{self, Node};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{Content, Place, SourceFile, Span};

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: usize = 1024 * 1024;

/// The longest front matter that is read, in bytes.
pub const FRONT_MATTER_LIMIT: usize = 256 * 1024;

/// Splits front matter and body, reads the front matter, and lists headings and links of the body.
/// `None` where the file is no text or too large; a file without front matter is fine.
pub fn parse(file: &SourceFile) -> Checked<Option<Parsed<'_>>> {
    parse_again(file, None)
}

/// As [`parse`], without reading the body where it is known: from the same bytes, and without
/// anything wrong in it.
pub fn parse_again<'s>(
    file: &'s SourceFile,
    known: Option<&Document>,
) -> Checked<Option<Parsed<'s>>> {
    let text = match &file.content {
        Content::Text(text) if text.len() <= TEXT_LIMIT => text,
        Content::Text(text) => return Checked::new(None, vec![too_large(file, text.len())]),
        Content::Bytes(bytes) => {
            return Checked::new(None, vec![data::not_utf8(&file.path, bytes)]);
        }
    };
    let split = split(text);
    let mut diagnostics = Vec::new();
    let front = split
        .front
        .and_then(|span| front(file, text, span, split.unclosed).take(&mut diagnostics));
    let document = match known.filter(|known| known.digest == file.digest) {
        Some(known) => known.clone(),
        None => read_body(file, text, split.body).take(&mut diagnostics),
    };
    let parsed = Parsed {
        front,
        front_span: split.front,
        document,
    };
    Checked::new(Some(parsed), diagnostics)
}

fn front<'s>(
    file: &SourceFile,
    text: &'s str,
    span: Span,
    unclosed: bool,
) -> Checked<Option<Node<'s>>> {
    if unclosed {
        return Checked::new(None, vec![unclosed_front_matter(file, text)]);
    }
    let size = span.range().len();
    if size > FRONT_MATTER_LIMIT {
        let diagnostic = Diagnostic::new(
            Code::FrontMatterTooLarge,
            format!("the front matter has {size} bytes, more than {FRONT_MATTER_LIMIT}"),
        )
        .at(first_line(file, text))
        .help("move long texts into the Markdown below it");
        return Checked::new(None, vec![diagnostic]);
    }
    data::parse_yaml(&file.path, text, span)
}

fn read_body(file: &SourceFile, text: &Arc<str>, body: Span) -> Checked<Document> {
    let mut document = Document {
        path: file.path.clone(),
        text: text.clone(),
        digest: file.digest,
        body,
        headings: Vec::new(),
        links: Vec::new(),
        definitions: Definitions::default(),
        html: AuthorHtml::default(),
    };
    let found = survey::survey(&document);
    document.headings = found.headings;
    document.links = found.links;
    document.definitions = found.definitions;
    document.html = found.html;
    Checked::new(document, found.diagnostics)
}

fn unclosed_front_matter(file: &SourceFile, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnclosedFrontMatter,
        "the front matter has no closing `---` line",
    )
    .at(first_line(file, text))
    .label("begins here");
    match indented_fence(text) {
        Some(span) => diagnostic
            .related(place(file, span), "does not count, because it is indented")
            .help("write the `---` at the beginning of its line"),
        None => diagnostic.help(
            "add a line `---` below the last key; for a rule in the text, write `***` instead",
        ),
    }
}

/// The first line that would end the front matter if it did not begin with blanks.
fn indented_fence(text: &str) -> Option<Span> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_end();
        if fence.trim_start() == "---" && fence.len() > 3 {
            return Some(Span::new(start, start + fence.len()));
        }
        start += line.len();
    }
    None
}

fn too_large(file: &SourceFile, size: usize) -> Diagnostic {
    Diagnostic::new(
        Code::FileTooLarge,
        format!("the text has {size} bytes, more than {TEXT_LIMIT}"),
    )
    .at(place(file, Span::default()))
    .help("split it into several files")
}

fn first_line(file: &SourceFile, text: &str) -> Place {
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    place(file, Span::new(begin, begin + 3))
}

fn place(file: &SourceFile, span: Span) -> Place {
    Place {
        file: file.path.clone(),
        span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::BookPath;

    /// A document without front matter, and what is wrong with it.
    pub(super) fn read(text: &str) -> Checked<Document> {
        let file = SourceFile::new(BookPath::new("content/a.md").unwrap(), text.into());
        let Content::Text(text) = &file.content else {
            unreachable!("the text of a test is UTF-8");
        };
        read_body(&file, text, split(text).body)
    }

    fn codes(bytes: &[u8]) -> (bool, Vec<(&'static str, Span)>) {
        let file = SourceFile::new(BookPath::new("content/a.md").unwrap(), bytes.to_vec());
        let checked = parse(&file);
        let codes = checked.diagnostics.iter();
        let codes = codes.map(|d| (d.code.id(), d.place.as_ref().unwrap().span));
        (checked.value.is_some(), codes.collect())
    }

    #[test]
    fn a_file_without_front_matter_is_fine() {
        let file = SourceFile::new(
            BookPath::new("content/a.md").unwrap(),
            "\u{feff}# Title\n".into(),
        );
        let parsed = parse(&file);
        assert_eq!(parsed.diagnostics, []);
        let parsed = parsed.value.unwrap();
        assert!(parsed.front.is_none() && parsed.front_span.is_none());
        let heading = parsed.document.first_heading().unwrap();
        assert_eq!(
            (heading.text.as_str(), heading.span),
            ("Title", Span::new(3, 10))
        );
    }

    #[test]
    fn files_that_cannot_be_read_are_reported_once() {
        assert_eq!(
            codes(b"a\nb\xff"),
            (false, vec![("not-utf8", Span::new(3, 3))])
        );
        let large = vec![b'a'; TEXT_LIMIT + 1];
        assert_eq!(
            codes(&large),
            (false, vec![("file-too-large", Span::default())])
        );
        assert_eq!(codes(&large[1..]), (true, vec![]));
    }

    #[test]
    fn broken_front_matter_is_reported_at_its_first_line() {
        let first_line = Span::new(0, 3);
        assert_eq!(
            codes(b"---\nmodel: cmm\n# Title\n"),
            (true, vec![("unclosed-front-matter", first_line)])
        );
        let mut large = b"---\n".to_vec();
        large.resize(FRONT_MATTER_LIMIT + 5, b'#');
        large.extend(b"\n---\n# Title\n");
        assert_eq!(
            codes(&large),
            (true, vec![("front-matter-too-large", first_line)])
        );
        let file = SourceFile::new(BookPath::new("content/a.md").unwrap(), large);
        let parsed = parse(&file).value.unwrap();
        assert!(parsed.front_span.is_some());
        assert_eq!(parsed.document.first_heading().unwrap().text, "Title");
    }
}
