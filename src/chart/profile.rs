use super::letters::{columns, shorten};
use super::marks::bench_mark;
use super::svg::{Path, Svg};

/// The level of each dimension on the scale of a model's levels.
#[derive(Default)]
pub struct Profile<'a> {
    /// The ids from the base up.
    pub levels: Vec<&'a str>,
    pub dimensions: Vec<Dimension<'a>>,
    /// The team's level; none where nothing is rated yet.
    pub here: Option<usize>,
    pub target: Option<usize>,
}

/// A row of the profile.
pub struct Dimension<'a> {
    pub name: &'a str,
    pub place: usize,
    /// The optimistic end of its range, where that is known and higher.
    pub up_to: Option<usize>,
}

const WIDTH: f64 = 640.0;
const IDS: f64 = 21.0;
/// Where flag and bench mark are.
const SIGNS: f64 = 29.0;
const HEAD: f64 = 50.0;
const ROW: f64 = 46.0;
const CLOTH: f64 = 22.0;
/// A bar of the base level is this long, so that one sees that it is there.
const STUB: f64 = 3.0;
const ID: usize = 4;
/// So many characters of a name have room where the picture is small.
const NAME: usize = 42;

/// One bar per dimension, from the base level to the dimension's.
pub fn profile(id: &str, title: &str, description: &str, input: &Profile<'_>) -> String {
    let bottom = HEAD + ROW * input.dimensions.len() as f64;
    let scale = Scale::new(&input.levels);
    let mut svg = Svg::open("c-profile", id, (WIDTH, bottom + 6.0), title, description);
    scale.rules(&mut svg, bottom);
    let here = input.here.filter(|here| *here < input.levels.len());
    let target = input.target.filter(|target| *target < input.levels.len());
    scale.heads(&mut svg, &input.levels);
    bars(&mut svg, &scale, input);
    if let Some(here) = here {
        flag(&mut svg, scale.x(here), bottom);
    }
    if let Some(target) = target {
        let x = scale.x(target);
        let beside = here == Some(target);
        let mut mark = Path::default();
        bench_mark(
            &mut mark,
            if beside { beside_flag(x) } else { x },
            SIGNS + 2.0,
        );
        svg.path("c-bench", &mark);
    }
    names(&mut svg, &scale, input);
    svg.close()
}

struct Scale {
    left: f64,
    step: f64,
    count: usize,
}

impl Scale {
    fn new(levels: &[&str]) -> Self {
        let longest = levels.iter().map(|id| columns(id)).max().unwrap_or(1);
        // Half an id has room beside the first and the last rule.
        let left = 9.0 + 7.0 * longest.min(ID) as f64;
        let steps = levels.len().saturating_sub(1).max(1) as f64;
        Self {
            left,
            step: (WIDTH - 2.0 * left) / steps,
            count: levels.len(),
        }
    }

    fn x(&self, place: usize) -> f64 {
        self.left + self.step * place.min(self.count.saturating_sub(1)) as f64
    }

    fn rules(&self, svg: &mut Svg, bottom: f64) {
        let mut rules = Path::default();
        for place in 1..self.count {
            rules.to(self.x(place), HEAD).v_to(bottom);
        }
        svg.path("c-rule", &rules);
        let mut base = Path::default();
        base.to(self.left, HEAD).v_to(bottom);
        svg.path("c-ground", &base);
    }

    fn heads(&self, svg: &mut Svg, levels: &[&str]) {
        svg.group("c-ids c-middle");
        for (place, id) in levels.iter().enumerate() {
            svg.text(self.x(place), IDS, &shorten(id, ID));
        }
        svg.end();
    }
}

/// The team's level: a thin line through all rows, with a small flag on top.
fn flag(svg: &mut Svg, x: f64, bottom: f64) {
    let mut line = Path::default();
    line.to(x, SIGNS).v_to(bottom);
    svg.path("c-here", &line);
    let side = if turns(x) { -1.0 } else { 1.0 };
    let mut cloth = Path::default();
    cloth.to(x, SIGNS).h(CLOTH * side).line(-6.0 * side, 7.0);
    cloth.line(6.0 * side, 7.0).h(-CLOTH * side).close();
    svg.path("c-flag", &cloth);
}

/// At the right edge the flag flies to the left.
fn turns(x: f64) -> bool {
    x + CLOTH + 4.0 > WIDTH
}

/// Where the bench mark is if it stands on the flag's rule.
fn beside_flag(x: f64) -> f64 {
    if turns(x) {
        x - CLOTH - 16.0
    } else if x > 40.0 {
        x - 16.0
    } else {
        x + CLOTH + 16.0
    }
}

fn bars(svg: &mut Svg, scale: &Scale, input: &Profile<'_>) {
    let (mut ink, mut range) = (Path::default(), Path::default());
    for (row, dimension) in input.dimensions.iter().enumerate() {
        let y = HEAD + ROW * row as f64 + 36.0;
        let end = scale.x(dimension.place);
        let width = (end - scale.left).max(STUB);
        ink.to(scale.left, y).h(width);
        if let Some(up_to) = dimension.up_to.filter(|up_to| *up_to > dimension.place) {
            range.to(end, y).h_to(scale.x(up_to));
        }
    }
    svg.path("c-bar c-maybe", &range);
    svg.path("c-bar", &ink);
}

fn names(svg: &mut Svg, scale: &Scale, input: &Profile<'_>) {
    svg.group("c-rows");
    for (row, dimension) in input.dimensions.iter().enumerate() {
        let y = HEAD + ROW * row as f64 + 24.0;
        svg.text(scale.left + 6.0, y, &shorten(dimension.name, NAME));
    }
    svg.end();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dimension(name: &str, place: usize, up_to: Option<usize>) -> Dimension<'_> {
        Dimension { name, place, up_to }
    }

    #[test]
    fn a_bar_runs_from_the_base_to_the_level_of_its_dimension() {
        let input = Profile {
            levels: vec!["1", "2", "3", "4", "5"],
            dimensions: vec![
                dimension("Management", 0, None),
                dimension("Organization & staff", 1, Some(2)),
                dimension("Engineering", 4, None),
            ],
            here: Some(1),
            target: Some(2),
        };
        let svg = profile("p", "Level by dimension", "Three.", &input);
        insta::assert_snapshot!(svg.replace("><", ">\n<"));
    }

    #[test]
    fn the_bench_mark_never_lies_on_the_flag() {
        for levels in 1..10 {
            let scale = Scale::new(&vec!["1"; levels]);
            for place in 0..levels {
                let x = scale.x(place);
                let mark = beside_flag(x);
                assert!((11.0..=WIDTH - 11.0).contains(&mark), "{levels}: {mark}");
                let cloth = if turns(x) { x - CLOTH..x } else { x..x + CLOTH };
                assert!(mark + 11.0 < cloth.start || cloth.end < mark - 11.0);
            }
        }
    }

    #[test]
    fn places_beyond_the_scale_end_at_its_end() {
        let input = Profile {
            levels: vec!["1"],
            dimensions: vec![dimension("A", 3, Some(5))],
            here: Some(4),
            target: Some(9),
        };
        let svg = profile("p", "t", "d", &input);
        assert!(!svg.contains("c-flag") && !svg.contains("NaN"));
    }
}
