use std::sync::Arc;

use tera::Value;

use super::assets::{self, Files};
use super::types::{Options, TemplateFile, TemplateFiles, Theme, ThemeView, USER};
use super::{builtin, manifest, templates};
use crate::data::not_utf8;
use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::language::Words;
use crate::tree::{BookPath, Place, SourceFile, Sources, Span};

/// The asset that the script of the default theme loads when somebody searches.
const SEARCH_LIBRARY: &str = "vendor/minisearch.js";

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
        let mut tera = templates::build(&mut files, &options.words, &mut diagnostics);
        add_words(&mut asset_files, &options.words);

        let extras: Vec<String> = options
            .extras
            .iter()
            .map(|extra| {
                let name = format!("book/{}", extra.path);
                asset_files.insert(name.clone(), extra.bytes.to_vec());
                name
            })
            .collect();
        if options.no_search {
            asset_files.remove(SEARCH_LIBRARY);
        }
        let published = assets::publish(&asset_files, options.hash_files);
        let theme = Value::from_serializable(&ThemeView {
            name,
            assets: published.names.clone(),
        });
        tera.global_context().insert_value("theme", theme);
        let theme = Theme {
            tera: Arc::new(tera),
            files: Arc::new(files),
            styles: published.linked("css", "style.css", &extras).into(),
            scripts: published.linked("js", "script.js", &extras).into(),
            style_text: published.style_text(&extras).into(),
            assets: published.assets.into(),
            site: Value::none(),
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

/// The script of every page knows its words, so that no page has to carry them.
fn add_words(asset_files: &mut Files, words: &Words) {
    if let Some(script) = asset_files.get_mut("script.js") {
        script.splice(0..0, words.script().into_bytes());
    }
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
            None => diagnostics.push(not_utf8(&file.path, file.bytes())),
        }
    } else if path.starts_with("languages/") {
        // The words of the book have read it before.
        if file.text().is_none() {
            diagnostics.push(not_utf8(&file.path, file.bytes()));
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
    let diagnostic = Diagnostic::new(
        Code::ThemeNotFound,
        format!("the book has no theme `{name}`"),
    );
    match nearest(name, folders) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("`levelbook theme eject {name}` makes it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::samples;

    fn theme(files: &[(&str, &str)]) -> (Sources, Checked<Theme>) {
        let mut sources = Sources::default();
        let mut add = |path: &str, text: &str| {
            let path = BookPath::new(&format!("themes/own/{path}")).unwrap();
            sources.insert(path, text.as_bytes().to_vec());
        };
        add("theme.toml", "name = \"Own\"\nview = 1\n");
        for (path, text) in files {
            add(path, text);
        }
        let mut loaded = Theme::load(&sources, "own", &Options::default());
        loaded.value.set_site(&samples::site(&[], &[]));
        (sources, loaded)
    }

    fn rendered(theme: &Theme) -> String {
        let context = tera::Context::from_serialize(&samples::report(8, 1)).unwrap();
        String::from_utf8(theme.render("report.html", context).unwrap()).unwrap()
    }

    /// The only diagnostic, its code, message and the text under its place.
    fn only(files: &[(&str, &str)]) -> (Code, String, String, Vec<String>) {
        let (sources, loaded) = theme(files);
        assert_eq!(loaded.diagnostics.len(), 1, "{:?}", loaded.diagnostics);
        // Whatever is wrong, the theme renders.
        rendered(&loaded.value);
        let diagnostic = loaded.diagnostics.into_iter().next().unwrap();
        let place = diagnostic.place.unwrap();
        let text = place.span.of(sources.text(&place.file).unwrap()).to_owned();
        (diagnostic.code, diagnostic.message, text, diagnostic.help)
    }

    #[test]
    fn a_theme_overrides_a_block_a_part_and_a_style() {
        let (_, loaded) = theme(&[
            (
                "templates/report.html",
                "{% extends \"default/report.html\" %}{% block stops %}OWN STOPS {{ super() }}{% endblock %}",
            ),
            ("templates/parts/footer.html", "<footer>OWN FOOT</footer>"),
            ("templates/parts/extra.html", "EXTRA {{ step.id }}"),
            (
                "templates/parts/step.html",
                "<li>{% include \"parts/extra.html\" %}</li>",
            ),
            ("assets/style.css", "body{background:url(paper.png)}"),
            ("assets/paper.png", "png"),
        ]);
        assert_eq!(loaded.diagnostics, []);
        let html = rendered(&loaded.value);
        assert!(html.contains("OWN STOPS <h2>What stops us</h2>"));
        assert!(html.contains("OWN FOOT") && html.contains("<li>EXTRA K"));
        assert!(html.contains("<h2>Where we are</h2>"));
        let style = loaded
            .value
            .assets()
            .iter()
            .find(|a| a.path.as_str() == "assets/style.css");
        assert!(style.unwrap().bytes.starts_with(b"body{"));
        assert_eq!(loaded.value.style_paths(), ["assets/style.css"]);
        assert_eq!(loaded.value.script_paths(), ["assets/script.js"]);
    }

    #[test]
    fn a_broken_template_is_reported_at_its_place_and_replaced() {
        let (code, _, text, _) = only(&[(
            "templates/parts/how.html",
            "<h2>How</h2>\n{% if report %}{{ report. }}{% endif %}",
        )]);
        assert_eq!(code, Code::ThemeSyntax);
        assert!(text.contains('}'), "{text}");
    }

    #[test]
    fn templates_that_do_not_fit_together() {
        let own = |text| only(&[("templates/report.html", text)]);
        let (code, message, text, help) =
            own("{% extends \"default/report.html\" %}{% block stop %}{% endblock %}");
        assert_eq!((code, text.as_str()), (Code::ThemeSyntax, "stop"));
        assert!(
            message.starts_with("block `stop`") && help == ["did you mean `stops`?"],
            "{help:?}"
        );
        let (code, _, text, _) = own("<p>{{ page.title | uper }}</p>");
        assert_eq!((code, text.as_str()), (Code::ThemeSyntax, "uper"));
        let (_, _, text, help) = own("ü {% include \"parts/goal.html\" %}");
        assert_eq!(text, "parts/goal.html");
        assert_eq!(help, ["did you mean `parts/goals.html`?"]);
        let (_, message, text, help) = own("{% extends \"report.html\" %}");
        assert_eq!(
            (message.as_str(), text.as_str()),
            ("`report.html` extends itself in a circle", "report.html")
        );
        assert!(help[0].contains("`default/report.html`"));
        let (_, message, text, _) = own("{% extends \"bse.html\" %}");
        assert_eq!(
            (message.as_str(), text.as_str()),
            ("no template is called `bse.html`", "bse.html")
        );
    }

    #[test]
    fn a_base_without_a_block_that_the_pages_fill() {
        let (_, loaded) = theme(&[("templates/base.html", "<main></main>")]);
        let messages: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|d| d.message.as_str())
            .collect();
        assert_eq!(
            messages,
            [
                "the theme's `base.html` lacks blocks that pages of the default theme fill: `crumbs`, `head`, `main`, `policy`"
            ]
        );
        assert!(loaded.diagnostics.iter().all(|d| {
            d.place
                .as_ref()
                .is_some_and(|p| p.file.as_str() == "themes/own/templates/base.html")
        }));
    }

    #[test]
    fn names_that_no_view_has() {
        let (code, message, text, help) = only(&[(
            "templates/parts/how.html",
            "{% for s in reprt.roadmap %}{{ s.name }}{% endfor %}",
        )]);
        assert_eq!((code, text.as_str()), (Code::ThemeField, "reprt"));
        assert_eq!(message, "`report.html` has no variable `reprt`");
        assert_eq!(help, ["did you mean `report`?"]);
        let (code, message, text, _) = only(&[("templates/parts/footer.html", "{{ site.titel }}")]);
        assert_eq!((code, text.as_str()), (Code::ThemeField, "titel"));
        assert_eq!(message, "`site` has no field `titel`");
    }

    #[test]
    fn files_that_nothing_uses() {
        let (code, message, ..) = only(&[("templates/reports.html", "x")]);
        assert_eq!(code, Code::ThemeUnknownFile);
        assert_eq!(message, "nothing uses the template `reports.html`");
        let (code, message, ..) = only(&[("report.html", "x")]);
        assert_eq!(code, Code::ThemeUnknownFile);
        assert!(message.contains("outside"));
    }

    #[test]
    fn the_theme_file_is_checked() {
        let toml = |text: &str| {
            let mut sources = Sources::default();
            let path = BookPath::new("themes/own/theme.toml").unwrap();
            sources.insert(path, text.as_bytes().to_vec());
            let diagnostics = Theme::load(&sources, "own", &Options::default()).diagnostics;
            assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
            let place = diagnostics[0].place.clone().unwrap();
            (diagnostics[0].code, place.span.of(text).to_owned())
        };
        assert_eq!(toml("view = 2\n"), (Code::ThemeVersion, "2".to_owned()));
        assert_eq!(
            toml("view = 1\nauthor = \"x\"\n"),
            (Code::UnknownKey, "author".to_owned())
        );
        assert_eq!(toml("name = \"x\"\n").0, Code::MissingKey);
    }

    #[test]
    fn a_theme_that_is_not_there() {
        let mut sources = Sources::default();
        sources.insert(
            BookPath::new("themes/own/theme.toml").unwrap(),
            b"view = 1".to_vec(),
        );
        let loaded = Theme::load(&sources, "onw", &Options::default());
        assert_eq!(loaded.diagnostics[0].code, Code::ThemeNotFound);
        assert_eq!(loaded.diagnostics[0].help, ["did you mean `own`?"]);
        let mut empty = Sources::default();
        empty.insert(
            BookPath::new("themes/own/assets/style.css").unwrap(),
            b"".to_vec(),
        );
        let loaded = Theme::load(&empty, "own", &Options::default());
        assert_eq!(loaded.diagnostics[0].code, Code::ThemeVersion);
    }

    #[test]
    fn additional_files_come_last_and_may_use_each_other() {
        let css = BookPath::new("css/house.css").unwrap();
        let picture = BookPath::new("css/logo.svg").unwrap();
        let options = Options {
            hash_files: true,
            no_search: false,
            extras: vec![
                super::super::Extra {
                    path: &css,
                    bytes: b"a{b:url(logo.svg)}",
                },
                super::super::Extra {
                    path: &picture,
                    bytes: b"<svg/>",
                },
            ],
            ..Options::default()
        };
        let theme = Theme::load(&Sources::default(), "default", &options).value;
        let styles = theme.style_paths();
        assert!(
            styles[0].starts_with("assets/style-")
                && styles[1].starts_with("assets/book/css/house-")
        );
        let house = theme
            .assets()
            .iter()
            .find(|a| a.path.as_str() == styles[1])
            .unwrap();
        let text = std::str::from_utf8(&house.bytes).unwrap();
        assert!(
            text.starts_with("a{b:url(logo-") && text.ends_with(".svg)}"),
            "{text}"
        );
    }
}
