//! What is missing, how to get there, what stops it.

use super::{NAMES, Subject};
use crate::assessment::{PlanStatus, Stance};
use crate::model::KpaIx;
use crate::score::Satisfaction;
use crate::view::words::{counted, date, level_short, list, sentence_case};

impl<'a> Subject<'a> {
    pub(super) fn missing(&self) -> String {
        let (model, card) = (self.model, self.card);
        let Some(next) = &card.next else {
            return match self.target_sentence() {
                text if text.is_empty() => {
                    "Nothing is missing: this is the highest level of the model.".to_owned()
                }
                text => {
                    format!("Nothing is missing: this is the highest level of the model. {text}")
                }
            };
        };
        let goals: usize = next.roadmap.iter().map(|kpa| self.open_goals(*kpa)).sum();
        let mut text = format!(
            "{} of {} {} {} from {}",
            sentence_case(&counted(goals, "goal", "goals")),
            counted(next.roadmap.len(), "KPA", "KPAs"),
            if goals == 1 { "separates" } else { "separate" },
            self.name,
            level_short(model, next.position)
        );
        if let Some(nearest) = self.nearest(&next.roadmap) {
            text.push_str(&format!("; the nearest is {}", model.kpa(nearest).name));
        }
        text.push('.');
        let target = self.target_sentence();
        if !target.is_empty() {
            text.push(' ');
            text.push_str(&target);
        }
        text
    }

    /// The goals of an unmet KPA that keep it from being satisfied.
    pub fn open_goals(&self, kpa: KpaIx) -> usize {
        self.model
            .goals_of(kpa)
            .filter(|goal| {
                matches!(
                    self.card.goals[goal.ix()].satisfaction,
                    Satisfaction::Unsatisfied | Satisfaction::NotRated
                )
            })
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
        let mut best: Option<(KpaIx, crate::score::Share)> = None;
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
        let level = level_short(self.model, target.target.asked);
        if target.exceeded_by > 0 {
            let by = counted(target.exceeded_by as usize, "level", "levels");
            return format!("The target, {level}, is exceeded by {by}.");
        }
        if target.gap.is_empty() {
            return format!("The target, {level}, is reached.");
        }
        let all: usize = target.gap.iter().map(|(_, kpas)| kpas.len()).sum();
        let next = self.card.next.as_ref();
        let beyond = target
            .gap
            .iter()
            .flat_map(|(_, kpas)| kpas)
            .filter(|kpa| next.is_none_or(|next| !next.roadmap.contains(kpa)))
            .count();
        if beyond == 0 {
            return format!("That is also the way to the target, {level}.");
        }
        let needs = if beyond == all {
            counted(all, "KPA", "KPAs")
        } else {
            counted(beyond, "further KPA", "further KPAs")
        };
        if target.reached {
            // Only a level with sub-levels is reached before its last position.
            let parent = self
                .model
                .level(self.model.position(target.target.asked).level);
            return format!(
                "The target, level {}, is reached; its last step, {level}, needs {needs}.",
                parent.id
            );
        }
        format!("The target, {level}, needs {needs}.")
    }

    pub(super) fn how(&self) -> String {
        let (model, card) = (self.model, self.card);
        let Some(next) = &card.next else {
            return format!(
                "The task is to sustain the level: assess again by {}{}.",
                date(self.report.due),
                match card.strengthen.len() {
                    0 => String::new(),
                    n => format!(
                        ", and strengthen {} that {} only largely achieved",
                        counted(n, "goal", "goals"),
                        if n == 1 { "is" } else { "are" }
                    ),
                }
            );
        };
        let Some(first) = next.roadmap.first() else {
            return String::new();
        };
        let steps = counted(next.roadmap.len(), "step", "steps");
        let leads = if next.leads_to == next.position {
            level_short(model, next.leads_to)
        } else {
            format!(
                "{}, beyond {}",
                level_short(model, next.leads_to),
                level_short(model, next.position)
            )
        };
        let verb = if next.roadmap.len() == 1 {
            "leads"
        } else {
            "lead"
        };
        let mut text = format!("{} {verb} to {leads}", sentence_case(&steps));
        let kpa = model.kpa(*first);
        text.push_str(&format!(
            "; {} {}",
            if next.roadmap.len() == 1 {
                "it is"
            } else {
                "the first is"
            },
            kpa.name
        ));
        match &kpa.first_step {
            Some(step) => text.push_str(&format!(". To begin: {step}")),
            None => text.push('.'),
        }
        text
    }

    pub(super) fn stops(&self) -> String {
        let assessment = &self.report.assessment;
        let blocked: Vec<&str> = assessment
            .plan
            .iter()
            .filter(|item| item.blocked_by.is_some() || item.status == Some(PlanStatus::Blocked))
            .map(|item| self.model.kpa(item.kpa).name.as_str())
            .collect();
        let against: Vec<&str> = assessment
            .buy_in
            .iter()
            .filter(|b| b.stance == Stance::Opposes)
            .map(|b| b.player.as_str())
            .collect();
        let mut parts = Vec::new();
        if !blocked.is_empty() {
            let verb = if blocked.len() == 1 { "is" } else { "are" };
            parts.push(format!("{} {verb} blocked", list(&blocked, NAMES)));
        }
        if !against.is_empty() {
            let verb = if against.len() == 1 {
                "opposes"
            } else {
                "oppose"
            };
            parts.push(format!("{} {verb} the move", list(&against, NAMES)));
        }
        if parts.is_empty() {
            return if assessment.plan.is_empty() && assessment.buy_in.is_empty() {
                "No plan and no obstacle is on record.".to_owned()
            } else {
                "No obstacle is on record.".to_owned()
            };
        }
        sentence_case(&format!("{}.", list(&parts, 2)))
    }
}
