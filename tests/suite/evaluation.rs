//! What the evaluation makes of many reports: units, helpers, versions of a model, targets.

use std::sync::Arc;

use jiff::civil::{Date, date};
use levelbook::assessment::{Team, TeamKind, TeamTarget};
use levelbook::model::{KpaIx, MaturityModel};
use levelbook::score::{
    Evaluation, Helper, Input, Policy, ReportIx, StalePolicy, Status, evaluate, resolve_target,
    score,
};
use levelbook::tree::Span;

use crate::scoring_support::{DAY, answers, assess, built_in, model_of, team};

/// Two versions of a model: in the second, level `two` is called `second`, KPA `A` is called `B`,
/// and `D` is new.
pub const OLD: &str = "---
id: moving
name: Moving
version: '1'
levels: [{ id: one, name: One }, { id: two, name: Two }, { id: three, name: Three }]
kpas:
  - { id: A, name: A, level: two, goals: [{ id: A.1, statement: A. }] }
  - { id: C, name: C, level: three, goals: [{ id: C.1, statement: C. }] }
---
";
pub const NEW: &str = "---
id: moving
name: Moving
version: '2'
levels:
  - { id: one, name: One }
  - { id: new, name: New }
  - { id: second, name: Two, formerly: [two] }
  - { id: three, name: Three }
kpas:
  - { id: D, name: D, level: new, goals: [{ id: D.1, statement: D. }] }
  - { id: B, name: B, level: second, formerly: [A], goals: [{ id: B.1, statement: B. }] }
  - { id: C, name: C, level: three, goals: [{ id: C.1, statement: C. }] }
---
";

fn policy() -> Policy {
    Policy {
        default_model: Some("cmm".to_owned()),
        target: Some("2".to_owned()),
        max_age_days: 365,
        stale: StalePolicy::Flag,
    }
}

struct Book {
    teams: Vec<Team>,
    reports: Vec<(String, Arc<MaturityModel>, Date, &'static str)>,
}

impl Book {
    fn new() -> Self {
        Self {
            teams: Vec::new(),
            reports: Vec::new(),
        }
    }

    fn team(mut self, id: &str, unit: &[&str]) -> Self {
        let unit: Vec<String> = unit.iter().map(|name| (*name).to_owned()).collect();
        self.teams.push(team(id, id, &unit));
        self
    }

    fn report(
        mut self,
        team: &str,
        model: &Arc<MaturityModel>,
        day: Date,
        answers: &'static str,
    ) -> Self {
        let report = (team.to_owned(), Arc::clone(model), day, answers);
        self.reports.push(report);
        self
    }

