use super::errors::short_name;
use super::kinds::VIEWS;
use super::scan::{Scan, scan};
use super::types::{TemplateFile, TemplateFiles, USER};
use super::{paths, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Words;
use crate::tree::{Place, Span};

/// The variables that every template sees.
pub(super) const COMMON: &[&str] = &["site", "theme", words::TEXTS];

/// Reports names in the theme's own templates that no view has.
pub(super) fn check(tera: &tera::Tera, files: &TemplateFiles, said: &Words) -> Vec<Diagnostic> {
    let scans: Vec<(&str, &TemplateFile, Scan<'_>)> = files
        .files
        .iter()
        .map(|(name, file)| (name.as_str(), file, scan(&file.text)))
        .collect();
    let mut diagnostics = Vec::new();
    for (_, file, scan) in scans.iter().filter(|s| s.0.starts_with(USER)) {
        diagnostics.extend(words::check(file, scan, said));
    }
    for (template, view) in VIEWS {
        let Ok(used) = tera.get_template_variables(template) else {
            continue;
        };
        let chain = chain(template, &scans);
        let locals: Vec<&str> = chain.iter().flat_map(|s| s.2.locals.clone()).collect();
        let known = |name: &str| {
            view.field(name).is_some() || COMMON.contains(&name) || name.starts_with("__tera")
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
                    .suggest(name, view.names().chain(COMMON.iter().copied())),
                );
            }
        }
    }
    diagnostics.extend(paths::check(files));
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
