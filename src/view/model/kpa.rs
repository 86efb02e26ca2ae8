//! One key process area, and how the teams stand on it.

use super::{MENTIONS, common_features, decimal, portfolio_link, portfolio_of, section};
use crate::model::{KpaIx, KpaLink, MaturityModel, ONE};
use crate::score::{Portfolio, Satisfaction};
use crate::tree::SitePath;
use crate::view::presenter::Presenter;
use crate::view::words::{effort, level};
use crate::view::{GoalDefinition, KpaView, Link, Reason, TallyView, TeamMention, UnitTally};
use std::collections::BTreeMap;

impl<'a> Standing<'a, '_> {
    pub(super) fn sentence(&self, portfolio: &Portfolio) -> String {
        let words = self.presenter.words;
        let tally = &portfolio.all.kpas[self.ix.ix()];
        let (n, of) = (
            tally.satisfied,
            tally.satisfied + tally.unsatisfied + tally.not_rated,
        );
        let counts = [("n", n.into()), ("of", of.into())];
        let stand = match (n, of) {
            (_, 0) => return words.text("kpa_nowhere").to_owned(),
            (1, 1) => words.text("kpa_one_satisfies").to_owned(),
            (0, 1) => words.text("kpa_one_does_not").to_owned(),
            (0, _) => words.say("kpa_none", &counts),
            (n, of) if n == of => words.say("kpa_all", &counts),
            _ => words.say("kpa_some", &counts),
        };
        let gaps = portfolio.all.common_gaps.iter();
        let needed = gaps.filter(|(kpa, _)| *kpa == self.ix).map(|(_, n)| *n);
        match needed.sum::<u32>() {
            0 => stand,
            n => format!("{stand} {}", words.say("kpa_needed", &[("n", n.into())])),
        }
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
            text: self.presenter.subject(report).short(),
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
    let words = presenter.words;
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
    let mut description = area.purpose.clone().unwrap_or_else(|| {
        let (kpa, model) = (
            ("kpa", (&area.name).into()),
            ("model", (&model_title).into()),
        );
        words.say("kpa_of_model", &[kpa, model])
    });
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
        effort_text: effort(words, area.effort),
        weight: (area.weight != ONE).then(|| decimal(words, area.weight)),
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
                weight: (goal.weight != ONE).then(|| decimal(words, goal.weight)),
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
