use std::collections::BTreeMap;

use crate::model::{
    KpaIx, KpaLink, LevelIx, MaturityModel, Millionths, ONE, PositionIx, Progression, Unanswered,
};
use crate::score::{Portfolio, Satisfaction, Status};
use crate::tree::{SitePath, Span};

use super::presenter::{Presenter, Prose};
use super::report::transition_view;
use super::words::{counted, level, list, sentence_case};
use super::{
    ActivityView, CommonFeatureView, GoalDefinition, KpaView, Link, MatrixCell, ModelDimension,
    ModelKpa, ModelLevel, ModelStage, ModelView, ProfileView, Reason, ScaleStep, StageCell,
    Subject, TallyView, TeamMention, UnitTally, marks,
};

/// How many teams a KPA's page names on each side.
const MENTIONS: usize = 25;

/// A model in full.
pub fn page<'a>(presenter: &Presenter<'a>, path: &SitePath, ix: usize) -> ModelView<'a> {
    let model: &'a MaturityModel = &presenter.site.models[ix];
    let description = match &model.based_on {
        Some(based_on) => format!("{}. Based on {based_on}", model.name),
        None => format!("{}: levels, key process areas and goals.", model.name),
    };
    let meta = presenter.meta(
        "model",
        path,
        model.name.clone(),
        description,
        vec![presenter.home_crumb(path)],
    );
    ModelView {
        page: presenter.with_source(meta, model.file()),
        model: presenter.model_head(path, model),
        based_on: model.based_on.as_deref(),
        text: presenter.html(
            path,
            &model.document,
            &model.narrative.general,
            Prose::Section,
        ),
        settings: settings(model),
        rules: rules(model),
        scale: scale(model),
        levels: model
            .position_indices()
            .map(|place| model_level(presenter, path, model, place))
            .collect(),
        dimensions: dimensions(presenter, path, model),
        stages: stages(presenter, path, model),
        common_features: common_features(model),
        profiles: model
            .profiles
            .iter()
            .map(|profile| ProfileView {
                id: &profile.id,
                name: &profile.name,
                kpas: profile
                    .kpas
                    .iter()
                    .map(|kpa| presenter.kpa_link(path, model, *kpa))
                    .collect(),
            })
            .collect(),
        transitions: model
            .transitions
            .iter()
            .map(|transition| transition_view(model, transition))
            .collect(),
        kpa_count: model.kpas.len(),
        goal_count: model.goals.len(),
        versions: presenter
            .site
            .models
            .iter()
            .filter(|other| other.id == model.id && other.version != model.version)
            .filter_map(|other| {
                let href = path.link_to(presenter.site.model(other)?);
                Some(Link {
                    text: format!("version {}", other.version),
                    href,
                })
            })
            .collect(),
        portfolio: portfolio_link(presenter, path, model),
    }
}

fn portfolio_of<'a>(
    presenter: &Presenter<'a>,
    model: &MaturityModel,
) -> Option<(usize, &'a Portfolio)> {
    presenter
        .evaluation
        .portfolios
        .iter()
        .enumerate()
        .find(|(_, portfolio)| {
            portfolio.model.id == model.id && portfolio.model.version == model.version
        })
}

fn portfolio_link(
    presenter: &Presenter<'_>,
    path: &SitePath,
    model: &MaturityModel,
) -> Option<String> {
    portfolio_of(presenter, model).map(|(ix, _)| path.link_to(&presenter.site.portfolios[ix]))
}

/// What the book changed, for the model's page must not claim to be the model as published.
fn settings(model: &MaturityModel) -> Vec<String> {
    let settings = &model.settings;
    let mut sentences = Vec::new();
    match settings.progression {
        Some(Progression::Staged) => {
            sentences.push("In this book, levels build on each other.".to_owned())
        }
        Some(Progression::Independent) => {
            sentences.push("In this book, a level may be attained before a lower one.".to_owned());
        }
        None => {}
    }
    if !settings.not_applicable.is_empty() {
        sentences.push(format!(
            "In this book, n/a is also allowed for {}.",
            list(&settings.not_applicable, 12)
        ));
    }
    if let Some(days) = settings.max_age_days {
        sentences.push(format!(
            "In this book, an answer is stale after {days} days."
        ));
    }
    if let Some(target) = &settings.target {
        sentences.push(format!("This book's target is level {target}."));
    }
    sentences
}

