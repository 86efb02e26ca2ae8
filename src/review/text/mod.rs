//! A comparison for the terminal: the verdict first, then what changed by team, and the gates with
//! their findings at the end, where a reader's eyes are.

mod writer;

use writer::{BOLD, DIM, GREEN, RED, Text, YELLOW, place};

use super::facts::{self, Ink, Trend};
use super::links::{At, Side};
use super::record::{Diff, Gate, Kind, Problem, ReportChange, TeamChange};
use super::words;
use super::{Options, findings};
use crate::diagnostic::safe;

/// How many findings of a gate, and how many problems, are told.
const SHOWN: usize = 20;
/// The text, which ends in a line end. Nothing in it acts on a terminal or a runner.
pub fn render(diff: &Diff, options: &Options<'_>) -> String {
    let mut text = Text {
        out: String::new(),
        color: options.color,
        width: options.width.max(40),
    };
    text.verdict(diff);
    if !words::is_unchanged(diff) {
        text.teams(diff);
        text.models(diff);
        text.others(diff);
        text.problems(diff);
        text.gates(diff);
    }
    match options.stop_token {
        Some(token) => safe::for_runner(&text.out, token),
        None => text.out,
    }
}

impl Text {
    fn verdict(&mut self, diff: &Diff) {
        let (base, head) = (words::end(&diff.base), words::end(&diff.head));
        let verdict = match words::is_unchanged(diff) {
            true => "nothing changed".to_owned(),
            false => words::verdict(diff),
        };
        let verdict = self.styled(BOLD, &verdict);
        self.line(&verdict);
        let about = format!("{base} → {head}, as of {}", diff.date);
        let about = self.styled(DIM, &safe::printable(&about));
        self.line(&about);
        for end in [&diff.base, &diff.head] {
            if let Some(incomplete) = words::incomplete(end) {
                let name = words::end(end);
                let name = safe::printable(&name);
                let word = self.styled(YELLOW, "warning:");
                self.line(&format!("{word} {name} {incomplete}"));
            }
        }
        if let Some(others) = words::others(diff) {
            self.line(&others);
        }
    }

    fn teams(&mut self, diff: &Diff) {
        let mut teams: Vec<&TeamChange> = diff.teams.iter().collect();
        teams.sort_by_key(|team| Trend::of_team(team));
        for team in teams {
            self.out.push('\n');
            let about = facts::of_team(team);
            let name = safe::printable(&facts::clip(&team.name)).into_owned();
            let name = self.styled(BOLD, &name);
            // A team that came, went or has another id is told first, then its reports.
            let sign = match team.change {
                Kind::Added => Some("+"),
                Kind::Removed => Some("-"),
                Kind::Renamed => Some("~"),
                Kind::Modified => team.reports.is_empty().then_some("~"),
            };
            if let Some(sign) = sign {
                self.line(&format!("{sign} {name}"));
                self.facts(&about);
            }
            for (ix, report) in team.reports.iter().enumerate() {
                if ix > 0 {
                    self.out.push('\n');
                }
                self.report(sign.is_none().then_some(name.as_str()), report);
            }
            if sign.is_none() {
                self.facts(&about);
            }
        }
    }

    /// `▲ Search  cmm  2 → 3  (answers +1)`, and what changed besides.
    fn report(&mut self, name: Option<&str>, report: &ReportChange) {
        let (sign, style) = match Trend::of(&report.level) {
            Trend::Falls => ("▼", RED),
            Trend::Rises => ("▲", GREEN),
            Trend::Other => ("=", BOLD),
        };
        let causes = match facts::causes(&report.level) {
            causes if causes.is_empty() => causes,
            causes => format!("  ({causes})"),
        };
        let line = format!(
            "{} {}{}  {}{causes}",
            self.styled(style, sign),
            name.map_or(String::new(), |name| format!("{name}  ")),
            safe::printable(&facts::clip(&report.model)),
            self.styled(style, &safe::printable(&facts::level(&report.level))),
        );
        self.line(&line);
        self.facts(&facts::of_report(report));
    }

