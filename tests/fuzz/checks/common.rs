//! What several checks need.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use levelbook::assessment::{Assessed, Context, Role, assess};
use levelbook::diagnostic::{self, Checked, Diagnostic, Format, Options, safe};
use levelbook::document::parse;
use levelbook::model::{Registry, register};
use levelbook::tree::{BookPath, SourceFile, Sources};

/// The built-in models.
pub fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(|| register(Vec::new(), &BTreeMap::new(), &BTreeMap::new()).value)
}

pub fn source(path: &str, bytes: &[u8]) -> SourceFile {
    let path = BookPath::new(path).expect("the path of a check is sound");
    SourceFile::new(path, bytes.to_vec())
}

/// Reads a file as a team with an assessment, beside nothing else.
pub fn assessed(file: &SourceFile, registry: &Registry) -> Checked<Option<Assessed>> {
    let mut diagnostics = Vec::new();
    let Some(parsed) = parse(file).take(&mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let role = Role::OneFileTeam {
        team: file.path.stem().to_owned(),
    };
    let context = Context {
        registry,
        sources: &Sources::default(),
        src: "content",
        default_model: Some("cmm"),
        today: "2026-07-01".parse().expect("a date"),
        clock: false,
    };
    let assessed = assess(parsed, &role, &context).take(&mut diagnostics);
    Checked::new(Some(assessed), diagnostics)
}

/// Diagnostics lie in their file, and no form of them gives orders to a terminal or a runner.
pub fn sound(diagnostics: &[Diagnostic], file: &SourceFile) {
    let text = file.text();
    for one in diagnostics {
        let related = one.related.iter().map(|label| &label.place);
        let fix = one.fix.iter().map(|fix| &fix.place);
        for place in one.place.iter().chain(related).chain(fix) {
            let fits = text.is_none_or(|text| text.get(place.span.range()).is_some());
            assert!(place.file != file.path || fits, "{one:?} is out of place");
        }
        assert!(!one.message.is_empty(), "{one:?} says nothing");
    }
    let texts = |path: &BookPath| text.filter(|_| *path == file.path);
    for format in [
        Format::Text,
        Format::Short,
        Format::Json,
        Format::Github,
        Format::Gitlab,
    ] {
        let options = Options {
            stop_token: Some("TOKEN"),
            ..Options::default()
        };
        let told = diagnostic::render(format, diagnostics, &texts, options);
        let hidden = |c: char| safe::is_hidden(c) && !matches!(c, '\n' | '\t' | '\r');
        assert!(
            !told.contains(hidden),
            "{format:?} hides something: {told:?}"
        );
        let orders = told
            .lines()
            .filter(|line| line.trim_start().starts_with("::"));
        for order in orders {
            let own = [
                "::error ",
                "::error::and ",
                "::warning ",
                "::warning::and ",
                "::notice ",
                "::stop-commands::TOKEN",
                "::TOKEN::",
            ];
            assert!(
                own.iter().any(|own| order.starts_with(own)),
                "{format:?} gives the order {order:?}"
            );
        }
    }
}
