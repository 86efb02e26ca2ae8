use super::errors::short_name;
use super::scan::{Scan, scan};
use super::types::{TemplateFile, TemplateFiles, USER};
use super::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Words;
use crate::tree::{Place, Span};

/// The variables that every template sees.
pub(super) const COMMON: &[&str] = &["site", "theme", words::TEXTS];

/// The fields of `site` and `page`, which templates of all kinds use.
pub(super) const SITE: &[&str] = &[
    "title",
    "description",
    "authors",
    "language",
    "direction",
    "locale",
    "color_scheme",
    "models",
    "pages",
    "styles",
    "scripts",
    "feed",
    "search",
    "print",
    "repository",
    "policy",
    "generator",
];
pub(super) const PAGE: &[&str] = &[
    "kind",
    "title",
    "description",
    "root",
    "path",
    "canonical",
    "crumbs",
    "edit",
    "source",
];

/// The fields of each template's view. A test holds them against what the views serialise to.
pub(super) const VIEWS: &[(&str, &[&str])] = &[
    (
        "report.html",
        &["page", "team", "verdicts", "report", "about"],
    ),
    (
        "portfolio.html",
        &[
            "page",
            "number",
            "intro",
            "about",
            "model",
            "models",
            "sentence",
            "distribution",
            "unrated",
            "counts",
            "columns",
            "heads",
            "all",
            "rows",
            "common_gaps",
            "risers",
            "fallers",
            "attention",
            "units",
            "more_units",
            "without",
            "pager",
        ],
    ),
    (
        "unit.html",
        &[
            "page",
            "number",
            "name",
            "label",
            "model",
            "models",
            "sentence",
            "roll_up",
            "distribution",
            "unrated",
            "columns",
            "heads",
            "all",
            "rows",
            "common_gaps",
            "units",
            "more_units",
            "pager",
        ],
    ),
    (
        "model.html",
        &[
            "page",
            "model",
            "based_on",
            "text",
            "settings",
            "rules",
            "scale",
            "levels",
            "dimensions",
            "stages",
            "common_features",
            "profiles",
            "transitions",
            "kpa_count",
            "goal_count",
            "versions",
            "portfolio",
        ],
    ),
    (
        "kpa.html",
        &[
            "page",
            "model",
            "id",
            "name",
            "level",
            "level_href",
            "dimension",
            "stages",
            "purpose",
            "owner",
            "roles",
            "effort",
            "effort_text",
            "weight",
            "first_step",
            "origin",
            "not_applicable_allowed",
            "depends_on",
            "needed_by",
            "superseded_by",
            "supersedes",
            "references",
            "goals",
            "common_features",
            "activities",
            "text",
            "tally",
            "sentence",
            "satisfied",
            "missing",
            "units",
            "portfolio",
        ],
    ),
    (
        "page.html",
        &[
            "page",
            "content",
            "outline",
            "navigation",
            "previous",
            "next",
        ],
    ),
    ("search.html", PLAIN),
    ("404.html", PLAIN),
    ("redirect.html", PLAIN),
    ("print.html", &["page", "portfolios", "chapters"]),
    (
        "feed.xml",
        &[
            "title", "subtitle", "authors", "id", "home", "own", "updated", "entries",
        ],
    ),
    ("sitemap.xml", &["addresses", "parts"]),
];

const PLAIN: &[&str] = &["page", "content", "target", "style", "style_hash"];

