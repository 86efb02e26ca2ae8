//! What is missing, how to get there, what stops it.

use super::{NAMES, Subject, joined};
use crate::assessment::{PlanStatus, Stance};
use crate::model::KpaIx;
use crate::score::{NextLevel, Satisfaction, Share, Status, TargetGap};
use crate::view::words::{level_short, sentence_case, spelled};

impl Subject<'_> {
    pub(super) fn missing(&self) -> String {
        let Some(next) = &self.card.next else {
            let nothing = self.words.text("missing_nothing").to_owned();
            return joined([nothing, self.target_sentence()]);
        };
        let (level, name) = (self.level_id(next.position), self.level_name(next.position));
        if self.card.status == Status::Unrated {
            let questions: usize = next.roadmap.iter().map(|kpa| self.open_goals(*kpa)).sum();
            let n = ("n", questions.into());
            return self.words.say("missing_unrated", &[n, level, name]);
        }
        joined([self.separating(next), self.target_sentence()])
    }

    /// The goals between the team and its next level: those that are not satisfied, and those
    /// without an answer.
    fn separating(&self, next: &NextLevel) -> String {
        let words = self.words;
        let count = |kpa: KpaIx, what| self.goals_that_are(kpa, what);
        let unsatisfied: Vec<(KpaIx, usize)> = next
            .roadmap
            .iter()
            .map(|kpa| (*kpa, count(*kpa, Satisfaction::Unsatisfied)))
            .filter(|(_, goals)| *goals > 0)
            .collect();
        let open: usize = next
            .roadmap
            .iter()
            .map(|kpa| count(*kpa, Satisfaction::NotRated))
            .sum();
        let (team, level) = (self.team(), self.level_id(next.position));
        let goals: usize = unsatisfied.iter().map(|(_, goals)| goals).sum();
        let n = ("n", goals.into());
        let goals = match (&unsatisfied[..], self.nearest(&next.roadmap)) {
            ([], _) => {
                let n = ("n", open.into());
                return words.say("missing_only_open", &[n, team, level]);
            }
            ([(kpa, _)], _) => {
                let kpa = ("kpa", (&self.model.kpa(*kpa).name).into());
                words.say("missing_in_one", &[n, kpa, team, level])
            }
            (kpas, None) => {
                let kpas = ("kpas", kpas.len().into());
                words.say("missing_in_many", &[n, kpas, team, level])
            }
            (kpas, Some(nearest)) => {
                let kpas = ("kpas", kpas.len().into());
                let nearest = ("nearest", (&self.model.kpa(nearest).name).into());
                words.say("missing_in_many_nearest", &[n, kpas, team, level, nearest])
            }
        };
        let open = match open {
            0 => String::new(),
            n => words.say("missing_open", &[("n", n.into())]),
        };
        joined([goals, open])
    }

    /// The goals of an unmet KPA that keep it from being satisfied.
    pub fn open_goals(&self, kpa: KpaIx) -> usize {
        self.goals_that_are(kpa, Satisfaction::Unsatisfied)
            + self.goals_that_are(kpa, Satisfaction::NotRated)
    }

    fn goals_that_are(&self, kpa: KpaIx, what: Satisfaction) -> usize {
        let goals = self.model.goals_of(kpa);
        goals
            .filter(|goal| self.card.goals[goal.ix()].satisfaction == what)
            .count()
    }

    /// The unmet KPA with the highest score; none where no score is above zero or only one is unmet.
    pub(super) fn nearest(&self, unmet: &[KpaIx]) -> Option<KpaIx> {
        if unmet.len() < 2 {
            return None;
        }
        let share = |kpa: &KpaIx| {
            let score = self.card.kpas[kpa.ix()].score?;
            (score.numerator > 0).then_some(score)
        };
        let mut best: Option<(KpaIx, Share)> = None;
        for kpa in unmet {
            let Some(score) = share(kpa) else { continue };
            let better = best.is_none_or(|(_, top)| {
                u128::from(score.numerator) * u128::from(top.denominator)
                    > u128::from(top.numerator) * u128::from(score.denominator)
            });
            if better {
                best = Some((*kpa, score));
            }
        }
        best.map(|(kpa, _)| kpa)
    }

    pub(super) fn target_sentence(&self) -> String {
        let Some(target) = &self.card.target else {
            return String::new();
        };
        let words = self.words;
        let level = self.level_id(target.target.asked);
        if target.exceeded_by > 0 {
            let n = ("n", target.exceeded_by.into());
            return words.say("target_exceeded", &[n, level]);
        }
        if target.gap.is_empty() {
            return words.say("target_reached", &[level]);
        }
        let (all, beyond) = self.beyond(target);
        let n = ("n", beyond.into());
        let next = self.card.next.as_ref();
        if next.is_some_and(|next| next.position == target.target.asked) {
            words.say("target_is_next", &[level])
        } else if beyond == 0 {
            words.say("target_on_the_way", &[level])
        } else if target.reached {
            // Only a level with sub-levels is reached before its last position.
            let position = self.model.position(target.target.asked);
            let parent = ("parent", (&self.model.level(position.level).id).into());
            words.say("target_last_step", &[n, level, parent])
        } else if beyond == all {
            words.say("target_needs", &[n, level])
        } else {
            words.say("target_needs_further", &[n, level])
        }
    }

    /// How many KPAs the target needs, and how many of them the next level does not.
    fn beyond(&self, target: &TargetGap) -> (usize, usize) {
        let next = self.card.next.as_ref();
        let kpas = target.gap.iter().flat_map(|(_, kpas)| kpas);
        kpas.fold((0, 0), |(all, beyond), kpa| {
            let is_beyond = next.is_none_or(|next| !next.roadmap.contains(kpa));
            (all + 1, beyond + usize::from(is_beyond))
        })
    }

    pub(super) fn how(&self) -> String {
        let (words, model) = (self.words, self.model);
        let Some(next) = &self.card.next else {
            return self.how_to_keep();
        };
        let Some(first) = next.roadmap.first() else {
            return String::new();
        };
        let level = self.level_id(next.leads_to);
        if self.card.status == Status::Unrated {
            let place = next.position;
            let level = [self.level_id(place), self.level_name(place)];
            return words.say("how_unrated", &level);
        }
        let first = model.kpa(*first);
        let past = level_short(words, model, next.position);
        let kpa = ("kpa", (&first.name).into());
        let n = ("n", next.roadmap.len().into());
        let steps = if next.leads_to == next.position {
            words.say("how", &[n, kpa, level])
        } else {
            words.say("how_past", &[n, kpa, level, ("past", (&past).into())])
        };
        let begin = match &first.first_step {
            Some(step) => words.say("how_begin", &[("step", step.into())]),
            None => String::new(),
        };
        joined([steps, begin])
    }

    fn how_to_keep(&self) -> String {
        let due = self.words.date(self.report.due);
        let keep = self.words.say("how_keep", &[("date", (&due).into())]);
        let strengthen = match self.card.strengthen.len() {
            0 => String::new(),
            n => self.words.say("how_strengthen", &[("n", n.into())]),
        };
        joined([keep, strengthen])
    }

    pub(super) fn stops(&self) -> String {
        let (words, assessment) = (self.words, &self.report.assessment);
        let blocked: Vec<&str> = assessment
            .plan
            .iter()
            .filter(|item| item.blocked_by.is_some() || item.status == Some(PlanStatus::Blocked))
            .map(|item| self.model.kpa(item.kpa).name.as_str())
            .collect();
        let against: Vec<String> = assessment
            .buy_in
            .iter()
            .filter(|player| player.stance == Stance::Opposes)
            .map(|player| spelled(&player.player))
            .collect();
        if blocked.is_empty() && against.is_empty() {
            let id = if assessment.plan.is_empty() && assessment.buy_in.is_empty() {
                "stops_nothing_planned"
            } else {
                "stops_nothing"
            };
            return words.text(id).to_owned();
        }
        let sentence = |id, n: usize, names: String| match n {
            0 => String::new(),
            n => {
                let names = ("names", (&names).into());
                sentence_case(&words.say(id, &[("n", n.into()), names]))
            }
        };
        joined([
            sentence("stops_blocked", blocked.len(), words.list(&blocked, NAMES)),
            sentence("stops_against", against.len(), words.list(&against, NAMES)),
        ])
    }
}
