//! Models and their key process areas.

mod kpa;
mod tables;

pub use kpa::kpa;

use crate::model::{MaturityModel, Millionths, ONE, Progression, Unanswered};
use crate::score::Portfolio;
use crate::tree::{SitePath, Span};
use crate::view::presenter::{Presenter, Prose};
use crate::view::report::transition_view;
use crate::view::{CommonFeatureView, Link, ModelView, ProfileView};
use tables::{dimensions, model_level, scale, stages};

/// How many teams a KPA's page names on each side.
const MENTIONS: usize = 25;

/// A model in full.
pub fn page<'a>(presenter: &Presenter<'a>, path: &SitePath, ix: usize) -> ModelView<'a> {
    let model: &'a MaturityModel = &presenter.site.models[ix];
    let title = presenter.model_title(model);
    let description = match &model.based_on {
        Some(based_on) => format!("{title}. Based on {based_on}"),
        None => format!("{title}: levels, key process areas and goals."),
    };
    let meta = presenter.meta(
        "model",
        path,
        title,
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
        presenter.html(path, &model.document, &parts, Prose::Block(ids[0]))
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
