use std::collections::HashSet;
use std::sync::OnceLock;

use super::anchors::Shown;
use super::links::Resolved;
use super::{Site, asset_kind, is_for_host};
use crate::assessment::{EvidenceTarget, FileTarget};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::document::{AsText, Document, Judged, Link};
use crate::score::Report;
use crate::site::AssetKind;
use crate::tree::{BookPath, Place, Span};

/// A page with more headings than this is not listed where a link misses all of them.
const MOST_ANCHORS_LISTED: usize = 12;

/// How many files or parts of a page are compared with a broken link, so that a book full of broken
/// links is checked in time.
pub(super) const NEIGHBOURS: usize = 500;

/// For how many broken links of a file the nearest file or part of a page is looked for.
const MOST_COMPARED: usize = 200;

/// The files that links can lead to, by folder and name; sorted when the first broken link asks.
pub(super) struct Neighbours<'s> {
    site: &'s Site,
    sorted: OnceLock<Vec<&'s BookPath>>,
}

impl<'s> Neighbours<'s> {
    pub fn new(site: &'s Site) -> Self {
        Self {
            site,
            sorted: OnceLock::new(),
        }
    }

    /// The names around the wanted one in its folder.
    fn names(&self, wanted: &BookPath) -> impl Iterator<Item = &'s str> {
        fn key(file: &BookPath) -> (&str, &str) {
            (file.parent(), file.file_name())
        }
        let sorted = self.sorted.get_or_init(|| {
            let mut all: Vec<_> = self.site.addresses.keys().collect();
            all.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
            all
        });
        let at = sorted.partition_point(|file| key(file) < key(wanted));
        around(sorted, at)
            .iter()
            .copied()
            .filter(move |file| file.parent() == wanted.parent())
            .map(BookPath::file_name)
    }
}

/// The [`NEIGHBOURS`] of a place in a sorted list.
pub(super) fn around<T>(sorted: &[T], at: usize) -> &[T] {
    let from = at.saturating_sub(NEIGHBOURS / 2);
    &sorted[from..(at + NEIGHBOURS / 2).min(sorted.len())]
}

