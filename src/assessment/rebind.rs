use std::sync::Arc;

use super::context::Assessed;
use super::{Assessment, Role};
use crate::model::Registry;

/// A file as it reads by other models that speak as those it was read by
/// ([`Registry::speaks_as`]), without reading it again. The file had nothing wrong with it.
///
/// `None` where the model of its assessment is not among them.
pub fn rebind(assessed: &Assessed, registry: &Registry) -> Option<Assessed> {
    let assessment = match &assessed.assessment {
        None => None,
        Some(assessment) => {
            let model = registry.find(&assessment.model.name_with_version())?;
            Some(Arc::new(Assessment {
                model: Arc::clone(model),
                ..(**assessment).clone()
            }))
        }
    };
    Some(Assessed {
        role: Role::clone(&assessed.role),
        document: Arc::clone(&assessed.document),
        introduction: assessed.introduction.clone(),
        assessment,
        later: assessed.later,
        unresolved: Vec::new(),
        looks_up_files: assessed.looks_up_files,
    })
}
