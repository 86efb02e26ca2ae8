//! The record of two evaluations.

mod answers;
mod evidence;
mod fields;
mod ladders;
mod model_items;
mod models;
mod pairs;
mod problems;
mod report;
mod side;
mod stale;
mod stands;
mod team;

pub use side::{About, Side};

use super::gates::gates;
use super::record::{Diff, SCHEMA, Summary, TeamChange};
use models::Effects;
use pairs::{pairs, twins};

/// Compares two states of a book. Both were evaluated for the same day; the gates and what is accepted
/// are those of `about.policy`.
pub fn build(base: &Side<'_>, head: &Side<'_>, about: &About<'_>) -> Diff {
    let pairs = pairs(base.evaluation, head.evaluation);
    let mut effects = Effects::default();
    let mut summary = Summary::default();
    let mut teams = Vec::new();
    for pair in &pairs {
        let told = team::team(pair, (base, head), about, &mut effects);
        told.count(&mut summary);
        if let Some(change) = told.change {
            teams.push(change);
        }
    }
    teams.sort_by(|a, b| a.id.cmp(&b.id));
    name_twins(&mut teams, twins(&pairs, base.evaluation, head.evaluation));
    let models = models::models(base, head, &effects);
    let settings = models::settings(base.config, head.config);
    summary.teams = head.evaluation.teams.len() as u32;
    summary.gaps_by_model = effects.teams_with_gaps();
    summary.model_changed = !settings.is_empty() || models.iter().any(|model| model.teams > 0);
    let html = &head.config.html;
    let mut diff = Diff {
        schema: SCHEMA.to_owned(),
        date: head.evaluation.date.to_string(),
        title: head.config.book.title.clone(),
        base: base.end.clone(),
        head: head.end.clone(),
        repository_url: html.git_repository_url.clone(),
        site_url: html.site_url.clone().filter(|url| url.contains("://")),
        prefix: about.prefix.to_owned(),
        summary,
        models,
        settings,
        ladders: ladders::ladders(&teams, base, head),
        teams,
        units: ladders::units(base.evaluation, head.evaluation),
        soon_stale: stale::soon_stale(head.evaluation),
        gates: Vec::new(),
        accepted: Vec::new(),
        diagnostics: problems::new_in_head(base, head),
        exit_code: 0,
    };
    gates(&mut diff, about.policy);
    diff
}

/// Names to a removed and an added team with the same answers each the other.
fn name_twins(teams: &mut [TeamChange], twins: Vec<(String, String)>) {
    for (gone, new) in twins {
        for team in teams.iter_mut() {
            if team.id == gone {
                team.twin = Some(new.clone());
            } else if team.id == new {
                team.twin = Some(gone.clone());
            }
        }
    }
}
