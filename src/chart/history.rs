use super::letters::{columns, shorten};
use super::svg::{Path, Svg};

/// The levels over time.
#[derive(Default)]
pub struct History<'a> {
    /// The ids from the base up.
    pub levels: Vec<&'a str>,
    /// From the oldest on.
    pub points: Vec<Point<'a>>,
    /// The first day of each year, and the year, from the year of the first point to that of the last.
    pub years: Vec<(i32, String)>,
}

/// One dated level.
pub struct Point<'a> {
    /// Days from any common start.
    pub day: i32,
    /// The position's place among the model's positions.
    pub place: usize,
    pub date: &'a str,
    pub standing: Standing,
    /// In positions, since the point before.
    pub change: Option<i32>,
    /// The model changed to this version since the point before: the line is broken here.
    pub version: Option<&'a str>,
    /// The report that the page is about.
    pub here: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    Rated,
    Provisional,
    Unrated,
}

const WIDTH: f64 = 640.0;
/// Room for the figure beside the last point, and half of its date.
const RIGHT: f64 = 36.0;
const STEP: f64 = 26.0;
const HEAD: f64 = 26.0;
/// A row of letters where the picture is small.
const ROW: f64 = 27.0;
/// Room for a rise above the line or a fall below it.
const SIGN: f64 = 32.0;
const DOT: f64 = 5.0;
const ID: usize = 4;
const DATE: f64 = 72.0;
const YEAR: f64 = 62.0;
const VERSION: usize = 12;

/// The elevation line over dates, in a true scale of time.
pub fn history(id: &str, title: &str, description: &str, input: &History<'_>) -> String {
    let plan = Plan::new(input);
    let mut svg = Svg::open(
        "c-history",
        id,
        (WIDTH, plan.foot + 20.0),
        title,
        description,
    );
    plan.ruling(&mut svg, input);
    plan.elevation(&mut svg, input);
    plan.versions(&mut svg, input);
    plan.changes(&mut svg, input);
    plan.dots(&mut svg, input);
    svg.group("c-dates c-wide");
    for (at, x) in dates(&plan.places, plan.left) {
        svg.text(x, plan.foot + 14.0, input.points[at].date);
    }
    svg.end();
    svg.close()
}

struct Plan {
    left: f64,
    bottom: f64,
    foot: f64,
    first: i32,
    span: f64,
    /// Of each point.
    places: Vec<f64>,
    heights: Vec<f64>,
}

impl Plan {
    fn new(input: &History<'_>) -> Self {
        let longest = input.levels.iter().map(|id| columns(id)).max().unwrap_or(1);
        let broken = input.points.iter().any(|point| point.version.is_some());
        let highest = input.levels.len().max(2) - 1;
        let rises = |point: &Point<'_>| point.change.is_some_and(|n| n > 0);
        let falls = |point: &Point<'_>| point.change.is_some_and(|n| n < 0);
        let mut top = HEAD + if broken { ROW } else { 0.0 };
        top += match input
            .points
            .iter()
            .filter(|p| rises(p))
            .map(|p| p.place)
            .max()
        {
            Some(place) => (SIGN - STEP * (highest.saturating_sub(place)) as f64).max(14.0),
            None => 14.0,
        };
        let bottom = top + STEP * highest as f64;
        let lowest = input
            .points
            .iter()
            .filter(|p| falls(p))
            .map(|p| p.place)
            .min();
        let below = lowest.map_or(0.0, |place| SIGN - STEP * place as f64);
        let first = input.points.first().map_or(0, |p| p.day);
        let last = input.points.last().map_or(0, |p| p.day);
        let mut plan = Self {
            left: 16.0 + 13.0 * longest.min(ID) as f64,
            bottom,
            foot: bottom + below.max(DOT + 3.0),
            first,
            span: f64::from((last - first).max(1)),
            places: Vec::new(),
            heights: Vec::new(),
        };
        plan.places = input.points.iter().map(|p| plan.x(p.day)).collect();
        plan.heights = input
            .points
            .iter()
            .map(|p| bottom - STEP * p.place.min(highest) as f64)
            .collect();
        plan
    }

    fn x(&self, day: i32) -> f64 {
        let from = self.left + 14.0;
        from + (WIDTH - RIGHT - from) * f64::from(day - self.first) / self.span
    }

