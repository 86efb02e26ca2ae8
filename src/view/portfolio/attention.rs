//! The teams that somebody should look at, the most pressing first.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::list::{List, target_state};
use crate::score::{Report, ReportIx, Status};
use crate::view::words::{kpa_names, level_phrase, sentence_case};

/// How many names a reason lists.
const NAMES: usize = 3;

/// Why a team is listed, the most pressing first; then what orders the teams of one kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    /// The longest overdue first.
    Stale(Date),
    /// The latest first.
    Fallen(Reverse<Date>),
    /// Those that miss most first.
    TargetMissed(Reverse<usize>),
    /// The oldest first.
    Unrated(Date),
    Provisional(Date),
    /// The latest first.
    Changed(Reverse<Date>),
}

impl List<'_, '_> {
    /// The reports that need attention, at most `most`; with `changed`, after them those that
    /// changed last.
    pub(super) fn pressing(
        &self,
        ranked: &[ReportIx],
        changed: bool,
        most: usize,
    ) -> Vec<ReportIx> {
        let cases = ranked.iter().enumerate().filter_map(|(place, ix)| {
            let case = case(self.report(*ix))?;
            let is_wanted = changed || !matches!(case, Case::Changed(_));
            is_wanted.then_some((case, place, *ix))
        });
        let mut cases: Vec<_> = cases.collect();
        if cases.len() > most {
            cases.select_nth_unstable(most);
            cases.truncate(most);
        }
        cases.sort_unstable();
        cases.into_iter().map(|(_, _, ix)| ix).collect()
    }

    /// Everything that is to be said of a report in such a list, in one sentence without an end.
    pub(super) fn reason(&self, ix: ReportIx) -> String {
        let report = self.report(ix);
        let model = &report.assessment.model;
        let mut reasons = Vec::new();
        if report.stale {
            reasons.push(format!(
                "stale, was due by {}",
                self.presenter.words.date(report.due)
            ));
        }
        let steps = report.change.as_ref().and_then(|change| change.level);
        if let (Some(steps), Some(before)) = (steps, report.previous)
            && steps != 0
        {
            let before = self.report(before);
            reasons.push(format!(
                "{} from {} to {}",
                if steps < 0 { "fell" } else { "rose" },
                before.assessment.model.position(before.card.level).id,
                model.position(report.card.level).id
            ));
        }
        if let (Some("missed"), Some(gap)) = (target_state(report), &report.card.target) {
            let target = level_phrase(self.presenter.words, model, gap.target.asked);
            reasons.push(format!("misses its target, {target}"));
        }
        match report.card.status {
            Status::Unrated => reasons.push("not rated yet".to_owned()),
            Status::Provisional => {
                reasons.push(self.presenter.subject(report).short());
            }
            Status::Rated => {}
        }
        if reasons.is_empty()
            && let Some(change) = &report.change
        {
            for (kpas, word) in [(&change.gained, "gained"), (&change.lost, "lost")] {
                if !kpas.is_empty() {
                    reasons.push(format!(
                        "{word} {}",
                        kpa_names(self.presenter.words, model, kpas, NAMES)
                    ));
                }
            }
        }
        sentence_case(&reasons.join("; "))
    }
}

fn case(report: &Report) -> Option<Case> {
    let on = report.assessment.date;
    let steps = report.change.as_ref().and_then(|change| change.level);
    if report.stale {
        return Some(Case::Stale(report.due));
    }
    if steps.is_some_and(|steps| steps < 0) {
        return Some(Case::Fallen(Reverse(on)));
    }
    if target_state(report) == Some("missed") {
        let gap = report.card.target.iter().flat_map(|target| &target.gap);
        let missing = gap.map(|(_, kpas)| kpas.len()).sum();
        return Some(Case::TargetMissed(Reverse(missing)));
    }
    match report.card.status {
        Status::Unrated => return Some(Case::Unrated(on)),
        Status::Provisional => return Some(Case::Provisional(on)),
        Status::Rated => {}
    }
    let change = report.change.as_ref()?;
    let changed = steps.is_some_and(|steps| steps > 0)
        || !change.gained.is_empty()
        || !change.lost.is_empty();
    changed.then_some(Case::Changed(Reverse(on)))
}
