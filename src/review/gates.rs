//! What a change is held against.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::record::{
    Accepted, AnswerChange, Diff, Direction, Finding, Gate, GateId, Mode, ReportChange, TeamChange,
};
use crate::config::{Accept, Review};

/// More findings of a gate than anybody reads are counted only.
const MOST: usize = 1_000;

/// Fills in gates, what was accepted of them, and the exit code.
pub fn gates(diff: &mut Diff, policy: &Review) {
    let mut findings = findings(diff);
    let date: Option<Date> = diff.date.parse().ok();
    let is_valid = |accept: &&Accept| accept.until.is_none_or(|until| date <= Some(until));
    for accept in policy.accept.iter().filter(is_valid) {
        diff.accepted.push(Accepted {
            team: accept.team.clone(),
            kpa: accept.kpa.clone(),
            gate: accept.gate,
            reason: accept.reason.clone(),
            until: accept.until.map(|until| until.to_string()),
            hits: take(&mut findings, accept),
        });
    }
    for id in GateId::ALL {
        let mode = if policy.fail_on.contains(&id) {
            Mode::Fail
        } else if policy.warn_on.contains(&id) {
            Mode::Warn
        } else {
            continue;
        };
        let mut findings = findings.remove(&id).unwrap_or_default();
        let hits = findings.len() as u32;
        findings.truncate(MOST);
        diff.gates.push(Gate {
            id,
            mode,
            hits,
            tripped: mode == Mode::Fail && hits > 0,
            findings,
        });
    }
    diff.exit_code = u8::from(diff.gates.iter().any(|gate| gate.tripped));
}

type Findings = BTreeMap<GateId, Vec<Finding>>;

/// Takes out what is accepted, and says how much it was. Invalid content is accepted only by name.
fn take(findings: &mut Findings, accept: &Accept) -> u32 {
    let mut taken = 0;
    for (gate, list) in findings {
        let is_meant = match accept.gate {
            Some(meant) => meant == *gate,
            None => *gate != GateId::Invalid,
        };
        let before = list.len();
        list.retain(|finding| {
            let same_team = finding.team.as_deref() == Some(accept.team.as_str());
            let same_kpa = accept.kpa.is_none() || finding.kpa == accept.kpa;
            !(is_meant && same_team && same_kpa)
        });
        taken += (before - list.len()) as u32;
    }
    taken
}

fn findings(diff: &Diff) -> Findings {
    let mut findings = Findings::new();
    for problem in diff
        .diagnostics
        .iter()
        .filter(|one| one.severity == "error")
    {
        let finding = Finding {
            file: problem.file.clone(),
            line: problem.line,
            ..book(problem.message.clone())
        };
        findings.entry(GateId::Invalid).or_default().push(finding);
    }
    let known = diff
        .head
        .errors
        .saturating_sub(findings.get(&GateId::Invalid).map_or(0, |l| l.len() as u32));
    if known > 0 {
        let text = match known {
            1 => "1 error that base has as well".to_owned(),
            n => format!("{n} errors that base has as well"),
        };
        findings
            .entry(GateId::Invalid)
            .or_default()
            .push(book(text));
    }
    for model in &diff.models {
        let versions = match (&model.base, &model.head) {
            (Some(base), Some(head)) if base != head => format!(" from {base} to {head}"),
            _ => String::new(),
        };
        findings
            .entry(GateId::ModelChange)
            .or_default()
            .push(Finding {
                model: Some(model.id.clone()),
                file: model.file.clone(),
                ..book(format!("the model `{}` changed{versions}", model.id))
            });
    }
    for field in &diff.settings {
        let finding = book(format!("the setting `{}` changed", field.name));
        findings
            .entry(GateId::ModelChange)
            .or_default()
            .push(finding);
    }
    for team in &diff.teams {
        for report in &team.reports {
            let mut told = Told {
                team,
                report,
                findings: &mut findings,
            };
            told.level();
            report.answers.iter().for_each(|answer| told.answer(answer));
            told.gaps();
            told.evidence();
            told.stale();
        }
    }
    findings
}

