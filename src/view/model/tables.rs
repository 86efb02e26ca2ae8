//! Levels, dimensions and stages of a model.

use super::{decimal, portfolio_of, section};
use crate::language::Words;
use crate::model::{LevelIx, MaturityModel, ONE, PositionIx};
use crate::score::Status;
use crate::tree::SitePath;
use crate::view::presenter::Presenter;
use crate::view::words::{effort, level};
use crate::view::{
    ActivityView, MatrixCell, ModelDimension, ModelKpa, ModelLevel, ModelStage, ScaleStep,
    StageCell, marks,
};

pub(super) fn scale<'a>(words: &Words, model: &'a MaturityModel) -> Vec<ScaleStep<'a>> {
    let steps = model.scale.steps.iter().enumerate();
    steps
        .map(|(ix, step)| ScaleStep {
            id: &step.id,
            label: &step.label,
            value: decimal(words, step.value),
            ink: marks::ink_of_share(step.value, ONE),
            satisfies: ix <= model.scale.satisfied_from.ix(),
        })
        .collect()
}

pub(super) fn model_level<'a>(
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
                    effort_text: effort(presenter.words, kpa.effort),
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

pub(super) fn dimensions<'a>(
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

pub(super) fn stages<'a>(
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
