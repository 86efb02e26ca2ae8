use include_dir::{Dir, include_dir};

use crate::tree::BookPath;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the default theme, path in the theme and content, in the order of their paths.
pub(super) fn files() -> Vec<(&'static str, &'static [u8])> {
    let mut all = Vec::new();
    collect(&FILES, &mut all);
    all.sort_unstable();
    all
}

/// What `levelbook theme eject` writes: the files of the default theme below `themes/NAME/`, with
/// the name in theme.toml set.
pub fn eject(name: &str) -> Vec<(String, Vec<u8>)> {
    files()
        .into_iter()
        .map(|(path, bytes)| {
            let content = match (path, std::str::from_utf8(bytes)) {
                ("theme.toml", Ok(text)) => named(text, name).into_bytes(),
                _ => bytes.to_vec(),
            };
            (format!("themes/{name}/{path}"), content)
        })
        .collect()
}

/// The text of a built-in theme's file that a diagnostic points into.
pub fn built_in_text(path: &BookPath) -> Option<&'static str> {
    let name = path.as_str().strip_prefix("<built-in>/themes/default/")?;
    FILES.get_file(name)?.contents_utf8()
}

fn named(text: &str, name: &str) -> String {
    let quoted = name.replace('\\', "\\\\").replace('"', "\\\"");
    text.lines()
        .filter(|line| !line.starts_with("# Levelbook's own"))
        .map(|line| {
            if line.starts_with("name = ") {
                format!("name = \"{quoted}\"\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect()
}

fn collect(dir: &'static Dir<'static>, all: &mut Vec<(&'static str, &'static [u8])>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            all.push((path, file.contents()));
        }
    }
    for dir in dir.dirs() {
        collect(dir, all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_the_paths_of_diagnostics() {
        let path = BookPath::built_in("themes/default/templates/base.html");
        assert!(built_in_text(&path).unwrap().contains("<!doctype html>"));
        assert_eq!(built_in_text(&BookPath::built_in("models/cmm.md")), None);
    }

    #[test]
    fn an_ejected_theme_carries_its_own_name() {
        let files = eject("house");
        let (_, toml) = files
            .iter()
            .find(|(path, _)| path == "themes/house/theme.toml")
            .unwrap();
        let text = std::str::from_utf8(toml).unwrap();
        assert!(text.contains("name = \"house\"\n") && text.contains("view = 1\n"));
        assert!(
            files
                .iter()
                .any(|(path, _)| path == "themes/house/templates/parts/goals.html")
        );
    }
}
