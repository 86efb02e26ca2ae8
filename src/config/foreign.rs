use crate::data::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{BookPath, Place};

/// Settings that mdBook has and Levelbook does not, by table.
const FOREIGN: &[(&[&str], &[&str])] = &[
    (&[], &["preprocessor", "rust"]),
    (&["book"], &["text-direction", "multilingual"]),
    (&["build"], &["create-missing", "use-default-preprocessors"]),
    (
        &["output"],
        &["markdown", "linkcheck", "linkcheck2", "pdf", "epub"],
    ),
    (
        &["output", "html"],
        &[
            "preferred-dark-theme",
            "smart-punctuation",
            "curly-quotes",
            "definition-lists",
            "admonitions",
            "mathjax-support",
            "copy-fonts",
            "google-analytics",
            "no-section-label",
            "git-repository-icon",
            "sidebar-header-nav",
            "live-reload-endpoint",
            "fold",
            "playground",
            "playpen",
            "code",
        ],
    ),
    (
        &["output", "html", "search"],
        &[
            "limit-results",
            "teaser-word-count",
            "use-boolean-and",
            "boost-title",
            "boost-hierarchy",
            "boost-paragraph",
            "expand",
            "heading-split-level",
            "copy-js",
            "chapter",
        ],
    ),
    (&["output", "html", "print"], &["page-break"]),
];

/// Takes mdBook's other settings out of the tree and reports each with what to do about it, so that
/// nobody is told that one of ours was meant.
pub(super) fn take(root: &mut Node<'_>, file: &BookPath) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (path, names) in FOREIGN {
        let Some(Node {
            kind: Kind::Map(entries),
            ..
        }) = find(root, path)
        else {
            continue;
        };
        entries.retain(|(key, _)| {
            let Some(name) = key.text().filter(|name| names.contains(name)) else {
                return true;
            };
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    format!("{} has no key `{name}`", table(path)),
                )
                .at(Place {
                    file: file.clone(),
                    span: key.span,
                })
                .help("mdBook has this setting and Levelbook does not: remove it"),
            );
            false
        });
    }
    diagnostics
}

fn table(path: &[&str]) -> String {
    if path.is_empty() {
        super::FILE.to_owned()
    } else {
        format!("`[{}]`", path.join("."))
    }
}

fn find<'n, 's>(node: &'n mut Node<'s>, path: &[&str]) -> Option<&'n mut Node<'s>> {
    path.iter()
        .try_fold(node, |node, name| match &mut node.kind {
            Kind::Map(entries) => entries
                .iter_mut()
                .find(|(key, _)| key.text() == Some(name))
                .map(|(_, value)| value),
            _ => None,
        })
}
