use tera::Value;

use super::assets::{self, Files};
use super::types::{Options, TemplateFile, TemplateFiles, Theme, ThemeView, USER};
use super::{builtin, manifest, templates};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{BookPath, Place, SourceFile, Sources, Span};

impl Theme {
    /// Loads the theme that book.toml names: a folder below `themes/`, or `default`. Whatever is
    /// wrong with a theme of the book, the value is a theme that can render.
    pub fn load(sources: &Sources, name: &str, options: &Options<'_>) -> Checked<Theme> {
        let mut diagnostics = Vec::new();
        let folder = format!("themes/{name}");
        let own: Vec<&SourceFile> = sources.below(&folder).collect();
        let mut files = TemplateFiles::default_theme();
        let mut asset_files = default_assets();
        if !own.is_empty() {
            let toml = own
                .iter()
                .find(|f| f.path.below(&folder) == Some("theme.toml"));
            diagnostics.extend(manifest::check(name, toml.copied()));
            for file in own {
                add(
                    file,
                    &folder,
                    &mut files,
                    &mut asset_files,
                    &mut diagnostics,
                );
            }
        } else if name != "default" {
            diagnostics.push(not_found(sources, name));
        }
        let mut tera = templates::build(&mut files, &mut diagnostics);

        let extras: Vec<String> = options
            .extras
            .iter()
            .map(|extra| {
                let name = format!("book/{}", extra.path);
                asset_files.insert(name.clone(), extra.bytes.to_vec());
                name
            })
            .collect();
        let published = assets::publish(&asset_files, options.hash_files);
        let theme = Value::from_serializable(&ThemeView {
            name,
            assets: published.names.clone(),
        });
        tera.global_context().insert_value("theme", theme);
        let theme = Theme {
            tera,
            files,
            styles: published.linked("css", "style.css", &extras),
            scripts: published.linked("js", "script.js", &extras),
            style_text: published.style_text(&extras),
            assets: published.assets,
        };
        Checked::new(theme, diagnostics)
    }
}

fn default_assets() -> Files {
    builtin::files()
        .into_iter()
        .filter_map(|(path, bytes)| {
            Some((path.strip_prefix("assets/")?.to_owned(), bytes.to_vec()))
        })
        .collect()
}

/// Sorts one file of a theme of the book.
fn add(
    file: &SourceFile,
    folder: &str,
    files: &mut TemplateFiles,
    asset_files: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(path) = file.path.below(folder) else {
        return;
    };
    let place = || Place {
        file: file.path.clone(),
        span: Span::default(),
    };
    if let Some(name) = path.strip_prefix("assets/") {
        asset_files.insert(name.to_owned(), file.bytes().to_vec());
    } else if let Some(name) = path.strip_prefix("templates/") {
        match file.text() {
            Some(text) => {
                let template = TemplateFile {
                    path: file.path.clone(),
                    text: text.to_owned(),
                };
                files.files.insert(format!("{USER}{name}"), template);
            }
            None => diagnostics.push(
                Diagnostic::new(Code::NotUtf8, "a template is not encoded in UTF-8").at(place()),
            ),
        }
    } else if matches!(file.path.extension(), "html" | "xml") {
        diagnostics.push(
            Diagnostic::new(
                Code::ThemeUnknownFile,
                format!("the template `{path}` lies outside of the folder of templates"),
            )
            .at(place())
            .help(format!("move it to {folder}/templates/{path}")),
        );
    }
}

fn not_found(sources: &Sources, name: &str) -> Diagnostic {
    let mut folders: Vec<&str> = sources
        .files
        .keys()
        .filter_map(|path: &BookPath| path.below("themes")?.split_once('/').map(|(f, _)| f))
        .collect();
    folders.dedup();
    folders.push("default");
    Diagnostic::new(
        Code::ThemeNotFound,
        format!("the book has no theme `{name}`"),
    )
    .suggest(name, folders)
}
