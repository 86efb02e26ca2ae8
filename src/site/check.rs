use std::collections::HashSet;

use super::links::Resolved;
use super::{Site, asset_kind};
use crate::assessment::EvidenceTarget;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::document::{Document, Link};
use crate::score::Report;
use crate::site::AssetKind;
use crate::tree::{BookPath, Place, SitePath, Span};

/// A page with more headings than this is not listed where a link misses all of them.
const MOST_ANCHORS_LISTED: usize = 12;

impl Site {
    /// The problems of a document's links.
    pub(super) fn check_links(&self, document: &Document) -> Vec<Diagnostic> {
        document
            .links
            .iter()
            .filter_map(|link| self.check_link(document, link))
            .collect()
    }

    fn check_link(&self, document: &Document, link: &Link) -> Option<Diagnostic> {
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
            Resolved::NoFile => Some(self.no_file(document, &link.target, place, fix)),
            Resolved::NoAnchor { path: page } => {
                Some(self.no_anchor(&page, "link", &link.target, place, fix))
            }
        }
    }

    fn no_file(
        &self,
        document: &Document,
        target: &str,
        place: Place,
        fix: Option<Place>,
    ) -> Diagnostic {
        let path = target.split(['#', '?']).next().unwrap_or("");
        let message = format!("the link `{target}` leads to no file of the book");
        let diagnostic = Diagnostic::new(Code::BrokenLink, message).at(place);
        if let Err(reason) = document.path.resolve_link(&self.src, path) {
            return diagnostic
                .label(reason.to_string())
                .help(format!("only what lies in `{}` can be linked to", self.src));
        }
        let diagnostic = diagnostic.label("no such file");
        let Some(near) = self.nearest_file(document, path) else {
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
    fn nearest_file(&self, document: &Document, target: &str) -> Option<String> {
        let wanted = document.path.resolve_link(&self.src, target).ok()?;
        let mut names: Vec<&str> = self
            .addresses
            .keys()
            .filter(|file| file.parent() == wanted.parent() && **file != document.path)
            .map(BookPath::file_name)
            .collect();
        names.sort_unstable();
        let near = nearest(wanted.file_name(), names)?;
        let folder = target.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(match folder {
            "" => near.to_owned(),
            folder => format!("{folder}/{near}"),
        })
    }

    fn no_anchor(
        &self,
        page: &SitePath,
        what: &str,
        target: &str,
        place: Place,
        fix: Option<Place>,
    ) -> Diagnostic {
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let message = format!("the {what} `{target}` leads to a part that its page does not have");
        let diagnostic = Diagnostic::new(Code::BrokenAnchor, message)
            .at(place)
            .label("no such part");
        let Some(shown) = self.shown.get(page) else {
            return diagnostic;
        };
        let headings = shown.headings();
        let all = shown.elements();
        let words = headings
            .iter()
            .copied()
            .chain(all.iter().map(String::as_str));
        if let Some(near) = nearest(fragment, words) {
            let diagnostic = diagnostic.help(format!("did you mean `{path}#{near}`?"));
            return match fix {
                Some(place) => diagnostic.fix(place, format!("{path}#{near}")),
                None => diagnostic,
            };
        }
        let list: Vec<String> = headings
            .iter()
            .map(|anchor| format!("`#{anchor}`"))
            .collect();
        match list.len() {
            0 => diagnostic.help("the page has no headings"),
            1..=MOST_ANCHORS_LISTED => {
                diagnostic.help(format!("its headings are {}", list.join(", ")))
            }
            _ => diagnostic,
        }
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
            let EvidenceTarget::File { path, fragment } = &evidence.target else {
                continue;
            };
            let place = Place {
                file: assessment.file().clone(),
                span: evidence.span,
            };
            match self.resolve_file(path, false, fragment.as_deref().map(str::to_owned)) {
                Resolved::NoAnchor { path: page } => {
                    let fragment = fragment.as_deref().unwrap_or_default();
                    let below = path.below(&self.src).unwrap_or(path.as_str());
                    let target = format!("/{below}#{fragment}");
                    diagnostics.push(self.no_anchor(&page, "evidence", &target, place, None));
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
            format!(
                "`{path}` is not published: {} are not on the list",
                kind_of(path)
            ),
        )
        .at(place)
        .help(OTHER_TYPES)
    }
}

const OTHER_TYPES: &str = "publish a picture, a PDF, a plain text, a table or an office document instead, or link to the file where it lives";

fn refused_evidence(path: &BookPath) -> Diagnostic {
    Diagnostic::new(
        Code::EvidenceNotPublished,
        format!(
            "the evidence `{path}` is not published: {} are not on the list",
            kind_of(path)
        ),
    )
    .label("named without a link")
    .help(OTHER_TYPES)
}

fn kind_of(path: &BookPath) -> String {
    match path.extension() {
        "" => "files without an extension".to_owned(),
        extension => format!("files of the type `.{extension}`"),
    }
}
