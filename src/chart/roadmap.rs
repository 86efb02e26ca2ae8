use super::letters::{columns, shorten};
use super::marks::Marks;
use super::svg::{Path, Svg};

/// The steps to the next level, in their order.
#[derive(Default)]
pub struct Roadmap<'a> {
    pub steps: Vec<Step<'a>>,
    /// The report's own date, in days from the start from which due dates count.
    pub day: i32,
    pub date: &'a str,
    /// The heads of the columns.
    pub words: RoadmapWords<'a>,
}

#[derive(Default)]
pub struct RoadmapWords<'a> {
    pub step: &'a str,
    pub effort: &'a str,
    pub progress: &'a str,
}

/// A row of the roadmap.
#[derive(Default)]
pub struct Step<'a> {
    /// The id of its KPA.
    pub id: &'a str,
    /// Small blocks: 1, 2 or 4 for S, M or L.
    pub effort: usize,
    /// The steps it waits for, by their place in the roadmap.
    pub after: Vec<usize>,
    pub status: StepStatus,
    pub due: Option<Due<'a>>,
    /// Percent of the way to the next level when this step is done.
    pub progress_after: Option<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum StepStatus {
    #[default]
    Open,
    Started,
    Blocked,
    Done,
}

/// The date for which a step is planned.
pub struct Due<'a> {
    pub day: i32,
    pub date: &'a str,
    pub overdue: bool,
}

const WIDTH: f64 = 640.0;
const HEAD: f64 = 24.0;
const ROW: f64 = 30.0;
const MARK: f64 = 14.0;
/// Between the vertical lines of two connectors.
const LANE: f64 = 11.0;
/// So many connectors run side by side; further ones share a line.
const LANES: usize = 8;
const CORNER: f64 = 5.0;
const BLOCK: f64 = 9.0;
/// Between two blocks; with [`BLOCK`] the dashes of the class `c-effort`.
const GAP: f64 = 3.0;
const ID: usize = 6;
/// A date beside its tick.
const DATE: f64 = 76.0;

/// The steps as rows: what each waits for, how much it takes, how far it leads and when it is due.
pub fn roadmap(id: &str, title: &str, description: &str, input: &Roadmap<'_>) -> String {
    let plan = Plan::new(input);
    let mut svg = Svg::open(
        "c-roadmap",
        id,
        (WIDTH, plan.bottom + 4.0),
        title,
        description,
    );
    plan.ruling(&mut svg, input);
    plan.connectors(&mut svg);
    plan.steps(&mut svg, input);
    plan.progress(&mut svg, input);
    plan.time_line(&mut svg, input);
    svg.close()
}

/// The columns, from left to right.
struct Plan {
    /// The left edge of the marks; connectors are left of it.
    mark: f64,
    number: f64,
    id: f64,
    effort: f64,
    progress: Option<(f64, f64)>,
    time: Option<(f64, f64)>,
    bottom: f64,
    lanes: Vec<Lane>,
}

/// A connector: from the step that others wait for to the last of these.
struct Lane {
    from: usize,
    to: Vec<usize>,
    /// Counted from the marks.
    lane: usize,
}

impl Plan {
    fn new(input: &Roadmap<'_>) -> Self {
        let lanes = lanes(&input.steps);
        let used = lanes.iter().map(|lane| lane.lane + 1).max().unwrap_or(0);
        let mark = if used == 0 {
            2.0
        } else {
            10.0 + LANE * used as f64
        };
        let digits = if input.steps.len() > 9 { 2.0 } else { 1.0 };
        let number = mark + MARK + 8.0 + 16.0 * digits;
        let longest = input.steps.iter().map(|step| columns(step.id)).max();
        let id = number + 12.0;
        let effort = id + 20.0 * longest.unwrap_or(1).clamp(2, ID) as f64 + 12.0;
        let has_time = input.steps.iter().any(|step| step.due.is_some());
        let has_progress = input.steps.iter().any(|step| step.progress_after.is_some());
        let free = effort + 4.0 * (BLOCK + GAP) + 22.0;
        let right = WIDTH - 4.0;
        let middle = (free + (right - free) * 0.38).round();
        let (progress, time) = match (has_progress, has_time) {
            (true, true) => (Some((free, middle)), Some((middle + 26.0, right))),
            (true, false) => (Some((free, right)), None),
            (false, true) => (None, Some((free, right))),
            (false, false) => (None, None),
        };
        Self {
            mark,
            number,
            id,
            effort,
            progress,
            time,
            bottom: HEAD + ROW * input.steps.len() as f64,
            lanes,
        }
    }

    /// The middle of a row.
    fn y(&self, row: usize) -> f64 {
        HEAD + ROW * (row as f64 + 0.5)
    }

