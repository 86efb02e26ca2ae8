//! What happened before.

use jiff::civil::Date;

use super::Body;
use crate::chart;
use crate::score::{ReportIx, Status};
use crate::view::presenter::Presenter;
use crate::view::words::{date_view, level, status};
use crate::view::{ChangeView, HistoryRow};

impl<'a> Body<'a, '_> {
    /// All reports of this team and model, latest first.
    pub(super) fn chain(&self) -> Vec<ReportIx> {
        let mut chain = Vec::new();
        let mut at = presenter_newest(self.presenter, self.ix).or(Some(self.ix));
        while let Some(ix) = at {
            chain.push(ix);
            at = self.presenter.evaluation.reports[ix].previous;
        }
        chain
    }

    pub(super) fn history(&self) -> Vec<HistoryRow<'a>> {
        let reports = &self.presenter.evaluation.reports;
        self.chain()
            .into_iter()
            .map(|ix| {
                let report = &reports[ix];
                let model = &report.assessment.model;
                HistoryRow {
                    date: date_view(self.presenter.words, report.assessment.date),
                    level: level(model, report.card.level),
                    status: report.card.status.id(),
                    status_text: status(self.presenter.words, report.card.status),
                    href: self.path.link_to(&self.presenter.site.reports[ix]),
                    here: ix == self.ix,
                    change: report.change.as_ref().and_then(|change| change.level),
                    model_changed: report
                        .change
                        .as_ref()
                        .is_some_and(|change| change.model_changed),
                    version: model.version.clone(),
                }
            })
            .collect()
    }

    pub(super) fn history_chart(&self) -> String {
        let reports = &self.presenter.evaluation.reports;
        let mut chain = self.chain();
        chain.reverse();
        if chain.len() < 2 {
            return String::new();
        }
        let model = &reports[chain[chain.len() - 1]].assessment.model;
        let levels: Vec<&str> = model
            .positions
            .iter()
            .map(|position| position.id.as_str())
            .collect();
        let start = reports[chain[0]].assessment.date;
        let end = reports[chain[chain.len() - 1]].assessment.date;
        let words = self.presenter.words;
        let dates: Vec<String> = chain
            .iter()
            .map(|ix| words.short_date(reports[*ix].assessment.date))
            .collect();
        let points = chain
            .iter()
            .zip(&dates)
            .map(|(ix, text)| self.point(*ix, &levels, start, text))
            .collect();
        let parts: Vec<String> = chain
            .iter()
            .zip(&dates)
            .map(|(ix, date)| {
                let report = &reports[*ix];
                let level = &report.assessment.model.position(report.card.level).id;
                words.say(
                    "level_on_date",
                    &[("date", date.into()), ("level", level.into())],
                )
            })
            .collect();
        let input = chart::History {
            levels,
            points,
            years: years(start, end),
        };
        chart::history(
            "lb-history",
            words.text("level_over_time"),
            &words.list(&parts, parts.len()),
            &input,
        )
    }

    fn point<'t>(
        &self,
        ix: ReportIx,
        levels: &[&str],
        start: Date,
        date: &'t str,
    ) -> chart::Point<'t>
    where
        'a: 't,
    {
        let report = &self.presenter.evaluation.reports[ix];
        let model = &report.assessment.model;
        let id = &model.position(report.card.level).id;
        let change = report.change.as_ref();
        chart::Point {
            day: (report.assessment.date - start).get_days(),
            // A version with other levels is drawn by the id that both know.
            place: levels
                .iter()
                .position(|other| other == id)
                .unwrap_or(report.card.level.ix().min(levels.len() - 1)),
            date,
            standing: match report.card.status {
                Status::Rated => chart::Standing::Rated,
                Status::Provisional => chart::Standing::Provisional,
                Status::Unrated => chart::Standing::Unrated,
            },
            change: change.and_then(|change| change.level),
            version: change
                .filter(|change| change.model_changed)
                .map(|_| model.version.as_str()),
            here: ix == self.ix,
        }
    }

    pub(super) fn change(&self) -> Option<ChangeView<'a>> {
        let change = self.report.change.as_ref()?;
        let previous = self.report.previous?;
        Some(ChangeView {
            since: date_view(
                self.presenter.words,
                self.presenter.evaluation.reports[previous].assessment.date,
            ),
            href: self.path.link_to(&self.presenter.site.reports[previous]),
            gained: self.kpa_links(&change.gained),
            lost: self.kpa_links(&change.lost),
        })
    }
}

/// The first day of each year, in days from the first date.
fn years(start: Date, end: Date) -> Vec<(i32, String)> {
    (start.year()..=end.year())
        .filter_map(|year| {
            let first = Date::new(year, 1, 1).ok()?;
            Some(((first - start).get_days(), year.to_string()))
        })
        .collect()
}

/// The current report of the same team and model.
pub(super) fn presenter_newest(presenter: &Presenter<'_>, ix: ReportIx) -> Option<ReportIx> {
    let reports = &presenter.evaluation.reports;
    let report = &reports[ix];
    presenter.evaluation.teams[report.team]
        .current
        .iter()
        .copied()
        .find(|current| reports[*current].assessment.model.id == report.assessment.model.id)
}
