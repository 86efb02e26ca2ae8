use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::model::MaturityModel;
use crate::review::record::{Kind, Ladder, Rung, TeamChange, UnitChange};
use crate::score::Evaluation;

/// The levels of the models that teams are told by; of base where head has the model no more.
pub fn ladders(teams: &[TeamChange], base: &Side<'_>, head: &Side<'_>) -> Vec<Ladder> {
    let reports = teams.iter().flat_map(|team| &team.reports);
    let ids: BTreeSet<&str> = reports.map(|report| report.model.as_str()).collect();
    let find = |id: &str| head.registry.find(id).or_else(|| base.registry.find(id));
    let models = ids.into_iter().filter_map(find);
    models.map(|model| ladder(model)).collect()
}

fn ladder(model: &MaturityModel) -> Ladder {
    let rungs = model.positions.iter().map(|position| Rung {
        id: position.id.clone(),
        name: position.name.clone(),
    });
    Ladder {
        model: model.id.clone(),
        name: model.name.clone(),
        levels: rungs.collect(),
    }
}

/// Units that only one side has.
pub fn units(base: &Evaluation, head: &Evaluation) -> Vec<UnitChange> {
    let of = |evaluation: &Evaluation| -> BTreeSet<Vec<String>> {
        let paths = evaluation.teams.iter().flat_map(|standing| {
            let unit = &standing.team.unit;
            (1..=unit.len()).map(|length| unit[..length].to_vec())
        });
        paths.collect()
    };
    let (old, new) = (of(base), of(head));
    let gone = old.difference(&new).map(|path| (path, Kind::Removed));
    let added = new.difference(&old).map(|path| (path, Kind::Added));
    let all: BTreeMap<&Vec<String>, Kind> = gone.chain(added).collect();
    let told = all.into_iter().map(|(path, change)| UnitChange {
        path: path.clone(),
        change,
    });
    told.collect()
}
