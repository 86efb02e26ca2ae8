//! What is missing, and every other answer.

use super::Body;
use crate::config::Hide;
use crate::model::{GoalIx, KpaIx, PositionIx, Rating};
use crate::score::Satisfaction;
use crate::view::presenter::Prose;
use crate::view::words::level;
use crate::view::{AnswerGroup, GapPhase, GoalRow, KpaBlock, marks};

impl<'a> Body<'a, '_> {
    /// First the way to the next level in the roadmap's order, then what the target needs beyond it.
    pub(super) fn gaps(&self) -> Vec<GapPhase<'a>> {
        let card = &self.report.card;
        let mut phases = Vec::new();
        let mut shown: Vec<KpaIx> = Vec::new();
        if let Some(next) = &card.next {
            shown.extend(&next.roadmap);
            phases.push(self.phase("phase_next", next.position, next.roadmap.iter().copied()));
        }
        for (position, kpas) in card.target.iter().flat_map(|target| &target.gap) {
            let further: Vec<KpaIx> = kpas
                .iter()
                .copied()
                .filter(|kpa| !shown.contains(kpa))
                .collect();
            if !further.is_empty() {
                shown.extend(&further);
                phases.push(self.phase("phase_target", *position, further.into_iter()));
            }
        }
        phases
    }

    pub(super) fn phase(
        &self,
        title: &str,
        position: PositionIx,
        kpas: impl Iterator<Item = KpaIx>,
    ) -> GapPhase<'a> {
        let words = self.presenter.words;
        let level = level(self.model(), position);
        GapPhase {
            title: words.say(title, &[("level", (&level.label).into())]),
            level,
            kpas: kpas.map(|kpa| self.block(kpa, true)).collect(),
        }
    }

    /// The KPAs that no gap shows, by level.
    pub(super) fn answers(&self, gaps: &[GapPhase<'a>]) -> Vec<AnswerGroup<'a>> {
        let model = self.model();
        let shown: Vec<&str> = gaps
            .iter()
            .flat_map(|phase| phase.kpas.iter().map(|kpa| kpa.id))
            .collect();
        model
            .position_indices()
            .filter_map(|place| {
                let kpas: Vec<KpaBlock<'a>> = model
                    .position(place)
                    .kpas
                    .iter()
                    .filter(|kpa| self.report.card.kpas[kpa.ix()].in_scope)
                    .filter(|kpa| !shown.contains(&model.kpa(**kpa).id.as_str()))
                    .map(|kpa| self.block(*kpa, false))
                    .collect();
                (!kpas.is_empty()).then(|| {
                    let level = level(model, place);
                    let told = [("level", (&level.label).into())];
                    AnswerGroup {
                        title: self.presenter.words.say("level_named", &told),
                        level,
                        kpas,
                    }
                })
            })
            .collect()
    }

    pub(super) fn block(&self, ix: KpaIx, gap: bool) -> KpaBlock<'a> {
        let model = self.model();
        let kpa = model.kpa(ix);
        let score = &self.report.card.kpas[ix.ix()];
        let link = self.presenter.kpa_link(self.path, model, ix);
        KpaBlock {
            id: link.id,
            name: link.name,
            href: link.href,
            state: marks::state(score),
            text: self.states[ix.ix()].clone(),
            goals: model
                .goals_of(ix)
                .map(|goal| self.goal(goal, gap))
                .collect(),
            narrative: self.kpa_narrative(&kpa.id, &kpa.formerly),
        }
    }

    pub(super) fn kpa_narrative(&self, id: &str, formerly: &[String]) -> String {
        if self.presenter.hides(Hide::Narrative) {
            return String::new();
        }
        let assessment = self.assessment();
        let own = |bound: &str| bound == id || formerly.iter().any(|old| old == bound);
        let parts: Vec<_> = assessment
            .narrative
            .bound
            .iter()
            .filter(|(bound, _)| own(bound))
            .map(|(_, span)| *span)
            .collect();
        if parts.is_empty() {
            return String::new();
        }
        self.presenter
            .html(self.path, &assessment.document, &parts, Prose::Block(id))
    }

    pub(super) fn goal(&self, ix: GoalIx, gap: bool) -> GoalRow<'a> {
        let model = self.model();
        let goal = model.goal(ix);
        let answer = self.assessment().answer(ix);
        let score = &self.report.card.goals[ix.ix()];
        let open = gap
            && matches!(
                score.satisfaction,
                Satisfaction::Unsatisfied | Satisfaction::NotRated
            );
        let evidence = answer
            .map(|answer| self.presenter.evidence(self.path, answer))
            .unwrap_or_default();
        GoalRow {
            id: &goal.id,
            question: goal.question.as_deref().unwrap_or(&goal.statement),
            answer: self.answer_label(answer),
            ink: marks::ink_of_rating(
                model,
                answer.map_or(Rating::Unknown, |answer| answer.rating),
            ),
            open,
            note: answer.and_then(|answer| answer.note.as_deref()),
            examples: if open && evidence.is_empty() {
                &goal.evidence
            } else {
                &[]
            },
            evidence,
            on: answer
                .and_then(|answer| answer.on)
                .map(|on| self.presenter.words.short_date(on)),
            stale: self.report.stale_goals.contains(&ix),
            line: answer
                .and_then(|answer| self.presenter.line(self.assessment().file(), answer.line)),
        }
    }
}
