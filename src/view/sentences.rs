//! The verdicts in words. Every sentence about a report is made here, for pages, terminal, feed
//! and descriptions alike.

use super::words::{
    count, counted, date, kpa_names, level_phrase, level_short, list, sentence_case,
};
use super::{Sentences, marks};
use crate::assessment::{PlanStatus, Stance, TeamKind};
use crate::model::{KpaIx, MaturityModel, PositionIx, Progression};
use crate::score::{
    Action, Evaluation, KpaProof, LevelProof, Report, RollUp, Satisfaction, Scorecard, Status,
};

/// How many names a sentence lists before it counts the rest.
const NAMES: usize = 7;

/// A report with what its sentences need.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub name: &'a str,
    pub vendor: bool,
    pub report: &'a Report,
    pub model: &'a MaturityModel,
    pub card: &'a Scorecard,
    pub evaluation: &'a Evaluation,
}

impl<'a> Subject<'a> {
    pub fn new(evaluation: &'a Evaluation, report: &'a Report) -> Self {
        let team = &evaluation.teams[report.team].team;
        Self {
            name: &team.name,
            vendor: matches!(team.kind, TeamKind::Vendor { .. }),
            report,
            model: &report.assessment.model,
            card: &report.card,
            evaluation,
        }
    }

    pub fn sentences(&self) -> Sentences {
        Sentences {
            verdict: self.verdict(),
            why: self.why(),
            why_not: self.why_not(),
            missing: self.missing(),
            how: self.how(),
            stops: self.stops(),
            limits: self.limits(),
            change: self.change(),
        }
    }

    /// The level in one sentence.
    pub fn verdict(&self) -> String {
        let (name, card) = (self.name, self.card);
        let is = if self.report.current { "is" } else { "was" };
        match card.status {
            Status::Unrated => format!(
                "{name} has not been rated yet: no question of {} is answered.",
                self.model.name
            ),
            Status::Rated => format!("{name} {is} at {}.", level_phrase(self.model, card.level)),
            Status::Provisional => format!(
                "{name} {is} at least at {}; {} could raise it up to {}.",
                level_phrase(self.model, card.level),
                counted(self.open_questions(), "open question", "open questions"),
                level_short(self.model, card.optimistic)
            ),
        }
    }

    /// The level in a few words, for lists: `level 2, Repeatable (provisional, up to 3)`.
    pub fn short(&self) -> String {
        let level = level_phrase(self.model, self.card.level);
        match self.card.status {
            Status::Unrated => "not rated yet".to_owned(),
            Status::Rated => level,
            Status::Provisional => {
                format!(
                    "{level} (provisional, up to {})",
                    self.model.position(self.card.optimistic).id
                )
            }
        }
    }

    /// The questions without an answer up to the level that their answers could give.
    fn open_questions(&self) -> usize {
        self.model
            .kpa_indices()
            .filter(|kpa| self.model.kpa(*kpa).position <= self.card.optimistic)
            .flat_map(|kpa| self.model.goals_of(kpa))
            .filter(|goal| self.card.goals[goal.ix()].satisfaction == Satisfaction::NotRated)
            .count()
    }

    fn why(&self) -> String {
        let (model, card) = (self.model, self.card);
        if card.status == Status::Unrated {
            return String::new();
        }
        if card.level == PositionIx(0) {
            return format!(
                "{} is where everybody starts: no higher level is complete.",
                sentence_case(&level_short(model, card.level))
            );
        }
        let Some(proof) = card.proof.iter().find(|proof| proof.position == card.level) else {
            return String::new();
        };
        match model.progression {
            Progression::Staged => {
                let below: Vec<KpaIx> = model
                    .kpa_indices()
                    .filter(|kpa| model.kpa(*kpa).position <= card.level)
                    .collect();
                format!(
                    "It holds {} because {} up to it {}{}.",
                    level_short(model, card.level),
                    all_of(self.in_scope(&below)),
                    if self.in_scope(&below) == 1 {
                        "is satisfied"
                    } else {
                        "are satisfied"
                    },
                    self.exceptions(&below)
                )
            }
            Progression::Independent => {
                let kpas: Vec<KpaIx> = proof.deciding.iter().map(|proof| proof.kpa).collect();
                format!(
                    "It holds {} because {} that the level needs, prerequisites included, {} met{}.",
                    level_short(model, card.level),
                    all_of(kpas.len()),
                    if kpas.len() == 1 { "is" } else { "are" },
                    self.exceptions(&kpas)
                )
            }
        }
    }

    fn in_scope(&self, kpas: &[KpaIx]) -> usize {
        kpas.iter()
            .filter(|kpa| self.card.kpas[kpa.ix()].in_scope)
            .count()
    }

