//! The ladder of levels as an elevation profile.

mod draw;
mod names;
mod plan;

use super::svg::Svg;
use names::Names;
use plan::Plan;

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
