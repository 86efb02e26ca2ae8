//! Where a team stands, what limits the verdict, what changed.

use super::{NAMES, Subject, joined};
use crate::score::{Action, Satisfaction, Status};
use crate::view::words::kpa_names;

impl Subject<'_> {
    /// The level in a sentence or two.
    pub fn verdict(&self) -> String {
        let (words, card) = (self.words, self.card);
        let (team, when) = (self.team(), self.when());
        let (level, name) = (self.level_id(card.level), self.level_name(card.level));
        match card.status {
            Status::Unrated => words.say("verdict_unrated", &[team, when]),
            Status::Rated => words.say("verdict", &[team, when, level, name]),
            Status::Provisional => {
                let at_least = words.say("verdict_at_least", &[team, when, level, name]);
                let open = match self.open_questions() {
                    0 => String::new(),
                    n => {
                        let up_to = self.level_id(card.optimistic);
                        words.say("verdict_open", &[("n", n.into()), when, up_to])
                    }
                };
                joined([at_least, open])
            }
        }
    }

    /// The level in a few words, for lists: `level 2, Repeatable (provisional, up to 3)`.
    pub fn short(&self) -> String {
        let (level, name) = (
            self.level_id(self.card.level),
            self.level_name(self.card.level),
        );
        match self.card.status {
            Status::Unrated => self.words.text("short_unrated").to_owned(),
            Status::Rated => self.words.say("level_phrase", &[level, name]),
            Status::Provisional => {
                let up_to = &self.model.position(self.card.optimistic).id;
                let up_to = ("up_to", up_to.into());
                self.words.say("short_provisional", &[level, name, up_to])
            }
        }
    }

    /// The questions without an answer up to the level that their answers could give.
    pub(super) fn open_questions(&self) -> usize {
        self.model
            .kpa_indices()
            .filter(|kpa| self.model.kpa(*kpa).position <= self.card.optimistic)
            .flat_map(|kpa| self.model.goals_of(kpa))
            .filter(|goal| self.card.goals[goal.ix()].satisfaction == Satisfaction::NotRated)
            .count()
    }

    pub(super) fn limits(&self) -> Vec<String> {
        let (words, report, card) = (self.words, self.report, self.card);
        let mut limits = Vec::new();
        if report.stale {
            let due = words.date(report.due);
            limits.push(words.say("limit_stale", &[("date", (&due).into())]));
        }
        if card.status == Status::Provisional {
            let (n, of) = (card.answered.into(), card.applicable.into());
            limits.push(words.say("limit_provisional", &[("n", n), ("of", of)]));
        }
        if card.staged_equivalent != card.level {
            let place = card.staged_equivalent;
            let level = [self.level_id(place), self.level_name(place)];
            limits.push(words.say("limit_staged", &level));
        }
        if !card.debt.is_empty() {
            let kpas = kpa_names(words, self.model, &card.debt, NAMES);
            limits.push(words.say("limit_debt", &[("kpas", (&kpas).into())]));
        }
        limits
    }

    pub(super) fn change(&self) -> String {
        let (Some(change), Some(previous)) = (&self.report.change, self.report.previous) else {
            return String::new();
        };
        let words = self.words;
        let before = &self.evaluation.reports[previous];
        let since = words.date(before.assessment.date);
        let date = ("date", (&since).into());
        let from = &before.assessment.model.position(before.card.level).id;
        let from = ("from", from.into());
        let to = ("to", (&self.model.position(self.card.level).id).into());
        let level = match change.level {
            Some(n) if n > 0 => words.say("change_rose", &[date, from, to]),
            Some(n) if n < 0 => words.say("change_fell", &[date, from, to]),
            Some(_) => words.say("change_stayed", &[date, to]),
            None => words.say("change_incomparable", &[date]),
        };
        let kpas = |id, kpas: &[_]| match kpas.len() {
            0 => String::new(),
            n => {
                let names = kpa_names(words, self.model, kpas, NAMES);
                words.say(id, &[("n", n.into()), ("kpas", (&names).into())])
            }
        };
        let aim = if change.aim_changed && change.level == Some(0) {
            words.text("change_aim")
        } else {
            ""
        };
        joined([
            level,
            kpas("change_gained", &change.gained),
            kpas("change_lost", &change.lost),
            aim.to_owned(),
        ])
    }

    /// What to do besides the roadmap.
    pub fn actions(&self) -> Vec<String> {
        let actions = self.report.actions.iter();
        let sentence = |action: &Action| match action {
            Action::AssessAgain => {
                let due = self.words.date(self.report.due);
                self.words.say("action_assess", &[("date", (&due).into())])
            }
            Action::AnswerOpenQuestions => {
                let n = self.open_questions();
                self.words.say("action_answer", &[("n", n.into())])
            }
        };
        actions.map(sentence).collect()
    }
}