    /// `, one of them not applicable and one superseded`.
    fn exceptions(&self, kpas: &[KpaIx]) -> String {
        let with = |state: &str| {
            kpas.iter()
                .filter(|kpa| marks::state(&self.card.kpas[kpa.ix()]) == state)
                .count()
        };
        let mut parts = Vec::new();
        for (state, words) in [
            ("not-applicable", "not applicable"),
            ("superseded", "superseded"),
        ] {
            match with(state) {
                0 => {}
                n => parts.push(format!("{} {words}", count(n))),
            }
        }
        if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", list(&parts, 2))
        }
    }

    fn why_not(&self) -> String {
        let (model, card) = (self.model, self.card);
        let Some(next) = &card.next else {
            return String::new();
        };
        let unmet = &next.roadmap;
        let open: Vec<KpaIx> = unmet
            .iter()
            .copied()
            .filter(|kpa| self.is(*kpa, Satisfaction::NotRated))
            .collect();
        let missing: Vec<KpaIx> = unmet
            .iter()
            .copied()
            .filter(|kpa| !self.is(*kpa, Satisfaction::NotRated))
            .collect();
        let mut reasons = Vec::new();
        if !missing.is_empty() {
            let verb = if missing.len() == 1 { "is" } else { "are" };
            reasons.push(format!(
                "{} {verb} not satisfied",
                kpa_names(model, &missing, NAMES)
            ));
        }
        if !open.is_empty() {
            let verb = if open.len() == 1 { "is" } else { "are" };
            reasons.push(format!(
                "{} {verb} not fully answered",
                kpa_names(model, &open, NAMES)
            ));
        }
        format!(
            "It does not reach {}, because {}.",
            level_phrase(model, next.position),
            list(&reasons, 2)
        )
    }

    fn is(&self, kpa: KpaIx, satisfaction: Satisfaction) -> bool {
        self.card.kpas[kpa.ix()].satisfaction == satisfaction
    }

    fn missing(&self) -> String {
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
    fn nearest(&self, unmet: &[KpaIx]) -> Option<KpaIx> {
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

    fn target_sentence(&self) -> String {
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

    fn how(&self) -> String {
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

    fn stops(&self) -> String {
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

    fn limits(&self) -> Vec<String> {
        let (report, card) = (self.report, self.card);
        let mut limits = Vec::new();
        if report.stale {
            limits.push(format!(
                "The report is stale: it should have been assessed again by {}.",
                date(report.due)
            ));
        }
        if card.status == Status::Provisional {
            limits.push(format!(
                "The level is provisional: {} of {} applicable questions are answered.",
                card.answered, card.applicable
            ));
        }
        if card.staged_equivalent != card.level {
            limits.push(format!(
                "Counted level by level, it would be {}.",
                level_phrase(self.model, card.staged_equivalent)
            ));
        }
        if !card.debt.is_empty() {
            limits.push(format!(
                "Skipped on the way (leapfrog debt): {}.",
                kpa_names(self.model, &card.debt, NAMES)
            ));
        }
        limits
    }

    fn change(&self) -> String {
        let (Some(change), Some(previous)) = (&self.report.change, self.report.previous) else {
            return String::new();
        };
        let before = &self.evaluation.reports[previous];
        let since = date(before.assessment.date);
        let from = before
            .assessment
            .model
            .position(before.card.level)
            .id
            .as_str();
        let to = self.model.position(self.card.level).id.as_str();
        let mut text = match change.level {
            Some(n) if n > 0 => format!("Since {since} the level rose from {from} to {to}"),
            Some(n) if n < 0 => format!("Since {since} the level fell from {from} to {to}"),
            Some(_) => format!("Since {since} the level stayed at {to}"),
            None => format!(
                "The assessment of {since} used another version of the model, which cannot be compared"
            ),
        };
        if !change.gained.is_empty() {
            text.push_str(&format!(
                "; gained: {}",
                kpa_names(self.model, &change.gained, NAMES)
            ));
        }
        if !change.lost.is_empty() {
            text.push_str(&format!(
                "; lost: {}",
                kpa_names(self.model, &change.lost, NAMES)
            ));
        }
        text.push('.');
        if change.aim_changed && change.level == Some(0) {
            text.push_str(
                " The next level is another one than before, so the progress cannot be compared.",
            );
        }
        text
    }

    /// Why a level is attained or not, with the goals that decide it.
    pub fn proof(&self, proof: &LevelProof) -> String {
        let model = self.model;
        if proof.empty {
            return if self.in_scope(&model.position(proof.position).kpas) == 0 {
                "None of its KPAs is in scope: it neither blocks nor counts.".to_owned()
            } else {
                "None of its KPAs applies: it neither blocks nor counts.".to_owned()
            };
        }
        if proof.attained {
            let deciding: Vec<KpaIx> = proof.deciding.iter().map(|kpa| kpa.kpa).collect();
            let n = self.in_scope(&deciding);
            let verb = if n == 1 { "is" } else { "are" };
            return format!(
                "Attained: {} {verb} met{}.",
                all_of(n),
                self.exceptions(&deciding)
            );
        }
        if proof.own_met {
            return match proof.blocked_by {
                Some(lower) => format!(
                    "Its own KPAs are met, but levels cannot be skipped: {} comes first.",
                    level_short(model, lower)
                ),
                None => "Its own KPAs are met, but a prerequisite is missing.".to_owned(),
            };
        }
        let reasons: Vec<String> = proof.deciding.iter().map(|kpa| self.reason(kpa)).collect();
        format!("Not attained: {}.", list(&reasons, NAMES))
    }

    /// `SCM (SCM.3 partly, SCM.4 no)`; where all goals have the same answer, `DP (all three goals no)`.
    fn reason(&self, proof: &KpaProof) -> String {
        let kpa = self.model.kpa(proof.kpa);
        let words: Vec<String> = proof
            .goals
            .iter()
            .map(|goal| self.answer_words(*goal))
            .collect();
        let alike = words.windows(2).all(|pair| pair[0] == pair[1]);
        if alike && words.len() > 1 && words.len() == kpa.goals.len() {
            let goals = if words.len() == 2 {
                "both".to_owned()
            } else {
                format!("all {}", count(words.len()))
            };
            return format!("{} ({goals} goals {})", kpa.id, words[0]);
        }
        let ids = proof.goals.iter().map(|goal| &self.model.goal(*goal).id);
        let goals: Vec<String> = ids
            .zip(&words)
            .map(|(id, words)| format!("{id} {words}"))
            .collect();
        format!("{} ({})", kpa.id, goals.join(", "))
    }

    fn answer_words(&self, goal: crate::model::GoalIx) -> String {
        use crate::model::Rating;
        match self
            .report
            .assessment
            .answer(goal)
            .map(|answer| answer.rating)
        {
            Some(Rating::Step(step)) if !self.card.goals[goal.ix()].expired => {
                self.model.scale.steps[step.ix()].label.to_lowercase()
            }
            Some(Rating::Step(_)) => "expired".to_owned(),
            Some(Rating::NotApplicable) => "n/a".to_owned(),
            _ => "not answered".to_owned(),
        }
    }

    /// What to do besides the roadmap.
    pub fn actions(&self) -> Vec<String> {
        self.report
            .actions
            .iter()
            .map(|action| match action {
                Action::AssessAgain => {
                    format!("Assess again: this was due by {}.", date(self.report.due))
                }
                Action::AnswerOpenQuestions => {
                    let n = self.open_questions();
                    let them = if n == 1 { "it" } else { "them" };
                    format!(
                        "Answer the {}: {them} could change the level.",
                        counted(n, "open question", "open questions")
                    )
                }
            })
            .collect()
    }
}

/// `its one KPA`, `all six KPAs`.
fn all_of(n: usize) -> String {
    if n == 1 {
        "the one KPA".to_owned()
    } else {
        format!("all {} KPAs", count(n))
    }
}

/// What must be said with the level of a unit or of the whole book.
pub fn roll_up(model: &MaturityModel, roll_up: &RollUp, who: &str) -> String {
    let Some(level) = roll_up.level else {
        return format!("{who} has no report that counts yet.");
    };
    let mut text = format!(
        "Every rated team of {who} is at least at {}",
        level_phrase(model, level)
    );
    if let Some(median) = roll_up.median {
        text.push_str(&format!(
            "; the median is level {}",
            model.position(median).id
        ));
    }
    text.push('.');
    text
}

/// The teams that are left out of a roll-up, and what that means; empty where all count.
pub fn roll_up_remark(model: &MaturityModel, roll_up: &RollUp) -> String {
    let mut parts = Vec::new();
    if roll_up.unrated > 0 {
        parts.push(format!("{} not rated", count(roll_up.unrated as usize)));
    }
    if roll_up.stale > 0 {
        parts.push(format!("{} stale", count(roll_up.stale as usize)));
    }
    if parts.is_empty() {
        return String::new();
    }
    let mut text = format!("Left out: {}", list(&parts, 2));
    if roll_up.level.is_some_and(|level| roll_up.low < level) {
        text.push_str(&format!(
            "; counting them, the level could be {}",
            model.position(roll_up.low).id
        ));
    }
    text.push('.');
    if roll_up.rise_by_leaving > 0 {
        text.push_str(" The level rose only because a team left the count.");
    }
    text
}

/// The distribution of a portfolio in one sentence.
pub fn portfolio(
    model: &MaturityModel,
    distribution: &[(PositionIx, u32)],
    teams: usize,
) -> String {
    let mut parts: Vec<String> = distribution
        .iter()
        .rev()
        .filter(|(_, n)| *n > 0)
        .map(|(position, n)| {
            format!(
                "{} at level {}",
                count(*n as usize),
                model.position(*position).id
            )
        })
        .collect();
    if parts.is_empty() {
        return format!(
            "{} on record under the {}; none is rated yet.",
            sentence_case(&counted(teams, "team is", "teams are")),
            model.name
        );
    }
    let rated: u32 = distribution.iter().map(|(_, n)| n).sum();
    if teams > rated as usize {
        parts.push(format!("{} not rated yet", count(teams - rated as usize)));
    }
    let who = counted(teams, "team", "teams");
    let verb = if teams == 1 { "is" } else { "are" };
    format!(
        "{} {verb} assessed against the {}: {}.",
        sentence_case(&who),
        model.name,
        list(&parts, 12)
    )
}
