//! Why a level is attained, and why the next is not.

use super::{NAMES, Subject};
use crate::model::{GoalIx, KpaIx, PositionIx, Progression, Rating};
use crate::score::{KpaProof, LevelProof, Satisfaction, Status};
use crate::view::marks;
use crate::view::words::kpa_names;

impl Subject<'_> {
    pub(super) fn why(&self) -> String {
        let (model, card) = (self.model, self.card);
        if card.status == Status::Unrated {
            return String::new();
        }
        let level = self.level_id(card.level);
        if card.level == PositionIx(0) {
            return self.words.say("why_base", &[level]);
        }
        let Some(proof) = card.proof.iter().find(|proof| proof.position == card.level) else {
            return String::new();
        };
        let (all, some, kpas) = match model.progression {
            Progression::Staged => {
                let is_below = |kpa: &KpaIx| model.kpa(*kpa).position <= card.level;
                let below = model.kpa_indices().filter(is_below).collect();
                ("why_up_to", "why_up_to_parts", below)
            }
            Progression::Independent => ("why_needs", "why_needs_parts", deciding(proof)),
        };
        let n = ("n", self.in_scope(&kpas).into());
        match self.parts(&kpas) {
            None => self.words.say(all, &[n, level, self.when()]),
            Some(parts) => {
                let parts = ("parts", (&parts).into());
                self.words.say(some, &[n, level, parts, self.when()])
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

    /// `five are satisfied, one does not apply and one is superseded`; `None` where all are
    /// satisfied.
    fn parts(&self, kpas: &[KpaIx]) -> Option<String> {
        let idle = self.with_state(kpas, "not-applicable");
        let superseded = self.with_state(kpas, "superseded");
        if idle + superseded == 0 {
            return None;
        }
        let satisfied = self.in_scope(kpas).saturating_sub(idle + superseded);
        let parts = [
            ("part_satisfied", satisfied),
            ("part_not_applicable", idle),
            ("part_superseded", superseded),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(id, n)| self.words.say(id, &[("n", n.into()), self.when()]))
            .collect();
        Some(self.words.list(&parts, 3))
    }

    /// How much of the next level is done, and what it still needs.
    pub(super) fn why_not(&self) -> String {
        let (words, card) = (self.words, self.card);
        let Some(next) = card
            .next
            .as_ref()
            .filter(|_| card.status != Status::Unrated)
        else {
            return String::new();
        };
        let (open, missing): (Vec<KpaIx>, Vec<KpaIx>) = next
            .roadmap
            .iter()
            .partition(|kpa| self.is(**kpa, Satisfaction::NotRated));
        let place = next.position;
        let (level, name) = (self.level_id(place), self.level_name(place));
        let (met, of) = self.met_of(place);
        if let ([kpa], 1) = (&next.roadmap[..], of) {
            let id = if open.is_empty() {
                "why_not_single"
            } else {
                "why_not_single_open"
            };
            let kpa = ("kpa", (&self.model.kpa(*kpa).name).into());
            return words.say(id, &[kpa, level, name, self.when()]);
        }
        let id = match met {
            0 => "progress_none",
            met if met == of => "progress_all",
            _ => "progress_some",
        };
        let (met, of) = (("met", met.into()), ("of", of.into()));
        let progress = words.say(id, &[met, of, level, name, self.when()]);
        let kpas = kpa_names(words, self.model, &missing, NAMES);
        let questions = kpa_names(words, self.model, &open, NAMES);
        let id = match (missing.is_empty(), open.is_empty()) {
            (false, true) => "why_not_needs",
            (true, _) => "why_not_open",
            (false, false) => "why_not_needs_and_open",
        };
        words.say(
            id,
            &[
                ("progress", (&progress).into()),
                ("n", missing.len().into()),
                ("kpas", (&kpas).into()),
                ("open", (&questions).into()),
                self.when(),
            ],
        )
    }

    /// How many of the KPAs of a level that apply are met.
    fn met_of(&self, place: PositionIx) -> (usize, usize) {
        let kpas = self.model.position(place).kpas.iter();
        let scores = kpas
            .map(|kpa| &self.card.kpas[kpa.ix()])
            .filter(|score| score.in_scope && score.satisfaction != Satisfaction::NotApplicable);
        scores.fold((0, 0), |(met, of), score| {
            (met + usize::from(score.met), of + 1)
        })
    }

    pub(super) fn is(&self, kpa: KpaIx, satisfaction: Satisfaction) -> bool {
        self.card.kpas[kpa.ix()].satisfaction == satisfaction
    }

    /// Why a level is attained or not, with the goals that decide it.
    pub fn proof(&self, proof: &LevelProof) -> String {
        let words = self.words;
        if proof.empty {
            let kpas = &self.model.position(proof.position).kpas;
            let id = match self.in_scope(kpas) {
                0 => "proof_out_of_scope",
                _ => "proof_not_applicable",
            };
            return words.text(id).to_owned();
        }
        if proof.attained {
            let kpas = deciding(proof);
            let n = ("n", self.in_scope(&kpas).into());
            let more = proof.deciding.iter().any(|kpa| kpa.needed_by.is_some());
            return match (self.parts(&kpas), more) {
                (None, false) => words.say("proof_attained", &[n, self.when()]),
                (None, true) => words.say("proof_attained_with_prerequisites", &[n, self.when()]),
                (Some(parts), more) => {
                    let id = if more {
                        "proof_parts_with_prerequisites"
                    } else {
                        "proof_parts"
                    };
                    words.say(id, &[n, ("parts", (&parts).into()), self.when()])
                }
            };
        }
        if proof.own_met {
            return match proof.blocked_by {
                Some(lower) => words.say("proof_blocked", &[self.level_id(lower)]),
                None => words.text("proof_prerequisite").to_owned(),
            };
        }
        let reasons: Vec<String> = proof.deciding.iter().map(|kpa| self.reason(kpa)).collect();
        let kpas = words.list(&reasons, reasons.len());
        words.say("proof_missing", &[("kpas", (&kpas).into())])
    }

    /// `SCM (SCM.3 partly, SCM.4 no)`; where all goals have the same answer, `DP (all three goals no)`.
    pub(super) fn reason(&self, proof: &KpaProof) -> String {
        let kpa = self.model.kpa(proof.kpa);
        let answers: Vec<String> = proof
            .goals
            .iter()
            .map(|goal| self.answer_words(*goal))
            .collect();
        let alike = answers.windows(2).all(|pair| pair[0] == pair[1]);
        let id = ("kpa", (&kpa.id).into());
        if alike && answers.len() > 1 && answers.len() == kpa.goals.len() {
            let answer = ("answer", (&answers[0]).into());
            let n = ("n", answers.len().into());
            return self.words.say("reason_alike", &[id, n, answer]);
        }
        let ids = proof.goals.iter().map(|goal| &self.model.goal(*goal).id);
        let goals: Vec<String> = ids
            .zip(&answers)
            .map(|(id, answer)| format!("{id} {answer}"))
            .collect();
        let goals = goals.join(self.words.text("list_comma"));
        self.words.say("reason", &[id, ("goals", (&goals).into())])
    }

    pub(super) fn answer_words(&self, goal: GoalIx) -> String {
        let answer = self.report.assessment.answer(goal);
        let expired = self.card.goals[goal.ix()].expired;
        match answer.map(|answer| answer.rating) {
            Some(Rating::Step(step)) if !expired => {
                self.model.scale.steps[step.ix()].label.to_lowercase()
            }
            Some(Rating::Step(_)) => self.words.text("answer_expired").to_owned(),
            Some(Rating::NotApplicable) => self.words.text("answer_na").to_owned(),
            _ => self.words.text("answer_none").to_owned(),
        }
    }
}

fn deciding(proof: &LevelProof) -> Vec<KpaIx> {
    proof.deciding.iter().map(|kpa| kpa.kpa).collect()
}
