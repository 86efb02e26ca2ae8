use super::{CLOTH, ID, INSET, NOTE, POLE, RIGHT, Stairs, Tread};
use crate::chart::letters::columns;

/// Where everything stands.
pub(super) struct Plan {
    pub(super) left: f64,
    /// Of a tread.
    pub(super) width: f64,
    pub(super) ground: f64,
    /// Of each tread, from the top of the picture.
    pub(super) surfaces: Vec<f64>,
    pub(super) pitch: Pitch,
    pub(super) here: Option<usize>,
}

impl Plan {
    pub(super) fn new(input: &Stairs<'_>) -> Self {
        let count = input.treads.len().max(1);
        let longest = input.treads.iter().map(|tread| columns(tread.id)).max();
        let left = 16.0 + 8.0 * longest.unwrap_or(1).min(ID) as f64;
        // Whole numbers keep the page small and the lines sharp.
        let width = ((RIGHT - left) / count as f64).floor();
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

    pub(super) fn x(&self, place: usize) -> f64 {
        self.left + self.width * place as f64
    }

    pub(super) fn right(&self) -> f64 {
        self.x(self.surfaces.len().max(1))
    }

    pub(super) fn end(&self, place: usize) -> f64 {
        self.x(place) + self.width
    }

    /// The height of what stands on a tread.
    pub(super) fn load(&self, input: &Stairs<'_>, place: usize) -> f64 {
        let marks = self.marks_height(input, place);
        if self.here == Some(place) {
            self.pole(input, place)
        } else if input.next == Some(place) && !input.note.is_empty() {
            marks + INSET + NOTE
        } else {
            marks
        }
    }

    pub(super) fn marks_height(&self, input: &Stairs<'_>, place: usize) -> f64 {
        let marks = input.treads[place].marks.len();
        self.pitch.step * marks.div_ceil(self.per_row(place, marks)) as f64
    }

    /// Rows of the same length, as far as that is possible.
    pub(super) fn per_row(&self, place: usize, marks: usize) -> usize {
        let room = self.width - 2.0 * INSET - self.shift(place);
        let rows = marks.div_ceil(self.pitch.per_row(room)).max(1);
        marks.div_ceil(rows).max(1)
    }

    /// Marks make room for the flag's pole.
    pub(super) fn shift(&self, place: usize) -> f64 {
        if self.here == Some(place) { POLE } else { 0.0 }
    }

    pub(super) fn pole(&self, input: &Stairs<'_>, here: usize) -> f64 {
        (self.marks_height(input, here) + INSET + CLOTH).max(44.0)
    }
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
pub(super) struct Pitch {
    pub(super) size: f64,
    pub(super) step: f64,
}

impl Pitch {
    /// The largest marks of which `most` have room in two or three rows of a tread.
    pub(super) fn new(most: usize, room: f64) -> Self {
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

    pub(super) fn per_row(self, room: f64) -> usize {
        // The last mark needs no gap behind it.
        (((room + self.step - self.size) / self.step) as usize).max(1)
    }
}
