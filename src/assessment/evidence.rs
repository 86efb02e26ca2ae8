use super::context::{Context, Reading};
use super::shape::EVIDENCE;
use super::{Evidence, EvidenceTarget, FileTarget, Remarks};
use crate::data::{Kind, Node, Record};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::tree::{BookPath, Span};

/// Schemes that may become links.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// How many files of a folder are compared with a name that does not exist.
const NEIGHBOURS: usize = 500;

/// What a text means as evidence, by its looks alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Looks {
    /// An address with a scheme that may be linked.
    Link,
    /// An address with another scheme.
    UnsafeLink,
    /// A path: it begins with `./`, `../` or `/`, or has no blank and contains `/`.
    File,
    Text,
}

/// Tells links, files and plain texts apart. An address is one word, so a text such as
/// `Minutes: approved` is none.
pub fn looks(text: &str) -> Looks {
    if let Some(scheme) = scheme(text) {
        let safe = SCHEMES.iter().any(|s| s.eq_ignore_ascii_case(scheme));
        return if safe { Looks::Link } else { Looks::UnsafeLink };
    }
    let path = ["./", "../", "/"].iter().any(|p| text.starts_with(p));
    if path || (text.contains('/') && !text.contains(char::is_whitespace)) {
        Looks::File
    } else {
        Looks::Text
    }
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let named = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    let one_word = !rest.is_empty() && !rest.contains(char::is_whitespace);
    (named && one_word).then_some(scheme)
}

impl Reading<'_, '_> {
    /// A list of evidences, where one may stand for a list of one.
    pub fn evidence(&mut self, node: &Node<'_>) -> Vec<Evidence> {
        match &node.kind {
            Kind::List(items) => {
                // Collected, a list of one would have room for four, in every answer of a book.
                let mut list = Vec::with_capacity(items.len());
                list.extend(items.iter().filter_map(|item| self.one_evidence(item)));
                list
            }
            _ => self.one_evidence(node).into_iter().collect(),
        }
    }

    fn one_evidence(&mut self, node: &Node<'_>) -> Option<Evidence> {
        let plain = |target| Evidence {
            target,
            remarks: None,
            span: node.span,
        };
        match &node.kind {
            Kind::Scalar { text, .. } => {
                let text = text.trim();
                if node.is_empty() || text.is_empty() {
                    return None;
                }
                Some(plain(match looks(text) {
                    Looks::Link => EvidenceTarget::Link(text.into()),
                    Looks::UnsafeLink => self.unsafe_link(text, node.span),
                    Looks::File => self.file(text, node.span),
                    Looks::Text => EvidenceTarget::Text(text.into()),
                }))
            }
            Kind::Map(entries) => {
                if let Some(diagnostic) = self.decoder.split_by_colon(node, entries, &EVIDENCE) {
                    self.decoder.report(diagnostic);
                    return None;
                }
                let before = self.decoder.diagnostics.len();
                let record = self.decoder.record(node, &EVIDENCE)?;
                let misspelt = self.decoder.diagnostics.len() > before;
                let target = self.target_of(&record, misspelt)?;
                let remarks = Remarks {
                    title: record.get("title").and_then(|n| self.short_text(n)),
                    on: record.get("on").and_then(|n| self.decoder.date(n)),
                    by: record.get("by").and_then(|n| self.short_text(n)),
                };
                Some(Evidence {
                    target,
                    remarks: (remarks != Remarks::default()).then(|| Box::new(remarks)),
                    span: node.span,
                })
            }
            Kind::List(_) => {
                let diagnostic = Diagnostic::new(
                    Code::WrongType,
                    "an evidence is a text or a map, and this is a list in a list",
                )
                .at(self.decoder.place(node.span))
                .help("write one evidence per entry of the list");
                self.decoder.report(diagnostic);
                None
            }
        }
    }

    /// The one of `link`, `file` and `text` that an evidence has. A misspelt key was probably one of
    /// them, and has been reported.
    fn target_of(&mut self, record: &Record<'_, '_>, misspelt: bool) -> Option<EvidenceTarget> {
        let mut named = ["link", "file", "text"]
            .into_iter()
            .filter_map(|key| Some((key, record.entry(key)?)));
        let Some((key, (_, value))) = named.next() else {
            if misspelt {
                return None;
            }
            let diagnostic = Diagnostic::new(
                Code::MissingKey,
                "an evidence needs one of `link`, `file` and `text`",
            )
            .at(self.decoder.place(record.node.span))
            .help("write `link:` for an address, `file:` for a file of the book, `text:` for anything else");
            self.decoder.report(diagnostic);
            return None;
        };
        if let Some((other, (other_key, _))) = named.next() {
            let diagnostic = Diagnostic::new(
                Code::BadValue,
                format!("an evidence has either `{key}` or `{other}`, and this one has both"),
            )
            .at(self.decoder.place(other_key.span))
            .help("write two evidences, or move what is said in addition to `title`");
            self.decoder.report(diagnostic);
        }
        let text = self.short_text(value)?;
        Some(match (key, looks(&text)) {
            ("link", Looks::Link) => EvidenceTarget::Link(text),
            ("link", Looks::UnsafeLink) => self.unsafe_link(&text, value.span),
            ("link", Looks::File | Looks::Text) => self.link_without_scheme(text, value.span),
            ("file", _) => self.file(&text, value.span),
            _ => EvidenceTarget::Text(text),
        })
    }

