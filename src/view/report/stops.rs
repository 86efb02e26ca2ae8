//! What stops it.

use super::Body;
use crate::assessment::{BuyIn, PlanStatus, Stance};
use crate::language::Words;
use crate::model::MaturityModel;
use crate::view::words::{level, sentence_case, spelled};
use crate::view::{Blocker, Player, StopsView, TransitionView};

impl<'a> Body<'a, '_> {
    pub(super) fn stops(&self) -> StopsView<'a> {
        let assessment = self.assessment();
        let blockers = assessment
            .plan
            .iter()
            .filter(|item| item.blocked_by.is_some() || item.status == Some(PlanStatus::Blocked))
            .map(|item| Blocker {
                kpa: self.kpa_here(item.kpa),
                reason: item
                    .blocked_by
                    .as_deref()
                    .unwrap_or(self.presenter.words.text("no_reason_given")),
                owner: item.owner.as_deref(),
                line: self.presenter.line(assessment.file(), item.line),
            })
            .collect();
        let model = self.model();
        let transition = self.report.card.next.as_ref().and_then(|next| {
            model
                .transitions
                .iter()
                .find(|t| t.to == next.position && t.from == self.report.card.level)
                .or_else(|| model.transitions.iter().find(|t| t.to == next.position))
        });
        StopsView {
            blockers,
            players: assessment
                .buy_in
                .iter()
                .map(|buy_in| player(self.presenter.words, buy_in))
                .collect(),
            transition: transition.map(|transition| transition_view(model, transition)),
        }
    }
}

pub fn transition_view<'a>(
    model: &'a MaturityModel,
    transition: &'a crate::model::Transition,
) -> TransitionView<'a> {
    TransitionView {
        from: level(model, transition.from),
        to: level(model, transition.to),
        leads: transition.leads.as_deref(),
        sponsor: transition.sponsor.as_deref(),
        must_agree: &transition.must_agree,
        resistance: transition.resistance.as_deref(),
        wins: transition.wins.as_deref(),
        expertise: transition.expertise.as_deref(),
        change: transition.change.as_deref(),
        elapsed: transition.elapsed.as_deref(),
        one_time_cost: &transition.one_time_cost,
        running_cost: &transition.running_cost,
        costs: &transition.costs,
        benefits: &transition.benefits,
    }
}

fn player<'a>(words: &'a Words, buy_in: &'a BuyIn) -> Player<'a> {
    Player {
        name: sentence_case(&spelled(&buy_in.player)),
        stance: buy_in.stance.id(),
        stance_text: words.text(match buy_in.stance {
            Stance::Opposes => "stance_opposes",
            Stance::Neutral => "stance_neutral",
            Stance::Supports => "stance_supports",
            Stance::Leads => "stance_leads",
        }),
        who: buy_in.who.as_deref(),
        note: buy_in.note.as_deref(),
    }
}
