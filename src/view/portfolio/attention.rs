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
    /// Nothing of that; the latest first.
    Assessed(Reverse<Date>),
}

impl List<'_, '_> {
    /// The reports that need attention, at most `most`; with `others`, after them those that
    /// changed last, then those that were assessed last.
    pub(super) fn pressing(&self, ranked: &[ReportIx], others: bool, most: usize) -> Vec<ReportIx> {
        let cases = ranked.iter().enumerate().filter_map(|(place, ix)| {
            let case = case(self.report(*ix));
            let is_other = matches!(case, Case::Changed(_) | Case::Assessed(_));
            (others || !is_other).then_some((case, place, *ix))
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
        let (report, words) = (self.report(ix), self.presenter.words);
        let model = &report.assessment.model;
        let mut reasons = Vec::new();
        if report.stale {
            let due = words.date(report.due);
            reasons.push(words.say("is_stale", &[("date", (&due).into())]));
        }
        let steps = report.change.as_ref().and_then(|change| change.level);
        if let (Some(steps), Some(before)) = (steps, report.previous)
            && steps != 0
        {
            let before = self.report(before);
            let from = &before.assessment.model.position(before.card.level).id;
            let to = &model.position(report.card.level).id;
            let moved = if steps < 0 {
                "fell_from_to"
            } else {
                "rose_from_to"
            };
            reasons.push(words.say(moved, &[("from", from.into()), ("to", to.into())]));
        }
        if let (Some("missed"), Some(gap)) = (target_state(report), &report.card.target) {
            let target = level_phrase(words, model, gap.target.asked);
            reasons.push(words.say("misses_target", &[("level", (&target).into())]));
        }
        if report.card.status != Status::Rated {
            reasons.push(self.presenter.subject(report).short());
        }
        if reasons.is_empty()
            && let Some(change) = &report.change
        {
            for (kpas, message) in [(&change.gained, "gained_kpas"), (&change.lost, "lost_kpas")] {
                if !kpas.is_empty() {
                    let kpas = kpa_names(words, model, kpas, NAMES);
                    reasons.push(words.say(message, &[("kpas", (&kpas).into())]));
                }
            }
        }
        if reasons.is_empty() {
            let on = words.date(report.assessment.date);
            reasons.push(words.say("assessed_on", &[("date", (&on).into())]));
        }
        let joined = reasons.into_iter().reduce(|list, item| {
            words.say(
                "reasons_next",
                &[("list", (&list).into()), ("item", (&item).into())],
            )
        });
        sentence_case(&joined.unwrap_or_default())
    }
}

fn case(report: &Report) -> Case {
    let on = report.assessment.date;
    let steps = report.change.as_ref().and_then(|change| change.level);
    if report.stale {
        return Case::Stale(report.due);
    }
    if steps.is_some_and(|steps| steps < 0) {
        return Case::Fallen(Reverse(on));
    }
    if target_state(report) == Some("missed") {
        let gap = report.card.target.iter().flat_map(|target| &target.gap);
        let missing = gap.map(|(_, kpas)| kpas.len()).sum();
        return Case::TargetMissed(Reverse(missing));
    }
    match report.card.status {
        Status::Unrated => return Case::Unrated(on),
        Status::Provisional => return Case::Provisional(on),
        Status::Rated => {}
    }
    let changed = report.change.as_ref().is_some_and(|change| {
        steps.is_some_and(|steps| steps > 0) || !change.gained.is_empty() || !change.lost.is_empty()
    });
    if changed {
        Case::Changed(Reverse(on))
    } else {
        Case::Assessed(Reverse(on))
    }
}
