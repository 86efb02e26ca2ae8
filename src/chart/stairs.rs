use super::letters::{columns, lines, shorten};
use super::marks::Marks;
use super::svg::{Path, Svg};

/// The ladder of levels with a team on it.
#[derive(Default)]
pub struct Stairs<'a> {
    pub treads: Vec<Tread<'a>>,
    /// Place among the treads; none where nothing is rated yet.
    pub here: Option<usize>,
    /// The optimistic end of the range.
    pub up_to: usize,
    pub next: Option<usize>,
    /// `2 of 7`, over the next tread.
    pub note: String,
    /// `2/7`, in its place where the picture is small.
    pub short_note: String,
    pub target: Option<usize>,
    /// `target`, under the bench mark.
    pub target_word: &'a str,
}

/// One level of the ladder, or a sub-level.
pub struct Tread<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// Ink classes of its KPAs, `4` full to `0` empty, `na`, `unknown`.
    pub marks: Vec<&'static str>,
    /// Of a sub-level: its level, `2` and `Monitoring`.
    pub part_of: Option<(&'a str, &'a str)>,
}

const WIDTH: f64 = 640.0;
/// The last line's own width stays in the picture.
const RIGHT: f64 = 638.0;
/// Between a tread's edge and what stands on it.
const INSET: f64 = 6.0;
const POLE: f64 = 12.0;
const CLOTH: f64 = 17.0;
/// Room for the letters of a note where the picture is small.
const NOTE: f64 = 26.0;
const FOOT: f64 = 20.0;
const LINE: f64 = 14.0;
const LINES: usize = 3;
/// How many characters of an id are shown.
const ID: usize = 4;

/// The elevation profile from left to right, one tread per level; the flag stands where the team
/// stands.
pub fn stairs(id: &str, title: &str, description: &str, input: &Stairs<'_>) -> String {
    let plan = Plan::new(input);
    let names = Names::new(input, plan.width);
    let height = plan.ground + FOOT + 12.0 + LINE * (names.rows - 1.0);
    let mut svg = Svg::open("c-stairs", id, (WIDTH, height), title, description);
    plan.ruling(&mut svg, input);
    plan.areas(&mut svg, id, input);
    plan.stair_line(&mut svg);
    plan.next(&mut svg, input);
    plan.marks(&mut svg, input);
    plan.note(&mut svg, input);
    plan.flag(&mut svg, input);
    plan.target(&mut svg, input);
    plan.foot(&mut svg, input, &names);
    svg.close()
}

/// Where everything stands.
struct Plan {
    left: f64,
    /// Of a tread.
    width: f64,
    ground: f64,
    /// Of each tread, from the top of the picture.
    surfaces: Vec<f64>,
    pitch: Pitch,
    here: Option<usize>,
}

impl Plan {
    fn new(input: &Stairs<'_>) -> Self {
        let count = input.treads.len().max(1);
        let longest = input.treads.iter().map(|tread| columns(tread.id)).max();
        let left = 16.0 + 7.5 * longest.unwrap_or(1).min(ID) as f64;
        let width = (RIGHT - left) / count as f64;
        let most = input.treads.iter().map(|tread| tread.marks.len()).max();
        let mut plan = Self {
            left,
            width,
            ground: 0.0,
            surfaces: elevations(&input.treads),
            pitch: Pitch::new(most.unwrap_or(0), width - 2.0 * INSET - POLE),
            here: input.here.filter(|here| *here < input.treads.len()),
        };
        let summit = (0..input.treads.len())
            .map(|place| plan.surfaces[place] + plan.load(input, place))
            .fold(40.0, f64::max);
        plan.ground = (summit + INSET).ceil();
        for surface in &mut plan.surfaces {
            *surface = plan.ground - *surface;
        }
        plan
    }

    fn x(&self, place: usize) -> f64 {
        self.left + self.width * place as f64
    }

    fn end(&self, place: usize) -> f64 {
        self.x(place) + self.width
    }

    /// The height of what stands on a tread.
    fn load(&self, input: &Stairs<'_>, place: usize) -> f64 {
        let marks = self.marks_height(input, place);
        if self.here == Some(place) {
            self.pole(input, place)
        } else if input.next == Some(place) && !input.note.is_empty() {
            marks + INSET + NOTE
        } else {
            marks
        }
    }

    fn marks_height(&self, input: &Stairs<'_>, place: usize) -> f64 {
        let marks = input.treads[place].marks.len();
        self.pitch.step * marks.div_ceil(self.per_row(place, marks)) as f64
    }

