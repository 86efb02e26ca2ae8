use super::svg::{Svg, number, shorten};

/// The ladder of levels with a team on it.
pub struct Stairs<'a> {
    pub treads: Vec<Tread<'a>>,
    /// Place among the treads; none where nothing is rated yet.
    pub here: Option<usize>,
    /// The optimistic end of the range.
    pub up_to: usize,
    pub next: Option<usize>,
    pub target: Option<usize>,
}

/// One level of the ladder.
pub struct Tread<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// Ink classes of its KPAs, `4` full to `0` empty, `na`, `unknown`.
    pub marks: Vec<&'static str>,
    /// `2 of 7` on the next level.
    pub note: String,
}

const WIDTH: f64 = 640.0;
const RISE: f64 = 22.0;
const TOP: f64 = 46.0;
const FOOT: f64 = 40.0;
const LINE: f64 = 13.0;
const LINES: usize = 4;

/// The stairs from left to right, one tread per level; the flag stands where the team stands.
pub fn stairs(id: &str, title: &str, description: &str, input: &Stairs<'_>) -> String {
    let count = input.treads.len().max(1);
    let width = WIDTH / count as f64;
    let ground = TOP + RISE * count as f64;
    // Many narrow treads: smaller letters, and names on several lines.
    let (name_class, letter) = if width < 100.0 {
        ("label tight", 6.3)
    } else {
        ("label", 7.0)
    };
    let room = (((width - 8.0) / letter) as usize).max(3);
    let names: Vec<Vec<String>> = input
        .treads
        .iter()
        .map(|tread| lines(tread.name, room))
        .collect();
    let tallest = names.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let height = ground + FOOT + LINE * (tallest - 1) as f64;
    let mut svg = Svg::open("stairs", id, (WIDTH, height), title, description);
    let surface = |place: usize| ground - RISE * (place + 1) as f64;
    if let Some(here) = input.here {
        for place in here + 1..=input.up_to.min(count - 1) {
            svg.rect(
                "band",
                width * place as f64,
                surface(place),
                width,
                ground - surface(place),
            );
        }
    }
    for (place, tread) in input.treads.iter().enumerate() {
        let (x, y) = (width * place as f64, surface(place));
        let class = if Some(place) == input.here {
            "tread here"
        } else if input.here.is_some_and(|here| place < here) {
            "tread below"
        } else if Some(place) == input.next {
            "tread next"
        } else {
            "tread"
        };
        svg.rect(class, x, y, width, ground - y);
        marks(&mut svg, &tread.marks, x, y, width);
        svg.text("label id", x + 6.0, ground + 16.0, "start", tread.id);
        for (i, line) in names[place].iter().enumerate() {
            let y = ground + 31.0 + LINE * i as f64;
            svg.text(name_class, x + 6.0, y, "start", line);
        }
        if !tread.note.is_empty() {
            svg.text(
                "label note",
                x + width / 2.0,
                y - 6.0,
                "middle",
                &tread.note,
            );
        }
    }
    if let Some(here) = input.here.filter(|here| *here < count) {
        let (x, y) = (width * (here as f64 + 0.5), surface(here));
        svg.path(
            "flag",
            &format!("M{} {}v-34h22l-6 7 6 7h-19", number(x), number(y)),
        );
    }
    if let Some(target) = input.target.filter(|t| *t < count) {
        // The surveyor's bench mark: a broad arrow under a line.
        let (x, y) = (width * (target as f64 + 1.0) - 18.0, surface(target));
        svg.path(
            "target",
            &format!(
                "M{} {}h16m-14 16l6-13 6 13m-6-13v13",
                number(x - 2.0),
                number(y - 22.0)
            ),
        );
    }
    svg.close()
}

/// A name broken between words, so that each line has room under its tread.
fn lines(name: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > LINES {
        let rest = lines.split_off(LINES - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| shorten(line, room)).collect()
}

/// Small squares in rows under the edge of a tread, as many as fit.
fn marks(svg: &mut Svg, inks: &[&'static str], x: f64, y: f64, width: f64) {
    const SIZE: f64 = 9.0;
    const STEP: f64 = 12.0;
    const MARK: &str = "mark ink-";
    let per_row = (((width - 10.0) / STEP) as usize).max(1);
    let mut class = MARK.to_owned();
    for (i, ink) in inks.iter().enumerate() {
        let (row, column) = (i / per_row, i % per_row);
        class.truncate(MARK.len());
        class.push_str(ink);
        svg.rect(
            &class,
            x + 6.0 + STEP * column as f64,
            y + 6.0 + STEP * row as f64,
            SIZE,
            SIZE,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_broken_between_words_and_cut_only_where_it_must_be() {
        assert_eq!(lines("Initial", 12), ["Initial"]);
        assert_eq!(
            lines("Monitoring: Utilization and throughput", 12),
            ["Monitoring:", "Utilization", "and", "throughput"]
        );
        let long = lines("one two three four five six seven", 5);
        assert_eq!(long.len(), 4);
        assert!(long.iter().all(|line| line.chars().count() <= 5));
    }

    #[test]
    fn the_flag_stands_on_the_level_and_the_next_tread_is_marked() {
        let tread = |id, marks| Tread {
            id,
            name: "Name",
            marks,
            note: String::new(),
        };
        let svg = stairs(
            "s",
            "Level 2 of 3",
            "…",
            &Stairs {
                treads: vec![
                    tread("1", vec![]),
                    tread("2", vec!["4", "3"]),
                    tread("3", vec!["0"]),
                ],
                here: Some(1),
                up_to: 2,
                next: Some(2),
                target: Some(2),
            },
        );
        assert_eq!(svg.matches("tread here").count(), 1);
        assert_eq!(svg.matches("tread next").count(), 1);
        assert_eq!(svg.matches("class=\"band\"").count(), 1);
        assert_eq!(svg.matches("class=\"mark ").count(), 3);
        assert!(svg.contains("class=\"flag\" d=\"M320 ") && svg.contains("class=\"target\""));
    }
}