    /// Levels across, years down.
    fn ruling(&self, svg: &mut Svg, input: &History<'_>) {
        let mut rules = Path::default();
        for place in 0..input.levels.len() {
            rules.to(self.left, self.bottom - STEP * place as f64);
            rules.h_to(WIDTH - 2.0);
        }
        for (day, _) in &input.years {
            if *day > self.first {
                rules.to(self.x(*day), 4.0).v_to(self.foot);
            }
        }
        for x in &self.places {
            rules.to(*x, self.foot - 3.0).v(5.0);
        }
        svg.path("c-rule", &rules);
        svg.group("c-scale");
        for (place, level) in input.levels.iter().enumerate() {
            let y = self.bottom - STEP * place as f64;
            svg.text(self.left - 6.0, y, &shorten(level, ID));
        }
        svg.end();
        svg.group("c-years");
        for (x, year) in self.years(input) {
            svg.text(x, 20.0, year);
        }
        svg.end();
    }

    /// The labels of the years, each at the beginning of its year, as many as have room.
    fn years<'h>(&self, input: &'h History<'_>) -> Vec<(f64, &'h str)> {
        let mut labels = Vec::new();
        let mut end = f64::MAX;
        for (day, year) in input.years.iter().rev() {
            let x = if *day > self.first {
                self.x(*day) + 5.0
            } else {
                self.left
            };
            if x + YEAR <= end.min(WIDTH + 4.0) {
                labels.push((x, year.as_str()));
                end = x;
            }
        }
        labels
    }

    /// Treads and risers; where the model changed, two strokes part the line.
    fn elevation(&self, svg: &mut Svg, input: &History<'_>) {
        let (mut line, mut strokes) = (Path::default(), Path::default());
        for (at, point) in input.points.iter().enumerate() {
            let (x, y) = (self.places[at], self.heights[at]);
            if at == 0 {
                line.to(x, y);
            } else if point.version.is_some() {
                let before = (self.places[at - 1], self.heights[at - 1]);
                let middle = break_at(before.0, x);
                if x - before.0 >= 2.0 * (DOT + 6.0) {
                    line.h_to(middle - 3.0).to(middle + 3.0, y).h_to(x);
                    strokes.to(middle - 6.0, before.1 + 7.0).line(6.0, -14.0);
                    strokes.to(middle, y + 7.0).line(6.0, -14.0);
                } else {
                    line.to(x, y);
                }
            } else {
                line.h_to(x);
                if self.heights[at - 1] != y {
                    line.v_to(y);
                }
            }
        }
        svg.path("c-line", &line);
        svg.path("c-break", &strokes);
    }

    /// The new version's label in the head, over the break.
    fn versions(&self, svg: &mut Svg, input: &History<'_>) {
        let mut labels: Vec<(f64, String)> = Vec::new();
        let mut rules = Path::default();
        let mut free = f64::MAX;
        for (at, point) in input.points.iter().enumerate().rev() {
            let Some(version) = point.version.filter(|_| at > 0) else {
                continue;
            };
            let middle = break_at(self.places[at - 1], self.places[at]);
            rules.to(middle, HEAD + ROW - 3.0).v_to(self.bottom);
            let label = shorten(version, VERSION);
            let half = 7.0 * columns(&label) as f64;
            let x = middle.min(WIDTH - half).max(self.left + half);
            if x + half < free {
                labels.push((x, label));
                free = x - half - 8.0;
            }
        }
        svg.path("c-version", &rules);
        if labels.is_empty() {
            return;
        }
        svg.group("c-versions");
        for (x, label) in &labels {
            svg.text(*x, HEAD + ROW - 6.0, label);
        }
        svg.end();
    }

    /// Rises above the line, falls below it, with the number of positions.
    fn changes(&self, svg: &mut Svg, input: &History<'_>) {
        let mut signs = Path::default();
        for (at, n) in numbered(input) {
            let (x, y) = (self.places[at], self.heights[at]);
            if n > 0 {
                signs.to(x - 5.0, y - 9.0).h(10.0).line(-5.0, -9.0).close();
            } else {
                signs.to(x - 5.0, y + 9.0).h(10.0).line(-5.0, 9.0).close();
            }
        }
        svg.path("c-sign", &signs);
        for (class, is_rise) in [("c-rises", true), ("c-falls", false)] {
            let mut own = numbered(input)
                .filter(|(at, n)| (*n > 0) == is_rise && self.has_room(*at))
                .peekable();
            if own.peek().is_none() {
                continue;
            }
            svg.group(class);
            for (at, n) in own {
                let y = self.heights[at] + if is_rise { -9.0 } else { 9.0 };
                svg.text(self.places[at] + 8.0, y, &n.unsigned_abs().to_string());
            }
            svg.end();
        }
    }

    /// Whether a figure beside this point stays clear of the next one's riser.
    fn has_room(&self, at: usize) -> bool {
        let next = self.places.get(at + 1);
        next.is_none_or(|next| next - self.places[at] >= 34.0)
    }

    fn dots(&self, svg: &mut Svg, input: &History<'_>) {
        for (at, point) in input.points.iter().enumerate() {
            let class = match (point.standing, point.here) {
                (Standing::Rated, false) => "c-dot",
                (Standing::Rated, true) => "c-dot c-at",
                (Standing::Provisional, false) => "c-dot c-open",
                (Standing::Provisional, true) => "c-dot c-open c-at",
                (Standing::Unrated, false) => "c-dot c-open c-unrated",
                (Standing::Unrated, true) => "c-dot c-open c-unrated c-at",
            };
            svg.circle(class, self.places[at], self.heights[at], DOT);
        }
    }
}

