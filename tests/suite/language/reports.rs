//! The sentences of whole reports.

use std::fmt::Write;
use std::fs;
use std::sync::Arc;

use jiff::civil::{Date, date};
use levelbook::language::{LANGUAGES, Words};
use levelbook::model::MaturityModel;
use levelbook::score::{
    Evaluation, Input, Policy, Report, StalePolicy, evaluate, resolve_target, score,
};
use levelbook::view::{Sentences, Subject};
use proptest::prelude::*;

use super::{sentence_slips, slips};
use crate::score_properties::cases;
use crate::scoring_support::{DAY, answers, assess, built_in, model_of, team};
use crate::site_support::repository;

/// Levels with one, two and three KPAs, one of which may be not applicable.
const LADDER: &str = "---
id: ladder
name: Ladder
levels: [{ id: '1', name: Start }, { id: '2', name: Known }, { id: '3', name: Steered }, { id: '4', name: Best }]
kpas:
  - { id: PLAN, name: Planning, level: '2', not-applicable: allowed, goals: [{ id: PLAN.1, statement: A. }] }
  - { id: TEST, name: Testing, level: '2', goals: [{ id: TEST.1, statement: A. }, { id: TEST.2, statement: A. }] }
  - { id: COST, name: Costs, level: '3', first-step: Count them., goals: [{ id: COST.1, statement: A. }] }
  - { id: RISK, name: Risks and Chances, level: '3', goals: [{ id: RISK.1, statement: A. }, { id: RISK.2, statement: A. }] }
  - { id: HELP, name: Help, level: '3', goals: [{ id: HELP.1, statement: A. }, { id: HELP.2, statement: A. }] }
  - { id: END, name: The End, level: '4', goals: [{ id: END.1, statement: A. }] }
---
";

/// A case: what it shows, model, target, reports, further keys of the last report.
type Example = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(Date, &'static str)],
    &'static str,
);

const EXAMPLES: [Example; 14] = [
    ("nothing answered", "ladder", "3", &[(DAY, "")], ""),
    (
        "the base level",
        "ladder",
        "3",
        &[(DAY, "L2=no, TEST.1=yes, L3=no, L4=no")],
        "",
    ),
    (
        "one KPA is missing",
        "ladder",
        "2",
        &[(DAY, "L2=yes, L3=yes, HELP.2=no, L4=no")],
        "",
    ),
    (
        "two are missing",
        "ladder",
        "4",
        &[(DAY, "L2=yes, L3=yes, HELP=partly, RISK.1=no, L4=no")],
        "",
    ),
    (
        "one does not apply",
        "ladder",
        "2",
        &[(DAY, "L2=yes, PLAN=n/a, L3=no, L4=no")],
        "",
    ),
    (
        "questions are open",
        "ladder",
        "3",
        &[(DAY, "L2=yes, COST=yes, HELP=yes, RISK.1=yes, L4=yes")],
        "",
    ),
    (
        "some missing, some open",
        "ladder",
        "3",
        &[(DAY, "L2=yes, COST=no, HELP=no, RISK.1=yes")],
        "",
    ),
    (
        "nothing but the last",
        "ladder",
        "3",
        &[(DAY, "L2=yes, L3=yes, L4=no")],
        "",
    ),
    (
        "the top",
        "ladder",
        "3",
        &[(DAY, "L2=yes, L3=yes, L4=yes, COST=largely")],
        "",
    ),
    (
        "a rise, and obstacles",
        "ladder",
        "3",
        &[
            (date(2025, 7, 1), "L2=no, L3=no, L4=no"),
            (DAY, "L2=yes, L3=no, L4=no"),
        ],
        "plan:\n  COST: { blocked-by: No time }\n  HELP: { status: blocked }\nbuy-in: { middle-management: { stance: opposes } }\n",
    ),
    (
        "a fall",
        "ladder",
        "3",
        &[
            (date(2025, 7, 1), "L2=yes, L3=no, L4=no"),
            (DAY, "L2=yes, TEST=no, L3=no, L4=no"),
        ],
        "plan: { COST: { owner: Somebody } }\n",
    ),
    (
        "stale",
        "ladder",
        "3",
        &[(date(2024, 5, 1), "L2=yes, L3=no, L4=no")],
        "",
    ),
    (
        "an independent model",
        "omm",
        "4",
        &[(DAY, "L2=yes, L3=yes, L4=no, L5=no")],
        "",
    ),
    (
        "sub-levels",
        "ppmm",
        "2",
        &[(DAY, "2a=yes, 2b=no, 2c=no, L3=no, L4=no")],
        "",
    ),
];