fn rules(model: &MaturityModel) -> Vec<String> {
    let satisfied_from = &model.scale.steps[model.scale.satisfied_from.ix()].label;
    let highest = &model.scale.steps[0].label;
    let mut rules = vec![if satisfied_from == highest {
        format!("A goal is satisfied when its answer is “{highest}”.")
    } else {
        format!("A goal is satisfied when its answer is “{satisfied_from}” or better.")
    }];
    rules.push(
        "A key process area is satisfied when all of its goals that apply are satisfied."
            .to_owned(),
    );
    rules.push(match model.progression {
        Progression::Staged => {
            "A level is attained when its key process areas and those of all lower levels are satisfied or not \
             applicable: levels cannot be skipped."
        }
        Progression::Independent => {
            "A level is attained when its key process areas and everything they depend on are satisfied, not \
             applicable, or superseded: a team may leap over a level, and what it skipped is shown as leapfrog debt."
        }
    }.to_owned());
    rules.push(
        match model.unanswered {
            Unanswered::Blocks => {
                "A question without an answer keeps its level open: the level is provisional."
            }
            Unanswered::CountsAsNo => "A question without an answer counts as the lowest answer.",
        }
        .to_owned(),
    );
    let allowed: Vec<&str> = model
        .kpas
        .iter()
        .filter(|kpa| kpa.not_applicable_allowed)
        .map(|kpa| kpa.id.as_str())
        .collect();
    rules.push(if allowed.is_empty() {
        "“Not applicable” is not accepted as an answer.".to_owned()
    } else {
        format!(
            "“Not applicable” is accepted for {} alone, with a reason.",
            list(&allowed, 20)
        )
    });
    rules
}

fn scale(model: &MaturityModel) -> Vec<ScaleStep<'_>> {
    let steps = model.scale.steps.iter().enumerate();
    steps
        .map(|(ix, step)| ScaleStep {
            id: &step.id,
            label: &step.label,
            value: decimal(step.value),
            ink: marks::ink_of_share(step.value, ONE),
            satisfies: ix <= model.scale.satisfied_from.ix(),
        })
        .collect()
}

/// A number of millionths as a decimal without trailing zeros.
pub fn decimal(value: Millionths) -> String {
    let text = format!("{}.{:06}", value / ONE, value % ONE);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn section(
    presenter: &Presenter<'_>,
    path: &SitePath,
    model: &MaturityModel,
    ids: &[&str],
) -> String {
    let parts: Vec<Span> = ids
        .iter()
        .filter_map(|id| model.section(id))
        .map(|part| without_heading(model, part))
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        presenter.html(path, &model.document, &parts, Prose::Block)
    }
}

/// The page names the element itself, so the section's own heading would only repeat it.
fn without_heading(model: &MaturityModel, part: Span) -> Span {
    let headings = &model.document.headings;
    match headings
        .iter()
        .find(|heading| heading.span.start == part.start)
    {
        Some(heading) => Span {
            start: heading.span.end,
            end: part.end,
        },
        None => part,
    }
}

fn model_level<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    model: &'a MaturityModel,
    place: PositionIx,
) -> ModelLevel<'a> {
    let position = model.position(place);
    let parent = model.level(position.level);
    let first_of_level = parent.positions.start == place.0;
    let ids: Vec<&str> = if parent.has_sub_levels && first_of_level {
        vec![&parent.id, &position.id]
    } else {
        vec![&position.id]
    };
    let description = position
        .description
        .as_deref()
        .or(parent.description.as_deref().filter(|_| first_of_level));
    let cells = if position.cells.is_empty() && first_of_level {
        &parent.cells
    } else {
        &position.cells
    };
    let teams = portfolio_of(presenter, model).map_or(0, |(_, portfolio)| {
        let reports = portfolio
            .all
            .ranked
            .iter()
            .map(|ix| &presenter.evaluation.reports[*ix]);
        reports
            .filter(|r| r.card.status != Status::Unrated && r.card.level == place)
            .count() as u32
    });
    ModelLevel {
        level: level(model, place),
        base: place == PositionIx(0),
        focus: parent.focus.as_deref().filter(|_| first_of_level),
        description,
        text: section(presenter, path, model, &ids),
        kpas: position
            .kpas
            .iter()
            .map(|ix| {
                let kpa = model.kpa(*ix);
                ModelKpa {
                    id: &kpa.id,
                    name: &kpa.name,
                    href: presenter.kpa_link(path, model, *ix).href,
                    purpose: kpa.purpose.as_deref(),
                    dimension: kpa
                        .dimension
                        .map(|d| model.dimensions[d.ix()].name.as_str()),
                    effort: kpa.effort.id(),
                    goals: kpa.goals.len(),
                    not_applicable_allowed: kpa.not_applicable_allowed,
                }
            })
            .collect(),
        cells: model
            .dimensions
            .iter()
            .enumerate()
            .map(|(ix, _)| MatrixCell {
                text: cells
                    .iter()
                    .find(|(d, _)| d.ix() == ix)
                    .map_or("", |(_, text)| text),
                kpas: position
                    .kpas
                    .iter()
                    .filter(|kpa| model.kpa(**kpa).dimension.is_some_and(|d| d.ix() == ix))
                    .map(|kpa| presenter.kpa_link(path, model, *kpa))
                    .collect(),
            })
            .collect(),
        teams,
    }
}

