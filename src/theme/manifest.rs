use crate::data::{Decoder, Key, Shape, Type, not_utf8, parse_toml};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, SourceFile};
use crate::view;

/// The keys of theme.toml.
static SHAPE: Shape = Shape {
    name: "theme.toml",
    keys: &[
        Key::optional("name", Type::Text, "The theme's name for people."),
        Key::required(
            "view",
            Type::Count,
            "The version of the view that the templates are written for.",
        ),
        Key::optional("description", Type::Text, "One sentence."),
        Key::optional("license", Type::Text, "An SPDX expression."),
    ],
};

/// Checks theme.toml; the only thing that is needed of it is that its view is ours.
pub(super) fn check(name: &str, file: Option<&SourceFile>) -> Vec<Diagnostic> {
    let Some(file) = file else {
        return vec![
            Diagnostic::new(
                Code::ThemeVersion,
                format!("the theme `{name}` has no theme.toml, so its view is unknown"),
            )
            .help(format!(
                "write `view = {}` into themes/{name}/theme.toml",
                view::VERSION
            )),
        ];
    };
    match file.text() {
        Some(text) => read(&file.path, text),
        None => vec![not_utf8(&file.path, file.bytes())],
    }
}

fn read(path: &BookPath, text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let root = parse_toml(path, text).take(&mut diagnostics);
    let mut decoder = Decoder::new(path);
    let record = root.as_ref().and_then(|node| decoder.record(node, &SHAPE));
    if let Some(record) = record {
        for key in ["name", "description", "license"] {
            if let Some(node) = record.get(key) {
                decoder.text(node);
            }
        }
        if let Some(node) = record.get("view") {
            let version = decoder.count(node);
            if version.is_some_and(|version| version != view::VERSION) {
                let place = decoder.place(node.span);
                decoder.report(
                    Diagnostic::new(
                        Code::ThemeVersion,
                        format!("the theme asks for view `{}`", version.unwrap_or_default()),
                    )
                    .at(place)
                    .label(format!("this Levelbook offers view {}", view::VERSION)),
                );
            }
        }
    }
    diagnostics.extend(decoder.diagnostics);
    diagnostics
}
