//! Models and their key process areas.

mod kpa;
mod rules;
mod tables;

pub use kpa::kpa;

use crate::language::Words;
use crate::model::{MaturityModel, Millionths, ONE};
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
    let words = presenter.words;
    let title = presenter.model_title(model);
    let description = match &model.based_on {
        Some(source) => {
            let told = [("model", (&title).into()), ("source", source.into())];
            words.say("model_based_on", &told)
        }
        None => words.say("model_about", &[("model", (&title).into())]),
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
        settings: rules::settings(words, model),
        rules: rules::rules(words, model),
        scale: scale(words, model),
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
                    text: words.say("version_named", &[("version", (&other.version).into())]),
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
        .map(|portfolio| &**portfolio)
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

/// A number of millionths as a decimal without trailing zeros.
fn decimal(words: &Words, value: Millionths) -> String {
    let text = format!("{}.{:06}", value / ONE, value % ONE);
    words.decimal(text.trim_end_matches('0').trim_end_matches('.'))
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
