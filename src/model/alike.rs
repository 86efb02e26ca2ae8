use super::types::{MaturityModel, Registry};

impl Registry {
    /// Whether both hold the same versions of the same models, and each of them means the same by every
    /// word that an assessment may use: then an assessment that is read without a complaint by one
    /// reads the same by the other. Names, texts, weights and efforts may differ.
    pub fn speaks_as(&self, other: &Self) -> bool {
        self.unreadable == other.unreadable
            && self.models.len() == other.models.len()
            && self
                .models
                .iter()
                .zip(&other.models)
                .all(|(one, other)| one.digest == other.digest || one.speaks_as(other))
    }
}

impl MaturityModel {
    fn speaks_as(&self, other: &Self) -> bool {
        let kpas = self.kpas.iter().zip(&other.kpas).all(|(one, other)| {
            one.goals == other.goals && one.not_applicable_allowed == other.not_applicable_allowed
        });
        let levels = self.levels.iter().zip(&other.levels).all(|(one, other)| {
            one.positions == other.positions && one.has_sub_levels == other.has_sub_levels
        });
        let profiles = self.profiles.iter().map(|profile| &profile.id);
        self.id == other.id
            && self.version == other.version
            && self.scale == other.scale
            && self.ids == other.ids
            && self.kpas.len() == other.kpas.len()
            && self.goals.len() == other.goals.len()
            && self.levels.len() == other.levels.len()
            && kpas
            && levels
            && profiles.eq(other.profiles.iter().map(|profile| &profile.id))
    }
}
