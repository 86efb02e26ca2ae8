//! The templates of the default theme as the engine gets them where a book has none of its own:
//! each part stands where it is included, and each word where it is said. The pages are the same to
//! the byte; nothing has to be looked up for each of thousands.

use std::collections::HashMap;

use super::scan::{scan, tags};
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
        let mut done = 0;
        for tag in tags(text) {
            out.push_str(&text[done..tag.start]);
            done = tag.end;
            self.tag(&text[tag], out);
        }
        out.push_str(&text[done..]);
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
            && let Some(file) = self.files.find(name)
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tera::{Context, Tera};

    use super::*;
    use crate::theme::types::TemplateFile;
    use crate::theme::words;
    use crate::tree::{BookPath, Sources};

    fn files(texts: &[(&str, &str)]) -> TemplateFiles {
        let file = |(name, text): &(&str, &str)| {
            let path = BookPath::built_in(&format!("themes/default/templates/{name}"));
            let text = (*text).to_owned();
            (format!("{DEFAULT}{name}"), TemplateFile { path, text })
        };
        TemplateFiles {
            files: texts.iter().map(file).collect(),
        }
    }

    fn rendered(texts: Vec<(String, String)>, said: &Arc<Words>) -> String {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        words::register(&mut tera, said);
        tera.add_raw_templates(texts).unwrap();
        tera.render("a.html", &Context::new()).unwrap()
    }

    /// What `a.html` becomes, flat; it is what becomes of the templates as they are written.
    fn flat_page(texts: &[(&str, &str)], said: &Arc<Words>) -> String {
        let owned = texts
            .iter()
            .map(|(name, text)| (name.to_string(), text.to_string()));
        let page = rendered(flat(&files(texts), said), said);
        assert_eq!(page, rendered(owned.collect(), said));
        page
    }

    #[test]
    fn parts_stand_where_they_are_included() {
        let said = Arc::new(Words::built_in("en"));
        let part = "\n {%- set x = 1 %} {{ x }}{% include \"parts/c.html\" %} {% if x -%} \n";
        let part = format!("{part}{{% endif -%}}\n ");
        for (before, behind) in [("", ""), ("-", ""), ("", "-"), ("-", "-")] {
            let page = format!("a {{%{before} include \"parts/b.html\" {behind}%}} {{#- -#}} a");
            let texts = [
                ("a.html", page.as_str()),
                ("parts/b.html", part.as_str()),
                ("parts/c.html", " c "),
            ];
            assert!(flat_page(&texts, &said).contains("1 c "));
            let named = flat(&files(&texts), &said);
            assert_eq!(named.len(), 1);
            assert!(!named[0].1.contains("include"));
        }
    }

    #[test]
    fn words_are_said_as_they_would_be() {
        let mut sources = Sources::default();
        let own = "search = A { \"{{\" } b\nsite = A & B\ndark = <b>\nlight = { \" x \" }\n";
        let path = BookPath::new("themes/own/languages/en.ftl").unwrap();
        sources.insert(path, own.as_bytes().to_vec());
        let said = Words::load(&sources, "own", "en");
        assert_eq!(said.diagnostics, []);
        let said = Arc::new(said.value);
        let page = "{{ t.search }} {{ t.site -}}  {{ t.dark }}{{ t.light }}{{ t.kpa }} {{t.level}}";
        let page = flat_page(&[("a.html", page)], &said);
        assert_eq!(page, "A {{ b A &amp; B&lt;b&gt; x KPA Level");
        let text = flat(
            &files(&[("a.html", "{{ t.kpa }} {{ t.site }} {{ t.none }}")]),
            &said,
        );
        assert_eq!(text[0].1, "KPA {{ t.site }} {{ t.none }}");
    }

    #[test]
    fn broken_tags_do_no_harm() {
        let said = Words::built_in("en");
        for text in [
            "{{",
            "{%",
            "{%-%}",
            "{%--%}",
            "{% include \"x",
            "{",
            "{#",
            "{{ t.",
        ] {
            let flat = flat(&files(&[("a.html", text)]), &said);
            assert_eq!(flat[0].1, text);
        }
    }
}