fn numbered<'h>(input: &'h History<'_>) -> impl Iterator<Item = (usize, i32)> + 'h {
    let points = input.points.iter().enumerate();
    points.filter_map(|(at, point)| Some((at, point.change.filter(|n| *n != 0)?)))
}

/// Shortly before the point from which the new version counts.
fn break_at(before: f64, x: f64) -> f64 {
    x - ((x - before) / 2.0).min(22.0)
}

/// The points whose date is written, with the middle of the text: the last, the first, and of the
/// others those that find room.
fn dates(places: &[f64], left: f64) -> Vec<(usize, f64)> {
    let mut labels: Vec<(usize, f64)> = Vec::new();
    let order = places
        .len()
        .checked_sub(1)
        .into_iter()
        .chain(0..places.len());
    for at in order {
        let x = places[at]
            .min(WIDTH - DATE / 2.0)
            .max(left + DATE / 2.0 - 6.0);
        if labels.iter().all(|(_, other)| (x - other).abs() >= DATE) {
            labels.push((at, x));
        }
    }
    labels.sort_unstable_by_key(|(at, _)| *at);
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(day: i32, place: usize, change: Option<i32>) -> Point<'static> {
        Point {
            day,
            place,
            date: "2026-01-01",
            standing: Standing::Rated,
            change,
            version: None,
            here: false,
        }
    }

    #[test]
    fn rises_falls_and_a_change_of_the_model() {
        let input = History {
            levels: vec!["1", "2a", "2b", "3"],
            points: vec![
                Point {
                    standing: Standing::Unrated,
                    ..point(0, 0, None)
                },
                point(300, 2, Some(2)),
                Point {
                    version: Some("2.0"),
                    standing: Standing::Provisional,
                    ..point(400, 2, Some(0))
                },
                Point {
                    here: true,
                    ..point(800, 1, Some(-1))
                },
            ],
            years: [(-20, "2023"), (345, "2024"), (711, "2025")]
                .map(|(day, year)| (day, year.to_owned()))
                .into(),
        };
        let svg = history("h", "Level over time", "Four dates.", &input);
        insta::assert_snapshot!(svg.replace("><", ">\n<"));
    }

    #[test]
    fn labels_never_overlap() {
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1);
            (seed >> 33) % below
        };
        for count in (1..40).chain([200]) {
            let mut day = 0;
            let points: Vec<Point<'_>> = (0..count)
                .map(|_| {
                    day += random(if count % 2 == 0 { 9 } else { 400 }) as i32;
                    point(day, random(5) as usize, None)
                })
                .collect();
            let input = History {
                levels: vec!["1", "2", "3", "4", "5"],
                years: (0..=day / 365)
                    .map(|n| (n * 365 - 100, (2000 + n).to_string()))
                    .collect(),
                points,
            };
            let plan = Plan::new(&input);
            let labels = dates(&plan.places, plan.left);
            assert_eq!(labels.last().map(|(at, _)| *at), Some(count - 1));
            assert!(labels.windows(2).all(|two| two[1].1 - two[0].1 >= DATE));
            assert!(
                labels
                    .iter()
                    .all(|(_, x)| *x >= DATE / 2.0 && *x <= WIDTH - DATE / 2.0)
            );
            let mut years: Vec<f64> = plan.years(&input).iter().map(|(x, _)| *x).collect();
            years.reverse();
            assert!(years.windows(2).all(|two| two[1] - two[0] >= YEAR));
        }
    }

    #[test]
    fn one_date_and_none_are_drawn() {
        let mut input = History {
            levels: vec!["1", "2"],
            points: vec![point(0, 9, None)],
            years: vec![(-1, "2026".to_owned())],
        };
        assert_eq!(history("h", "t", "d", &input).matches("<circle").count(), 1);
        input.points.clear();
        assert!(history("h", "t", "d", &input).ends_with("</svg>"));
    }
}