    /// Thin rules between the rows, and the heads of the columns.
    fn ruling(&self, svg: &mut Svg, input: &Roadmap<'_>) {
        let right = if self.progress.is_some() || self.time.is_some() {
            WIDTH
        } else {
            self.effort + 4.0 * (BLOCK + GAP)
        };
        let mut rules = Path::default();
        for row in 0..=input.steps.len() {
            rules.to(self.mark, HEAD + ROW * row as f64).h_to(right);
        }
        svg.path("c-rule", &rules);
        svg.group("c-names c-wide");
        let words = &input.words;
        svg.text(self.id, HEAD - 8.0, words.step);
        svg.text(self.effort, HEAD - 8.0, words.effort);
        if let Some((from, _)) = self.progress {
            svg.text(from, HEAD - 8.0, words.progress);
        }
        svg.end();
    }

    /// Elbow lines from each step to those that wait for it. They leave below the middle of a mark
    /// and arrive above it, so that the two never lie on each other.
    fn connectors(&self, svg: &mut Svg) {
        let mut lines = Path::default();
        let mut heads = Path::default();
        let edge = self.mark - 1.5;
        for lane in &self.lanes {
            let x = edge - 8.0 - LANE * lane.lane as f64;
            let from = self.y(lane.from) + 3.5;
            for (at, to) in lane.to.iter().enumerate() {
                let y = self.y(*to) - 3.5;
                if at + 1 == lane.to.len() {
                    lines.to(edge, from).h_to(x + CORNER);
                    lines
                        .bend((-CORNER, 0.0), (-CORNER, CORNER))
                        .v_to(y - CORNER);
                } else {
                    lines.to(x, y - CORNER);
                }
                lines.bend((0.0, CORNER), (CORNER, CORNER)).h_to(edge - 3.0);
                heads.to(edge, y).line(-5.0, -3.5).v(7.0).close();
            }
        }
        svg.path("c-tie", &lines);
        svg.path("c-tip", &heads);
    }

    fn steps(&self, svg: &mut Svg, input: &Roadmap<'_>) {
        let mut marks = Marks::default();
        let (mut blocked, mut blocks) = (Path::default(), Path::default());
        for (row, step) in input.steps.iter().enumerate() {
            let y = self.y(row);
            let ink = match step.status {
                StepStatus::Done => "4",
                StepStatus::Started => "2",
                StepStatus::Blocked | StepStatus::Open => "0",
            };
            marks.add(ink, self.mark, y - MARK / 2.0, MARK);
            if step.status == StepStatus::Blocked {
                blocked.to(self.mark + 2.5, y).h(MARK - 5.0);
            }
            // A broad line of dashes, as wide as the blocks are high.
            let width = (BLOCK + GAP) * step.effort.clamp(1, 4) as f64 - GAP;
            blocks.to(self.effort, y).h(width);
        }
        marks.draw(svg);
        svg.path("c-blocked", &blocked);
        svg.path("c-effort", &blocks);
        svg.group("c-numbers");
        for row in 0..input.steps.len() {
            svg.text(self.number, self.y(row), &(row + 1).to_string());
        }
        svg.end();
        svg.group("c-steps");
        for (row, step) in input.steps.iter().enumerate() {
            svg.text(self.id, self.y(row), &shorten(step.id, ID));
        }
        svg.end();
    }

    /// How far each step leads, as a thin bar.
    fn progress(&self, svg: &mut Svg, input: &Roadmap<'_>) {
        let Some((from, to)) = self.progress else {
            return;
        };
        let (mut track, mut fill) = (Path::default(), Path::default());
        for (row, step) in input.steps.iter().enumerate() {
            let Some(progress) = step.progress_after else {
                continue;
            };
            let width = to - from;
            track.to(from, self.y(row)).h(width);
            let done = width * f64::from(progress.min(100)) / 100.0;
            fill.to(from, self.y(row)).h(done.round());
        }
        svg.path("c-track", &track);
        svg.path("c-track c-full", &fill);
    }

