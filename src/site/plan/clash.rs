//! Two sources of one address: what they are called, and where they stand.

use super::{Planner, Source};
use crate::diagnostic::{Code, Diagnostic};
use crate::site::Page;
use crate::tree::{Place, SitePath, Span};

impl Planner<'_> {
    pub(super) fn clash(
        &self,
        path: &SitePath,
        page: &Page,
        new: &Source,
        old: &Source,
    ) -> Diagnostic {
        let other = &self.site.entries[old.entry].page;
        // What somebody wrote is named first, and what Levelbook makes by itself last.
        let ((one, at), (two, first)) = match &new.place {
            Some(_) => ((page, new), (other, old)),
            None => ((other, old), (page, new)),
        };
        let message = format!(
            "{} and {} would both be published as `{path}`",
            self.words_for(one),
            self.words_for(two)
        );
        let is = |what: fn(&Page) -> bool| what(page) || what(other);
        let help = if is(|page| matches!(page, Page::Redirect { .. })) {
            "remove the redirect, or rename the page that stands in its way"
        } else if is(|page| matches!(page, Page::Team(_))) {
            "rename one of the two, or give the team another `slug`"
        } else if at.place.is_some() && first.place.is_some() {
            "rename one of the two"
        } else {
            "rename the file; Levelbook needs this address"
        };
        let mut diagnostic = Diagnostic::new(Code::DuplicateAddress, message).help(help);
        diagnostic.place.clone_from(&at.place);
        match &first.place {
            Some(first) => diagnostic.related(first.clone(), "the other source of this address"),
            None => diagnostic,
        }
    }

    pub(super) fn words_for(&self, page: &Page) -> String {
        let evaluation = self.input.evaluation;
        match page {
            Page::Team(team) => format!("the team `{}`", evaluation.teams[*team].team.id),
            Page::Report(ix) | Page::ReportJson(ix) | Page::Badge(ix) | Page::Shields(ix) => {
                let team = &evaluation.reports[*ix].assessment.team;
                format!("a report of the team `{team}`")
            }
            Page::Model(ix) => format!("the model `{}`", self.site.models[*ix].id),
            Page::Kpa { model, kpa } => {
                let model = &self.site.models[*model];
                format!(
                    "the KPA `{}` of the model `{}`",
                    model.kpa(*kpa).id,
                    model.id
                )
            }
            Page::Portfolio { number: 1.., .. } => "a page of the list of teams".to_owned(),
            Page::Unit {
                portfolio,
                unit,
                number,
            } => {
                let unit = &evaluation.portfolios[*portfolio].units[*unit];
                let name = unit.path.join(" / ");
                match number {
                    0 => format!("the unit `{name}`"),
                    number => format!("page {} of the unit `{name}`", number + 1),
                }
            }
            Page::Document(ix) => format!("the page `{}`", self.site.documents[*ix].document.path),
            Page::Asset(path) => format!("the file `{path}`"),
            Page::Redirect { .. } => "a redirect".to_owned(),
            _ => "a page of the site's own".to_owned(),
        }
    }

    /// Where what a page is made of begins.
    pub(super) fn place_of(&self, page: &Page) -> Option<Place> {
        let evaluation = self.input.evaluation;
        let file = match page {
            Page::Team(team) => &evaluation.teams[*team].team.file,
            Page::Report(ix) | Page::ReportJson(ix) | Page::Badge(ix) | Page::Shields(ix) => {
                evaluation.reports[*ix].assessment.file()
            }
            Page::Model(ix) | Page::Kpa { model: ix, .. } => self.site.models[*ix].file(),
            Page::Unit {
                portfolio, unit, ..
            } => {
                let unit = &evaluation.portfolios[*portfolio].units[*unit];
                let team = evaluation.reports[*unit.standing.ranked.first()?].team;
                &evaluation.teams[team].team.file
            }
            Page::Document(ix) => &self.site.documents[*ix].document.path,
            Page::Asset(path) => path,
            _ => return None,
        };
        Some(Place {
            file: file.clone(),
            span: Span::default(),
        })
    }
}