/// A finding of no team.
fn book(message: String) -> Finding {
    Finding {
        team: None,
        team_name: None,
        model: None,
        kpa: None,
        goal: None,
        message,
        file: None,
        line: None,
        in_base: false,
    }
}

/// The findings of one report.
struct Told<'a> {
    team: &'a TeamChange,
    report: &'a ReportChange,
    findings: &'a mut Findings,
}

/// Where in a report a finding lies.
#[derive(Default)]
struct At<'a> {
    kpa: Option<&'a str>,
    goal: Option<&'a str>,
    line: Option<u32>,
    in_base: bool,
}

impl Told<'_> {
    fn add(&mut self, gate: GateId, at: At<'_>, message: String) {
        let base_file = self.report.base_file.as_ref().unwrap_or(&self.report.file);
        let file = match at.in_base {
            true => base_file,
            false => &self.report.file,
        };
        self.findings.entry(gate).or_default().push(Finding {
            team: Some(self.team.id.clone()),
            team_name: Some(self.team.name.clone()),
            model: Some(self.report.model.clone()),
            kpa: at.kpa.map(str::to_owned),
            goal: at.goal.map(str::to_owned),
            message,
            file: Some(file.clone()),
            line: at.line,
            in_base: at.in_base,
        });
    }

    fn level(&mut self) {
        let level = &self.report.level;
        if let (Some(..0), Some(base), Some(head)) = (level.steps, &level.base, &level.head) {
            let kpa = match &*level.decided_by {
                [only] => Some(only.as_str()),
                _ => None,
            };
            let at = At {
                kpa,
                ..At::default()
            };
            self.add(GateId::LevelDrop, at, format!("level `{base}` → `{head}`"));
        }
    }

    fn answer(&mut self, answer: &AnswerChange) {
        let word = |rating: &Option<String>| rating.as_deref().unwrap_or("unknown").to_owned();
        let change = format!(
            "`{}` `{}` → `{}`",
            answer.id,
            word(&answer.base),
            word(&answer.head)
        );
        let at = || At {
            kpa: Some(&answer.kpa),
            goal: Some(&answer.id),
            line: answer.line.or(answer.base_line),
            in_base: answer.line.is_none(),
        };
        match answer.direction {
            Direction::Down => {
                self.add(GateId::RatingDrop, at(), change.clone());
                if !answer.note_changed {
                    let message = format!("{change} without a new note");
                    self.add(GateId::UnexplainedDrop, at(), message);
                }
            }
            Direction::Up if !answer.has_evidence => {
                self.add(
                    GateId::UnevidencedRise,
                    at(),
                    format!("{change} without evidence"),
                );
            }
            Direction::Removed => {
                self.add(
                    GateId::AnswerRemoved,
                    at(),
                    format!("{change}: not answered any more"),
                );
            }
            Direction::Up | Direction::Level | Direction::NotApplicable => {}
        }
    }

    fn gaps(&mut self) {
        for goal in &self.report.gaps.opened {
            let at = At {
                kpa: Some(&goal.kpa),
                goal: Some(&goal.id),
                line: goal.line,
                in_base: false,
            };
            let message = format!("`{}` is not satisfied: {}", goal.id, goal.statement);
            self.add(GateId::GapOpened, at, message);
        }
    }

    fn evidence(&mut self) {
        for evidence in &self.report.evidence.removed {
            let at = At {
                goal: Some(&evidence.answer),
                line: Some(evidence.line),
                in_base: true,
                kpa: None,
            };
            let message = format!(
                "`{}`: evidence `{}` removed",
                evidence.answer, evidence.reference
            );
            self.add(GateId::EvidenceRemoved, at, message);
        }
    }

    fn stale(&mut self) {
        if self.report.report_stale.head && !self.report.report_stale.base {
            self.add(
                GateId::Stale,
                At::default(),
                "the report is stale".to_owned(),
            );
        }
        for goal in &self.report.stale {
            let at = At {
                kpa: Some(&goal.kpa),
                goal: Some(&goal.id),
                line: goal.line,
                in_base: false,
            };
            self.add(
                GateId::Stale,
                at,
                format!("the answer to `{}` is stale", goal.id),
            );
        }
    }
}
