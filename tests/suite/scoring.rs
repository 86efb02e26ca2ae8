//! The worked examples of the scoring rules, held against the score stage.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use levelbook::assessment::Assessment;
use levelbook::diagnostic::Diagnostic;
use levelbook::model::{GoalIx, KpaIx, MaturityModel, PositionIx};
use levelbook::score::{
    Action, Change, Effect, Evaluation, Input, Policy, Satisfaction, Scorecard, ShortestWay,
    StalePolicy, Status, age_in_days, evaluate, expired, reference_dates, score,
};
use levelbook::tree::LineIndex;
use serde::Deserialize;

use crate::scoring_support::{DAY, answers, assess, built_in, checked_assessment, model_of, team};

const EXAMPLES: &str = include_str!("../data/scoring-examples.yaml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    reports: Vec<ReportExample>,
    books: Vec<BookExample>,
    files: Vec<FileExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileExample {
    example: Option<u32>,
    case: String,
    model: String,
    file: String,
    /// Code, line and the text under the mark; then the words that message and help must hold.
    diagnostics: Vec<String>,
    expect: BTreeMap<String, Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportExample {
    example: Option<u32>,
    case: String,
    model: String,
    answers: String,
    target: Option<String>,
    profile: Option<String>,
    expect: BTreeMap<String, Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BookExample {
    example: Option<u32>,
    case: String,
    date: String,
    stale: Option<String>,
    reports: Vec<BookReport>,
    expect: BTreeMap<String, Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BookReport {
    team: String,
    date: String,
    answers: String,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(untagged)]
enum Expected {
    Flag(bool),
    Number(i64),
    Text(String),
    Flags(Vec<bool>),
    Numbers(Vec<i64>),
    List(Vec<String>),
    Map(BTreeMap<String, Expected>),
}

#[test]
fn examples_of_single_reports() {
    let examples: Examples = serde_yaml::from_str(EXAMPLES).unwrap();
    let mut wrong = Vec::new();
    for example in examples.reports {
        let model = if example.model.starts_with("---") {
            model_of(&example.model)
        } else {
            built_in(&example.model)
        };
        let profile = example.profile.as_deref();
        let keys = profile.map_or(String::new(), |id| format!("profile: {id}\n"));
        let answers = answers(&model, &example.answers);
        let assessment = assess(&model, "team", DAY, &answers, &keys);
        let target = example
            .target
            .as_deref()
            .map(|id| model.target(id).unwrap());
        let card = score(&assessment, target, &[]);
        let shown = Shown {
            model: &model,
            card: &card,
        };
        let title = format!("{:?} {}", example.example, example.case);
        compare(
            &title,
            &example.expect,
            |key, like| shown.get(key, like),
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn examples_of_books() {
    let examples: Examples = serde_yaml::from_str(EXAMPLES).unwrap();
    let mut wrong = Vec::new();
    for example in examples.books {
        let evaluation = evaluated(&example);
        let title = format!("{:?} {}", example.example, example.case);
        let get = |key: &str, like: &Expected| shown_book(&evaluation, key, like);
        compare(&title, &example.expect, get, &mut wrong);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn examples_of_input_errors() {
    let examples: Examples = serde_yaml::from_str(EXAMPLES).unwrap();
    let mut wrong = Vec::new();
    for example in examples.files {
        let model = built_in(&example.model);
        let (assessment, diagnostics) = checked_assessment(&model, "team", &example.file);
        let title = format!("{:?} {}", example.example, example.case);
        assert_eq!(
            diagnostics.len(),
            example.diagnostics.len(),
            "{title} {diagnostics:?}"
        );
        for (diagnostic, expected) in diagnostics.iter().zip(&example.diagnostics) {
            let (head, words) = expected.split_once(": ").unwrap();
            assert_eq!(brief(&example.file, diagnostic), head, "{title}");
            let text = format!("{} {}", diagnostic.message, diagnostic.help.join(" "));
            for word in words.split(", ") {
                assert!(text.contains(word), "{title}: `{word}` in `{text}`");
            }
        }
        let card = score(&assessment.unwrap(), None, &[]);
        let shown = Shown {
            model: &model,
            card: &card,
        };
        let get = |key: &str, like: &Expected| shown.get(key, like);
        compare(&title, &example.expect, get, &mut wrong);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// `unknown-rating 5 maybe`; with the lines of related places: `duplicate-answer 6 RM.1 (5)`.
fn brief(text: &str, diagnostic: &Diagnostic) -> String {
    let lines = LineIndex::new(text);
    let place = diagnostic.place.as_ref().unwrap();
    let line = lines.line(place.span.start);
    let related = diagnostic.related.iter();
    let related = related.map(|label| format!(" ({})", lines.line(label.place.span.start)));
    let related: String = related.collect();
    let word = place.span.of(text);
    format!("{} {line} {word}{related}", diagnostic.code.id())
}

fn compare(
    title: &str,
    expect: &BTreeMap<String, Expected>,
    get: impl Fn(&str, &Expected) -> Expected,
    wrong: &mut Vec<String>,
) {
    for (key, expected) in expect {
        let found = get(key, expected);
        if found != *expected {
            wrong.push(format!(
                "{title}: {key}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
}

struct Shown<'a> {
    model: &'a MaturityModel,
    card: &'a Scorecard,
}

impl Shown<'_> {
    /// One property of the scorecard as the examples write it; of lists that an example names in
    /// part (`like`) only that part.
    fn get(&self, key: &str, like: &Expected) -> Expected {
        let card = self.card;
        let next = card.next.as_ref();
        let target = card.target.as_ref();
        let text = match key {
            "ratings" => self.ratings(like),
            "coverage" => format!("{}/{}", card.answered, card.applicable),
            "level" => self.position(card.level),
            "staged" => self.position(card.staged_equivalent),
            "range" => {
                let (low, high) = (self.position(card.level), self.position(card.optimistic));
                format!("{low}-{high}")
            }
            "status" => status(card.status).to_owned(),
            "next" => next.map_or(String::new(), |next| self.position(next.position)),
            "leads-to" => next.map_or(String::new(), |next| self.position(next.leads_to)),
            "roadmap" => next.map_or(String::new(), |next| self.kpas(&next.roadmap)),
            "steps" => self.steps(),
            "shortest" => self.way(next.map(|next| &next.shortest)),
            "target-shortest" => self.way(target.unwrap().shortest.as_ref()),
            "ahead" => self.kpas(&card.ahead),
            "debt" => self.kpas(&card.debt),
            "strengthen" => {
                let ids = card
                    .strengthen
                    .iter()
                    .map(|goal| self.model.goal(*goal).id.clone());
                ids.collect::<Vec<_>>().join(", ")
            }
            "superseded" => self.superseded(),
            "dimensions" => self.dimensions(),
            "prices" => self.prices(like),
            "progress" => {
                let progress = next.and_then(|next| next.progress);
                return Expected::Number(progress.map_or(-1, i64::from));
            }
            "exceeded-by" => return Expected::Number(target.unwrap().exceeded_by.into()),
            "reached" => return Expected::Flag(target.unwrap().reached),
            "gap" => {
                let phases = target.unwrap().gap.iter();
                let phases: Vec<String> = phases
                    .map(|(p, kpas)| format!("{}: {}", self.position(*p), self.kpas(kpas)))
                    .collect();
                return match like {
                    // An empty list is read as a list of whatever comes first.
                    Expected::Flags(_) if phases.is_empty() => Expected::Flags(Vec::new()),
                    _ => Expected::List(phases),
                };
            }
            _ => panic!("no property {key}"),
        };
        Expected::Text(text)
    }

    fn position(&self, position: PositionIx) -> String {
        self.model.position(position).id.clone()
    }

    fn kpa(&self, kpa: KpaIx) -> &str {
        &self.model.kpa(kpa).id
    }

    fn kpas(&self, kpas: &[KpaIx]) -> String {
        kpas.iter()
            .map(|kpa| self.kpa(*kpa))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn steps(&self) -> String {
        let effect = |effect: Effect| {
            let progress = effect.progress.map_or(-1, i64::from);
            format!("{} {progress}", self.position(effect.level))
        };
        let steps = self.card.next.iter().flat_map(|next| &next.steps);
        let steps = steps.map(|step| {
            let (after, alone) = (effect(step.after), effect(step.alone));
            format!("{} {after} ({alone})", self.kpa(step.kpa))
        });
        steps.collect::<Vec<_>>().join(", ")
    }

    fn way(&self, way: Option<&ShortestWay>) -> String {
        way.map_or(String::new(), |way| {
            let (kpas, goals) = (self.kpas(&way.kpas), way.goals.len());
            format!("{kpas}; {goals} goals, {} points", way.effort)
        })
    }

    fn ratings(&self, like: &Expected) -> String {
        let rating = |entry: &str| {
            let mut parts = entry.split_whitespace();
            let id = parts.next().unwrap();
            let _ = parts.next();
            let digits = parts
                .next()
                .map_or(0, |score| score.len().saturating_sub(2));
            let kpa = self
                .model
                .kpa_indices()
                .find(|kpa| self.kpa(*kpa) == id)
                .unwrap();
            let score = &self.card.kpas[kpa.ix()];
            let letter = match score.satisfaction {
                Satisfaction::Satisfied => "S",
                Satisfaction::Unsatisfied => "U",
                Satisfaction::NotRated => "R",
                Satisfaction::NotApplicable => "N",
            };
            match score.score {
                None => format!("{id} {letter}"),
                Some(share) => format!("{id} {letter} {}", cut(share.floor(10_000), digits)),
            }
        };
        words(like).map(rating).collect::<Vec<_>>().join(", ")
    }

    fn superseded(&self) -> String {
        let kpas = self.model.kpa_indices();
        let by = kpas.filter_map(|kpa| Some((kpa, self.card.kpas[kpa.ix()].superseded_by?)));
        let by = by.map(|(kpa, by)| format!("{} by {}", self.kpa(kpa), self.kpa(by)));
        by.collect::<Vec<_>>().join(", ")
    }

    fn dimensions(&self) -> String {
        let dimensions = self.model.dimensions.iter().zip(&self.card.dimensions);
        dimensions
            .map(|(dimension, level)| format!("{} {}", dimension.id, self.position(*level)))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn prices(&self, like: &Expected) -> String {
        let choices = self.card.next.iter().flat_map(|next| &next.choices);
        choices
            .map(|price| format!("{} {}", self.position(price.position), price.points))
            .take(words(like).count())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// `9166` ten-thousandths with three digits: `0.916`.
fn cut(share: u32, digits: usize) -> String {
    match digits {
        0 => format!("{}", share / 10_000),
        _ => format!(
            "{}.{:.*}",
            share / 10_000,
            digits,
            format!("{:04}", share % 10_000)
        ),
    }
}

fn words(like: &Expected) -> impl Iterator<Item = &str> {
    let Expected::Text(text) = like else {
        panic!("not a text: {like:?}");
    };
    text.split(", ")
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Unrated => "unrated",
        Status::Provisional => "provisional",
        Status::Rated => "rated",
    }
}

fn policy(stale: StalePolicy) -> Policy {
    Policy {
        default_model: Some("cmm".to_owned()),
        target: None,
        max_age_days: 365,
        stale,
    }
}

fn evaluated(example: &BookExample) -> Evaluation {
    let model = built_in("cmm");
    let date: Date = example.date.parse().unwrap();
    let policy = policy(match example.stale.as_deref() {
        Some("expire") => StalePolicy::Expire,
        _ => StalePolicy::Flag,
    });
    let assessments: Vec<Arc<Assessment>> = example
        .reports
        .iter()
        .map(|report| {
            let answers = answers(&model, &report.answers);
            let day = report.date.parse().unwrap();
            Arc::new(assess(&model, &report.team, day, &answers, ""))
        })
        .collect();
    let looked_at = reference_dates(&assessments, date);
    let reports = assessments.iter().zip(looked_at).map(|(assessment, date)| {
        let card = score(assessment, None, &expired(assessment, &policy, date));
        (Arc::clone(assessment), Arc::new(card))
    });
    let reports = reports.collect();
    let mut names: Vec<&str> = example.reports.iter().map(|r| r.team.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let unit = ["Unit".to_owned()];
    evaluate(Input {
        teams: names
            .iter()
            .map(|name| Arc::new(team(name, name, &unit)))
            .collect(),
        reports,
        policy,
        date,
        left_out: 0,
    })
}

/// One property of the reports, by team and date, or of the only portfolio.
fn shown_book(book: &Evaluation, key: &str, like: &Expected) -> Expected {
    let model = &*book.reports[0].assessment.model;
    let id = |position: PositionIx| model.position(position).id.clone();
    let reports = || book.reports.iter();
    let goals = |goals: &[GoalIx]| {
        let ids = goals.iter().map(|goal| model.goal(*goal).id.clone());
        ids.collect::<Vec<_>>().join(", ")
    };
    let names = |reports: &[usize]| {
        let teams = reports.iter().map(|ix| &book.teams[book.reports[*ix].team]);
        teams
            .map(|t| t.team.name.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let portfolio = &book.portfolios[0];
    match key {
        "levels" => Expected::List(reports().map(|r| id(r.card.level)).collect()),
        "statuses" => Expected::Text(
            reports()
                .map(|r| status(r.card.status))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        "ages" => Expected::Numbers(
            reports()
                .map(|r| age_in_days(r.assessment.date, book.date).into())
                .collect(),
        ),
        "stale" => Expected::Flags(reports().map(|r| r.stale).collect()),
        "stale-goals" => Expected::List(reports().map(|r| goals(&r.stale_goals)).collect()),
        "due" => Expected::List(reports().map(|r| r.due.to_string()).collect()),
        "actions" => Expected::List(reports().map(|r| actions(&r.actions)).collect()),
        "changes" => Expected::List(
            reports()
                .map(|r| change(model, r.change.as_ref()))
                .collect(),
        ),
        "risers" => Expected::Text(names(&portfolio.risers)),
        "fallers" => Expected::Text(names(&portfolio.fallers)),
        "ranked" => Expected::Text(names(&portfolio.all.ranked)),
        "unit" => unit(book, like),
        _ => panic!("no property {key}"),
    }
}

fn actions(actions: &[Action]) -> String {
    let names = actions.iter().map(|action| match action {
        Action::AssessAgain => "assess-again",
        Action::AnswerOpenQuestions => "answer-open-questions",
    });
    names.collect::<Vec<_>>().join(", ")
}

fn change(model: &MaturityModel, change: Option<&Change>) -> String {
    let ids = |kpas: &[KpaIx]| {
        let ids = kpas.iter().map(|kpa| model.kpa(*kpa).id.clone());
        ids.collect::<Vec<_>>().join(" ")
    };
    change.map_or("none".to_owned(), |change| {
        let level = change.level.unwrap();
        format!(
            "{level:+} gained {} lost {}",
            ids(&change.gained),
            ids(&change.lost)
        )
    })
}

/// The roll-up of the only unit, which is that of the whole portfolio.
fn unit(book: &Evaluation, like: &Expected) -> Expected {
    let portfolio = &book.portfolios[0];
    let roll_up = &portfolio.units[0].standing.roll_up;
    assert_eq!(*roll_up, portfolio.all.roll_up);
    let id = |position: PositionIx| portfolio.model.position(position).id.clone();
    let maybe = |position: Option<PositionIx>| Expected::Text(position.map_or(String::new(), id));
    let distribution = roll_up.distribution.iter().enumerate();
    let distribution = distribution
        .filter(|(_, teams)| **teams > 0)
        .map(|(position, teams)| format!("{}:{teams}", id(PositionIx::new(position))));
    let all = [
        ("level", maybe(roll_up.level)),
        ("low", maybe(Some(roll_up.low))),
        ("high", maybe(Some(roll_up.high))),
        ("status", Expected::Text(status(roll_up.status).to_owned())),
        ("median", maybe(roll_up.median)),
        (
            "distribution",
            Expected::Text(distribution.collect::<Vec<_>>().join(" ")),
        ),
        ("unrated", Expected::Number(roll_up.unrated.into())),
        ("stale", Expected::Number(roll_up.stale.into())),
        (
            "rise-by-leaving",
            Expected::Number(roll_up.rise_by_leaving.into()),
        ),
    ];
    let Expected::Map(like) = like else {
        panic!("not a map: {like:?}");
    };
    let named = all.into_iter().filter(|(key, _)| like.contains_key(*key));
    Expected::Map(named.map(|(key, value)| (key.to_owned(), value)).collect())
}
