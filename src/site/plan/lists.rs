//! The addresses of lists, teams and reports.

use std::sync::Arc;

use super::Planner;
use crate::model::KpaIx;
use crate::score::Report;
use crate::site::anchors::{ABOUT_PREFIX, Shown};
use crate::site::{Listing, Page, unit_slug};
use crate::tree::SitePath;

impl Planner<'_> {
    /// Start pages, one per model, the pages of all teams where there are too many for one, and the
    /// pages of units.
    pub(super) fn lists(&mut self) {
        let evaluation = self.input.evaluation;
        if evaluation.portfolios.is_empty() {
            let page = Page::Portfolio {
                portfolio: None,
                number: 0,
            };
            self.add(SitePath::new("index.html"), page);
        }
        for (ix, portfolio) in evaluation.portfolios.iter().enumerate() {
            let (start, suffix) = if ix == 0 {
                ("index.html".to_owned(), String::new())
            } else {
                let id = &portfolio.model.id;
                (format!("portfolio/{id}.html"), format!("@{id}"))
            };
            let units = portfolio.units.iter().map(|unit| {
                let slug = unit_slug(&unit.path);
                SitePath::new(format!("{slug}{suffix}.html"))
            });
            self.site.portfolios.push(SitePath::new(start));
            self.site.units.push(units.collect());
            self.site.listings.push(Listing::new(portfolio, evaluation));
            self.team_pages(ix);
            self.unit_pages(ix);
        }
    }

    fn team_pages(&mut self, portfolio: usize) {
        for number in 0..=self.site.listings[portfolio].pages.len() {
            let page = Page::Portfolio {
                portfolio: Some(portfolio),
                number,
            };
            self.add(self.site.team_page(portfolio, number), page);
        }
    }

    fn unit_pages(&mut self, portfolio: usize) {
        for unit in 0..self.site.units[portfolio].len() {
            for number in 0..self.site.listings[portfolio].unit_pages[unit].len() {
                let page = Page::Unit {
                    portfolio,
                    unit,
                    number,
                };
                self.add(self.site.unit_page(portfolio, unit, number), page);
            }
        }
    }

    pub(super) fn reports(&mut self) {
        let evaluation = self.input.evaluation;
        let shields = super::is_public(self.input.config);
        let mut teams = Vec::with_capacity(evaluation.teams.len());
        for (ix, standing) in evaluation.teams.iter().enumerate() {
            let team = &standing.team;
            let path = SitePath::new(format!("teams/{}.html", team.slug));
            self.add(path.clone(), Page::Team(ix));
            *self.shown(&path) = Shown::default();
            if let Some(document) = &team.document {
                self.place(&document.path, &path);
                self.shown(&path).add(document, ABOUT_PREFIX);
            }
            if self.site.address(&team.file).is_none() {
                self.place(&team.file, &path);
            }
            teams.push(path);
        }
        self.site.teams = Arc::new(teams);
        let mut reports = Vec::with_capacity(evaluation.reports.len());
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
            reports.push(path);
        }
        self.site.reports = Arc::new(reports);
    }

    pub(super) fn show_report(&mut self, path: &SitePath, report: &Report) {
        let document = &report.assessment.document;
        self.place(&document.path, path);
        let shown = self.shown(path);
        shown.add(document, "");
        shown.model = Some(report.assessment.model.clone());
        shown.report = true;
        let kpas = report.assessment.model.kpa_indices();
        let is_left_out = |kpa: &KpaIx| !report.card.kpas[kpa.ix()].in_scope;
        shown.out_of_scope = kpas.filter(is_left_out).collect();
    }
}
