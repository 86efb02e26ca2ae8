//! Which target holds for an assessment.

use super::Policy;
use crate::assessment::{Assessment, Team};
use crate::model::Target;

/// The target, first found: the assessment's, the team's for this model, the book's for this model
/// (`[maturity.models.ID]`), the book's (`[maturity]`, default model only). A target that was found
/// and names no level of the model gives `None`; the stage that read it has reported it.
pub fn resolve_target(assessment: &Assessment, team: &Team, policy: &Policy) -> Option<Target> {
    let model = &*assessment.model;
    let is_default = policy.is_default(&model.id);
    let of_team = || {
        let mut targets = team.targets.iter();
        let target = targets.find(|target| match &target.model {
            Some(id) => *id == model.id,
            None => is_default,
        })?;
        Some(target.level.as_str())
    };
    let of_book = || policy.target.as_deref().filter(|_| is_default);
    assessment.target.or_else(|| {
        let id = of_team()
            .or(model.settings.target.as_deref())
            .or_else(of_book)?;
        model.target(id)
    })
}
