//! Old addresses that lead to new ones.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::Planner;
use crate::diagnostic::{Code, Diagnostic};
use crate::site::check::around;
use crate::site::{Page, is_external};
use crate::tree::{BookPath, Place, SitePath, is_slug, slug};

impl Planner<'_> {
    pub(super) fn redirects(&mut self) {
        let mut all: BTreeMap<String, (String, Option<Place>)> = BTreeMap::new();
        for (ix, standing) in self.input.evaluation.teams.iter().enumerate() {
            let place = Some(Place {
                file: standing.team.file.clone(),
                span: standing.team.span,
            });
            for old in &standing.team.formerly {
                let old = if is_slug(old) { old.clone() } else { slug(old) };
                let to = format!("/{}", self.site.teams[ix]);
                all.insert(format!("teams/{old}.html"), (to, place.clone()));
                for report in standing.current.iter().skip(1) {
                    let model = &self.input.evaluation.reports[*report].assessment.model.id;
                    let to = format!("/{}", self.site.reports[*report]);
                    all.insert(format!("teams/{old}/{model}.html"), (to, place.clone()));
                }
            }
        }
        for doc in &self.site.documents {
            let Some(to) = self.site.addresses.get(&doc.document.path) else {
                continue;
            };
            for (old, span) in &doc.meta.redirect_from {
                let place = Place {
                    file: doc.document.path.clone(),
                    span: *span,
                };
                all.insert(old.clone(), (format!("/{to}"), Some(place)));
            }
        }
        let config = self.input.config;
        let places = config
            .places
            .redirect
            .iter()
            .chain(std::iter::repeat(&None));
        for ((old, to), place) in config.html.redirect.iter().zip(places) {
            all.insert(old.clone(), (to.clone(), place.clone()));
        }
        for (old, (to, place)) in all {
            self.redirect(&old, &to, place);
        }
    }

    pub(super) fn redirect(&mut self, old: &str, to: &str, place: Option<Place>) {
        let clean = old.trim_start_matches('/');
        let valid = BookPath::new(clean)
            .ok()
            .filter(|path| path.as_str() == clean);
        let Some(from) = valid.map(|path| html_path(path.as_str())) else {
            let mut diagnostic = Diagnostic::new(
                Code::BadValue,
                format!("`{old}` is no address that could lead elsewhere"),
            )
            .help("write the path from the root of the site, for example `guides/old.html`");
            diagnostic.place = place;
            self.diagnostics.push(diagnostic);
            return;
        };
        let page = if is_external(to) {
            Page::Redirect {
                target: to.to_owned(),
                to: None,
            }
        } else {
            self.redirect_within(&from, to, place.clone())
        };
        self.add_from(from, page, place);
    }

    /// A redirect to an address of the site: with a `/` from its root, else from the old page, as a
    /// browser and mdBook have it.
    pub(super) fn redirect_within(
        &mut self,
        from: &SitePath,
        to: &str,
        place: Option<Place>,
    ) -> Page {
        let (path, fragment) = to
            .split_once('#')
            .map_or((to, None), |(path, f)| (path, Some(f)));
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let resolved = match decoded.strip_prefix('/') {
            Some(rest) => BookPath::new(rest),
            None => BookPath::new(from.as_str()).and_then(|old| old.resolve_link("", &decoded)),
        };
        let Ok(found) = resolved else {
            // It leads out of the site, to whatever lies beside it.
            return Page::Redirect {
                target: to.to_owned(),
                to: None,
            };
        };
        let found = SitePath::new(found.as_str());
        let link = from.link_to(&found);
        self.redirected.push((from.clone(), found.clone(), place));
        Page::Redirect {
            target: fragment.map_or(link.clone(), |f| format!("{link}#{f}")),
            to: Some(found),
        }
    }

    /// Redirects whose target the site does not have.
    pub(super) fn check_redirects(&mut self) {
        for (from, to, place) in std::mem::take(&mut self.redirected) {
            if self.site.published(to.as_str()).is_some() {
                continue;
            }
            let entries = &self.site.entries;
            let near = around(entries, entries.partition_point(|entry| entry.path < to));
            let mut diagnostic = Diagnostic::new(
                Code::BrokenLink,
                format!("`{from}` would lead to `{to}`, which the site does not have"),
            )
            .suggest(to.as_str(), near.iter().map(|entry| entry.path.as_str()));
            diagnostic.place = place;
            self.diagnostics.push(diagnostic);
        }
    }
}

fn html_path(path: &str) -> SitePath {
    if path.ends_with(".html") {
        SitePath::new(path)
    } else {
        SitePath::new(format!("{}.html", path.strip_suffix(".md").unwrap_or(path)))
    }
}
