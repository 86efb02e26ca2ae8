use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::tree::BookPath;

/// The names of editors whose addresses are known, each with the form of its addresses.
pub const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={path}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "textmate",
        "txmt://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "emacs",
        "org-protocol://open-source?url=file://{path}&line={line}&col={column}",
    ),
];

/// What stays as it is in the path of an address.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// How a line of a source file is opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Editor {
    /// The folder of the book, absolute.
    root: String,
    /// With `{path}`, `{line}` and `{column}`; `None` for no editor.
    form: Option<String>,
}

impl Editor {
    /// `wanted` is one of [`EDITORS`], `none`, or an address with `{path}`; the wrong word comes back
    /// as the error. Without one, it is the first of the list.
    pub fn new(wanted: Option<&str>, root: &str) -> Result<Self, String> {
        let wanted = wanted.unwrap_or(EDITORS[0].0);
        let known = EDITORS.iter().find(|(name, _)| *name == wanted);
        let form = match known {
            Some((_, form)) => Some((*form).to_owned()),
            None if wanted == "none" => None,
            None if wanted.contains("://") && wanted.contains("{path}") => Some(wanted.to_owned()),
            None => return Err(wanted.to_owned()),
        };
        Ok(Self {
            root: root.replace('\\', "/").trim_end_matches('/').to_owned(),
            form,
        })
    }

    /// The address that opens a file of the book; none for a file that the program carries in itself.
    pub fn link(&self, file: &BookPath, line: u32, column: u32) -> Option<String> {
        if file.is_built_in() {
            return None;
        }
        let path = format!("{}/{file}", self.root);
        let path = utf8_percent_encode(&path, IN_PATH).to_string();
        let form = self.form.as_deref()?;
        // `vscode://file/` is followed by the path without the slash that it begins with.
        let (before, after) = form.split_once("{path}")?;
        let path = match before.ends_with('/') && !before.ends_with("//") {
            true => path.trim_start_matches('/'),
            false => &path,
        };
        let after = after
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string());
        let before = before
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string());
        Some(format!("{before}{path}{after}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(editor: Option<&str>, file: &str) -> Option<String> {
        let editor = Editor::new(editor, "/home/me/my book/").unwrap();
        editor.link(&BookPath::new(file).unwrap(), 12, 3)
    }

    #[test]
    fn editors_have_their_own_addresses() {
        let file = "content/teams/a&b #1.md";
        assert_eq!(
            link(None, file).as_deref(),
            Some("vscode://file/home/me/my%20book/content/teams/a%26b%20%231.md:12:3")
        );
        assert_eq!(
            link(Some("idea"), "book.toml").as_deref(),
            Some("idea://open?file=/home/me/my%20book/book.toml&line=12&column=3")
        );
        assert_eq!(
            link(Some("x-edit://{path}@{line}"), "book.toml").as_deref(),
            Some("x-edit:///home/me/my%20book/book.toml@12")
        );
        assert_eq!(link(Some("none"), "book.toml"), None);
        assert_eq!(Editor::new(Some("vi"), "/"), Err("vi".to_owned()));
        let own = Editor::new(None, "/b").unwrap();
        assert_eq!(own.link(&BookPath::built_in("models/cmm.md"), 1, 1), None);
    }

    #[test]
    fn drives_are_kept() {
        let editor = Editor::new(None, "C:\\books\\ours").unwrap();
        assert_eq!(
            editor
                .link(&BookPath::new("book.toml").unwrap(), 1, 1)
                .as_deref(),
            Some("vscode://file/C:/books/ours/book.toml:1:1")
        );
    }
}
