use super::{Book, Input, Observer, Session};
use crate::config::Config;
use crate::diagnostic::Checked;
use crate::score::{Policy, StalePolicy};

/// Runs all stages up to the plan, once. Whatever is wrong with the content is in the diagnostics;
/// the book is always whole.
pub fn compile(input: &Input<'_>, observer: &dyn Observer) -> Checked<Book> {
    Session::default().compile(input, observer)
}

/// What of the settings the evaluation depends on.
pub fn policy(config: &Config) -> Policy {
    Policy {
        default_model: config.maturity.model.clone(),
        target: config.maturity.target.clone(),
        max_age_days: config.maturity.max_age_days,
        stale: if config.maturity.expire {
            StalePolicy::Expire
        } else {
            StalePolicy::Flag
        },
    }
}