/// Reports names in the theme's own templates that no view has.
pub(super) fn check(tera: &tera::Tera, files: &TemplateFiles, said: &Words) -> Vec<Diagnostic> {
    let scans: Vec<(&str, &TemplateFile, Scan<'_>)> = files
        .files
        .iter()
        .map(|(name, file)| (name.as_str(), file, scan(&file.text)))
        .collect();
    let mut diagnostics = Vec::new();
    for (_, file, scan) in scans.iter().filter(|s| s.0.starts_with(USER)) {
        diagnostics.extend(check_common(file, scan));
        diagnostics.extend(words::check(file, scan, said));
    }
    for (template, fields) in VIEWS {
        let Ok(used) = tera.get_template_variables(template) else {
            continue;
        };
        let chain = chain(template, &scans);
        let locals: Vec<&str> = chain.iter().flat_map(|s| s.2.locals.clone()).collect();
        let known = |name: &str| {
            fields.contains(&name) || COMMON.contains(&name) || name.starts_with("__tera")
        };
        let mut unknown: Vec<&str> = used
            .into_iter()
            .filter(|name| !known(name) && !locals.contains(name))
            .collect();
        unknown.sort_unstable();
        for name in unknown {
            let own = chain.iter().filter(|s| s.0.starts_with(USER));
            for (file, at) in own.filter_map(|s| Some((s.1, place_of(&s.2, name)?))) {
                let place = place(file, at, name);
                // A part of many templates is told about once.
                if diagnostics
                    .iter()
                    .any(|one: &Diagnostic| one.place.as_ref() == Some(&place))
                {
                    continue;
                }
                diagnostics.push(
                    Diagnostic::new(
                        Code::ThemeField,
                        format!("`{template}` has no variable `{name}`"),
                    )
                    .at(place)
                    .suggest(name, fields.iter().chain(COMMON).copied()),
                );
            }
        }
    }
    diagnostics
}

fn check_common(file: &TemplateFile, scan: &Scan<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (root, fields) in [("site", SITE), ("page", PAGE)] {
        if scan.locals.contains(&root) {
            continue;
        }
        for (chain, at) in &scan.chains {
            let mut parts = chain.split(['.', '?']).filter(|part| !part.is_empty());
            let (Some(first), Some(field)) = (parts.next(), parts.next()) else {
                continue;
            };
            if first == root && !fields.contains(&field) {
                let at = at + chain.find(field).unwrap_or_default();
                diagnostics.push(
                    Diagnostic::new(Code::ThemeField, format!("`{root}` has no field `{field}`"))
                        .at(place(file, at, field))
                        .suggest(field, fields.iter().copied()),
                );
            }
        }
    }
    diagnostics
}

/// The files that take part in a template: itself, its parents, and what they include.
fn chain<'a, 't>(
    template: &str,
    scans: &'a [(&'t str, &'t TemplateFile, Scan<'t>)],
) -> Vec<&'a (&'t str, &'t TemplateFile, Scan<'t>)> {
    let find = |name: &str| {
        let exact = scans.iter().position(|s| s.0 == name);
        exact.or_else(|| {
            let user = format!("{USER}{name}");
            scans
                .iter()
                .position(|s| s.0 == user)
                .or_else(|| scans.iter().position(|s| short_name(s.0) == name))
        })
    };
    let mut found: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = find(template).into_iter().collect();
    while let Some(i) = open.pop() {
        if !found.contains(&i) {
            found.push(i);
            open.extend(scans[i].2.uses.iter().filter_map(|u| find(u.0)));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|i| &scans[i]).collect()
}

fn place_of(scan: &Scan<'_>, name: &str) -> Option<usize> {
    scan.chains
        .iter()
        .find(|(chain, _)| chain.split(['.', '?']).next() == Some(name))
        .map(|(_, at)| *at)
}

fn place(file: &TemplateFile, at: usize, word: &str) -> Place {
    Place {
        file: file.path.clone(),
        span: Span::new(at, at + word.len()),
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::theme::samples;

    fn names(view: &impl Serialize) -> Vec<String> {
        let value = serde_json::to_value(view).unwrap();
        value.as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn the_lists_are_what_the_views_hold() {
        let plain = samples::plain("search", "", "search.html", "");
        let views = [
            ("report.html", names(&samples::report_none())),
            ("portfolio.html", names(&samples::portfolio_empty())),
            ("unit.html", names(&samples::unit())),
            ("model.html", names(&samples::model())),
            ("kpa.html", names(&samples::kpa())),
            ("page.html", names(&samples::document())),
            ("search.html", names(&plain)),
            ("404.html", names(&plain)),
            ("redirect.html", names(&plain)),
            ("print.html", names(&samples::print())),
            ("feed.xml", names(&samples::feed())),
            ("sitemap.xml", names(&samples::sitemap())),
        ];
        assert_eq!(views.len(), VIEWS.len());
        let sorted = |fields: &[&str]| {
            let mut fields: Vec<String> = fields.iter().map(|f| (*f).to_owned()).collect();
            fields.sort();
            fields
        };
        for (template, mut fields) in views {
            fields.sort();
            let listed = VIEWS.iter().find(|v| v.0 == template).unwrap().1;
            assert_eq!(fields, sorted(listed), "{template}");
        }
        let mut site = names(&samples::site(&[], &[]));
        site.sort();
        assert_eq!(site, sorted(SITE));
        let mut page = names(&plain.page);
        page.sort();
        assert_eq!(page, sorted(PAGE));
    }
}
