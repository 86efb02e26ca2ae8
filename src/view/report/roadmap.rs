//! How to get there.

use super::Body;
use crate::assessment::{PlanItem, PlanStatus};
use crate::model::KpaIx;
use crate::view::words::{date_view, effort};
use crate::view::{Helper, Link, StepView};

impl<'a> Body<'a, '_> {
    pub(super) fn roadmap(&self) -> Vec<StepView<'a>> {
        let Some(next) = &self.report.card.next else {
            return Vec::new();
        };
        next.roadmap
            .iter()
            .enumerate()
            .map(|(at, kpa)| self.step(at, *kpa, &next.roadmap))
            .collect()
    }

    pub(super) fn step(&self, at: usize, ix: KpaIx, roadmap: &[KpaIx]) -> StepView<'a> {
        let model = self.model();
        let kpa = model.kpa(ix);
        let plan = self.assessment().plan.iter().find(|item| item.kpa == ix);
        let due = plan.and_then(|item| item.due);
        let done = plan.is_some_and(|item| item.status == Some(PlanStatus::Done));
        StepView {
            number: at + 1,
            id: &kpa.id,
            name: &kpa.name,
            href: format!("#kpa-{}", kpa.id),
            first_step: kpa.first_step.as_deref(),
            purpose: kpa.purpose.as_deref(),
            effort: kpa.effort.id(),
            effort_text: effort(self.presenter.words, kpa.effort),
            owner: plan
                .and_then(|item| item.owner.as_deref())
                .or(kpa.owner.as_deref()),
            owner_planned: plan.is_some_and(|item| item.owner.is_some()),
            due: due.map(|due| date_view(self.presenter.words, due)),
            overdue: self.report.current
                && !done
                && due.is_some_and(|due| due < self.presenter.evaluation.date),
            status: plan.and_then(|item| item.status).map(plan_status),
            status_text: plan
                .and_then(|item| item.status)
                .map(|status| self.plan_status_text(status)),
            issue: plan
                .and_then(|item| item.issue.as_deref())
                .and_then(issue_link),
            blocked_by: plan.and_then(|item| item.blocked_by.as_deref()),
            note: plan.and_then(|item| item.note.as_deref()),
            after: kpa
                .depends_on
                .iter()
                .filter(|link| roadmap.contains(&link.kpa))
                .map(|link| model.kpa(link.kpa).id.as_str())
                .collect(),
            open_goals: self.subject.open_goals(ix),
            helpers: self.helpers(ix),
            line: plan.and_then(|item: &PlanItem| {
                self.presenter.line(self.assessment().file(), item.line)
            }),
        }
    }

    pub(super) fn helpers(&self, kpa: KpaIx) -> Vec<Helper<'a>> {
        let evaluation = self.presenter.evaluation;
        if !self.report.current {
            return Vec::new();
        }
        let id = &self.model().kpa(kpa).id;
        evaluation
            .helpers_for(self.ix, kpa)
            .into_iter()
            .map(|ix| Helper {
                team: &evaluation.teams[evaluation.reports[ix].team].team.name,
                href: format!(
                    "{}#kpa-{id}",
                    self.path.link_to(&self.presenter.site.reports[ix])
                ),
            })
            .collect()
    }
}

impl<'a> Body<'a, '_> {
    fn plan_status_text(&self, status: PlanStatus) -> &'a str {
        self.presenter.words.text(match status {
            PlanStatus::Open => "plan_open",
            PlanStatus::Started => "plan_started",
            PlanStatus::Blocked => "plan_blocked",
            PlanStatus::Done => "plan_done",
        })
    }
}

pub(super) fn plan_status(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Open => "open",
        PlanStatus::Started => "started",
        PlanStatus::Blocked => "blocked",
        PlanStatus::Done => "done",
    }
}

/// An issue is a link only where it is one that may be linked; else its text alone.
pub(super) fn issue_link(issue: &str) -> Option<Link> {
    let short = issue
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(issue);
    let web = issue.starts_with("https://") || issue.starts_with("http://");
    Some(Link {
        text: if web && !short.is_empty() {
            short.to_owned()
        } else {
            issue.to_owned()
        },
        href: if web { issue.to_owned() } else { String::new() },
    })
}
