//! The addresses of lists, teams and reports.

use super::Planner;
use crate::score::Report;
use crate::site::anchors::{ABOUT_PREFIX, Shown};
use crate::site::types::ROWS_PER_PAGE;
use crate::site::{Page, Site, unit_slug};
use crate::tree::SitePath;

impl Planner<'_> {
    /// Start pages, one per model, and units, each in parts of [`ROWS_PER_PAGE`] teams.
    pub(super) fn lists(&mut self) {
        let evaluation = self.input.evaluation;
        if evaluation.portfolios.is_empty() {
            self.add(
                SitePath::new("index.html"),
                Page::Portfolio {
                    portfolio: None,
                    number: 0,
                },
            );
        }
        for (ix, portfolio) in evaluation.portfolios.iter().enumerate() {
            let first = if ix == 0 {
                SitePath::new("index.html")
            } else {
                SitePath::new(format!("portfolio/{}.html", portfolio.model.id))
            };
            for number in 0..portfolio.all.ranked.len().div_ceil(ROWS_PER_PAGE).max(1) {
                let page = Page::Portfolio {
                    portfolio: Some(ix),
                    number,
                };
                self.add(Site::list_page(&first, number), page);
            }
            self.site.portfolios.push(first);
            let mut units = Vec::new();
            for (unit_ix, unit) in portfolio.units.iter().enumerate() {
                let slug = unit_slug(&unit.path);
                let first = if ix == 0 {
                    SitePath::new(format!("{slug}.html"))
                } else {
                    SitePath::new(format!("{slug}@{}.html", portfolio.model.id))
                };
                for number in 0..unit.standing.ranked.len().div_ceil(ROWS_PER_PAGE).max(1) {
                    let page = Page::Unit {
                        portfolio: ix,
                        unit: unit_ix,
                        number,
                    };
                    self.add(Site::list_page(&first, number), page);
                }
                units.push(first);
            }
            self.site.units.push(units);
        }
    }

    pub(super) fn reports(&mut self) {
        let evaluation = self.input.evaluation;
        let shields = super::is_public(self.input.config);
        for (ix, standing) in evaluation.teams.iter().enumerate() {
            let team = &standing.team;
            let path = SitePath::new(format!("teams/{}.html", team.slug));
            self.add(path.clone(), Page::Team(ix));
            let mut shown = Shown::default();
            if let Some(document) = &team.document {
                self.site
                    .addresses
                    .insert(document.path.clone(), path.clone());
                shown.add(document, ABOUT_PREFIX);
            }
            self.site
                .addresses
                .entry(team.file.clone())
                .or_insert_with(|| path.clone());
            self.site.shown.insert(path.clone(), shown);
            self.site.teams.push(path);
        }
        for (ix, report) in evaluation.reports.iter().enumerate() {
            let standing = &evaluation.teams[report.team];
            let slug = &standing.team.slug;
            let model = &report.assessment.model.id;
            let main = standing.current.first() == Some(&ix);
            let path = if main {
                self.site.teams[report.team].clone()
            } else if report.current {
                SitePath::new(format!("teams/{slug}/{model}.html"))
            } else {
                SitePath::new(format!(
                    "teams/{slug}/{model}-{}.html",
                    report.assessment.date
                ))
            };
            if !main {
                self.add(path.clone(), Page::Report(ix));
            }
            if report.current {
                self.add(
                    self.site.report_file(report.team, model, "json"),
                    Page::ReportJson(ix),
                );
                self.add(
                    self.site.report_file(report.team, model, "svg"),
                    Page::Badge(ix),
                );
                if shields {
                    self.add(
                        self.site.report_file(report.team, model, "shields.json"),
                        Page::Shields(ix),
                    );
                }
            }
            self.show_report(&path, report);
            self.site.reports.push(path);
        }
    }

    pub(super) fn show_report(&mut self, path: &SitePath, report: &Report) {
        let document = &report.assessment.document;
        self.site
            .addresses
            .insert(document.path.clone(), path.clone());
        let shown = self.site.shown.entry(path.clone()).or_default();
        shown.add(document, "");
        shown.model = Some(report.assessment.model.clone());
        shown.report = true;
    }
}
