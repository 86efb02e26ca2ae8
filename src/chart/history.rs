use super::svg::{Svg, number, shorten};

/// One dated level.
pub struct Point<'a> {
    /// Days from any common start.
    pub day: i32,
    /// The position's place among the model's positions.
    pub place: usize,
    pub date: &'a str,
    /// The model changed since the point before: the line is broken here.
    pub broken: bool,
}

/// The levels over time as an elevation line; `levels` are the ids from the base up.
pub fn history(
    id: &str,
    title: &str,
    description: &str,
    levels: &[&str],
    points: &[Point<'_>],
) -> String {
    const WIDTH: f64 = 640.0;
    const LEFT: f64 = 36.0;
    const RIGHT: f64 = 44.0;
    const TOP: f64 = 14.0;
    let step = if levels.len() > 6 { 18.0 } else { 24.0 };
    let height = TOP + step * (levels.len().max(2) - 1) as f64 + 30.0;
    let bottom = height - 30.0;
    let mut svg = Svg::open("history", id, (WIDTH, height), title, description);
    for (place, level) in levels.iter().enumerate() {
        let y = bottom - step * place as f64;
        svg.path(
            "axis",
            &format!("M{LEFT} {}H{}", number(y), number(WIDTH - RIGHT + 20.0)),
        );
        svg.text("label", LEFT - 8.0, y + 4.0, "end", &shorten(level, 4));
    }
    let first = points.first().map_or(0, |p| p.day);
    let span = points.last().map_or(1, |p| (p.day - first).max(1));
    let at = |p: &Point<'_>| {
        let x = LEFT
            + 12.0
            + (WIDTH - LEFT - RIGHT - 24.0) * f64::from(p.day - first) / f64::from(span);
        (x, bottom - step * p.place as f64)
    };
    let mut line = String::new();
    for (i, point) in points.iter().enumerate() {
        let (x, y) = at(point);
        if i == 0 || point.broken {
            line.push_str(&format!("M{} {}", number(x), number(y)));
        } else {
            line.push_str(&format!("H{}V{}", number(x), number(y)));
        }
    }
    svg.path("line", &line);
    let mut last_label = f64::MIN;
    for (i, point) in points.iter().enumerate() {
        let (x, y) = at(point);
        let here = if i + 1 == points.len() {
            "dot here"
        } else {
            "dot"
        };
        svg.circle(here, x, y, 4.0);
        // A date's label is about 66 wide; one that would overlap its neighbour is left to the table.
        if x - last_label >= 70.0 {
            let anchor = if x > WIDTH - 70.0 {
                "end"
            } else if x < 80.0 {
                "start"
            } else {
                "middle"
            };
            svg.text("label", x, height - 8.0, anchor, point.date);
            last_label = x;
        }
    }
    svg.close()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_change_breaks_the_line() {
        let point = |day, place, broken| Point {
            day,
            place,
            date: "2026-01-01",
            broken,
        };
        let svg = history(
            "h",
            "t",
            "d",
            &["1", "2", "3"],
            &[
                point(0, 0, false),
                point(100, 1, false),
                point(200, 1, true),
            ],
        );
        let line = svg
            .split("class=\"line\" d=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        assert_eq!(line.matches('M').count(), 2);
        assert_eq!(line.matches('V').count(), 1);
        assert_eq!(svg.matches("<circle").count(), 3);
    }
}
