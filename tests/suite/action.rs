//! `action.yml` as a runner of GitHub runs it: its inputs become variables, its scripts are run by bash,
//! and what they tell the runner is read. The programs `cargo`, `curl` and `gh` are stand-ins.

mod book;
mod install;
mod review;
pub mod runner;
mod workflows;

use runner::{Done, Runner};

/// What a runner does with expressions is not tested here; a script that holds one would be put together
/// from what others wrote.
#[test]
fn scripts_hold_no_expressions() {
    for step in runner::action().runs.steps {
        assert!(!step.run.contains("${{"), "{}", step.id);
        assert_eq!(step.shell, "bash");
    }
}

#[test]
fn every_input_is_used() {
    let action = runner::action();
    let used: String = action
        .runs
        .steps
        .iter()
        .flat_map(|step| step.env.values().chain(&step.working_directory))
        .cloned()
        .collect();
    for (name, input) in &action.inputs {
        let used = used.contains(&format!("inputs.{name} }}}}")) || name == "command";
        assert!(used, "the input {name} does nothing");
        assert!(!input.description.is_empty());
    }
}
