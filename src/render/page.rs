use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::theme::Theme;

/// Renders a view with a template such as `report.html`; the fields of the view are the variables
/// of the template. A failure points into the template and names the page.
pub fn page(
    view: &impl Serialize,
    template: &str,
    theme: &Theme,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let context = Context::from_serialize(view)
        .map_err(|error| Box::new(Diagnostic::new(Code::ThemeRender, error.to_string())))?;
    let path = context
        .get("page")
        .and_then(|page| page.get_from_path("path"))
        .cloned();
    match theme.render(template, context) {
        Ok(mut bytes) => {
            trim(&mut bytes);
            Ok(bytes)
        }
        Err(diagnostic) => {
            let path = path.as_ref().and_then(Value::as_str).unwrap_or(template);
            Err(Box::new(
                diagnostic.help(format!("it failed for the page {path}")),
            ))
        }
    }
}

/// Exactly one line end at the end of the file, and no blank lines before its beginning.
fn trim(bytes: &mut Vec<u8>) {
    let end = bytes
        .iter()
        .rposition(|b| !b.is_ascii_whitespace())
        .map_or(0, |i| i + 1);
    bytes.truncate(end);
    bytes.push(b'\n');
    let start = bytes
        .iter()
        .position(|b| !b.is_ascii_whitespace())
        .unwrap_or(0);
    if start > 0 {
        bytes.drain(..start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{LANGUAGES, Words};
    use crate::render::{Finding, Kind, lint::problems};
    use crate::theme::{Options, samples};
    use crate::tree::{BookPath, Sources};

    fn theme_of(sources: &Sources) -> Theme {
        theme_in(sources, "en")
    }

    fn theme_in(sources: &Sources, language: &str) -> Theme {
        let options = Options {
            hash_files: true,
            words: Words::built_in(language).into(),
            ..Options::default()
        };
        let loaded = Theme::load(sources, "default", &options);
        assert_eq!(loaded.diagnostics, []);
        let mut theme = loaded.value;
        theme.set_site(&samples::site(theme.style_paths(), theme.script_paths()));
        theme
    }

    /// What is wrong with a page. The samples are a few pages of a site, so links may lead nowhere.
    fn wrong(template: &str, text: &str) -> Vec<Finding> {
        let mut findings = problems(text);
        let is_known = |finding: &Finding| match finding.kind {
            Kind::NoFile | Kind::NoPart => true,
            Kind::Rooted => template == "404.html",
            _ => false,
        };
        findings.retain(|finding| !is_known(finding));
        findings
    }

    /// Every template with every sample: template, path of the page, bytes.
    fn pages(theme: &Theme) -> Vec<(&'static str, &'static str, String)> {
        let mut pages = Vec::new();
        let mut add = |template, path, result: Result<Vec<u8>, Box<Diagnostic>>| match result {
            Ok(bytes) => pages.push((template, path, String::from_utf8(bytes).unwrap())),
            Err(diagnostic) => panic!("{path}: {diagnostic:?}"),
        };
        let report = "report.html";
        add(
            report,
            "teams/payments.html",
            page(&samples::report(25, 1), report, theme),
        );
        add(
            report,
            "teams/plain.html",
            page(&samples::report_plain(), report, theme),
        );
        add(
            report,
            "teams/large.html",
            page(&samples::report(26, 2), report, theme),
        );
        add(
            report,
            "teams/unrated.html",
            page(&samples::report_unrated(), report, theme),
        );
        add(
            report,
            "teams/top.html",
            page(&samples::report_top(), report, theme),
        );
        add(
            report,
            "teams/returns.html",
            page(&samples::report_none(), report, theme),
        );
        let portfolio = "portfolio.html";
        add(
            portfolio,
            "index.html",
            page(&samples::portfolio(12, 18), portfolio, theme),
        );
        add(
            portfolio,
            "many.html",
            page(&samples::portfolio(250, 25), portfolio, theme),
        );
        add(
            portfolio,
            "empty.html",
            page(&samples::portfolio_empty(), portfolio, theme),
        );
        add(
            "unit.html",
            "units/retail.html",
            page(&samples::unit(), "unit.html", theme),
        );
        add(
            "model.html",
            "models/cmm.html",
            page(&samples::model(), "model.html", theme),
        );
        add(
            "kpa.html",
            "models/cmm/PR.html",
            page(&samples::kpa(), "kpa.html", theme),
        );
        add(
            "page.html",
            "policies/review.html",
            page(&samples::document(), "page.html", theme),
        );
        let search = samples::plain("search", "Search", "search.html", "search-index.js");
        add(
            "search.html",
            "search.html",
            page(&search, "search.html", theme),
        );
        let mut lost = samples::plain("not-found", "Not found", "404.html", "");
        lost.page.root = "/book/".to_owned();
        lost.style = theme.style_text("/book/");
        add("404.html", "404.html", page(&lost, "404.html", theme));
        let moved = samples::plain("redirect", "Moved", "old.html", "teams/payments.html");
        add(
            "redirect.html",
            "old.html",
            page(&moved, "redirect.html", theme),
        );
        add(
            "print.html",
            "print.html",
            page(&samples::print(), "print.html", theme),
        );
        add(
            "feed.xml",
            "feed.xml",
            page(&samples::feed(), "feed.xml", theme),
        );
        add(
            "sitemap.xml",
            "sitemap.xml",
            page(&samples::sitemap(), "sitemap.xml", theme),
        );
        pages
    }

    #[test]
    fn the_default_theme_renders_as_it_is_written() {
        let mut own = Sources::default();
        for (path, text) in [
            ("theme.toml", "name = \"Own\"\nview = 1\n"),
            (
                "templates/parts/own.html",
                "{% component own() %}{% endcomponent own %}",
            ),
        ] {
            let path = BookPath::new(&format!("themes/own/{path}")).unwrap();
            own.insert(path, text.as_bytes().to_vec());
        }
        for language in LANGUAGES {
            // With a template of the book's own, parts are looked up and words are asked for.
            let options = Options {
                hash_files: true,
                words: Words::built_in(language).into(),
                ..Options::default()
            };
            let loaded = Theme::load(&own, "own", &options);
            assert_eq!(loaded.diagnostics, []);
            let mut written = loaded.value;
            written.set_site(&samples::site(
                written.style_paths(),
                written.script_paths(),
            ));
            let flat = theme_in(&Sources::default(), language);
            for (one, other) in pages(&flat).into_iter().zip(pages(&written)) {
                assert!(
                    one == other,
                    "{language} {}:\n{}\n{}",
                    one.1,
                    one.2,
                    other.2
                );
            }
        }
    }

    #[test]
    fn every_page_is_clean_html_with_one_heading_and_unique_ids() {
        let theme = theme_of(&Sources::default());
        for (template, path, text) in pages(&theme) {
            if template.ends_with(".xml") {
                continue;
            }
            assert_eq!(wrong(template, &text), [], "{path}");
            assert_eq!(text.matches("<h1").count(), 1, "{path}");
            let mut ids: Vec<&str> = text
                .split(" id=\"")
                .skip(1)
                .filter_map(|t| t.split('"').next())
                .collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{path} repeats an id");
            for anchor in text
                .split("href=\"#")
                .skip(1)
                .filter_map(|t| t.split('"').next())
            {
                let known = ids.binary_search(&anchor).is_ok();
                assert!(
                    known || anchor.starts_with("kpa-K") || anchor == "since",
                    "{path}: no #{anchor}"
                );
            }
        }
    }

    #[test]
    fn every_page_can_be_said_in_every_language() {
        for language in LANGUAGES {
            let theme = theme_in(&Sources::default(), language);
            for (template, path, text) in pages(&theme) {
                if template.ends_with(".html") {
                    assert_eq!(wrong(template, &text), [], "{language} {path}");
                }
            }
        }
    }

    #[test]
    fn reports_are_light() {
        let theme = theme_of(&Sources::default());
        let size = |view| page(&view, "report.html", &theme).unwrap().len();
        let plain = size(samples::report_plain());
        assert!(plain < 30_000, "25 goals: {plain}");
        let full = size(samples::report(26, 2));
        assert!(full < 55_000, "52 goals: {full}");
        let assets: Vec<_> = theme
            .assets()
            .iter()
            .map(|a| (a.path.as_str(), a.bytes.len()))
            .collect();
        for (path, size) in assets {
            assert!(
                size < if path.ends_with(".js") {
                    20_000
                } else {
                    30_000
                },
                "{path}: {size}"
            );
        }
    }

    #[test]
    fn chapters_and_anchors_stand_where_links_aim() {
        let theme = theme_of(&Sources::default());
        let html = String::from_utf8(page(&samples::report(25, 1), "report.html", &theme).unwrap())
            .unwrap();
        for anchor in [
            "where",
            "missing",
            "how",
            "stops",
            "kpa-K1",
            "kpa-K25",
            "goal-K7.1",
        ] {
            assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
        }
        let order: Vec<_> = [
            "id=\"where\"",
            "id=\"missing\"",
            "id=\"how\"",
            "id=\"stops\"",
            "id=\"lb-narrative\"",
        ]
        .map(|text| html.find(text).unwrap())
        .into();
        assert!(order.is_sorted());
        let policy = html.find("Content-Security-Policy").unwrap();
        assert!(policy < html.find("<link").unwrap() && policy < html.find("<script").unwrap());
    }

    #[test]
    fn values_are_escaped_and_html_is_not() {
        let theme = theme_of(&Sources::default());
        let mut view = samples::report_none();
        view.team.name = "<b>R&D</b>";
        view.about = "<p>own <em>text</em></p>".to_owned();
        let html = String::from_utf8(page(&view, "report.html", &theme).unwrap()).unwrap();
        assert!(html.contains("&lt;b&gt;R&amp;D&lt;/b&gt;") && html.contains("<em>text</em>"));
        let feed = String::from_utf8(page(&samples::feed(), "feed.xml", &theme).unwrap()).unwrap();
        assert!(feed.contains("Payments &lt;R&amp;D&gt; rises") && feed.contains("?a=1&amp;b=2"));
        assert!(feed.starts_with("<?xml"));
    }

    #[test]
    fn a_failure_names_template_place_and_page() {
        let text = "<p>{{ report.next.level.label }}</p>";
        let mut sources = Sources::default();
        let path = BookPath::new("themes/own/templates/parts/where.html").unwrap();
        sources.insert(path.clone(), text.as_bytes().to_vec());
        sources.insert(
            BookPath::new("themes/own/theme.toml").unwrap(),
            b"view = 1\n".to_vec(),
        );
        let loaded = Theme::load(&sources, "own", &Options::default());
        assert_eq!(loaded.diagnostics, []);
        let mut theme = loaded.value;
        theme.set_site(&samples::site(&[], &[]));
        // At the top there is no next level, which only a page can tell.
        let diagnostic = page(&samples::report_top(), "report.html", &theme).unwrap_err();
        let place = diagnostic.place.unwrap();
        assert_eq!(place.file, path);
        assert!(place.span.of(text).contains("level"));
        assert!(
            diagnostic
                .help
                .iter()
                .any(|h| h.contains("teams/payments.html")),
            "{:?}",
            diagnostic.help
        );
    }
}
