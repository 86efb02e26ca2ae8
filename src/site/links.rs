use percent_encoding::percent_decode_str;

use super::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Link};
use crate::model::Element;
use crate::tree::{BookPath, Place, SitePath};

/// What a link of the content leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolved {
    /// An address with a scheme; it stands as it is written.
    External,
    /// A file of the site.
    To {
        path: SitePath,
        fragment: Option<String>,
    },
    /// The file exists in the book and is not published.
    NotPublished(BookPath),
    NoFile,
    NoAnchor {
        path: SitePath,
    },
}

/// Whether an address has a scheme (`https:`, `mailto:`) or leads to another host (`//host`).
pub fn is_external(target: &str) -> bool {
    if target.starts_with("//") {
        return true;
    }
    let scheme = target.split(':').next().unwrap_or("");
    scheme.len() < target.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

impl Site {
    /// What a link that stands in `document` leads to: a file of the book by its path, or a page of
    /// the site by the address that it will have.
    pub fn resolve(&self, document: &Document, target: &str) -> Resolved {
        if is_external(target) {
            return Resolved::External;
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment).filter(|f| !f.is_empty())),
            None => (target, None),
        };
        let path = path.split('?').next().unwrap_or("");
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let fragment = fragment.map(|f| percent_decode_str(f).decode_utf8_lossy().into_owned());
        if decoded.is_empty() {
            return match self.addresses.get(&document.path) {
                Some(page) => self.anchored(page, document, fragment),
                None => Resolved::NoFile,
            };
        }
        let Ok(file) = document.path.resolve_link(&self.src, &decoded) else {
            return Resolved::NoFile;
        };
        self.resolve_file(&file, decoded.ends_with('/'), fragment)
    }

    /// What a file of the book leads to.
    pub fn resolve_file(
        &self,
        file: &BookPath,
        folder: bool,
        fragment: Option<String>,
    ) -> Resolved {
        let index = if folder {
            BookPath::new(&format!("{file}/index.md")).ok()
        } else {
            None
        };
        for candidate in [Some(file), index.as_ref()].into_iter().flatten() {
            if let Some(page) = self.addresses.get(candidate) {
                return match self.shown.get(page).and_then(|shown| {
                    shown
                        .documents
                        .iter()
                        .find(|(document, _)| document.path == *candidate)
                }) {
                    Some((document, _)) => self.anchored(page, document, fragment),
                    None => Resolved::To {
                        path: page.clone(),
                        fragment,
                    },
                };
            }
            if self.unpublished.contains(candidate) {
                return Resolved::NotPublished(candidate.clone());
            }
        }
        let published = file.below(&self.src).and_then(|path| self.published(path));
        match published {
            Some(page) => match (&fragment, self.shown.get(page)) {
                (Some(anchor), Some(shown)) if !shown.has(anchor) => {
                    Resolved::NoAnchor { path: page.clone() }
                }
                _ => Resolved::To {
                    path: page.clone(),
                    fragment,
                },
            },
            None => Resolved::NoFile,
        }
    }

    /// A KPA's section is shown on the KPA's own page.
    fn kpa_page(&self, page: &SitePath, file: &BookPath, fragment: &str) -> Option<SitePath> {
        let shown = self.shown.get(page)?;
        let model = shown.model.as_ref().filter(|_| !shown.report)?;
        match model.ids.get(fragment)? {
            Element::Kpa(kpa) if model.file() == file => self.kpa(model, *kpa).cloned(),
            _ => None,
        }
    }

    fn anchored(&self, page: &SitePath, document: &Document, fragment: Option<String>) -> Resolved {
        let Some(fragment) = fragment else {
            return Resolved::To {
                path: page.clone(),
                fragment: None,
            };
        };
        if let Some(path) = self.kpa_page(page, &document.path, &fragment) {
            return Resolved::To {
                path,
                fragment: None,
            };
        }
        match self
            .shown
            .get(page)
            .and_then(|shown| shown.find(document, &fragment))
        {
            Some(anchor) => Resolved::To {
                path: page.clone(),
                fragment: Some(anchor),
            },
            None => Resolved::NoAnchor { path: page.clone() },
        }
    }

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
        let (path, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
        match self.resolve(document, &link.target) {
            Resolved::External | Resolved::To { .. } | Resolved::NotPublished(_) => None,
            Resolved::NoFile => {
                let message = format!("the link `{}` leads to no file of the book", link.target);
                let diagnostic = Diagnostic::new(Code::BrokenLink, message)
                    .at(place)
                    .label("no such file");
                Some(match self.nearest_file(document, path) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help(
                        "a link is relative to the file it stands in; `/` is the content folder",
                    ),
                })
            }
            Resolved::NoAnchor { path: page } => {
                let message = format!(
                    "the link `{}` leads to a part that its page does not have",
                    link.target
                );
                let anchors: Vec<&str> = self
                    .shown
                    .get(&page)
                    .into_iter()
                    .flat_map(|shown| shown.documents.iter())
                    .flat_map(|(document, _)| {
                        document
                            .headings
                            .iter()
                            .map(|heading| heading.anchor.as_str())
                    })
                    .collect();
                let mut diagnostic = Diagnostic::new(Code::BrokenAnchor, message)
                    .at(place)
                    .label("no such heading");
                if let Some(near) = crate::diagnostic::nearest(fragment, anchors) {
                    diagnostic = diagnostic.help(format!("did you mean `#{near}`?"));
                }
                Some(diagnostic)
            }
        }
    }

    /// The nearest file name in the folder that a broken link names, written as the link would be.
    fn nearest_file(&self, document: &Document, target: &str) -> Option<String> {
        let wanted = document.path.resolve_link(&self.src, target).ok()?;
        let mut names: Vec<&str> = self
            .addresses
            .keys()
            .filter(|file| file.parent() == wanted.parent())
            .map(BookPath::file_name)
            .collect();
        names.sort_unstable();
        let near = crate::diagnostic::nearest(wanted.file_name(), names)?;
        let folder = target.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(if folder.is_empty() {
            near.to_owned()
        } else {
            format!("{folder}/{near}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen() {
        for target in [
            "https://x",
            "mailto:a@b",
            "//host/x",
            "tel:1",
            "javascript:x",
        ] {
            assert!(is_external(target), "{target}");
        }
        for target in ["a.md", "./a:b.md", "#x", "/a", "a/b:c", ""] {
            assert!(!is_external(target), "{target}");
        }
    }
}