    /// Rows of the same length, as far as that is possible.
    fn per_row(&self, place: usize, marks: usize) -> usize {
        let room = self.width - 2.0 * INSET - self.shift(place);
        let rows = marks.div_ceil(self.pitch.per_row(room)).max(1);
        marks.div_ceil(rows).max(1)
    }

    /// Marks make room for the flag's pole.
    fn shift(&self, place: usize) -> f64 {
        if self.here == Some(place) { POLE } else { 0.0 }
    }

    fn pole(&self, input: &Stairs<'_>, here: usize) -> f64 {
        (self.marks_height(input, here) + INSET + CLOTH).max(44.0)
    }

    /// A thin rule at each level, its id at the left edge, and short ticks between the treads.
    fn ruling(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let mut rules = Path::default();
        for surface in &self.surfaces {
            rules.to(self.left - INSET, *surface).h_to(RIGHT);
        }
        for (place, tread) in input.treads.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| &input.treads[before]);
            let same = before.is_some_and(|b| b.part_of.is_some() && b.part_of == tread.part_of);
            let depth = if same { INSET } else { FOOT + INSET };
            rules.to(self.x(place), self.ground).v(depth);
        }
        svg.path("c-rule", &rules);
        svg.group("c-scale");
        for (surface, tread) in self.surfaces.iter().zip(&input.treads) {
            svg.text(
                self.left - INSET - 4.0,
                surface + 4.0,
                &shorten(tread.id, ID),
            );
        }
        svg.end();
    }

    /// What lies under the stairs: the ground that is won, and the range above it.
    fn areas(&self, svg: &mut Svg, id: &str, input: &Stairs<'_>) {
        let last = input.treads.len().saturating_sub(1);
        let up_to = input.up_to.min(last);
        let from = self.here.map_or(0, |here| here + 1);
        if from <= up_to && !input.treads.is_empty() {
            svg.path("c-range", &self.area(from, up_to));
        }
        if let Some(here) = self.here {
            let area = self.area(0, here);
            svg.path("c-won", &area);
            svg.hatched(&format!("{id}-h"), &area);
        }
    }

    fn area(&self, from: usize, to: usize) -> Path {
        let mut path = Path::default();
        path.to(self.x(from), self.ground);
        for place in from..=to {
            path.v_to(self.surfaces[place]).h_to(self.end(place));
        }
        path.v_to(self.ground).close();
        path
    }

    fn next(&self, svg: &mut Svg, input: &Stairs<'_>) {
        if let Some(next) = input.next.filter(|next| *next < input.treads.len()) {
            svg.path("c-next", &self.area(next, next));
            let before = next.checked_sub(1).map(|before| self.surfaces[before]);
            let mut tread = Path::default();
            tread.to(self.x(next), before.unwrap_or(self.ground));
            tread.v_to(self.surfaces[next]).h_to(self.end(next));
            svg.path("c-rise", &tread);
        }
    }

    fn stair_line(&self, svg: &mut Svg) {
        let mut ground = Path::default();
        ground.to(self.left, self.ground).h_to(RIGHT);
        svg.path("c-ground", &ground);
        let mut line = Path::default();
        line.to(self.left, self.ground);
        for (place, surface) in self.surfaces.iter().enumerate() {
            line.v_to(*surface).h_to(self.end(place));
        }
        svg.path("c-line", &line);
    }

    /// The KPAs of each level stand on its tread, in rows from below.
    fn marks(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let mut marks = Marks::default();
        let Pitch { size, step } = self.pitch;
        for (place, tread) in input.treads.iter().enumerate() {
            let per_row = self.per_row(place, tread.marks.len());
            let left = (self.x(place) + INSET + self.shift(place)).round();
            let floor = (self.surfaces[place] - step).round();
            for (i, ink) in tread.marks.iter().enumerate() {
                let x = left + step * (i % per_row) as f64;
                let y = floor - step * (i / per_row) as f64;
                marks.add(ink, x, y, size);
            }
        }
        marks.draw(svg);
    }

    fn note(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let Some(next) = input.next.filter(|next| *next < input.treads.len()) else {
            return;
        };
        if input.note.is_empty() {
            return;
        }
        let x = (self.x(next) + INSET).round();
        let y = self.surfaces[next] - self.marks_height(input, next) - INSET;
        svg.label("c-note c-wide", x, y, &input.note);
        svg.label("c-note c-small", x, y, &input.short_note);
    }

    fn flag(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let Some(here) = self.here else { return };
        let mut flag = Path::default();
        flag.to((self.x(here) + INSET + 1.0).round(), self.surfaces[here])
            .v(-self.pole(input, here))
            .h(28.0)
            .line(-7.0, CLOTH / 2.0)
            .line(7.0, CLOTH / 2.0)
            .h(-28.0);
        svg.path("c-flag", &flag);
    }

    /// The surveyor's bench mark, a broad arrow under a line. It lies under the tread, where nothing
    /// else is.
    fn target(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let Some(target) = input.target.filter(|target| *target < input.treads.len()) else {
            return;
        };
        let x = (self.x(target) + self.width / 2.0).round();
        let y = self.surfaces[target] + INSET;
        let mut mark = Path::default();
        bench_mark(&mut mark, x, y);
        svg.path("c-bench", &mark);
        if self.ground - y > 34.0 {
            svg.label("c-word c-wide", x, y + 30.0, input.target_word);
        }
    }

    fn foot(&self, svg: &mut Svg, input: &Stairs<'_>, names: &Names) {
        svg.group("c-ids");
        for (place, tread) in input.treads.iter().enumerate() {
            let x = (self.x(place) + INSET).round();
            svg.text(x, self.ground, &shorten(tread.id, ID));
        }
        svg.end();
        let first = self.ground + FOOT + 9.0;
        svg.group(if names.tight {
            "c-names c-tight"
        } else {
            "c-names"
        });
        for (place, row, line) in &names.lines {
            let x = (self.x(*place) + INSET).round();
            svg.text(x, first + LINE * row, line);
        }
        svg.end();
        let mut rules = Path::default();
        for (from, count) in &names.groups {
            rules.to((self.x(*from) + INSET).round(), first + 4.0);
            rules.h_to(self.end(from + count - 1) - INSET);
        }
        svg.path("c-rule c-wide", &rules);
    }
}

