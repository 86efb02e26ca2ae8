//! The pictures of the dimensions and of the road.

use jiff::civil::Date;

use super::Body;
use crate::chart;
use crate::score::Status;
use crate::view::words::{counted, level_short, sentence_case};
use crate::view::{DimensionView, StepView};

impl<'a> Body<'a, '_> {
    /// The level of each dimension; empty where there are fewer than two.
    pub(super) fn profile_chart(&self, dimensions: &[DimensionView<'a>]) -> String {
        if dimensions.len() < 2 {
            return String::new();
        }
        let (model, card) = (self.model(), &self.report.card);
        let rated = card.status != Status::Unrated;
        let input = chart::Profile {
            levels: model.positions.iter().map(|p| p.id.as_str()).collect(),
            dimensions: dimensions
                .iter()
                .map(|row| chart::Dimension {
                    name: row.name,
                    place: row.level.place,
                    up_to: None,
                })
                .collect(),
            here: rated.then(|| card.level.ix()),
            target: card.target.as_ref().map(|target| target.target.asked.ix()),
        };
        let mut description = String::new();
        for row in dimensions {
            let start = if description.is_empty() { "" } else { ", " };
            description.push_str(start);
            description.push_str(row.name);
            description.push_str(" at level ");
            description.push_str(&row.level.id);
        }
        description.push('.');
        chart::profile(
            "lb-profile-chart",
            "Level by dimension",
            &description,
            &input,
        )
    }

    /// The steps with what they wait for; empty where there is no order to show.
    pub(super) fn roadmap_chart(&self, steps: &[StepView<'a>]) -> String {
        let Some(next) = self.report.card.next.as_ref().filter(|_| steps.len() > 1) else {
            return String::new();
        };
        let assessment = self.assessment();
        let day = |date: Date| (date - assessment.date).get_days();
        let rows = steps.iter().zip(&next.roadmap).map(|(step, kpa)| {
            let plan = assessment.plan.iter().find(|item| item.kpa == *kpa);
            let due = plan.and_then(|item| item.due).zip(step.due.as_ref());
            chart::Step {
                id: step.id,
                effort: blocks(step.effort),
                after: (0..steps.len())
                    .filter(|other| step.after.contains(&steps[*other].id))
                    .collect(),
                status: status(step.status),
                due: due.map(|(date, words)| chart::Due {
                    day: day(date),
                    date: &words.iso,
                    overdue: step.overdue,
                }),
                progress_after: None,
            }
        });
        let date = assessment.date.to_string();
        let input = chart::Roadmap {
            steps: rows.collect(),
            day: 0,
            date: &date,
            words: chart::RoadmapWords {
                step: "Step",
                effort: "Effort",
                progress: "Progress after it",
            },
        };
        let title = format!("The way to {}", level_short(self.model(), next.leads_to));
        chart::roadmap("lb-roadmap-chart", &title, &described(steps), &input)
    }
}

/// `Three steps: RM; SPP after RM, started; SPTO.`
fn described(steps: &[StepView<'_>]) -> String {
    let mut text = sentence_case(&counted(steps.len(), "step", "steps"));
    for (at, step) in steps.iter().enumerate() {
        text.push_str(if at == 0 { ": " } else { "; " });
        text.push_str(step.id);
        for (i, id) in step.after.iter().enumerate() {
            text.push_str(if i == 0 { " after " } else { ", " });
            text.push_str(id);
        }
    }
    text.push('.');
    text
}

fn blocks(effort: &str) -> u8 {
    match effort {
        "S" => 1,
        "M" => 2,
        _ => 4,
    }
}

fn status(status: Option<&str>) -> chart::StepStatus {
    match status {
        Some("done") => chart::StepStatus::Done,
        Some("started") => chart::StepStatus::Started,
        Some("blocked") => chart::StepStatus::Blocked,
        _ => chart::StepStatus::Open,
    }
}
