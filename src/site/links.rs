use percent_encoding::percent_decode_str;

use super::Site;
use crate::document::Document;
use crate::model::Element;
use crate::tree::{BookPath, SitePath};

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
    /// A page that only the live preview shows.
    Draft(BookPath),
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
        let index = match file.as_str().strip_suffix(".md") {
            _ if folder => BookPath::new(&format!("{file}/index.md")).ok(),
            // A team stays where it is when its file becomes a folder.
            Some(team) if file.below(&format!("{}/teams", self.src)).is_some() => {
                BookPath::new(&format!("{team}/index.md")).ok()
            }
            _ => None,
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
            if self.drafts.contains(candidate) {
                return Resolved::Draft(candidate.clone());
            }
            if self.is_unpublished(candidate) {
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
        let title = self
            .shown
            .get(page)
            .and_then(|shown| shown.title.as_deref());
        let Some(fragment) = fragment.filter(|fragment| title != Some(fragment)) else {
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

    /// Whether a file of the book has no address: for its type, because it could not be read, or
    /// because something that has been reported already keeps it from counting.
    fn is_unpublished(&self, file: &BookPath) -> bool {
        let refused =
            |refused: &BookPath| refused == file || file.below(refused.as_str()).is_some();
        self.unpublished.contains(file) || self.refused.iter().any(refused)
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