/// The sign with the middle of its line at `x`, `y`: 20 wide, 16 high.
pub fn bench_mark(path: &mut Path, x: f64, y: f64) {
    path.to(x - 10.0, y).h(20.0);
    path.to(x - 7.0, y + 14.0).line_to(x, y + 2.0);
    path.line(7.0, 12.0).to(x, y + 2.0).v(14.0);
}

/// The height of each tread above the ground; sub-levels rise by half a step.
fn elevations(treads: &[Tread<'_>]) -> Vec<f64> {
    let rise = |tread: &Tread<'_>| if tread.part_of.is_some() { 0.5 } else { 1.0 };
    let steps: f64 = treads.iter().map(rise).sum();
    let least = if treads.iter().any(|tread| tread.part_of.is_some()) {
        28.0
    } else {
        24.0
    };
    let step = (150.0 / steps.max(1.0)).round().clamp(least, 36.0);
    let mut height = 0.0;
    treads
        .iter()
        .map(|tread| {
            height += step * rise(tread);
            height
        })
        .collect()
}

/// The size of marks and their distance.
#[derive(Clone, Copy)]
struct Pitch {
    size: f64,
    step: f64,
}

impl Pitch {
    /// The largest marks of which `most` have room in two or three rows of a tread.
    fn new(most: usize, room: f64) -> Self {
        let large = Self {
            size: 14.0,
            step: 18.0,
        };
        let middle = Self {
            size: 12.0,
            step: 16.0,
        };
        let rows = |pitch: Self| most.div_ceil(pitch.per_row(room));
        if rows(large) <= 2 {
            large
        } else if rows(middle) <= 3 {
            middle
        } else {
            Self {
                size: 10.0,
                step: 13.0,
            }
        }
    }

    fn per_row(self, room: f64) -> usize {
        // The last mark needs no gap behind it.
        (((room + self.step - self.size) / self.step) as usize).max(1)
    }
}

/// The names under the treads.
struct Names {
    /// The tread, the row and the text.
    lines: Vec<(usize, f64, String)>,
    /// The first sub-level of a level, and how many there are.
    groups: Vec<(usize, usize)>,
    rows: f64,
    /// Many narrow treads have smaller letters.
    tight: bool,
}

impl Names {
    fn new(input: &Stairs<'_>, width: f64) -> Self {
        let tight = width < 100.0;
        let letter = if tight { 5.8 } else { 6.6 };
        let room =
            |treads: usize| ((width * treads as f64 - 2.0 * INSET) / letter).max(3.0) as usize;
        let mut names = Self {
            lines: Vec::new(),
            groups: Vec::new(),
            rows: 1.0,
            tight,
        };
        for (place, tread) in input.treads.iter().enumerate() {
            let mut first = 0.0;
            if let Some((_, level)) = tread.part_of {
                // The level's own name stands once, over the names of its sub-levels.
                first = 1.3;
                let is_first = place == 0 || input.treads[place - 1].part_of != tread.part_of;
                if is_first {
                    let parts = input.treads[place..]
                        .iter()
                        .take_while(|other| other.part_of == tread.part_of);
                    let count = parts.count();
                    names.lines.push((place, 0.0, shorten(level, room(count))));
                    names.groups.push((place, count));
                }
            }
            for (i, line) in lines(tread.name, room(1), LINES).into_iter().enumerate() {
                let row = first + i as f64;
                names.rows = names.rows.max(row + 1.0);
                names.lines.push((place, row, line));
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [(&str, &str); 5] = [
        ("1", "Initial"),
        ("2", "Repeatable"),
        ("3", "Defined"),
        ("4", "Managed"),
        ("5", "Optimizing"),
    ];

    fn treads(marks: &[&[&'static str]]) -> Vec<Tread<'static>> {
        NAMES
            .iter()
            .zip(marks)
            .map(|((id, name), marks)| Tread {
                id,
                name,
                marks: marks.to_vec(),
                part_of: None,
            })
            .collect()
    }

    fn elements(svg: &str) -> String {
        svg.replace("><", ">\n<")
    }

    #[test]
    fn the_flag_stands_on_the_level_and_the_next_tread_is_outlined() {
        let input = Stairs {
            treads: treads(&[
                &[],
                &["4", "3", "4", "4", "na", "4"],
                &["4", "3", "2", "1", "0", "unknown", "na"],
                &["0", "1"],
                &["0", "0", "0"],
            ]),
            here: Some(1),
            up_to: 2,
            next: Some(2),
            note: "2 of 7".to_owned(),
            short_note: "2/7".to_owned(),
            target: Some(3),
            target_word: "target",
        };
        insta::assert_snapshot!(elements(&stairs("s", "Level 2", "Of five.", &input)));
    }

    #[test]
    fn sub_levels_rise_by_half_a_step_under_the_name_of_their_level() {
        let part = |id, name| Tread {
            part_of: Some(("2", "Monitoring")),
            ..tread(id, name, 2)
        };
        let input = Stairs {
            treads: vec![
                tread("1", "Firefighting", 0),
                part("2a", "Use"),
                part("2b", "Response times"),
                tread("3", "Optimizing", 1),
            ],
            here: None,
            up_to: 1,
            ..Stairs::default()
        };
        insta::assert_snapshot!(elements(&stairs("s", "Not rated", "Yet.", &input)));
    }

    fn tread(id: &'static str, name: &'static str, marks: usize) -> Tread<'static> {
        Tread {
            id,
            name,
            marks: vec!["2"; marks],
            part_of: None,
        }
    }

    #[test]
    fn what_stands_on_a_tread_stays_in_its_column_and_in_the_picture() {
        for (levels, marks) in (1..=9).flat_map(|levels| (0..=12).map(move |n| (levels, n))) {
            for (here, target) in (0..levels).flat_map(|h| (0..levels).map(move |t| (h, t))) {
                let input = Stairs {
                    treads: (0..levels).map(|_| tread("1", "Name", marks)).collect(),
                    here: Some(here),
                    next: Some(here + 1),
                    note: "2 of 7".to_owned(),
                    target: Some(target),
                    ..Stairs::default()
                };
                let plan = Plan::new(&input);
                for place in 0..levels {
                    let top = plan.surfaces[place] - plan.load(&input, place);
                    assert!(top >= INSET, "{levels} levels, {marks} marks: {top}");
                    let per_row = plan.per_row(place, marks) as f64;
                    let row = per_row * plan.pitch.step - plan.pitch.step + plan.pitch.size;
                    let room = plan.width - plan.shift(place) - INSET;
                    assert!(
                        row <= room,
                        "{levels} levels, {marks} marks: {row} of {room}"
                    );
                }
                let cloth = plan.pole(&input, here) - CLOTH;
                assert!(cloth >= plan.marks_height(&input, here) + INSET);
                // The bench mark lies between its tread and the ground.
                assert!(plan.surfaces[target] + INSET + 16.0 < plan.ground);
            }
        }
    }

    #[test]
    fn without_levels_there_is_nothing_to_draw() {
        let svg = stairs("s", "t", "d", &Stairs::default());
        assert!(svg.ends_with("</svg>") && !svg.contains("NaN"));
        let input = Stairs {
            here: Some(7),
            next: Some(8),
            target: Some(9),
            up_to: 9,
            ..Stairs::default()
        };
        assert!(!stairs("s", "t", "d", &input).contains("c-flag"));
    }
}
