//! How to get there.

use std::collections::BTreeSet;

use super::Body;
use crate::assessment::{Assessment, PlanItem, PlanStatus};
use crate::language::Words;
use crate::model::{Effort, KpaIx, PositionIx};
use crate::score::{self, Effect, NextLevel, ShortestWay, StepEffect};
use crate::view::words::{date_view, effort};
use crate::view::{Helper, KpaLinkView, Link, StepView, WayGoal, WayKpa, WayView, sentences};

impl<'a> Body<'a, '_> {
    pub(super) fn roadmap(&self) -> Vec<StepView<'a>> {
        let Some(next) = &self.report.card.next else {
            return Vec::new();
        };
        (0..next.steps.len())
            .map(|at| self.step(at, next))
            .collect()
    }

    /// What the team plans for a KPA.
    pub(super) fn plan_for(&self, kpa: KpaIx) -> Option<&'a PlanItem> {
        self.assessment().plan.iter().find(|item| item.kpa == kpa)
    }

    pub(super) fn step(&self, at: usize, next: &NextLevel) -> StepView<'a> {
        let model = self.model();
        let StepEffect {
            kpa: ix,
            after: after_all,
            alone,
        } = next.steps[at];
        let kpa = model.kpa(ix);
        let KpaLinkView { id, name, href } = self.kpa_here(ix);
        let plan = self.plan_for(ix);
        let due = plan.and_then(|item| item.due);
        let done = plan.is_some_and(|item| item.status == Some(PlanStatus::Done));
        let words = self.presenter.words;
        let due = due.map(|due| (due, date_view(words, due)));
        let after: Vec<&str> = kpa
            .depends_on
            .iter()
            .filter(|link| next.roadmap.contains(&link.kpa))
            .map(|link| model.kpa(link.kpa).id.as_str())
            .collect();
        let open_goals = self.subject.open_goals(ix);
        let then = self.effect(after_all, next);
        let by_itself = self.effect(alone, next);
        let owner = plan
            .and_then(|item| item.owner.as_deref())
            .map(|owner| (owner, true))
            .or(kpa.owner.as_deref().map(|owner| (owner, false)));
        StepView {
            number: at + 1,
            id,
            name,
            href,
            first_step: kpa.first_step.as_deref(),
            purpose: kpa.purpose.as_deref(),
            effort: kpa.effort.id(),
            effort_text: effort(words, kpa.effort),
            owner: owner.map(|(owner, _)| owner),
            due_text: due
                .as_ref()
                .map(|(_, date)| words.say("due", &[("date", (&date.words).into())])),
            overdue: self.report.current
                && !done
                && due
                    .as_ref()
                    .is_some_and(|(due, _)| *due < self.presenter.evaluation.date),
            due: due.map(|(_, date)| date),
            status: plan.and_then(|item| item.status).map(PlanStatus::id),
            status_text: plan
                .and_then(|item| item.status)
                .map(|status| self.plan_status_text(status)),
            issue: plan
                .and_then(|item| item.issue.as_deref())
                .and_then(issue_link),
            blocked_by: plan.and_then(|item| item.blocked_by.as_deref()),
            note: plan.and_then(|item| item.note.as_deref()),
            facts: facts(words, kpa.effort, owner, open_goals, &after),
            after,
            open_goals,
            then_text: words.say("then", &[("effect", (&then).into())]),
            alone_text: (by_itself != then)
                .then(|| words.say("alone", &[("effect", (&by_itself).into())])),
            then,
            helpers: self.helpers(ix),
            line: plan.and_then(|item: &PlanItem| {
                self.presenter.line(self.assessment().file(), item.line)
            }),
        }
    }

    fn effect(&self, effect: Effect, next: &NextLevel) -> String {
        sentences::effect_in_words(self.presenter.words, self.report, next, effect)
    }

    /// Who can help with a step. An older report asks nobody: who helps now is said in the current one.
    pub(super) fn helpers(&self, kpa: KpaIx) -> Vec<Helper<'a>> {
        if !self.report.current {
            return Vec::new();
        }
        let helpers = self.presenter.evaluation.helpers_for(self.ix, kpa);
        helpers.into_iter().map(|one| self.helper(&one)).collect()
    }

    fn helper(&self, helper: &score::Helper) -> Helper<'a> {
        let evaluation = self.presenter.evaluation;
        let report = &evaluation.reports[helper.report];
        let team = &evaluation.teams[report.team].team;
        let page = self
            .path
            .link_to(&self.presenter.site.reports[helper.report]);
        let kpa = report.assessment.model.kpa(helper.kpa);
        Helper {
            team: &team.name,
            href: format!("{page}#kpa-{}", kpa.id),
            text: self.help_in_words(
                pieces_of_evidence(&report.assessment, helper.kpa),
                report.stale,
            ),
        }
    }

    /// What a team that can help has to show.
    fn help_in_words(&self, evidence: usize, stale: bool) -> String {
        let words = self.presenter.words;
        let mut text = String::new();
        if evidence > 0 {
            words.write(&mut text, "helper_evidence", &[("n", evidence.into())]);
        }
        if stale {
            if !text.is_empty() {
                text.push_str(words.text("list_comma"));
            }
            text.push_str(words.text("stale"));
        }
        text
    }

    /// The shortest way to the next level.
    pub(super) fn way(&self) -> Option<WayView<'a>> {
        let next = self.report.card.next.as_ref()?;
        Some(self.shortest(&next.shortest, next.position, &next.roadmap))
    }

    /// The shortest way to the target.
    pub(super) fn way_to_target(&self) -> Option<WayView<'a>> {
        let target = self.report.card.target.as_ref()?;
        let plan = target.gap.iter().flat_map(|(_, kpas)| kpas.iter().copied());
        let plan: Vec<KpaIx> = plan.collect();
        Some(self.shortest(target.shortest.as_ref()?, target.target.asked, &plan))
    }

    fn shortest(&self, way: &ShortestWay, to: PositionIx, plan: &[KpaIx]) -> WayView<'a> {
        let model = self.model();
        let kpa = |ix: &KpaIx| WayKpa {
            kpa: self.kpa_here(*ix),
            effort: model.kpa(*ix).effort.id(),
            instead: !plan.contains(ix),
            goals: way
                .goals
                .iter()
                .map(|goal| model.goal(*goal))
                .filter(|goal| goal.kpa == *ix)
                .map(|goal| WayGoal {
                    id: &goal.id,
                    question: goal.question.as_deref().unwrap_or(&goal.statement),
                    href: format!("#goal-{}", goal.id),
                })
                .collect(),
        };
        let other = way.kpas != plan;
        WayView {
            level: &model.position(to).id,
            text: sentences::way_in_words(self.presenter.words, model, (to, way), plan),
            kpas: if other {
                way.kpas.iter().map(kpa).collect()
            } else {
                Vec::new()
            },
            goals: way.goals.len(),
            effort: way.effort,
            exact: way.exact,
            other,
        }
    }
}

