use std::borrow::Cow;
use std::io::{self, Write};

use super::{Exporter, rating_id};
use crate::assessment::{Answer, Evidence, EvidenceTarget};
use crate::model::GoalIx;
use crate::score::Report;

const COLUMNS: &str = "team,name,unit,model,version,date,current,level,status,kpa,kpa-rating,goal,rating,note,evidence,on,line\r\n";

/// Writes one row per report and goal, as RFC 4180 has it. Cells that a spreadsheet would take for
/// a formula begin with an apostrophe.
pub fn csv(exporter: &Exporter<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(COLUMNS.as_bytes())?;
    let mut row = String::new();
    for report in &exporter.evaluation.reports {
        let head = head(exporter, report);
        for goal in report.assessment.model.goal_indices() {
            row.clear();
            row.push_str(&head);
            push_goal(exporter, report, goal, &mut row);
            out.write_all(row.as_bytes())?;
        }
    }
    Ok(())
}

fn head(exporter: &Exporter<'_>, report: &Report) -> String {
    let team = &exporter.evaluation.teams[report.team].team;
    let model = &report.assessment.model;
    let mut row = String::new();
    let date = report.assessment.date.to_string();
    let cells = [
        team.id.as_str(),
        &team.name,
        &team.unit.join(" / "),
        &model.id,
        &model.version,
        &date,
        if report.current { "true" } else { "false" },
        &model.position(report.card.level).id,
        report.card.status.id(),
    ];
    for cell in cells {
        push(&mut row, cell);
        row.push(',');
    }
    row
}

fn push_goal(exporter: &Exporter<'_>, report: &Report, ix: GoalIx, row: &mut String) {
    let model = &report.assessment.model;
    let goal = model.goal(ix);
    let answer = report.assessment.answer(ix);
    let kpa = model.kpa(goal.kpa);
    for cell in [
        kpa.id.as_str(),
        report.card.kpas[goal.kpa.ix()].satisfaction.id(),
        &goal.id,
        rating_id(model, answer.map(|a| a.rating)),
    ] {
        push(row, cell);
        row.push(',');
    }
    push(
        row,
        answer
            .and_then(|answer| answer.note.as_deref())
            .unwrap_or(""),
    );
    row.push(',');
    push(row, &evidence_texts(answer));
    row.push(',');
    if let Some(on) = answer.and_then(|answer| answer.on) {
        row.push_str(&on.to_string());
    }
    row.push(',');
    if let Some(answer) = answer.filter(|_| exporter.shows_lines()) {
        row.push_str(&answer.line.to_string());
    }
    row.push_str("\r\n");
}

/// All evidence of an answer in one cell.
fn evidence_texts(answer: Option<&Answer>) -> Cow<'_, str> {
    let mut texts = answer.into_iter().flat_map(|answer| &answer.evidence);
    let first = texts.next().map(evidence_text).unwrap_or_default();
    texts.fold(first, |mut all, evidence| {
        let text = all.to_mut();
        text.push_str("; ");
        text.push_str(&evidence_text(evidence));
        all
    })
}

fn evidence_text(evidence: &Evidence) -> Cow<'_, str> {
    let target = match &evidence.target {
        EvidenceTarget::Link(url) => url,
        EvidenceTarget::File(file) => file.path.as_str(),
        EvidenceTarget::Text(text) => text,
    };
    match evidence.title() {
        Some(title) if title != target => Cow::Owned(format!("{title} ({target})")),
        _ => Cow::Borrowed(target),
    }
}

fn push(row: &mut String, cell: &str) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let special = |b: u8| matches!(b, b',' | b'"' | b'\n' | b'\r');
    if !formula && !cell.bytes().any(special) {
        row.push_str(cell);
        return;
    }
    row.push('"');
    if formula {
        row.push('\'');
    }
    for c in cell.chars() {
        if c == '"' {
            row.push('"');
        }
        row.push(c);
    }
    row.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formula() {
        let cell = |text| {
            let mut row = String::new();
            push(&mut row, text);
            row
        };
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert_eq!(cell(text), format!("\"'{text}\""));
        }
    }
}
