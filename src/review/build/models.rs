use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Side;
use super::fields::{Texts, differing};
use super::model_items::items;
use super::stands::Stands;
use crate::config::Config;
use crate::model::{GoalIx, MaturityModel, Registry};
use crate::review::record::{Field, Kind, ModelChange};

/// What changed models and settings do to teams whose answers stay, gathered team by team.
#[derive(Default)]
pub struct Effects {
    by_model: BTreeMap<String, Effect>,
    with_gaps: BTreeSet<String>,
}

#[derive(Default)]
pub struct Effect {
    level_changed: u32,
    gap_opened: u32,
    /// How many teams a goal of head's model became a gap for, by its id.
    pub gaps: BTreeMap<String, u32>,
}

impl Effects {
    pub fn add(&mut self, stands: &Stands<'_>, steps_by_model: Option<i32>) {
        let model = stands.to();
        let opened: Vec<GoalIx> = stands.opened_on(&stands.between);
        let effect = self.by_model.entry(model.id.clone()).or_default();
        effect.level_changed += u32::from(steps_by_model != Some(0));
        effect.gap_opened += u32::from(!opened.is_empty());
        for goal in &opened {
            let id = model.goal(*goal).id.clone();
            *effect.gaps.entry(id).or_default() += 1;
        }
        if !opened.is_empty() {
            self.with_gaps.insert(stands.is.assessment.team.clone());
        }
    }

    pub fn teams_with_gaps(&self) -> u32 {
        self.with_gaps.len() as u32
    }
}

/// The models that differ. Versions are told apart by their numbers; a version that only one side has
/// follows, or precedes, the newest of the other.
pub fn models(base: &Side<'_>, head: &Side<'_>, effects: &Effects) -> Vec<ModelChange> {
    let mut changes = Vec::new();
    for (was, is) in versions(base.registry, head.registry) {
        let (Some(model), change) = (match (&was, &is) {
            (Some(was), Some(is)) if was.digest == is.digest => continue,
            (Some(_), Some(is)) => (Some(is), Kind::Modified),
            (None, is) => (is.as_ref(), Kind::Added),
            (was, None) => (was.as_ref(), Kind::Removed),
        }) else {
            continue;
        };
        let effect = effects.by_model.get(&model.id);
        let items = match (&was, &is) {
            (Some(was), Some(is)) => items(was, is, effect),
            _ => Vec::new(),
        };
        changes.push(ModelChange {
            id: model.id.clone(),
            name: model.name.clone(),
            change,
            base: was.as_ref().map(|was| was.version.clone()),
            head: is.as_ref().map(|is| is.version.clone()),
            file: (!model.file().is_built_in()).then(|| model.file().to_string()),
            items,
            teams: users(head, model),
            level_changed: effect.map_or(0, |effect| effect.level_changed),
            gap_opened: effect.map_or(0, |effect| effect.gap_opened),
        });
    }
    changes
}

/// Teams with a current report of a model.
fn users(side: &Side<'_>, model: &MaturityModel) -> u32 {
    let reports = side.evaluation.reports.iter();
    let users = reports.filter(|report| report.current && report.assessment.model.id == model.id);
    users.count() as u32
}

type Version = Option<Arc<MaturityModel>>;

fn versions(base: &Registry, head: &Registry) -> Vec<(Version, Version)> {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    ids.extend(base.models.iter().map(|model| model.id.as_str()));
    ids.extend(head.models.iter().map(|model| model.id.as_str()));
    let mut pairs = Vec::new();
    for id in ids {
        let of = |registry: &Registry| -> Vec<Arc<MaturityModel>> {
            let models = registry.models.iter().filter(|model| model.id == id);
            models.cloned().collect()
        };
        let (mut old, mut new) = (of(base), of(head));
        let same = |a: &Arc<MaturityModel>, b: &Arc<MaturityModel>| a.version == b.version;
        for model in of(head) {
            if let Some(at) = old.iter().position(|was| same(was, &model)) {
                pairs.push((Some(old.remove(at)), Some(Arc::clone(&model))));
                new.retain(|is| !same(is, &model));
            }
        }
        let newest = of(base).pop();
        match (old.is_empty(), new.is_empty()) {
            // A version was added beside the others: told by what it changes of the newest one.
            (true, false) => pairs.extend(new.into_iter().map(|is| (newest.clone(), Some(is)))),
            _ => {
                while let (Some(was), Some(is)) = (old.last(), new.last()) {
                    pairs.push((Some(Arc::clone(was)), Some(Arc::clone(is))));
                    old.pop();
                    new.pop();
                }
                pairs.extend(old.into_iter().map(|was| (Some(was), None)));
                pairs.extend(new.into_iter().map(|is| (None, Some(is))));
            }
        }
    }
    pairs
}

/// Settings for all models that scores depend on.
pub fn settings(base: &Config, head: &Config) -> Vec<Field> {
    let texts = |config: &Config| -> Texts {
        let maturity = &config.maturity;
        let stale = if maturity.expire { "expire" } else { "flag" };
        vec![
            ("model", maturity.model.clone()),
            ("target", maturity.target.clone()),
            ("max-age-days", Some(maturity.max_age_days.to_string())),
            ("stale", Some(stale.to_owned())),
        ]
    };
    differing(texts(base), texts(head))
}