/// What a step takes, in one line.
fn facts(
    words: &Words,
    size: Effort,
    owner: Option<(&str, bool)>,
    open_goals: usize,
    after: &[&str],
) -> String {
    let mut text = words.say("effort_is", &[("effort", effort(words, size).into())]);
    if let Some((owner, is_planned)) = owner {
        text.push_str(" · ");
        text.push_str(owner);
        if !is_planned {
            text.push_str(" (");
            text.push_str(words.text("usual_owner"));
            text.push(')');
        }
    }
    if open_goals > 0 {
        text.push_str(" · ");
        words.write(&mut text, "open_goals", &[("n", open_goals.into())]);
    }
    if !after.is_empty() {
        let kpas = words.list(after, after.len());
        text.push_str(" · ");
        words.write(&mut text, "after", &[("kpas", (&kpas).into())]);
    }
    text
}

/// What the answers to the goals of a KPA give as evidence; an answer to the KPA counts once.
fn pieces_of_evidence(assessment: &Assessment, kpa: KpaIx) -> usize {
    let goals = assessment.model.goals_of(kpa);
    let answers = goals.filter_map(|goal| *assessment.by_goal.get(goal.ix())?);
    let answers: BTreeSet<u16> = answers.collect();
    let answers = answers.into_iter();
    let answers = answers.filter_map(|answer| assessment.answers.get(usize::from(answer)));
    answers.map(|answer| answer.evidence.len()).sum()
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
