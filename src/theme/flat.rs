//! The templates of the default theme as the engine gets them where a book has none of its own:
//! each part stands where it is included, and each word where it is said. The pages are the same to
//! the byte; nothing has to be looked up for each of thousands.

use std::collections::HashMap;

use super::scan::scan;
use super::types::{DEFAULT, TemplateFiles};
use super::words::TEXTS;
use crate::language::Words;

/// The templates that pages ask for, and those that define components, by their names.
pub(super) fn flat(files: &TemplateFiles, said: &Words) -> Vec<(String, String)> {
    let writer = Writer {
        files,
        texts: said.texts().into_iter().collect(),
    };
    let named = files.files.iter().filter_map(|(name, file)| {
        let name = name.strip_prefix(DEFAULT)?;
        let is_part = name.contains('/') && !scan(&file.text).component;
        (!is_part).then_some((name, &file.text))
    });
    let flat = named.map(|(name, text)| {
        let mut out = String::with_capacity(2 * text.len());
        writer.write(text, &mut out);
        (name.to_owned(), out)
    });
    flat.collect()
}

struct Writer<'a> {
    files: &'a TemplateFiles,
    texts: HashMap<&'a str, &'a str>,
}

impl Writer<'_> {
    fn write(&self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let (before, behind) = rest.split_at(open);
            out.push_str(before);
            let close = match behind.as_bytes().get(1) {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                Some(b'#') => "#}",
                _ => "{",
            };
            let end = behind
                .find(close)
                .map_or(behind.len(), |at| at + close.len());
            let (tag, behind) = behind.split_at(end);
            self.tag(tag, out);
            rest = behind;
        }
        out.push_str(rest);
    }

    fn tag(&self, tag: &str, out: &mut String) {
        if let Some(word) = said(tag).and_then(|id| self.texts.get(id))
            && is_text(word)
        {
            out.push_str(word);
        } else if let Some(Include {
            name,
            before,
            behind,
        }) = Include::of(tag)
            && let Some(file) = self.files.files.get(&format!("{DEFAULT}{name}"))
        {
            // Between these, the part trims no blanks of what includes it, nor the other way round.
            out.extend(["{%", before, " raw %}{% endraw %}"]);
            self.write(&file.text, out);
            out.extend(["{% raw %}{% endraw ", behind, "%}"]);
        } else {
            out.push_str(tag);
        }
    }
}

/// The id of the message that `{{ t.id }}` says.
fn said(tag: &str) -> Option<&str> {
    let chain = tag.strip_prefix("{{ ")?.strip_suffix(" }}")?;
    chain.strip_prefix(TEXTS)?.strip_prefix('.')
}

/// Whether a template may say it as it is: nothing is escaped, trimmed or read as a tag.
fn is_text(word: &str) -> bool {
    !word.is_empty() && word.trim() == word && !word.contains(['&', '<', '>', '"', '\'', '/', '{'])
}

/// A tag that includes a part.
struct Include<'t> {
    name: &'t str,
    /// `-` where the tag trims.
    before: &'t str,
    behind: &'t str,
}

impl<'t> Include<'t> {
    fn of(tag: &'t str) -> Option<Self> {
        let inner = tag.strip_prefix("{%")?.strip_suffix("%}")?;
        let before = &inner[..usize::from(inner.starts_with('-'))];
        let inner = &inner[before.len()..];
        let behind = &inner[inner.len() - usize::from(inner.ends_with('-'))..];
        let inner = &inner[..inner.len() - behind.len()];
        let name = inner.trim().strip_prefix("include ")?.trim();
        Some(Self {
            name: name.strip_prefix('"')?.strip_suffix('"')?,
            before,
            behind,
        })
    }
}