impl Site {
    /// The problems of a document's links.
    pub(super) fn check_links(
        &self,
        document: &Document,
        neighbours: &Neighbours<'_>,
    ) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let html = match self.sanitizes && !document.html.is_empty() {
            true => document.judge_html(),
            false => Judged::default(),
        };
        for link in document.links.iter().chain(&html.links) {
            let compares = diagnostics.len() < MOST_COMPARED;
            diagnostics.extend(self.check_link(document, link, neighbours, compares));
        }
        diagnostics.extend(check_html(document, html));
        diagnostics
    }

    fn check_link(
        &self,
        document: &Document,
        link: &Link,
        neighbours: &Neighbours<'_>,
        compares: bool,
    ) -> Option<Diagnostic> {
        let place = Place {
            file: document.path.clone(),
            span: link.span,
        };
        // Where the address stands in the text as it is meant, it can be replaced.
        let fix = Some(place.clone()).filter(|_| link.span.of(&document.text) == link.target);
        match self.resolve(document, &link.target) {
            Resolved::External | Resolved::To { .. } | Resolved::NotPublished(_) => None,
            Resolved::Draft(_) => {
                let message = format!("the link `{}` leads to a draft", link.target);
                let diagnostic = Diagnostic::new(Code::BrokenLink, message)
                    .at(place)
                    .label("not published")
                    .help("remove `draft: true` from that page, or the link");
                Some(diagnostic)
            }
            Resolved::NoFile => {
                let near = compares
                    .then(|| self.nearest_file(document, &link.target, neighbours))
                    .flatten();
                Some(self.no_file(document, &link.target, place, fix, near))
            }
            Resolved::NoAnchor { path: page } => {
                let diagnostic = no_anchor("link", &link.target, place);
                let shown = self.shown.get(&page).filter(|_| compares);
                Some(match shown {
                    Some(shown) => suggest_anchor(diagnostic, shown, &link.target, fix),
                    None => diagnostic,
                })
            }
        }
    }

    fn no_file(
        &self,
        document: &Document,
        target: &str,
        place: Place,
        fix: Option<Place>,
        near: Option<String>,
    ) -> Diagnostic {
        let path = path_of(target);
        let message = format!("the link `{target}` leads to no file of the book");
        let diagnostic = Diagnostic::new(Code::BrokenLink, message).at(place);
        if let Err(reason) = document.path.resolve_link(&self.src, path) {
            return diagnostic
                .label(reason.to_string())
                .help(format!("only what lies in `{}` can be linked to", self.src));
        }
        let diagnostic = diagnostic.label("no such file");
        let Some(near) = near else {
            return diagnostic
                .help("a link is relative to the file it stands in; `/` is the content folder");
        };
        let diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "./-_".contains(c);
        match fix.filter(|_| near.chars().all(is_plain)) {
            Some(place) => diagnostic.fix(place, format!("{near}{}", &target[path.len()..])),
            None => diagnostic,
        }
    }

    /// The nearest file name in the folder that a broken link names, written as the link would be.
    fn nearest_file(
        &self,
        document: &Document,
        target: &str,
        neighbours: &Neighbours<'_>,
    ) -> Option<String> {
        let path = path_of(target);
        let wanted = document.path.resolve_link(&self.src, path).ok()?;
        let is_itself = |name: &str| {
            document.path.parent() == wanted.parent() && document.path.file_name() == name
        };
        let names = neighbours.names(&wanted).filter(|name| !is_itself(name));
        let near = nearest(wanted.file_name(), names)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(match folder {
            "" => near.to_owned(),
            folder => format!("{folder}/{near}"),
        })
    }

    /// The files and parts of pages that a report names as evidence and that readers will not find.
    /// A file that is not published is reported where it is first named.
    pub(super) fn check_evidence(
        &self,
        report: &Report,
        named: &mut HashSet<BookPath>,
    ) -> Vec<Diagnostic> {
        let assessment = &report.assessment;
        let mut diagnostics = Vec::new();
        for evidence in assessment.answers.iter().flat_map(|one| &one.evidence) {
            let EvidenceTarget::File(file) = &evidence.target else {
                continue;
            };
            let FileTarget { path, fragment } = &**file;
            let place = Place {
                file: assessment.file().clone(),
                span: evidence.span,
            };
            match self.resolve_file(path, false, fragment.as_deref().map(str::to_owned)) {
                Resolved::NoAnchor { path: page } => {
                    let fragment = fragment.as_deref().unwrap_or_default();
                    let below = path.below(&self.src).unwrap_or(path.as_str());
                    let target = format!("/{below}#{fragment}");
                    let diagnostic = no_anchor("evidence", &target, place);
                    let shown = self.shown.get(&page);
                    diagnostics.push(match shown.filter(|_| diagnostics.len() < MOST_COMPARED) {
                        Some(shown) => suggest_anchor(diagnostic, shown, &target, None),
                        None => diagnostic,
                    });
                }
                Resolved::Draft(path) if named.insert(path.clone()) => {
                    let message = format!("the evidence `{path}` is a draft");
                    diagnostics.push(
                        Diagnostic::new(Code::EvidenceNotPublished, message)
                            .at(place)
                            .label("named without a link")
                            .help("remove `draft: true` from that page, or name other evidence"),
                    );
                }
                Resolved::NotPublished(path)
                    if self.refused_types.contains(&path) && named.insert(path.clone()) =>
                {
                    diagnostics.push(refused_evidence(&path).at(place));
                }
                _ => {}
            }
        }
        diagnostics
    }
}

