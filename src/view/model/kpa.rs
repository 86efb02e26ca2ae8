//! One key process area, and how the teams stand on it.

use super::{MENTIONS, common_features, decimal, portfolio_link, portfolio_of, section};
use crate::model::{KpaIx, KpaLink, MaturityModel, ONE};
use crate::score::{Portfolio, Satisfaction};
use crate::tree::SitePath;
use crate::view::presenter::Presenter;
use crate::view::words::{counted, level, sentence_case};
use crate::view::{
    GoalDefinition, KpaView, Link, Reason, Subject, TallyView, TeamMention, UnitTally,
};
use std::collections::BTreeMap;

impl<'a> Standing<'a, '_> {
    pub(super) fn sentence(&self, portfolio: &Portfolio) -> String {
        let tally = &portfolio.all.kpas[self.ix.ix()];
        let of = (tally.satisfied + tally.unsatisfied + tally.not_rated) as usize;
        if of == 0 {
            return "It applies to no team yet.".to_owned();
        }
        let needed = portfolio
            .all
            .common_gaps
            .iter()
            .find(|(kpa, _)| *kpa == self.ix)
            .map_or(0, |(_, teams)| *teams);
        let satisfied = tally.satisfied as usize;
        let mut text = match (satisfied, of) {
            (1, 1) => "The one team that it applies to satisfies it".to_owned(),
            (0, 1) => "The one team that it applies to does not satisfy it".to_owned(),
            (0, _) => format!("None of {} satisfies it", counted(of, "team", "teams")),
            _ => format!(
                "{} of {} {} it",
                sentence_case(&crate::view::words::count(satisfied)),
                counted(of, "team", "teams"),
                if satisfied == 1 {
                    "satisfies"
                } else {
                    "satisfy"
                }
            ),
        };
        if needed > 0 {
            let verb = if needed == 1 { "needs" } else { "need" };
            text.push_str(&format!(
                "; {} {verb} it for the next level",
                counted(needed as usize, "team", "teams")
            ));
        }
        text.push('.');
        text
    }

    pub(super) fn mention(&self, ix: usize) -> TeamMention<'a> {
        let report = &self.presenter.evaluation.reports[ix];
        let model: &MaturityModel = &report.assessment.model;
        TeamMention {
            team: &self.presenter.evaluation.teams[report.team].team.name,
            href: format!(
                "{}#kpa-{}",
                self.path.link_to(&self.presenter.site.reports[ix]),
                model.kpa(self.ix).id
            ),
            text: Subject::new(self.presenter.evaluation, report).short(),
        }
    }

    pub(super) fn current(&self, portfolio: &'a Portfolio) -> impl Iterator<Item = usize> {
        let reports = &self.presenter.evaluation.reports;
        portfolio
            .all
            .ranked
            .iter()
            .copied()
            .filter(move |ix| reports[*ix].assessment.model.version == portfolio.model.version)
    }

    pub(super) fn satisfied(&self, portfolio: &'a Portfolio) -> Vec<TeamMention<'a>> {
        let reports = &self.presenter.evaluation.reports;
        self.current(portfolio)
            .filter(|ix| {
                reports[*ix].card.kpas[self.ix.ix()].satisfaction == Satisfaction::Satisfied
            })
            .take(MENTIONS)
            .map(|ix| self.mention(ix))
            .collect()
    }

    pub(super) fn missing(&self, portfolio: &'a Portfolio) -> Vec<TeamMention<'a>> {
        let reports = &self.presenter.evaluation.reports;
        self.current(portfolio)
            .filter(|ix| {
                reports[*ix]
                    .card
                    .next
                    .as_ref()
                    .is_some_and(|next| next.roadmap.contains(&self.ix))
            })
            .take(MENTIONS)
            .map(|ix| self.mention(ix))
            .collect()
    }

    pub(super) fn units(&self, at: usize, portfolio: &'a Portfolio) -> Vec<UnitTally<'a>> {
        let top: BTreeMap<&[String], usize> = portfolio
            .units
            .iter()
            .enumerate()
            .map(|(ix, unit)| (unit.path.as_slice(), ix))
            .collect();
        top.into_iter()
            .filter(|(path, _)| path.len() == 1)
            .map(|(path, ix)| {
                let tally = &portfolio.units[ix].standing.kpas[self.ix.ix()];
                UnitTally {
                    name: &path[0],
                    href: self.path.link_to(&self.presenter.site.units[at][ix]),
                    satisfied: tally.satisfied,
                    of: tally.satisfied + tally.unsatisfied + tally.not_rated,
                }
            })
            .collect()
    }
}

/// One key process area, and how the teams stand on it.
pub fn kpa<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    model_ix: usize,
    ix: KpaIx,
) -> KpaView<'a> {
    let model: &'a MaturityModel = &presenter.site.models[model_ix];
    let area = model.kpa(ix);
    let model_path = presenter
        .site
        .model(model)
        .cloned()
        .unwrap_or_else(|| path.clone());
    let mut crumbs = vec![presenter.home_crumb(path)];
    crumbs.push(Link {
        text: model.name.clone(),
        href: path.link_to(&model_path),
    });
    let (model_title, mut title) = (presenter.model_title(model), area.name.clone());
    let mut description = area
        .purpose
        .clone()
        .unwrap_or_else(|| format!("{} of {model_title}.", area.name));
    if model_title != model.name {
        // The newest version has a page for the same area.
        title = format!("{}: {model_title}", area.name);
        description = format!("{title}. {description}");
    }
    let meta = presenter.meta("kpa", path, title, description, crumbs);
    let standing = portfolio_of(presenter, model);
    let view = Standing {
        presenter,
        path,
        ix,
    };
    let reasons = |links: &'a [KpaLink]| {
        links
            .iter()
            .map(|link| Reason {
                kpa: presenter.kpa_link(path, model, link.kpa),
                why: link.why.as_deref(),
            })
            .collect()
    };
    let pointing = |links: fn(&crate::model::KeyProcessArea) -> &Vec<KpaLink>| {
        model
            .kpa_indices()
            .filter(|other| links(model.kpa(*other)).iter().any(|link| link.kpa == ix))
            .map(|other| presenter.kpa_link(path, model, other))
            .collect()
    };
    KpaView {
        page: presenter.with_source(meta, model.file()),
        model: presenter.model_head(path, model),
        id: &area.id,
        name: &area.name,
        level: level(model, area.position),
        level_href: format!(
            "{}#level-{}",
            path.link_to(&model_path),
            model.position(area.position).id
        ),
        dimension: area
            .dimension
            .map(|d| model.dimensions[d.ix()].name.as_str()),
        stages: area
            .stages
            .iter()
            .map(|stage| model.stages[stage.ix()].name.as_str())
            .collect(),
        purpose: area.purpose.as_deref(),
        owner: area.owner.as_deref(),
        roles: &area.roles,
        effort: area.effort.id(),
        weight: (area.weight != ONE).then(|| decimal(area.weight)),
        first_step: area.first_step.as_deref(),
        origin: area.origin.as_deref(),
        not_applicable_allowed: area.not_applicable_allowed,
        depends_on: reasons(&area.depends_on),
        needed_by: pointing(|kpa| &kpa.depends_on),
        superseded_by: reasons(&area.superseded_by),
        supersedes: pointing(|kpa| &kpa.superseded_by),
        references: area
            .references
            .iter()
            .map(|r| format!("{} {}", r.model, r.id))
            .collect(),
        goals: model
            .goals_of(ix)
            .map(|goal| model.goal(goal))
            .map(|goal| GoalDefinition {
                id: &goal.id,
                statement: &goal.statement,
                question: goal.question.as_deref(),
                evidence: &goal.evidence,
                weight: (goal.weight != ONE).then(|| decimal(goal.weight)),
            })
            .collect(),
        common_features: common_features(model),
        activities: model
            .activities
            .iter()
            .filter(|activity| activity.kpas.contains(&ix))
            .map(|activity| {
                format!(
                    "{}: {}",
                    model.stages[activity.stage.ix()].name,
                    activity.text
                )
            })
            .collect(),
        text: section(presenter, path, model, &[&area.id]),
        tally: standing.map(|(_, portfolio)| {
            let tally = &portfolio.all.kpas[ix.ix()];
            TallyView {
                satisfied: tally.satisfied,
                unsatisfied: tally.unsatisfied,
                not_rated: tally.not_rated,
                not_applicable: tally.not_applicable,
            }
        }),
        sentence: standing
            .map(|(_, portfolio)| view.sentence(portfolio))
            .unwrap_or_default(),
        satisfied: standing.map(|(_, p)| view.satisfied(p)).unwrap_or_default(),
        missing: standing.map(|(_, p)| view.missing(p)).unwrap_or_default(),
        units: standing
            .map(|(at, p)| view.units(at, p))
            .unwrap_or_default(),
        portfolio: portfolio_link(presenter, path, model),
    }
}

/// How the teams stand on one KPA.
pub(super) struct Standing<'a, 'p> {
    presenter: &'p Presenter<'a>,
    path: &'p SitePath,
    ix: KpaIx,
}
