use super::svg::{Path, Svg};

/// The marks of a picture: the height of the ink is the rating. One path for each kind of line
/// keeps pages with many marks small.
#[derive(Default)]
pub struct Marks {
    outlines: Path,
    ink: Path,
    not_applicable: Path,
    unknown: Path,
}

impl Marks {
    /// A square mark with its upper left corner at `x`, `y`. `ink` is `4` full to `0` empty, `na`
    /// or `unknown`.
    pub fn add(&mut self, ink: &str, x: f64, y: f64, size: f64) {
        match ink {
            "na" => {
                let (near, far) = (size * 0.4, size * 0.6);
                self.not_applicable.rect(x, y, size, size);
                self.not_applicable.to(x, y + far).line(far, -far);
                self.not_applicable.to(x + near, y + size).line(far, -far);
            }
            "unknown" => {
                self.unknown.rect(x, y, size, size);
            }
            "4" => {
                self.ink.rect(x, y, size, size);
            }
            ink => {
                self.outlines.rect(x, y, size, size);
                let quarters = match ink {
                    "3" => 3.0,
                    "2" => 2.0,
                    "1" => 1.0,
                    _ => return,
                };
                // The ink's own outline is half a line higher than its area.
                let height = size * quarters / 4.0 - LINE / 2.0;
                self.ink.rect(x, y + size - height, size, height);
            }
        }
    }

    pub fn draw(&self, svg: &mut Svg) {
        svg.path("c-empty", &self.outlines);
        svg.path("c-ink", &self.ink);
        svg.path("c-na", &self.not_applicable);
        svg.path("c-unknown", &self.unknown);
    }
}

/// The surveyor's bench mark, a broad arrow under a line. The middle of the line is at `x`, `y`; the
/// sign is 20 wide and 16 high.
pub fn bench_mark(path: &mut Path, x: f64, y: f64) {
    path.to(x - 10.0, y).h(20.0);
    path.to(x - 7.0, y + 14.0).line_to(x, y + 2.0);
    path.line(7.0, 12.0).to(x, y + 2.0).v(14.0);
}

/// The width of an outline.
const LINE: f64 = 1.5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_height_of_the_ink_is_the_rating() {
        let mut marks = Marks::default();
        for (i, ink) in ["4", "3", "2", "1", "0", "na", "unknown"]
            .iter()
            .enumerate()
        {
            marks.add(ink, 20.0 * i as f64, 0.0, 10.0);
        }
        let mut svg = Svg::open("x", "m", (140.0, 10.0), "", "");
        marks.draw(&mut svg);
        insta::assert_snapshot!(svg.close().replace("><", ">\n<"), @r#"
        <svg class="chart x" viewBox="0 0 140 10" role="img" aria-labelledby="m-t m-d">
        <title id="m-t">
        </title>
        <desc id="m-d">
        </desc>
        <path class="c-empty" d="M20 0h10v10h-10zM40 0h10v10h-10zM60 0h10v10h-10zM80 0h10v10h-10z"/>
        <path class="c-ink" d="M0 0h10v10h-10zM20 3.25h10v6.75h-10zM40 5.75h10v4.25h-10zM60 8.25h10v1.75h-10z"/>
        <path class="c-na" d="M100 0h10v10h-10zM100 6l6-6M104 10l6-6"/>
        <path class="c-unknown" d="M120 0h10v10h-10z"/>
        </svg>
        "#);
    }
}
