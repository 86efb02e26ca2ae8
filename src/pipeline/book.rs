use std::sync::Arc;

use super::design::Design;
use super::{Input, Stamp};
use crate::config::Config;
use crate::export::Exporter;
use crate::language::Words;
use crate::model::Registry;
use crate::score::Evaluation;
use crate::site::Site;
use crate::theme::Theme;
use crate::view::{self, Presenter};

/// A compiled book: everything known about it, and its pages as a plan.
pub struct Book {
    config: Config,
    registry: Arc<Registry>,
    evaluation: Arc<Evaluation>,
    site: Arc<Site>,
    theme: Theme,
    words: Arc<Words>,
    stamp: Stamp,
}

impl Book {
    pub(super) fn new(
        input: &Input<'_>,
        registry: Arc<Registry>,
        evaluation: Arc<Evaluation>,
        site: Arc<Site>,
        design: &Design,
    ) -> Self {
        let mut theme = (*design.theme).clone();
        let shared = view::site(
            &input.config,
            &site,
            &design.words,
            theme.style_paths().to_vec(),
            theme.script_paths().to_vec(),
        );
        theme.set_site(&shared);
        Self {
            config: input.config.clone(),
            registry,
            evaluation,
            site,
            theme,
            words: Arc::clone(&design.words),
            stamp: input.stamp.clone(),
        }
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// The same, for who needs it longer than the book.
    pub fn shared_evaluation(&self) -> Arc<Evaluation> {
        Arc::clone(&self.evaluation)
    }

    pub fn site(&self) -> &Site {
        &self.site
    }

    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    pub fn exporter(&self) -> Exporter<'_> {
        Exporter {
            config: &self.config,
            evaluation: &self.evaluation,
            site: &self.site,
            words: &self.words,
        }
    }

    pub(super) fn presenter(&self) -> Presenter<'_> {
        Presenter {
            config: &self.config,
            registry: &self.registry,
            evaluation: &self.evaluation,
            site: &self.site,
            words: &self.words,
            revision: self.stamp.revision.as_deref(),
        }
    }
}
