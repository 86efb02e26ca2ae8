use std::borrow::Cow;

use super::overrides::Overrides;
use super::shapes::{BOOK, BUILD, OUTPUT, SHAPE};
use super::types::Config;
use super::{FILE, foreign};
use crate::data::{Decoder, Kind, Node, Record, not_utf8, parse_toml};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{BookPath, Content, Place, Sources, Span};

/// Reads the settings of a book. `overrides` are names and values of environment variables that
/// begin with [`super::PREFIX`]; they win over the file. What is wrong keeps its default.
pub fn read(sources: &Sources, overrides: &[(String, String)]) -> Checked<Config> {
    let file = BookPath::new(FILE).expect("a clean path");
    let mut diagnostics = Vec::new();
    let source = sources.get(&file);
    let text = match source.map(|source| &source.content) {
        Some(Content::Text(text)) => text,
        Some(Content::Bytes(bytes)) => {
            diagnostics.push(not_utf8(&file, bytes));
            ""
        }
        None => {
            // A file that was found and not read has its own diagnostic.
            if !sources.refused.iter().any(|refused| refused.path == file) {
                diagnostics.push(no_book());
            }
            ""
        }
    };
    let length = source.map_or(0, |source| source.bytes().len());
    let overrides = Overrides::new(overrides, length);
    let mut root = parse_toml(&file, text)
        .take(&mut diagnostics)
        .unwrap_or_else(|| Node {
            span: Span::default(),
            kind: Kind::Map(Vec::new()),
        });
    diagnostics.extend(overrides.apply(&mut root));
    diagnostics.extend(foreign::take(&mut root, &file));

    let mut reader = Reader {
        decoder: Decoder::new(&file),
        overrides,
    };
    let config = reader.config(&root);
    diagnostics.append(&mut reader.decoder.diagnostics);
    reader.overrides.name_variables(&mut diagnostics);
    Checked::new(config, diagnostics)
}

/// Decodes one table after the other into a [`Config`] that begins with all defaults.
pub(super) struct Reader<'f, 'o> {
    pub decoder: Decoder<'f>,
    overrides: Overrides<'o>,
}

impl Reader<'_, '_> {
    fn config(&mut self, root: &Node<'_>) -> Config {
        let mut config = Config::default();
        let Some(root) = self.decoder.record(root, &SHAPE) else {
            return config;
        };
        if let Some(book) = self.decoder.record_at(&root, "book", &BOOK) {
            self.book(&book, &mut config);
        }
        if let Some(build) = self.decoder.record_at(&root, "build", &BUILD) {
            config.build.extra_watch_dirs = self.decoder.texts_at(&build, "extra-watch-dirs");
            config.build.editor = self.decoder.text_at(&build, "editor");
        }
        self.folders(&root, &mut config);
        if let Some(output) = self.decoder.record_at(&root, "output", &OUTPUT) {
            self.html(&output, &mut config);
        }
        self.maturity(&root, &mut config);
        self.review(&root, &mut config);
        config
    }

    fn book(&mut self, record: &Record<'_, '_>, config: &mut Config) {
        let book = &mut config.book;
        let title = self.decoder.text_at(record, "title");
        if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
            book.title = title;
        }
        book.authors = self.decoder.texts_at(record, "authors");
        book.description = self.decoder.text_at(record, "description");
        let language = self.checked(
            record,
            "language",
            language,
            "write a tag such as `en`, `de` or `pt-BR`",
        );
        if let Some(language) = language {
            book.language = language;
        }
    }

    /// The value of a key in its normal form, if `check` finds it right.
    pub fn checked<T>(
        &mut self,
        record: &Record<'_, '_>,
        key: &str,
        check: impl FnOnce(&str) -> Result<T, &'static str>,
        help: &str,
    ) -> Option<T> {
        let node = record.get(key)?;
        let text = self.decoder.text(node)?;
        match check(&text) {
            Ok(value) => Some(value),
            Err(label) => {
                let message = format!("`{}` cannot be the `{key}`", shortened(&text));
                self.bad(node, message, label, help);
                None
            }
        }
    }

    pub fn bad(
        &mut self,
        node: &Node<'_>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::new(Code::BadValue, message)
            .at(self.decoder.place(node.span))
            .label(label)
            .help(help);
        self.decoder.report(diagnostic);
    }

    /// The place of a value; `None` where the environment brought it.
    pub fn place(&self, node: &Node<'_>) -> Option<Place> {
        self.overrides.place(self.decoder.place(node.span))
    }

    pub fn place_of(&self, record: &Record<'_, '_>, key: &str) -> Option<Place> {
        record.get(key).and_then(|node| self.place(node))
    }
}

/// The begin of a text, for messages.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The form of a BCP 47 tag; whether its parts are registered is not checked.
fn language(text: &str) -> Result<String, &'static str> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let right = (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    if right {
        Ok(text.to_owned())
    } else {
        Err("not a BCP 47 language tag")
    }
}

fn no_book() -> Diagnostic {
    Diagnostic::new(Code::NoBook, "the folder holds no book.toml")
        .help("run `levelbook init` to make a book, or name the folder of one")
}
