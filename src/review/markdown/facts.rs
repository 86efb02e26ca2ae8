use crate::diagnostic::counted;
use crate::review::escape::html;
use crate::review::record::{Direction, ReportChange};

/// What happened to a report in a few words, as HTML: `level 3 → 2, 2 ratings down, 2 gaps opened`.
/// Empty where nothing but texts changed.
pub(super) fn of(report: &ReportChange) -> Vec<String> {
    let mut facts: Vec<String> = level(report).into_iter().collect();
    facts.extend(numbers(report));
    if facts.is_empty() {
        facts.extend(lesser(report));
    }
    facts
}

fn level(report: &ReportChange) -> Option<String> {
    let level = &report.level;
    let id = |level: &Option<String>| level.as_deref().map_or("–".to_owned(), html);
    (level.base != level.head).then(|| format!("level {} → {}", id(&level.base), id(&level.head)))
}

fn numbers(report: &ReportChange) -> impl Iterator<Item = String> {
    let answers = |direction| {
        let answers = report.answers.iter();
        answers
            .filter(|answer| answer.direction == direction)
            .count()
    };
    [
        (answers(Direction::Down), "rating", "down"),
        (answers(Direction::Up), "rating", "up"),
        (answers(Direction::Removed), "answer", "removed"),
        (report.gaps.opened.len(), "gap", "opened"),
        (report.gaps.closed.len(), "gap", "closed"),
    ]
    .into_iter()
    .filter(|(n, _, _)| *n > 0)
    .map(|(n, one, what)| format!("{} {what}", counted(n, one)))
}

/// What is told where no level, rating or gap changed.
fn lesser(report: &ReportChange) -> Option<String> {
    let evidence = &report.evidence;
    let has_evidence =
        !(evidence.added.is_empty() && evidence.removed.is_empty() && evidence.changed.is_empty());
    let parts: Vec<&str> = [
        (
            report.report_stale.head && !report.report_stale.base,
            "stale",
        ),
        (report.status.differs(), "status"),
        (!report.answers.is_empty(), "answers"),
        (has_evidence, "evidence"),
        (!report.notes.is_empty(), "notes"),
        (!report.plan.is_empty(), "plan"),
        (!report.buy_in.is_empty(), "buy-in"),
        (report.target.differs(), "target"),
    ]
    .into_iter()
    .filter_map(|(is, word)| is.then_some(word))
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