    fn evaluate(self) -> Evaluation {
        let scored = self.reports.iter().map(|(team, model, day, notation)| {
            let assessment = assess(model, team, *day, &answers(model, notation), "");
            let card = score(&assessment, None, &[]);
            (Arc::new(assessment), Arc::new(card))
        });
        evaluate(Input {
            reports: scored.collect(),
            teams: self.teams.into_iter().map(Arc::new).collect(),
            policy: policy(),
            date: DAY,
            left_out: 0,
        })
    }
}

fn names(book: &Evaluation, reports: &[ReportIx]) -> Vec<String> {
    let teams = reports.iter().map(|ix| &book.teams[book.reports[*ix].team]);
    teams.map(|standing| standing.team.id.clone()).collect()
}

fn helpers(book: &Evaluation, asks: ReportIx, kpa: KpaIx) -> Vec<String> {
    let helpers = book.helpers_for(asks, kpa).into_iter();
    let helpers = helpers.map(|helper| (helper.report, helper.common_units));
    let (reports, near): (Vec<ReportIx>, Vec<usize>) = helpers.unzip();
    let names = names(book, &reports).into_iter().zip(near);
    names.map(|(name, near)| format!("{name} {near}")).collect()
}

#[test]
fn help_comes_from_near_by_first() {
    let cmm = built_in("cmm");
    let units: [(&str, &[&str]); 8] = [
        ("asks", &["Shop", "Cart"]),
        ("near", &["Shop", "Cart"]),
        ("next", &["Shop", "Search"]),
        ("best", &["Bank"]),
        ("far-1", &["Bank"]),
        ("far-2", &[]),
        ("far-3", &["Bank", "Loans"]),
        ("lacks", &["Shop", "Cart"]),
    ];
    let mut book = Book::new();
    for (id, unit) in units {
        let answers = match id {
            "asks" | "lacks" => "L2=yes, SCM=no",
            "best" => "L2=yes, L3=yes",
            _ => "L2=yes, RM=no",
        };
        book = book.team(id, unit).report(id, &cmm, DAY, answers);
    }
    let book = book.evaluate();
    let asks = (0..book.reports.len()).find(|ix| book.reports[*ix].assessment.team == "asks");
    let asks = asks.unwrap();
    let scm = cmm
        .kpa_indices()
        .find(|kpa| cmm.kpa(*kpa).id == "SCM")
        .unwrap();
    assert_eq!(
        helpers(&book, asks, scm),
        ["near 2", "next 1", "best 0", "far-1 0"]
    );
    let rm = cmm
        .kpa_indices()
        .find(|kpa| cmm.kpa(*kpa).id == "RM")
        .unwrap();
    assert_eq!(helpers(&book, asks, rm), ["lacks 2", "best 0"]);
}

#[test]
fn help_comes_from_fresh_reports_of_teams_first() {
    let cmm = built_in("cmm");
    let long_ago = date(2024, 1, 1);
    let mut book = Book::new()
        .team("asks", &["Shop", "Cart"])
        .team("fresh", &["Shop"])
        .team("old-best", &["Shop"])
        .team("old-near", &["Shop", "Cart"])
        .team("product", &["Shop", "Cart"])
        .report("asks", &cmm, DAY, "L2=yes, SCM=no")
        .report("fresh", &cmm, DAY, "SCM=yes")
        .report("old-best", &cmm, long_ago, "L2=yes, L3=yes")
        .report("old-near", &cmm, long_ago, "L2=yes")
        .report("product", &cmm, DAY, "L2=yes, L3=yes");
    book.teams[4].kind = TeamKind::Vendor {
        product: "Engine".to_owned(),
        version: None,
    };
    let book = book.evaluate();
    let mut kpas = cmm.kpa_indices();
    let scm = kpas.find(|kpa| cmm.kpa(*kpa).id == "SCM").unwrap();
    let found = helpers(&book, 0, scm);
    assert_eq!(found, ["old-near 2", "fresh 1", "old-best 1"]);
}

#[test]
fn units_gather_all_teams_below_them() {
    let cmm = built_in("cmm");
    let mut book = Book::new()
        .team("a", &["Shop", "Cart"])
        .team("b", &["Shop"])
        .team("c", &["Bank"])
        .team("product", &["Shop"])
        .report("a", &cmm, DAY, "L2=yes, L3=no")
        .report("b", &cmm, DAY, "L2=yes, L3=yes, L4=no")
        .report("c", &cmm, DAY, "L2=no, RM=yes")
        .report("product", &cmm, DAY, "L2=no");
    book.teams[3].kind = TeamKind::Vendor {
        product: "Engine".to_owned(),
        version: None,
    };
    let book = book.evaluate();
    let portfolio = &book.portfolios[0];
    let paths: Vec<String> = portfolio
        .units
        .iter()
        .map(|unit| unit.path.join("/"))
        .collect();
    assert_eq!(paths, ["Bank", "Shop", "Shop/Cart"]);
    let shop = &portfolio.unit(&["Shop".to_owned()]).unwrap().standing;
    assert_eq!(names(&book, &shop.ranked), ["b", "a", "product"]);
    // A vendor's product is shown and does not count.
    assert_eq!(shop.roll_up.distribution, [0, 1, 1, 0, 0]);
    assert_eq!(shop.kpas[0].satisfied + shop.kpas[0].unsatisfied, 3);
    let gaps: Vec<(&str, u32)> = portfolio
        .all
        .common_gaps
        .iter()
        .take(3)
        .map(|(kpa, teams)| (cmm.kpa(*kpa).id.as_str(), *teams))
        .collect();
    assert_eq!(gaps, [("SPP", 1), ("SPTO", 1), ("SSM", 1)]);
    assert!(portfolio.unit(&["Nowhere".to_owned()]).is_none());
}

#[test]
fn history_goes_on_over_a_new_version_of_the_model() {
    let (old, new) = (model_of(OLD), model_of(NEW));
    let book = Book::new()
        .team("stays", &[])
        .team("moves", &[])
        .report("stays", &old, date(2026, 6, 1), "A=yes, C=no")
        .report("moves", &old, date(2025, 6, 1), "A=yes, C=no")
        .report("moves", &new, date(2026, 6, 1), "D=yes, B=no, C=yes")
        .evaluate();
    let moves = &book.reports[1];
    let change = moves.change.as_ref().unwrap();
    assert!(moves.current && change.model_changed && !book.reports[0].current);
    // From `two`, now `second`, down to `new`; D has no past to be compared with.
    assert_eq!(change.level, Some(-1));
    let ids = |kpas: &[levelbook::model::KpaIx]| {
        kpas.iter()
            .map(|kpa| new.kpa(*kpa).id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (ids(&change.gained), ids(&change.lost)),
        (vec!["C".to_owned()], vec!["B".to_owned()])
    );
    let portfolio = &book.portfolios[0];
    assert_eq!(portfolio.model.version, "2");
    assert_eq!(names(&book, &portfolio.all.ranked), ["stays", "moves"]);
    assert_eq!(portfolio.all.roll_up.distribution, [0, 1, 1, 0]);
    let b = new.kpa_indices().nth(1).unwrap();
    assert_eq!(portfolio.all.kpas[b.ix()].satisfied, 1);
    let found = book.helpers_for(1, b);
    let theirs = |helper: &Helper| old.kpa(helper.kpa).id.as_str();
    assert_eq!(helpers(&book, 1, b), ["stays 0"]);
    assert_eq!(found.iter().map(theirs).collect::<Vec<_>>(), ["A"]);
}

#[test]
fn the_default_model_comes_first() {
    let (cmm, omm) = (built_in("cmm"), built_in("omm"));
    let moving = model_of(OLD);
    let book = Book::new()
        .team("a", &[])
        .team("never-assessed", &[])
        .report("a", &omm, DAY, "")
        .report("a", &moving, DAY, "")
        .report("a", &cmm, DAY, "")
        .report("gone", &cmm, DAY, "L2=yes")
        .evaluate();
    let model = |ix: &ReportIx| book.reports[*ix].assessment.model.id.clone();
    let current: Vec<String> = book.teams[0].current.iter().map(model).collect();
    assert_eq!(current, ["cmm", "moving", "omm"]);
    assert!(book.teams[1].current.is_empty());
    let portfolios: Vec<&str> = book
        .portfolios
        .iter()
        .map(|p| p.model.id.as_str())
        .collect();
    assert_eq!(portfolios, ["cmm", "moving", "omm"]);
    assert_eq!(book.portfolio("cmm").unwrap().all.ranked.len(), 1);
    assert_eq!(
        book.reports[book.teams[0].current[0]].card.status,
        Status::Unrated
    );
}

#[test]
fn the_nearest_target_holds() {
    let mut cmm = (*built_in("cmm")).clone();
    let mut team = team("a", "A", &[]);
    let asked = |model: &MaturityModel, team: &Team, keys: &str| {
        let model = Arc::new(model.clone());
        let assessment = assess(&model, "a", DAY, &answers(&model, ""), keys);
        let target = resolve_target(&assessment, team, &policy());
        target.map(|target| model.position(target.asked).id.clone())
    };
    let is = |id: &str| Some(id.to_owned());
    assert_eq!(asked(&cmm, &team, ""), is("2"));
    cmm.settings.target = is("3");
    assert_eq!(asked(&cmm, &team, ""), is("3"));
    let target = |model: Option<&str>, level: &str| TeamTarget {
        model: model.map(str::to_owned),
        level: level.to_owned(),
        span: Span::default(),
    };
    team.targets = vec![target(Some("omm"), "2"), target(None, "4")];
    assert_eq!(asked(&cmm, &team, ""), is("4"));
    assert_eq!(asked(&cmm, &team, "target: 5\n"), is("5"));
    // A target without a model is of the default model, and so is that of the book.
    let omm = built_in("omm");
    team.targets.remove(0);
    assert_eq!(asked(&omm, &team, ""), None);
    // What names no level is reported elsewhere; no other target takes its place.
    team.targets = vec![target(Some("cmm"), "9")];
    assert_eq!(asked(&cmm, &team, ""), None);
}
