use super::reader::{Reader, shortened};
use super::shapes::{BOOK, BUILD};
use super::types::Config;
use crate::data::{Node, Record, Shape};
use crate::tree::{BadPath, BookPath};

/// The folder of the book's own themes.
const THEMES: &str = "themes";

impl Reader<'_, '_> {
    /// Reads `src` and `build-dir`, and holds them against each other: what is written must never
    /// lie where something is read.
    pub(super) fn folders(&mut self, root: &Record<'_, '_>, config: &mut Config) {
        let src = self.node(root, "book", &BOOK, "src");
        let build = self.node(root, "build", &BUILD, "build-dir");
        if let Some(node) = src {
            config.places.src = self.place(node);
            if let Some(folder) = self.src(node) {
                config.book.src = folder;
            }
        }
        if let Some(node) = build {
            config.places.build_dir = self.place(node);
            if let Some(folder) = self.build_dir(node) {
                config.build.build_dir = folder;
            }
        }
        // Whichever was written is the one to change; the default is not.
        let (Some(node), Some(clash)) = (
            build.or(src),
            clash(&config.build.build_dir, &config.book.src),
        ) else {
            return;
        };
        let (build_dir, src) = (&config.build.build_dir, &config.book.src);
        let message = format!(
            "the site cannot be written to `{}` with the texts in `{}`",
            shortened(build_dir),
            shortened(src)
        );
        self.bad(
            node,
            message,
            clash,
            "keep `build-dir` apart from `src` and `themes`, such as `book`",
        );
        // Nothing is published there; later stages only need a folder that is apart.
        config.build.build_dir = format!("{src}-book");
    }

    fn node<'n, 's>(
        &self,
        root: &Record<'n, 's>,
        table: &str,
        shape: &'static Shape,
        key: &str,
    ) -> Option<&'n Node<'s>> {
        let node = root.get(table)?;
        Record { node, shape }.get(key)
    }

    fn src(&mut self, node: &Node<'_>) -> Option<String> {
        let text = self.decoder.text(node)?;
        let label = match BookPath::new(&text) {
            Ok(path) if !within(path.as_str(), THEMES) => return Some(path.as_str().to_owned()),
            Ok(_) => "the folder of the themes".to_owned(),
            Err(BadPath::Empty) => "the book itself".to_owned(),
            Err(error) => error.to_string(),
        };
        self.bad(
            node,
            format!(
                "`{}` is no folder for the texts of the book",
                shortened(&text)
            ),
            label,
            "name a folder beside book.toml, such as `content`",
        );
        None
    }

    fn build_dir(&mut self, node: &Node<'_>) -> Option<String> {
        let text = self.decoder.text(node)?;
        let label = if text.is_empty() {
            "no folder is named"
        } else if text.chars().any(char::is_control) {
            "a control character"
        } else if names(&text).is_some_and(|names| names.is_empty()) {
            "the book itself lies there"
        } else {
            return Some(text);
        };
        self.bad(
            node,
            format!("the site cannot be written to `{}`", shortened(&text)),
            label,
            "name a folder of its own, such as `book`",
        );
        None
    }
}

/// Why the folder of the site and those of the sources exclude each other.
fn clash(build_dir: &str, src: &str) -> Option<&'static str> {
    let build_dir = names(build_dir)?.join("/");
    if build_dir.starts_with("../") {
        return None;
    }
    if within(&build_dir, src) {
        Some("lies in the folder of the texts")
    } else if within(src, &build_dir) {
        Some("holds the folder of the texts")
    } else if within(&build_dir, THEMES) {
        Some("lies in the folder of the themes")
    } else {
        None
    }
}

/// The names of a relative path, `.` and `..` resolved as far as they can be; what leads out of the
/// book keeps its `..` only where a name follows. `None` for an absolute path.
fn names(path: &str) -> Option<Vec<&str>> {
    if path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':') {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if names.last().is_some_and(|name| *name != "..") => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    if names.last() == Some(&"..") {
        names.clear();
    }
    Some(names)
}

/// Whether a folder is another or lies in it; case counts for nothing, as on some systems.
fn within(folder: &str, other: &str) -> bool {
    let (folder, other) = (folder.to_lowercase(), other.to_lowercase());
    folder == other
        || folder
            .strip_prefix(&other)
            .is_some_and(|rest| rest.starts_with('/'))
}
