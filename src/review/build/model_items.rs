use std::collections::BTreeMap;

use super::fields::{Texts, differing};
use super::models::Effect;
use crate::compare::{goal_origins, kpa_origins};
use crate::model::{
    Goal, GoalIx, KeyProcessArea, KpaIx, MaturityModel, Millionths, ONE, Unanswered,
};
use crate::review::record::{Kind, ModelItem};
use crate::score::position_successor;

/// The differences of two versions of a model, in the order of the model: what scores depend on, names
/// and statements.
pub fn items(was: &MaturityModel, is: &MaturityModel, effect: Option<&Effect>) -> Vec<ModelItem> {
    let mut items = Items {
        was,
        is,
        gaps: effect.map(|effect| &effect.gaps),
        list: Vec::new(),
    };
    items.model();
    items.levels();
    items.kpas();
    items.list
}

struct Items<'a> {
    was: &'a MaturityModel,
    is: &'a MaturityModel,
    gaps: Option<&'a BTreeMap<String, u32>>,
    list: Vec<ModelItem>,
}

/// What an item is about.
struct About<'a> {
    what: &'static str,
    id: &'a str,
    name: &'a str,
    line: Option<u32>,
    gaps: u32,
}

impl Items<'_> {
    fn model(&mut self) {
        let scale = |model: &MaturityModel| {
            let steps = model.scale.steps.iter();
            let steps = steps.map(|step| format!("{} {}", step.id, number(step.value)));
            steps.collect::<Vec<_>>().join(", ")
        };
        let satisfied = |model: &MaturityModel| {
            let step = model.scale.steps.get(model.scale.satisfied_from.ix());
            step.map(|step| step.id.clone())
        };
        let unanswered = |model: &MaturityModel| match model.unanswered {
            Unanswered::Blocks => "blocks".to_owned(),
            Unanswered::CountsAsNo => "counts-as-no".to_owned(),
        };
        let texts = |model: &MaturityModel| -> Texts {
            let settings = &model.settings;
            vec![
                ("name", Some(model.name.clone())),
                ("progression", Some(model.progression.id().to_owned())),
                ("unanswered", Some(unanswered(model))),
                ("scale", Some(scale(model))),
                ("satisfied-from", satisfied(model)),
                (
                    "max-age-days",
                    settings.max_age_days.map(|days| days.to_string()),
                ),
                ("target", settings.target.clone()),
                ("not-applicable", some(settings.not_applicable.join(", "))),
            ]
        };
        let (was, is) = (self.was, self.is);
        let about = About {
            what: "model",
            id: &is.id,
            name: &is.name,
            line: None,
            gaps: 0,
        };
        self.modified(&about, texts(was), texts(is));
    }

    fn levels(&mut self) {
        let (was, is) = (self.was, self.is);
        let mut origins = vec![None; is.positions.len()];
        for position in was.position_indices() {
            match position_successor(was, position, is) {
                Some(now) => origins[now.ix()] = Some(position),
                None => self.whole(
                    "level",
                    &was.position(position).id,
                    &was.position(position).name,
                    Kind::Removed,
                ),
            }
        }
        for position in is.position_indices() {
            let now = is.position(position);
            match origins[position.ix()] {
                None => self.whole("level", &now.id, &now.name, Kind::Added),
                Some(before) => {
                    let before = was.position(before);
                    let about = About {
                        what: "level",
                        id: &now.id,
                        name: &now.name,
                        line: None,
                        gaps: 0,
                    };
                    let texts = |id: &str, name: &str| -> Texts {
                        vec![("id", Some(id.to_owned())), ("name", Some(name.to_owned()))]
                    };
                    self.modified(
                        &about,
                        texts(&before.id, &before.name),
                        texts(&now.id, &now.name),
                    );
                }
            }
        }
    }

    fn kpas(&mut self) {
        let (was, is) = (self.was, self.is);
        let (kpas, goals) = (kpa_origins(was, is), goal_origins(was, is));
        for kpa in is.kpa_indices() {
            let now = is.kpa(kpa);
            let gaps = self.gaps_of(kpa);
            let about = About {
                what: "kpa",
                id: &now.id,
                name: &now.name,
                line: Some(now.line),
                gaps,
            };
            match kpas[kpa.ix()] {
                None => self.added(&about),
                Some(before) => {
                    let texts = (kpa_texts(was, was.kpa(before)), kpa_texts(is, now));
                    self.modified(&about, texts.0, texts.1);
                }
            }
            for goal in is.goals_of(kpa) {
                self.goal(goal, goals[goal.ix()]);
            }
        }
        self.removed_ones(&kpas, &goals);
    }

    fn goal(&mut self, goal: GoalIx, before: Option<GoalIx>) {
        let (was, is) = (self.was, self.is);
        let now = is.goal(goal);
        let about = About {
            what: "goal",
            id: &now.id,
            name: &now.statement,
            line: Some(now.line),
            gaps: self.gaps_at(&now.id),
        };
        match before {
            None => self.added(&about),
            Some(before) => self.modified(
                &about,
                goal_texts(was, was.goal(before)),
                goal_texts(is, now),
            ),
        }
    }

    fn removed_ones(&mut self, kpas: &[Option<KpaIx>], goals: &[Option<GoalIx>]) {
        let was = self.was;
        for kpa in was.kpa_indices().filter(|kpa| !kpas.contains(&Some(*kpa))) {
            let gone = was.kpa(kpa);
            self.removed("kpa", (&gone.id, &gone.name), gone.line);
        }
        for goal in was
            .goal_indices()
            .filter(|goal| !goals.contains(&Some(*goal)))
        {
            let gone = was.goal(goal);
            self.removed("goal", (&gone.id, &gone.statement), gone.line);
        }
    }

    fn gaps_at(&self, goal: &str) -> u32 {
        self.gaps
            .and_then(|gaps| gaps.get(goal))
            .copied()
            .unwrap_or(0)
    }

    /// Of the goals of a KPA the one that became a gap for most teams.
    fn gaps_of(&self, kpa: KpaIx) -> u32 {
        let goals = self.is.goals_of(kpa);
        let gaps = goals.map(|goal| self.gaps_at(&self.is.goal(goal).id));
        gaps.max().unwrap_or(0)
    }

    fn whole(&mut self, what: &str, id: &str, name: &str, change: Kind) {
        self.list.push(ModelItem {
            what: what.to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            change,
            field: None,
            base: None,
            head: None,
            line: None,
            gaps: 0,
        });
    }

    fn added(&mut self, about: &About<'_>) {
        self.whole(about.what, about.id, about.name, Kind::Added);
        if let Some(item) = self.list.last_mut() {
            item.line = about.line;
            item.gaps = about.gaps;
        }
    }

    fn removed(&mut self, what: &str, (id, name): (&str, &str), line: u32) {
        self.whole(what, id, name, Kind::Removed);
        if let Some(item) = self.list.last_mut() {
            item.line = Some(line);
        }
    }

    /// One item for each text that differs.
    fn modified(&mut self, about: &About<'_>, was: Texts, is: Texts) {
        for field in differing(was, is) {
            self.list.push(ModelItem {
                what: about.what.to_owned(),
                id: about.id.to_owned(),
                name: about.name.to_owned(),
                change: Kind::Modified,
                field: Some(field.name),
                base: field.base,
                head: field.head,
                line: about.line,
                gaps: about.gaps,
            });
        }
    }
}