fn policy(model: &MaturityModel, target: &str) -> Policy {
    Policy {
        default_model: Some(model.id.clone()),
        target: Some(target.to_owned()),
        max_age_days: 365,
        stale: StalePolicy::Flag,
    }
}

/// The reports of the team Payments.
fn book((_, model, target, reports, keys): Example) -> Evaluation {
    let model: Arc<MaturityModel> = match model {
        "ladder" => model_of(LADDER),
        id => built_in(id),
    };
    let payments = team("payments", "Payments", &["Retail".to_owned()]);
    let policy = policy(&model, target);
    let last = reports.len() - 1;
    let scored = reports.iter().enumerate().map(|(at, (day, notation))| {
        let keys = if at == last { keys } else { "" };
        let assessment = assess(&model, "payments", *day, &answers(&model, notation), keys);
        let target = resolve_target(&assessment, &payments, &policy);
        let card = score(&assessment, target, &[]);
        (Arc::new(assessment), Arc::new(card))
    });
    evaluate(Input {
        reports: scored.collect(),
        teams: vec![Arc::new(payments.clone())],
        policy: policy.clone(),
        date: DAY,
        left_out: 0,
    })
}

/// Chapter by chapter, what a report says.
fn chapters(subject: &Subject<'_>) -> Vec<String> {
    let Sentences {
        verdict,
        why,
        why_not,
        missing,
        how,
        stops,
        limits,
        change,
    } = subject.sentences();
    let mut all = vec![verdict, why, why_not];
    all.extend(limits);
    all.extend([change, missing, how, stops]);
    all.extend(subject.actions());
    all.retain(|sentence| !sentence.is_empty());
    all
}

fn proofs(subject: &Subject<'_>) -> Vec<String> {
    let proofs = subject.card.proof.iter();
    proofs.map(|proof| subject.proof(proof)).collect()
}

#[test]
fn reports_read_well() {
    let mut said = String::new();
    for example in EXAMPLES {
        let book = book(example);
        let _ = writeln!(said, "# {}", example.0);
        for language in LANGUAGES {
            let words = Words::built_in(language);
            for report in &book.reports {
                let subject = Subject::new(&words, &book, report);
                let _ = writeln!(said, "\n[{language}] {}", subject.short());
                let sentences = chapters(&subject).into_iter().chain(proofs(&subject));
                for sentence in sentences {
                    assert_eq!(
                        sentence_slips(&sentence),
                        Vec::<String>::new(),
                        "{sentence}"
                    );
                    let _ = writeln!(said, "{sentence}");
                }
            }
        }
        said.push('\n');
    }
    let path = repository().join("tests/language/reports.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &said).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    for (line, (ours, theirs)) in said.lines().zip(expected.lines()).enumerate() {
        assert_eq!(ours, theirs, "reports.txt, line {}", line + 1);
    }
    assert_eq!(said.lines().count(), expected.lines().count());
}

/// The words of all languages, made once.
fn all_words() -> &'static [(&'static str, Words)] {
    static ALL: std::sync::OnceLock<Vec<(&str, Words)>> = std::sync::OnceLock::new();
    ALL.get_or_init(|| {
        LANGUAGES
            .map(|language| (language, Words::built_in(language)))
            .into()
    })
}

proptest! {
    #[test]
    fn whatever_the_model_and_the_answers(case in cases(), current in any::<bool>()) {
        let mut book = evaluate(Input {
            teams: vec![Arc::new(team("team", "Payments", &[]))],
            reports: vec![(Arc::new(case.assessment()), Arc::new(case.score()))],
            policy: Policy { target: None, ..policy(&case.model, "") },
            date: DAY,
            left_out: 0,
        });
        let report: &mut Report = Arc::make_mut(&mut book.reports[0]);
        report.current = current;
        let report = report.clone();
        for (language, words) in all_words() {
            let subject = Subject::new(words, &book, &report);
            prop_assert_eq!(slips(&subject.short()), Vec::<String>::new());
            for sentence in chapters(&subject).into_iter().chain(proofs(&subject)) {
                let flaws = sentence_slips(&sentence);
                prop_assert!(flaws.is_empty(), "{language}: {sentence}: {flaws:?}");
            }
        }
    }
}