fn dimensions<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    model: &'a MaturityModel,
) -> Vec<ModelDimension<'a>> {
    model
        .dimensions
        .iter()
        .map(|dimension| ModelDimension {
            id: &dimension.id,
            name: &dimension.name,
            question: dimension.question.as_deref(),
            description: dimension.description.as_deref(),
            text: section(presenter, path, model, &[&dimension.id]),
        })
        .collect()
}

fn stages<'a>(
    presenter: &Presenter<'a>,
    path: &SitePath,
    model: &'a MaturityModel,
) -> Vec<ModelStage<'a>> {
    if model.activities.is_empty() {
        return Vec::new();
    }
    let levels = (0..model.levels.len()).map(LevelIx::new);
    model
        .stages
        .iter()
        .enumerate()
        .map(|(stage, named)| ModelStage {
            id: &named.id,
            name: &named.name,
            cells: levels
                .clone()
                .map(|at| StageCell {
                    level: format!("{} {}", model.level(at).id, model.level(at).name),
                    activities: model
                        .activities
                        .iter()
                        .filter(|activity| activity.level == at && activity.stage.ix() == stage)
                        .map(|activity| ActivityView {
                            text: &activity.text,
                            kpas: activity
                                .kpas
                                .iter()
                                .map(|kpa| presenter.kpa_link(path, model, *kpa))
                                .collect(),
                        })
                        .collect(),
                })
                .collect(),
        })
        .collect()
}

fn common_features(model: &MaturityModel) -> Vec<CommonFeatureView<'_>> {
    model
        .common_features
        .iter()
        .map(|feature| CommonFeatureView {
            id: &feature.id,
            name: &feature.name,
            question: feature.question.as_deref(),
        })
        .collect()
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
    let description = area
        .purpose
        .clone()
        .unwrap_or_else(|| format!("{} of {}.", area.name, model.name));
    let meta = presenter.meta("kpa", path, area.name.clone(), description, crumbs);
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
struct Standing<'a, 'p> {
    presenter: &'p Presenter<'a>,
    path: &'p SitePath,
    ix: KpaIx,
}

impl<'a> Standing<'a, '_> {
    fn sentence(&self, portfolio: &Portfolio) -> String {
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
        let mut text = format!(
            "{} of {} {} it",
            sentence_case(&super::words::count(tally.satisfied as usize)),
            counted(of, "team", "teams"),
            if tally.satisfied == 1 {
                "satisfies"
            } else {
                "satisfy"
            }
        );
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

    fn mention(&self, ix: usize) -> TeamMention<'a> {
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

    fn current(&self, portfolio: &'a Portfolio) -> impl Iterator<Item = usize> {
        let reports = &self.presenter.evaluation.reports;
        portfolio
            .all
            .ranked
            .iter()
            .copied()
            .filter(move |ix| reports[*ix].assessment.model.version == portfolio.model.version)
    }

    fn satisfied(&self, portfolio: &'a Portfolio) -> Vec<TeamMention<'a>> {
        let reports = &self.presenter.evaluation.reports;
        self.current(portfolio)
            .filter(|ix| {
                reports[*ix].card.kpas[self.ix.ix()].satisfaction == Satisfaction::Satisfied
            })
            .take(MENTIONS)
            .map(|ix| self.mention(ix))
            .collect()
    }

    fn missing(&self, portfolio: &'a Portfolio) -> Vec<TeamMention<'a>> {
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

    fn units(&self, at: usize, portfolio: &'a Portfolio) -> Vec<UnitTally<'a>> {
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