fn kpa_texts(model: &MaturityModel, kpa: &KeyProcessArea) -> Texts {
    let ids = |links: &[crate::model::KpaLink]| {
        let ids = links.iter().map(|link| model.kpa(link.kpa).id.as_str());
        some(ids.collect::<Vec<_>>().join(", "))
    };
    let dimension = kpa.dimension.and_then(|ix| model.dimensions.get(ix.ix()));
    let allowed = if kpa.not_applicable_allowed {
        "allowed"
    } else {
        "forbidden"
    };
    vec![
        ("id", Some(kpa.id.clone())),
        ("name", Some(kpa.name.clone())),
        ("level", Some(model.position(kpa.position).id.clone())),
        ("dimension", dimension.map(|dimension| dimension.id.clone())),
        ("weight", Some(number(kpa.weight))),
        ("effort", Some(kpa.effort.id().to_owned())),
        ("depends-on", ids(&kpa.depends_on)),
        ("superseded-by", ids(&kpa.superseded_by)),
        ("not-applicable", Some(allowed.to_owned())),
    ]
}

fn goal_texts(model: &MaturityModel, goal: &Goal) -> Texts {
    vec![
        ("id", Some(goal.id.clone())),
        ("statement", Some(goal.statement.clone())),
        ("kpa", Some(model.kpa(goal.kpa).id.clone())),
        ("weight", Some(number(goal.weight))),
    ]
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Millionths as people write them: `0.75`.
fn number(value: Millionths) -> String {
    let text = format!("{}.{:06}", value / ONE, value % ONE);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