    fn link_without_scheme(&mut self, text: Box<str>, span: Span) -> EvidenceTarget {
        let diagnostic = Diagnostic::new(
            Code::BadValue,
            format!("`{text}` is no complete address of a link"),
        )
        .at(self.decoder.place(span))
        .label("no scheme")
        .help("begin it with `https://`, or write `file:` for a file of the book");
        self.decoder.report(diagnostic);
        EvidenceTarget::Text(text)
    }

    pub fn unsafe_link(&mut self, text: &str, span: Span) -> EvidenceTarget {
        let scheme = scheme(text).unwrap_or_default();
        let diagnostic = Diagnostic::new(
            Code::UnsafeLink,
            format!("links with `{scheme}:` are not made"),
        )
        .at(self.decoder.place(span))
        .label("shown as text")
        .help("link to an http, https, mailto or tel address");
        self.decoder.report(diagnostic);
        EvidenceTarget::Text(text.into())
    }

    /// A file of the book. Where there is none, the evidence stays as text, so that no page links to nothing.
    fn file(&mut self, text: &str, span: Span) -> EvidenceTarget {
        self.looks_up_files = true;
        let (link, fragment) = match text.split_once('#') {
            Some((link, fragment)) => (link, Some(fragment)),
            None => (text, None),
        };
        let path = match self.decoder.file.resolve_link(self.context.src, link) {
            Ok(path) if self.context.sources.files.contains_key(&path) => {
                return EvidenceTarget::File(Box::new(FileTarget {
                    path,
                    fragment: fragment.filter(|f| !f.is_empty()).map(Into::into),
                }));
            }
            other => other,
        };
        let diagnostic = match path {
            // What was not read has been reported as such.
            Ok(path) if self.is_refused(&path) => return EvidenceTarget::Text(text.into()),
            Ok(path) => Diagnostic::new(
                Code::MissingEvidence,
                format!("the book has no file `{path}`"),
            )
            .label("no such file"),
            Err(reason) => Diagnostic::new(
                Code::MissingEvidence,
                format!("`{link}` names no file of the content folder"),
            )
            .label(reason.to_string()),
        };
        let mut diagnostic = diagnostic.at(self.decoder.place(span));
        match nearest_file(self.context, self.decoder.file, link) {
            Some(near) => {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
                let fragment = fragment.map(|f| format!("#{f}")).unwrap_or_default();
                let place = self.decoder.place(span);
                diagnostic = diagnostic.fix(place, format!("{near}{fragment}"));
            }
            None if looks_like_host(link) => {
                diagnostic =
                    diagnostic.help(format!("an address needs its scheme: `https://{text}`"));
            }
            None => {
                let quoted = text.replace('"', "'");
                diagnostic = diagnostic.help(format!(
                    "if it is no file of the book, write `{{ text: \"{quoted}\" }}`"
                ));
            }
        }
        self.decoder.report(diagnostic);
        EvidenceTarget::Text(text.into())
    }

    fn is_refused(&self, path: &BookPath) -> bool {
        let refused = &self.context.sources.refused;
        refused
            .iter()
            .any(|refused| refused.path == *path || path.below(refused.path.as_str()).is_some())
    }
}

/// `example.org/x`: the first part has a dot, and the rest is a path.
fn looks_like_host(link: &str) -> bool {
    let host = link.split('/').next().unwrap_or_default();
    !link.starts_with('.') && host.contains('.') && !host.ends_with('.')
}

/// A file that may be meant by a path that leads nowhere: one of a similar name in the same folder,
/// written as the path was, else one of the same name elsewhere, from the content folder.
fn nearest_file(context: &Context<'_>, from: &BookPath, link: &str) -> Option<String> {
    let (folder, name) = link.rsplit_once('/').unwrap_or(("", link));
    if name.is_empty() {
        return None;
    }
    let wanted = from.resolve_link(context.src, link).ok();
    let beside = wanted.as_ref().and_then(|wanted| {
        let neighbours = context.sources.paths_below(wanted.parent());
        let names = neighbours
            .take(NEIGHBOURS)
            .filter(|path| path.parent() == wanted.parent())
            .map(BookPath::file_name);
        nearest(name, names)
    });
    if let Some(near) = beside {
        return Some(format!("{folder}/{near}"));
    }
    let files = context.sources.files.keys();
    let same_name = |path: &&BookPath| path.file_name().eq_ignore_ascii_case(name);
    files
        .filter(same_name)
        .find_map(|path| path.below(context.src))
        .map(|below| format!("/{below}"))
}

/// Whether an issue, a note or another text of an assessment is an address that may become a link.
pub fn is_link(text: &str) -> bool {
    looks(text) == Looks::Link
}
