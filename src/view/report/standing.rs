//! Where a team stands: stairs, levels, dimensions.

use super::Body;
use crate::chart;
use crate::model::{KpaIx, PositionIx};
use crate::score::{KpaScore, Satisfaction, Status};
use crate::view::words::{level, sentence_case};
use crate::view::{
    DimensionView, KpaCell, KpaLinkView, KpaMark, LevelView, NextView, TargetView, marks,
};

impl<'a> Body<'a, '_> {
    pub(super) fn next(&self) -> Option<NextView> {
        let next = self.report.card.next.as_ref()?;
        let model = self.model();
        let scope: Vec<KpaIx> = model
            .position(next.position)
            .kpas
            .iter()
            .copied()
            .filter(|kpa| {
                let score = &self.report.card.kpas[kpa.ix()];
                score.in_scope && score.satisfaction != Satisfaction::NotApplicable
            })
            .collect();
        Some(NextView {
            level: level(model, next.position),
            leads_to: level(model, next.leads_to),
            progress: next.progress,
            met: scope
                .iter()
                .filter(|kpa| self.report.card.kpas[kpa.ix()].met)
                .count(),
            of: scope.len(),
        })
    }

    pub(super) fn target(&self) -> Option<TargetView> {
        let target = self.report.card.target.as_ref()?;
        let mut missing: Vec<KpaIx> = target
            .gap
            .iter()
            .flat_map(|(_, kpas)| kpas.iter().copied())
            .collect();
        missing.sort_unstable();
        missing.dedup();
        Some(TargetView {
            level: level(self.model(), target.target.asked),
            reached: target.reached,
            exceeded_by: target.exceeded_by,
            missing: missing.len(),
        })
    }

    pub(super) fn stairs(&self) -> String {
        let (model, card) = (self.model(), &self.report.card);
        let next = self.next();
        let treads = model
            .position_indices()
            .map(|place| {
                let position = model.position(place);
                let kpas = position
                    .kpas
                    .iter()
                    .map(|kpa| &card.kpas[kpa.ix()])
                    .filter(|score| score.in_scope);
                chart::Tread {
                    id: &position.id,
                    name: &position.short_name,
                    marks: kpas.map(marks::ink_of_kpa).collect(),
                    part_of: Some(&model.levels[position.level.ix()])
                        .filter(|level| level.has_sub_levels)
                        .map(|level| (level.id.as_str(), level.name.as_str())),
                }
            })
            .collect();
        let title = sentence_case(&self.subject.short());
        let words = self.presenter.words;
        let description = match &next {
            Some(next) => words.say(
                "stairs_next",
                &[
                    (
                        "first",
                        model.positions.first().map_or("", |p| &p.id).into(),
                    ),
                    ("last", model.positions.last().map_or("", |p| &p.id).into()),
                    ("level", (&next.level.id).into()),
                    ("met", next.met.into()),
                    ("of", next.of.into()),
                ],
            ),
            None => words.text("stairs_top").to_owned(),
        };
        let note = |key| {
            next.as_ref().map_or_else(String::new, |next| {
                words.say(key, &[("met", next.met.into()), ("of", next.of.into())])
            })
        };
        let rated = card.status != Status::Unrated;
        let input = chart::Stairs {
            treads,
            here: rated.then(|| card.level.ix()),
            up_to: card.optimistic.ix(),
            next: next.as_ref().map(|next| next.level.place),
            note: note("met_of"),
            short_note: note("met_of_short"),
            target_word: words.text("target_here"),
            target: card.target.as_ref().map(|target| target.target.asked.ix()),
        };
        chart::stairs("lb-stairs", &title, &description, &input)
    }

    pub(super) fn levels(&self) -> Vec<LevelView<'a>> {
        let (model, card) = (self.model(), &self.report.card);
        model
            .position_indices()
            .map(|place| {
                let proof = card.proof.iter().find(|proof| proof.position == place);
                LevelView {
                    level: level(model, place),
                    base: place == PositionIx(0),
                    here: place == card.level && card.status != Status::Unrated,
                    next: card
                        .next
                        .as_ref()
                        .is_some_and(|next| next.position == place),
                    target: card
                        .target
                        .as_ref()
                        .is_some_and(|target| target.target.asked == place),
                    attained: proof.is_none_or(|proof| proof.attained),
                    sentence: match proof {
                        Some(proof) => self.subject.proof(proof),
                        None => self.presenter.words.text("proof_base").to_owned(),
                    },
                    kpas: self.cells(model.position(place).kpas.iter().copied()),
                }
            })
            .collect()
    }

    fn in_scope(
        &self,
        kpas: impl Iterator<Item = KpaIx>,
    ) -> impl Iterator<Item = (KpaIx, &'a KpaScore)> {
        let card = &self.report.card;
        kpas.map(|kpa| (kpa, &card.kpas[kpa.ix()]))
            .filter(|(_, score)| score.in_scope)
    }

    fn marks(&self, kpas: impl Iterator<Item = KpaIx>) -> Vec<KpaMark<'a>> {
        self.in_scope(kpas)
            .map(|(kpa, score)| {
                let KpaLinkView { id, href, .. } = self.kpa_here(kpa);
                KpaMark {
                    id,
                    href,
                    ink: marks::ink_of_kpa(score),
                }
            })
            .collect()
    }

    fn cells(&self, kpas: impl Iterator<Item = KpaIx>) -> Vec<KpaCell<'a>> {
        self.in_scope(kpas)
            .map(|(kpa, score)| {
                let KpaLinkView { id, name, href } = self.kpa_here(kpa);
                KpaCell {
                    id,
                    name,
                    href,
                    state: marks::state(score),
                    ink: marks::ink_of_kpa(score),
                    text: self.states[kpa.ix()].clone(),
                }
            })
            .collect()
    }

    pub(super) fn dimensions(&self) -> Vec<DimensionView<'a>> {
        let model = self.model();
        if model.dimensions.len() < 2 {
            return Vec::new();
        }
        model
            .dimensions
            .iter()
            .enumerate()
            .filter(|(ix, _)| self.has_scope(*ix))
            .map(|(ix, dimension)| {
                let place = self.report.card.dimensions[ix];
                let own = |kpa: &KpaIx| model.kpa(*kpa).dimension.is_some_and(|d| d.ix() == ix);
                DimensionView {
                    id: &dimension.id,
                    name: &dimension.name,
                    question: dimension.question.as_deref(),
                    level: level(model, place),
                    kpas: self.marks(model.kpa_indices().filter(own)),
                }
            })
            .collect()
    }

    /// Whether any KPA of a dimension is in the assessment's scope.
    pub(super) fn has_scope(&self, dimension: usize) -> bool {
        let model = self.model();
        model.kpa_indices().any(|kpa| {
            self.report.card.kpas[kpa.ix()].in_scope
                && model
                    .kpa(kpa)
                    .dimension
                    .is_some_and(|own| own.ix() == dimension)
        })
    }
}
