//! The pictures of the dimensions and of the road.

use jiff::civil::Date;

use super::Body;
use crate::assessment::PlanStatus;
use crate::chart::{self, StepStatus};
use crate::model::KpaIx;
use crate::score::{NextLevel, Status};
use crate::view::{DimensionView, StepView};

impl<'a> Body<'a, '_> {
    /// The level of each dimension; empty where there are fewer than two.
    pub(super) fn profile_chart(&self, dimensions: &[DimensionView<'a>]) -> String {
        if dimensions.len() < 2 {
            return String::new();
        }
        let (model, card) = (self.model(), &self.report.card);
        let words = self.presenter.words;
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
        let parts: Vec<String> = dimensions
            .iter()
            .map(|row| {
                let told = [
                    ("dimension", row.name.into()),
                    ("level", (&row.level.id).into()),
                ];
                words.say("dimension_at_level", &told)
            })
            .collect();
        chart::profile(
            "lb-profile",
            words.text("level_by_dimension"),
            &words.list(&parts, parts.len()),
            &input,
        )
    }

    /// The steps with what they wait for; empty where there is no order to show.
    pub(super) fn roadmap_chart(&self, steps: &[StepView<'a>]) -> String {
        let Some(next) = self.report.card.next.as_ref().filter(|_| steps.len() > 1) else {
            return String::new();
        };
        let words = self.presenter.words;
        let dates: Vec<String> = next
            .roadmap
            .iter()
            .map(|kpa| {
                self.due(*kpa)
                    .map_or_else(String::new, |due| words.short_date(due))
            })
            .collect();
        let date = words.short_date(self.assessment().date);
        let input = chart::Roadmap {
            steps: (0..steps.len())
                .map(|at| self.row(at, steps, next, &dates[at]))
                .collect(),
            day: 0,
            date: &date,
            words: chart::RoadmapWords {
                step: words.text("step"),
                effort: words.text("effort"),
                progress: words.text("progress_after_step"),
            },
        };
        let level = &self.model().position(next.leads_to).id;
        let title = words.say("way_to_level", &[("level", level.into())]);
        let description = self.steps_in_words(steps);
        chart::roadmap("lb-roadmap", &title, &description, &input)
    }

    fn row<'t>(
        &self,
        at: usize,
        steps: &[StepView<'a>],
        next: &NextLevel,
        date: &'t str,
    ) -> chart::Step<'t>
    where
        'a: 't,
    {
        let (step, kpa) = (&steps[at], next.roadmap[at]);
        let plan = self.plan_for(kpa);
        chart::Step {
            id: step.id,
            effort: self.model().kpa(kpa).effort.points() as usize,
            after: (0..at)
                .filter(|other| step.after.contains(&steps[*other].id))
                .collect(),
            status: match plan.and_then(|item| item.status) {
                Some(PlanStatus::Done) => StepStatus::Done,
                Some(PlanStatus::Started) => StepStatus::Started,
                Some(PlanStatus::Blocked) => StepStatus::Blocked,
                Some(PlanStatus::Open) | None => StepStatus::Open,
            },
            due: plan.and_then(|item| item.due).map(|due| chart::Due {
                day: (due - self.assessment().date).get_days(),
                date,
                overdue: step.overdue,
            }),
            progress_after: next.steps.get(at).and_then(|effect| effect.after.progress),
        }
    }

    fn due(&self, kpa: KpaIx) -> Option<Date> {
        let plan = self.assessment().plan.iter().find(|item| item.kpa == kpa)?;
        plan.due
    }

    /// `Three steps: RM, SPP after RM and SPTO.`
    fn steps_in_words(&self, steps: &[StepView<'_>]) -> String {
        let words = self.presenter.words;
        let parts: Vec<String> = steps
            .iter()
            .map(|step| {
                if step.after.is_empty() {
                    return step.id.to_owned();
                }
                let before = words.list(&step.after, step.after.len());
                words.say(
                    "step_after",
                    &[("step", step.id.into()), ("steps", (&before).into())],
                )
            })
            .collect();
        let list = parts.join("; ");
        words.say(
            "steps_in_order",
            &[("n", steps.len().into()), ("steps", (&list).into())],
        )
    }
}
