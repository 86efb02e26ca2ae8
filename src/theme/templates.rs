use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::flat::flat;
use super::scan::scan;
use super::types::{DEFAULT, TemplateFile, TemplateFiles, USER};
use super::{builtin, errors, fields, filters, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Words;
use crate::tree::{BookPath, Place, Span};

/// Under which a template is looked for, in this order.
const PREFIXES: [&str; 2] = [USER, DEFAULT];

impl TemplateFiles {
    /// The templates of the default theme.
    pub(super) fn default_theme() -> Self {
        let mut files = Self::default();
        for (path, bytes) in builtin::files() {
            if let (Some(name), Ok(text)) =
                (path.strip_prefix("templates/"), std::str::from_utf8(bytes))
            {
                let file = TemplateFile {
                    path: BookPath::built_in(&format!("themes/default/{path}")),
                    text: text.to_owned(),
                };
                files.files.insert(format!("{DEFAULT}{name}"), file);
            }
        }
        files
    }

    /// The file that tera calls by this name.
    pub(super) fn find(&self, name: &str) -> Option<&TemplateFile> {
        self.files
            .get(name)
            .or_else(|| self.files.get(&format!("{USER}{name}")))
            .or_else(|| self.files.get(&format!("{DEFAULT}{name}")))
    }

    fn without_user(&mut self) {
        self.files.retain(|name, _| !name.starts_with(USER));
    }

    /// Whether the book brings templates of its own.
    pub(super) fn has_user(&self) -> bool {
        self.files.keys().any(|name| name.starts_with(USER))
    }
}

/// Parses all templates. A template that cannot be read is reported and the default theme's file
/// takes its place; templates that do not fit together leave the default theme alone.
pub(super) fn build(
    files: &mut TemplateFiles,
    said: &Arc<Words>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Tera {
    if !files.has_user() {
        diagnostics.extend(words::unused(files, said));
        return default_engine(files, said);
    }
    let broken: Vec<(String, Diagnostic)> = files
        .files
        .iter()
        .filter(|(name, _)| name.starts_with(USER))
        .filter_map(|(name, file)| Some((name.clone(), syntax(name, file, files, said)?)))
        .collect();
    let mut found = Vec::new();
    for (name, diagnostic) in broken {
        files.files.remove(&name);
        found.push(diagnostic);
    }
    let result = engine(files, said);
    let fine = found.is_empty();
    diagnostics.append(&mut found);
    match result {
        Ok(tera) => {
            if fine {
                diagnostics.extend(unused(files));
                diagnostics.extend(words::unused(files, said));
            }
            let wrong = fields::check(&tera, files, said);
            if wrong.is_empty() {
                return tera;
            }
            // One report for one cause: a page must not fail on the same name again.
            for place in wrong.iter().filter_map(|d| d.place.as_ref()) {
                files
                    .files
                    .retain(|name, file| !(name.starts_with(USER) && file.path == place.file));
            }
            diagnostics.extend(wrong);
            engine(files, said).unwrap_or_else(|_| default_engine(files, said))
        }
        Err(error) => {
            // What does not fit together may only follow from a file that was left out.
            if fine {
                diagnostics.extend(errors::together(&error, files));
            }
            default_engine(files, said)
        }
    }
}

/// An engine without templates, which looks for each that is named under these prefixes.
fn empty(prefixes: &[&'static str], said: &Arc<Words>) -> Tera {
    let mut tera = Tera::new();
    let _ = tera.set_fallback_prefixes(prefixes.iter().copied());
    tera.autoescape_on([".html", ".xml", ".svg"]);
    filters::register(&mut tera);
    words::register(&mut tera, said);
    tera
}

fn engine(files: &TemplateFiles, said: &Arc<Words>) -> Result<Tera, tera::Error> {
    if !files.has_user() {
        let mut tera = empty(&[], said);
        tera.add_raw_templates(flat(files, said))?;
        return Ok(tera);
    }
    let mut tera = empty(&PREFIXES, said);
    let texts = files
        .files
        .iter()
        .map(|(name, file)| (name.as_str(), file.text.as_str()));
    tera.add_raw_templates(texts)?;
    Ok(tera)
}

/// The default theme alone, whose templates the tests hold together.
fn default_engine(files: &mut TemplateFiles, said: &Arc<Words>) -> Tera {
    files.without_user();
    engine(files, said).unwrap_or_default()
}

/// What is wrong in one template, taken alone.
fn syntax(
    name: &str,
    file: &TemplateFile,
    files: &TemplateFiles,
    said: &Arc<Words>,
) -> Option<Diagnostic> {
    let error = empty(&PREFIXES, said)
        .add_raw_template(name, &file.text)
        .err()?;
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(errors::syntax(report, files)),
        _ => None,
    }
}

/// Templates of the theme that override nothing and that nothing names.
fn unused(files: &TemplateFiles) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (name, file) in &files.files {
        let Some(short) = name.strip_prefix(USER) else {
            continue;
        };
        let overrides = files.files.contains_key(&format!("{DEFAULT}{short}"));
        let named = files
            .files
            .iter()
            .filter(|(other, _)| *other != name)
            .any(|(_, other)| {
                scan(&other.text)
                    .uses
                    .iter()
                    .any(|(used, _)| *used == short || *used == name)
            });
        if overrides || named || scan(&file.text).component {
            continue;
        }
        let defaults = files.files.keys().filter_map(|n| n.strip_prefix(DEFAULT));
        let mut diagnostic = Diagnostic::new(
            Code::ThemeUnknownFile,
            format!("nothing uses the template `{short}`"),
        )
        .at(Place {
            file: file.path.clone(),
            span: Span::default(),
        });
        if let Some(near) = crate::diagnostic::nearest(short, defaults) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        diagnostics.push(diagnostic);
    }
    diagnostics
}
