use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A file or folder of the book, relative to the folder of book.toml, with `/` on every system:
/// `content/teams/payments.md`. Never absolute, never with `.` or `..` in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookPath(Arc<str>);

/// Why a text is no [`BookPath`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadPath {
    #[error("the path is empty")]
    Empty,
    #[error("the path is absolute")]
    Absolute,
    #[error("the path leaves the book")]
    Leaves,
    #[error("the path holds a backslash, a drive or a control character")]
    Character,
}

/// The folder that stands for the program itself in paths of built-in content.
const BUILT_IN: &str = "<built-in>";

impl BookPath {
    /// Reads a relative path; `.` and `..` are resolved, and a path that would leave the book is refused.
    pub fn new(text: &str) -> Result<Self, BadPath> {
        Self::resolve("", text)
    }

    /// A file that the program carries in itself, shown as `<built-in>/models/cmm.md`.
    pub fn built_in(text: &str) -> Self {
        Self(format!("{BUILT_IN}/{text}").into())
    }

    pub fn is_built_in(&self) -> bool {
        self.0.starts_with(BUILT_IN)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder the file lies in; the empty text for a file beside book.toml.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rsplit_once('.') {
            Some(("", _)) | None => name,
            Some((stem, _)) => stem,
        }
    }

    /// The last extension as it is written; the empty text where there is none.
    pub fn extension(&self) -> &str {
        let name = self.file_name();
        match name.rsplit_once('.') {
            Some(("", _)) | None => "",
            Some((_, extension)) => extension,
        }
    }

    /// The path below `folder`, if the file lies in it: `teams/a.md` for `content/teams/a.md` in `content`.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The path that `link` means when it is written in this file. A leading `/` means the folder `root`.
    pub fn resolve_link(&self, root: &str, link: &str) -> Result<Self, BadPath> {
        match link.strip_prefix('/') {
            Some(rest) => Self::resolve(root, rest).and_then(|path| path.within(root)),
            None => Self::resolve(self.parent(), link).and_then(|path| path.within(root)),
        }
    }

    fn within(self, root: &str) -> Result<Self, BadPath> {
        if root.is_empty() || self.below(root).is_some() || &*self.0 == root {
            Ok(self)
        } else {
            Err(BadPath::Leaves)
        }
    }

    fn resolve(base: &str, text: &str) -> Result<Self, BadPath> {
        if text.starts_with('/') {
            return Err(BadPath::Absolute);
        }
        if text.contains('\\') || text.chars().any(char::is_control) || has_drive(text) {
            return Err(BadPath::Character);
        }
        let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(BadPath::Leaves)?;
                }
                name => parts.push(name),
            }
        }
        if parts.is_empty() {
            return Err(BadPath::Empty);
        }
        Ok(Self(parts.join("/").into()))
    }
}

fn has_drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 2 && bytes[1] == b':' && bytes[0].is_ascii_alphabetic()
}

/// Paths compare and hash as their texts, so that a map of paths can be asked with a text.
impl Borrow<str> for BookPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BookPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BookPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_book() {
        assert_eq!(
            BookPath::new("content/./teams/../index.md")
                .unwrap()
                .as_str(),
            "content/index.md"
        );
        assert_eq!(BookPath::new("../x"), Err(BadPath::Leaves));
        assert_eq!(BookPath::new("/etc/passwd"), Err(BadPath::Absolute));
        assert_eq!(BookPath::new("C:/x"), Err(BadPath::Character));
        assert_eq!(BookPath::new("a\\b"), Err(BadPath::Character));
        assert_eq!(BookPath::new(""), Err(BadPath::Empty));
    }

    #[test]
    fn links_resolve_from_the_file_or_from_the_root() {
        let file = BookPath::new("content/teams/payments.md").unwrap();
        let resolve = |link| {
            file.resolve_link("content", link)
                .map(|p| p.as_str().to_owned())
        };
        assert_eq!(
            resolve("./evidence/a.md").unwrap(),
            "content/teams/evidence/a.md"
        );
        assert_eq!(
            resolve("/policies/review.md").unwrap(),
            "content/policies/review.md"
        );
        assert_eq!(resolve("../../book.toml"), Err(BadPath::Leaves));
        assert_eq!(resolve("/../book.toml"), Err(BadPath::Leaves));
    }

    #[test]
    fn names_come_apart() {
        let file = BookPath::new("content/teams/2026-07-01-cmm.md").unwrap();
        assert_eq!(
            (file.stem(), file.extension(), file.parent()),
            ("2026-07-01-cmm", "md", "content/teams")
        );
        assert_eq!(BookPath::new("content/.nojekyll").unwrap().extension(), "");
        assert_eq!(file.below("content"), Some("teams/2026-07-01-cmm.md"));
        assert_eq!(file.below("cont"), None);
    }
}
