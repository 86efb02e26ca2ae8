//! From scores to the strips of the heat map, and the same in words.

use super::list::List;
use crate::chart::{self, Mark};
use crate::language::Words;
use crate::model::{KpaIx, MaturityModel};
use crate::score::{KpaScore, KpaTally, Report};
use crate::view::{HeatGroup, KpaLinkView, marks};

/// The columns of a model's heat map.
pub(super) fn columns(model: &MaturityModel) -> chart::Columns {
    chart::Columns::new(model.positions.iter().map(|position| position.kpas.len()))
}

/// The heads of the columns.
pub(super) fn heads(columns: &chart::Columns, groups: &[HeatGroup<'_>], words: &Words) -> String {
    let groups: Vec<chart::Group<'_>> = groups
        .iter()
        .map(|group| chart::Group {
            id: &group.level.id,
            name: &group.level.name,
            columns: group.kpas.iter().map(head).collect(),
        })
        .collect();
    chart::heads(columns, &groups, words.text("kpas_by_level"))
}

fn head<'k>(kpa: &'k KpaLinkView<'_>) -> chart::Head<'k> {
    chart::Head {
        id: kpa.id,
        name: kpa.name,
        href: &kpa.href,
    }
}

/// KPAs by what is said of them, in the order in which a reader wants to hear it.
const STATES: [(&str, &str); 6] = [
    ("satisfied", "row_satisfied"),
    ("unsatisfied", "row_unsatisfied"),
    ("not-rated", "row_not_rated"),
    ("superseded", "row_superseded"),
    ("not-applicable", "row_not_applicable"),
    ("out-of-scope", "row_out_of_scope"),
];

impl List<'_, '_> {
    /// The marks of a report and the words for them, in the columns of the portfolio's model; of a
    /// report under another version, what both know.
    pub(super) fn strip(&self, report: &Report) -> String {
        let words = self.presenter.words;
        let (model, own) = (&self.portfolio.model, &report.assessment.model);
        let same = model.version == own.version;
        let mut marks = Vec::with_capacity(model.kpas.len());
        let mut said: [String; STATES.len()] = Default::default();
        for kpa in model.positions.iter().flat_map(|position| &position.kpas) {
            let area = model.kpa(*kpa);
            let mine = if same {
                Some(*kpa)
            } else {
                own.kpas
                    .iter()
                    .position(|k| k.id == area.id || area.formerly.contains(&k.id))
                    .map(KpaIx::new)
            };
            let Some(score) = mine.and_then(|kpa| report.card.kpas.get(kpa.ix())) else {
                marks.push(Mark::Absent);
                continue;
            };
            marks.push(mark(score));
            let state = marks::state(score);
            if let Some(at) = STATES.iter().position(|(s, _)| *s == state) {
                self.say(&mut said[at], &area.id, score);
            }
        }
        let says: Vec<String> = said
            .into_iter()
            .zip(STATES)
            .filter(|(ids, _)| !ids.is_empty())
            .map(|(ids, (_, message))| words.say(message, &[("kpas", (&ids).into())]))
            .collect();
        chart::strip(&self.columns, &marks, &says.join("; "))
    }

    /// The share of teams that satisfy each KPA; those for which it does not apply do not count.
    pub(super) fn shares_strip(&self, tallies: &[KpaTally]) -> String {
        let model = &self.portfolio.model;
        let mut marks = Vec::with_capacity(model.kpas.len());
        let words = self.presenter.words;
        let (mut shares, mut without) = (String::new(), String::new());
        for kpa in model.positions.iter().flat_map(|position| &position.kpas) {
            let Some(tally) = tallies.get(kpa.ix()) else {
                continue;
            };
            let of = tally.satisfied + tally.unsatisfied + tally.not_rated;
            let id = &model.kpa(*kpa).id;
            if of == 0 {
                marks.push(Mark::NotApplicable);
                next(&mut without, words).push_str(id);
            } else {
                marks.push(Mark::Fill(f64::from(tally.satisfied) / f64::from(of)));
                let n = tally.satisfied.into();
                let told = [("kpa", id.into()), ("n", n), ("of", of.into())];
                words.write(next(&mut shares, words), "row_share", &told);
            }
        }
        let parts = [("row_satisfied", shares), ("row_not_applicable", without)];
        let parts = parts.iter().filter(|(_, kpas)| !kpas.is_empty());
        let says: Vec<String> = parts
            .map(|(message, kpas)| words.say(message, &[("kpas", kpas.into())]))
            .collect();
        chart::strip(&self.columns, &marks, &says.join("; "))
    }

    fn say(&self, ids: &mut String, id: &str, score: &KpaScore) {
        next(ids, self.presenter.words).push_str(id);
        if let ("unsatisfied", Some(share)) = (marks::state(score), score.score)
            && share.numerator > 0
        {
            ids.push(' ');
            ids.push_str(&self.presenter.words.percent(marks::percent(share)));
        }
    }
}

fn mark(score: &KpaScore) -> Mark {
    if !score.in_scope {
        return Mark::Absent;
    }
    match marks::ink_of_kpa(score) {
        "na" => Mark::NotApplicable,
        "unknown" => Mark::Unknown,
        "4" => Mark::Fill(1.0),
        "3" => Mark::Fill(0.75),
        "2" => Mark::Fill(0.5),
        "1" => Mark::Fill(0.25),
        _ => Mark::Fill(0.0),
    }
}

/// The list, ready for its next item.
fn next<'l>(list: &'l mut String, words: &Words) -> &'l mut String {
    if !list.is_empty() {
        list.push_str(words.text("list_comma"));
    }
    list
}