    /// The due dates on one scale of time, and the report's date as a rule.
    fn time_line(&self, svg: &mut Svg, input: &Roadmap<'_>) {
        let Some((from, to)) = self.time else { return };
        let dues: Vec<(usize, &Due<'_>)> = input
            .steps
            .iter()
            .enumerate()
            .filter_map(|(row, step)| Some((row, step.due.as_ref()?)))
            .collect();
        let days = || dues.iter().map(|(_, due)| due.day).chain([input.day]);
        let (first, last) = (days().min().unwrap_or(0), days().max().unwrap_or(0));
        let span = f64::from((last - first).max(1));
        let x = |day: i32| from + 4.0 + (to - from - 8.0) * f64::from(day - first) / span;
        let (mut line, mut ticks, mut late) = (Path::default(), Path::default(), Path::default());
        for (row, due) in &dues {
            let y = self.y(*row);
            line.to(from, y).h_to(to);
            let tick = if due.overdue { &mut late } else { &mut ticks };
            tick.to(x(due.day).round(), y - 8.0).v(16.0);
        }
        svg.path("c-rule", &line);
        let mut today = Path::default();
        today.to(x(input.day).round(), HEAD - 4.0).v_to(self.bottom);
        svg.path("c-day", &today);
        svg.path("c-tick", &ticks);
        svg.path("c-tick c-late", &late);
        svg.group("c-dates c-wide");
        let head = x(input.day).max(from + DATE / 2.0).min(to - DATE / 2.0);
        svg.text(head, HEAD - 8.0, input.date);
        for (row, due) in &dues {
            let at = x(due.day).round();
            let side = if at + DATE > to {
                -DATE / 2.0
            } else {
                DATE / 2.0
            };
            svg.text(at + side, self.y(*row) + 4.0, due.date);
        }
        svg.end();
    }
}

/// One connector for each step that others wait for. A lane is used again below the end of a
/// connector; short ones come first and so lie nearest to the marks.
fn lanes(steps: &[Step<'_>]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = (0..steps.len())
        .filter_map(|from| {
            let to: Vec<usize> = (from + 1..steps.len())
                .filter(|to| steps[*to].after.contains(&from))
                .collect();
            (!to.is_empty()).then_some(Lane { from, to, lane: 0 })
        })
        .collect();
    lanes.sort_by_key(|lane| (lane.end() - lane.from, lane.from));
    for at in 0..lanes.len() {
        let (before, rest) = lanes.split_at_mut(at);
        let own = &mut rest[0];
        let is_free = |lane: usize| {
            let mut others = before.iter().filter(|other| other.lane == lane);
            others.all(|other| other.end() <= own.from || own.end() <= other.from)
        };
        own.lane = (0..LANES).find(|lane| is_free(*lane)).unwrap_or(LANES - 1);
    }
    lanes
}

impl Lane {
    fn end(&self) -> usize {
        self.to.last().copied().unwrap_or(self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(id: &str, after: Vec<usize>) -> Step<'_> {
        Step {
            id,
            effort: 2,
            after,
            ..Step::default()
        }
    }

    #[test]
    fn steps_with_connectors_progress_and_dates() {
        let due = |day, date, overdue| Some(Due { day, date, overdue });
        let input = Roadmap {
            steps: vec![
                Step {
                    status: StepStatus::Done,
                    progress_after: Some(40),
                    ..step("RM", vec![])
                },
                Step {
                    status: StepStatus::Blocked,
                    progress_after: Some(60),
                    due: due(-10, "2026-06-21", true),
                    ..step("SPP", vec![0])
                },
                Step {
                    status: StepStatus::Started,
                    progress_after: Some(100),
                    due: due(90, "2026-09-29", false),
                    ..step("SPTO", vec![0, 1])
                },
            ],
            day: 0,
            date: "2026-07-01",
            words: RoadmapWords {
                step: "Step",
                effort: "Effort",
                progress: "Progress",
            },
        };
        let svg = roadmap("r", "The way to level 2", "Three steps.", &input);
        insta::assert_snapshot!(svg.replace("><", ">\n<"));
    }

    #[test]
    fn connectors_do_not_lie_on_each_other() {
        let steps: Vec<Step<'_>> = (0..15)
            .map(|at: usize| step("A", [at / 2, at / 3, at.saturating_sub(1)].into()))
            .collect();
        let lanes = lanes(&steps);
        let drawn: usize = lanes.iter().map(|lane| lane.to.len()).sum();
        let waits = |at: usize| {
            (0..at)
                .filter(|from| steps[at].after.contains(from))
                .count()
        };
        assert_eq!(drawn, (0..15).map(waits).sum::<usize>());
        for (at, one) in lanes.iter().enumerate() {
            for other in &lanes[..at] {
                let apart = one.end() <= other.from || other.end() <= one.from;
                assert!(apart || one.lane != other.lane || one.lane == LANES - 1);
            }
        }
    }

    #[test]
    fn without_dates_there_is_no_time_line() {
        let mut input = Roadmap {
            steps: vec![step("RM", vec![7, 0])],
            ..Roadmap::default()
        };
        let svg = roadmap("r", "t", "d", &input);
        assert!(!svg.contains("c-day") && !svg.contains("c-tie") && !svg.contains("c-track"));
        input.steps.clear();
        assert!(roadmap("r", "t", "d", &input).ends_with("</svg>"));
    }
}