/// What is left out of the HTML of an author.
fn check_html(document: &Document, judged: Judged) -> Vec<Diagnostic> {
    let place = |span: Span| Place {
        file: document.path.clone(),
        span,
    };
    if let Some(why) = judged.as_text {
        let span = document.html.pieces().next().unwrap_or_default();
        let (message, help) = match why {
            AsText::TooMuch => (
                "a parser would take too long for the raw HTML of this file, so it is shown as text",
                "end every tag, close `<b>`, `<i>` and the like, or divide the file",
            ),
            AsText::TakesUp => (
                "headings or footnotes would be lost in the raw HTML of this file, so it is shown as text",
                "close every comment, tag and quoted value, and leave out elements that hold no Markdown, such as `<textarea>`",
            ),
        };
        return vec![
            Diagnostic::new(Code::RawHtml, message)
                .at(place(span))
                .help(help),
        ];
    }
    let left_out = judged.left_out.into_iter().map(|(what, span)| {
        Diagnostic::new(Code::RawHtml, format!("{what} is left out"))
            .at(place(span))
            .help("the manual lists the elements and attributes that stay; write the rest in Markdown")
    });
    left_out.collect()
}

fn no_anchor(what: &str, target: &str, place: Place) -> Diagnostic {
    let message = format!("the {what} `{target}` leads to a part that its page does not have");
    Diagnostic::new(Code::BrokenAnchor, message)
        .at(place)
        .label("no such part")
}

/// Names the nearest part of the page, or all headings of a short one.
fn suggest_anchor(
    diagnostic: Diagnostic,
    shown: &Shown,
    target: &str,
    fix: Option<Place>,
) -> Diagnostic {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let headings = shown.headings();
    let all = shown.elements();
    let words = headings
        .iter()
        .copied()
        .chain(all.iter().map(String::as_str))
        .take(NEIGHBOURS);
    if let Some(near) = nearest(fragment, words) {
        let diagnostic = diagnostic.help(format!("did you mean `{path}#{near}`?"));
        return match fix {
            Some(place) => diagnostic.fix(place, format!("{path}#{near}")),
            None => diagnostic,
        };
    }
    match headings.len() {
        0 => diagnostic.help("the page has no headings"),
        1..=MOST_ANCHORS_LISTED => {
            diagnostic.help(format!("its headings are `#{}`", headings.join("`, `#")))
        }
        _ => diagnostic,
    }
}

/// A link without query and fragment.
fn path_of(target: &str) -> &str {
    target.split(['#', '?']).next().unwrap_or("")
}

/// A file that is not published because of its type, or because it is an active picture.
pub(super) fn refused_asset(path: &BookPath) -> Diagnostic {
    let place = Place {
        file: path.clone(),
        span: Span::default(),
    };
    if asset_kind(path.extension()) == AssetKind::Svg {
        Diagnostic::new(
            Code::ActiveSvg,
            format!("the picture `{path}` could run a script, so it is not published"),
        )
        .at(place)
        .help("save it as plain SVG, without scripts, links, style sheets or references to other files")
    } else {
        Diagnostic::new(
            Code::AssetNotAllowed,
            format!("`{path}` is not published: {}", reason(path)),
        )
        .at(place)
        .help(OTHER_TYPES)
    }
}

const OTHER_TYPES: &str = "publish a picture, a PDF, a plain text, a table or an office document instead, or link to the file where it lives";

fn refused_evidence(path: &BookPath) -> Diagnostic {
    Diagnostic::new(
        Code::EvidenceNotPublished,
        format!("the evidence `{path}` is not published: {}", reason(path)),
    )
    .label("named without a link")
    .help(OTHER_TYPES)
}

fn reason(path: &BookPath) -> String {
    if is_for_host(path.file_name()) {
        return "web hosts take files of this name for settings".to_owned();
    }
    match path.extension() {
        "" => "files without an extension are not on the list".to_owned(),
        extension => format!("files of the type `.{extension}` are not on the list"),
    }
}
