use super::{INSET, LINES, Stairs};
use crate::chart::letters::{lines, shorten};

/// The names under the treads.
pub(super) struct Names {
    /// The tread, the row and the text.
    pub(super) lines: Vec<(usize, f64, String)>,
    /// The first sub-level of a level, and how many there are.
    pub(super) groups: Vec<(usize, usize)>,
    pub(super) rows: f64,
    /// Many narrow treads have smaller letters.
    pub(super) tight: bool,
}

impl Names {
    pub(super) fn new(input: &Stairs<'_>, width: f64) -> Self {
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
