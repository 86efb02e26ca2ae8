//! Why a level is attained, and why the next is not.

use super::{NAMES, Subject};
use crate::model::{KpaIx, PositionIx, Progression};
use crate::score::{KpaProof, LevelProof, Satisfaction, Status};
use crate::view::marks;
use crate::view::words::{count, kpa_names, level_phrase, level_short, list, sentence_case};

impl<'a> Subject<'a> {
    pub(super) fn why(&self) -> String {
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
                let idle = self.with_state(&below, "not-applicable");
                let n = self.in_scope(&below) - idle;
                let rest = match idle {
                    0 => String::new(),
                    1 => "; one does not apply".to_owned(),
                    n => format!("; {} do not apply", count(n)),
                };
                format!(
                    "It {} {} because {} up to it {} satisfied{rest}.",
                    self.tense("holds", "held"),
                    level_short(model, card.level),
                    all_of(n),
                    be(n),
                )
            }
            Progression::Independent => {
                let kpas: Vec<KpaIx> = proof.deciding.iter().map(|proof| proof.kpa).collect();
                format!(
                    "It {} {} because {} that the level needs, prerequisites included, {} met{}.",
                    self.tense("holds", "held"),
                    level_short(model, card.level),
                    all_of(kpas.len()),
                    be(kpas.len()),
                    self.exceptions(&kpas)
                )
            }
        }
    }

    pub(super) fn in_scope(&self, kpas: &[KpaIx]) -> usize {
        kpas.iter()
            .filter(|kpa| self.card.kpas[kpa.ix()].in_scope)
            .count()
    }

    fn with_state(&self, kpas: &[KpaIx], state: &str) -> usize {
        kpas.iter()
            .filter(|kpa| marks::state(&self.card.kpas[kpa.ix()]) == state)
            .count()
    }

    /// An older report speaks of what was.
    fn tense(&self, now: &'static str, then: &'static str) -> &'static str {
        if self.report.current { now } else { then }
    }

    /// `, one of them not applicable and one superseded`.
    pub(super) fn exceptions(&self, kpas: &[KpaIx]) -> String {
        let mut parts = Vec::new();
        for (state, words) in [
            ("not-applicable", "not applicable"),
            ("superseded", "superseded"),
        ] {
            match self.with_state(kpas, state) {
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

    pub(super) fn why_not(&self) -> String {
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
            "It {} {}, because {}.",
            self.tense("does not reach", "did not reach"),
            level_phrase(model, next.position),
            list(&reasons, 2)
        )
    }

    pub(super) fn is(&self, kpa: KpaIx, satisfaction: Satisfaction) -> bool {
        self.card.kpas[kpa.ix()].satisfaction == satisfaction
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
        format!("Not attained: {}.", list(&reasons, reasons.len()))
    }

    /// `SCM (SCM.3 partly, SCM.4 no)`; where all goals have the same answer, `DP (all three goals no)`.
    pub(super) fn reason(&self, proof: &KpaProof) -> String {
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

    pub(super) fn answer_words(&self, goal: crate::model::GoalIx) -> String {
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
}

/// `the one KPA`, `both KPAs`, `all six KPAs`.
pub(super) fn all_of(n: usize) -> String {
    if n == 1 {
        "the one KPA".to_owned()
    } else if n == 2 {
        "both KPAs".to_owned()
    } else {
        format!("all {} KPAs", count(n))
    }
}

fn be(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}