    fn models(&mut self, diff: &Diff) {
        for model in &diff.models {
            self.out.push('\n');
            let head = format!(
                "{}  {}",
                facts::clip(&model.id),
                facts::versions(model, facts::clip)
            );
            let head = self.styled(BOLD, &safe::printable(&head));
            let effect = facts::effect(model);
            self.line(&format!("Model {head}  ({effect})"));
            for (ix, item) in facts::of_model(model).iter().enumerate() {
                self.item(if ix == 0 { "Changes" } else { "" }, item);
            }
        }
        if !diff.settings.is_empty() {
            self.out.push('\n');
            let text = facts::fields(&diff.settings);
            self.hanging("Settings  ", 10, &safe::printable(&text), None);
        }
    }

    fn others(&mut self, diff: &Diff) {
        let units = diff.units.iter().map(|unit| {
            let path = facts::clip(&unit.path.join(" / "));
            format!("{path} {}", words::done(unit.change))
        });
        let soon = diff.soon_stale.iter().map(|soon| {
            let words = [&soon.name, &soon.model, &soon.on].map(|text| facts::clip(text));
            format!("{}  {}  on {}", words[0], words[1], words[2])
        });
        for (title, items) in [
            ("Units", units.collect::<Vec<_>>()),
            ("Stale within 30 days", soon.collect()),
        ] {
            if items.is_empty() {
                continue;
            }
            self.out.push('\n');
            self.line(title);
            for item in items {
                self.hanging("  ", 2, &safe::printable(&item), None);
            }
        }
    }

    /// What is wrong in head and was not in base, as `check` says it.
    fn problems(&mut self, diff: &Diff) {
        let problems: Vec<&Problem> = findings::problems(diff).collect();
        for problem in problems.iter().take(SHOWN) {
            self.out.push('\n');
            self.finding(&problem.severity, &problem.code, &problem.message);
            let column = problem.column.map_or(String::new(), |n| format!(":{n}"));
            if let Some(file) = &problem.file {
                let (side, line) = (Side::Head, problem.line);
                let place = place(&At { side, file, line });
                self.arrow(&format!("{place}{column}"));
            }
            for help in &problem.help {
                let help = safe::printable(help).into_owned();
                self.hanging("   = help: ", 11, &help, None);
            }
        }
        self.more(problems.len(), SHOWN);
    }

    fn gates(&mut self, diff: &Diff) {
        for gate in findings::hit(diff) {
            let severity = if gate.tripped { "error" } else { "warning" };
            for finding in gate.findings.iter().take(SHOWN) {
                self.out.push('\n');
                let message = findings::message(finding);
                self.finding(severity, gate.id.word(), &message);
                if let Some(at) = findings::at(finding) {
                    self.arrow(&place(&at));
                }
            }
            self.more(gate.hits as usize, SHOWN.min(gate.findings.len()));
        }
        if !diff.accepted.is_empty() {
            self.out.push('\n');
        }
        for accepted in &diff.accepted {
            let text = facts::acceptance(accepted, Ink::PLAIN);
            self.hanging("accepted: ", 10, &safe::printable(&text), None);
        }
        if !diff.gates.is_empty() {
            self.out.push('\n');
            let sum = sum(&diff.gates);
            let tripped = diff.gates.iter().any(|gate| gate.tripped);
            let start = self.styled(if tripped { RED } else { BOLD }, "gates: ");
            self.hanging(&start, 7, &sum, None);
        }
    }
}

/// `2 tripped: invalid 1, unexplained-drop 1; warnings: stale 1; quiet: answer-removed`.
fn sum(gates: &[Gate]) -> String {
    let list = |test: fn(&Gate) -> bool, numbers: bool| {
        let gates = gates.iter().filter(|gate| test(gate)).map(|gate| {
            let word = gate.id.word();
            if numbers {
                format!("{word} {}", gate.hits)
            } else {
                word.to_owned()
            }
        });
        gates.collect::<Vec<_>>()
    };
    let tripped = list(|gate| gate.tripped, true);
    let warned = list(|gate| !gate.tripped && gate.hits > 0, true);
    let quiet = list(|gate| gate.hits == 0, false);
    let mut parts = vec![match tripped.len() {
        0 => "none tripped".to_owned(),
        n => format!("{n} tripped: {}", tripped.join(", ")),
    }];
    if !warned.is_empty() {
        parts.push(format!("warnings: {}", warned.join(", ")));
    }
    if !quiet.is_empty() {
        parts.push(format!("quiet: {}", quiet.join(", ")));
    }
    parts.join("; ")
}
