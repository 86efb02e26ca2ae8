use super::names::Names;
use super::plan::{Pitch, Plan};
use super::{CLOTH, FOOT, ID, INSET, LINE, Stairs};
use crate::chart::letters::shorten;
use crate::chart::marks::{Marks, bench_mark};
use crate::chart::svg::{Path, Svg};

impl Plan {
    /// A thin rule at each level, its id at the left edge, and short ticks between the treads.
    pub(super) fn ruling(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let mut rules = Path::default();
        for surface in &self.surfaces {
            rules.to(self.left - INSET, *surface).h_to(self.right());
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
    pub(super) fn areas(&self, svg: &mut Svg, id: &str, input: &Stairs<'_>) {
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

    pub(super) fn area(&self, from: usize, to: usize) -> Path {
        let mut path = Path::default();
        path.to(self.x(from), self.ground);
        for place in from..=to {
            path.v_to(self.surfaces[place]).h_to(self.end(place));
        }
        path.v_to(self.ground).close();
        path
    }

    pub(super) fn next(&self, svg: &mut Svg, input: &Stairs<'_>) {
        if let Some(next) = input.next.filter(|next| *next < input.treads.len()) {
            svg.path("c-next", &self.area(next, next));
            let before = next.checked_sub(1).map(|before| self.surfaces[before]);
            let mut tread = Path::default();
            tread.to(self.x(next), before.unwrap_or(self.ground));
            tread.v_to(self.surfaces[next]).h_to(self.end(next));
            svg.path("c-rise", &tread);
        }
    }

    pub(super) fn stair_line(&self, svg: &mut Svg) {
        let mut ground = Path::default();
        ground.to(self.left, self.ground).h_to(self.right());
        svg.path("c-ground", &ground);
        let mut line = Path::default();
        line.to(self.left, self.ground);
        for (place, surface) in self.surfaces.iter().enumerate() {
            line.v_to(*surface).h_to(self.end(place));
        }
        svg.path("c-line", &line);
    }

    /// The KPAs of each level stand on its tread, in rows from below.
    pub(super) fn marks(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let mut marks = Marks::default();
        let Pitch { size, step } = self.pitch;
        for (place, tread) in input.treads.iter().enumerate() {
            let per_row = self.per_row(place, tread.marks.len());
            let left = self.x(place) + INSET + self.shift(place);
            let floor = (self.surfaces[place] - step).round();
            for (i, ink) in tread.marks.iter().enumerate() {
                let x = left + step * (i % per_row) as f64;
                let y = floor - step * (i / per_row) as f64;
                marks.add(ink, x, y, size);
            }
        }
        marks.draw(svg);
    }

    pub(super) fn note(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let Some(next) = input.next.filter(|next| *next < input.treads.len()) else {
            return;
        };
        if input.note.is_empty() {
            return;
        }
        let x = self.x(next) + INSET;
        let y = self.surfaces[next] - self.marks_height(input, next) - INSET;
        svg.label("c-note c-wide", x, y, &input.note);
        svg.label("c-note c-small", x, y, &input.short_note);
    }

    pub(super) fn flag(&self, svg: &mut Svg, input: &Stairs<'_>) {
        let Some(here) = self.here else { return };
        let mut flag = Path::default();
        flag.to(self.x(here) + INSET + 1.0, self.surfaces[here])
            .v(-self.pole(input, here))
            .h(28.0)
            .line(-7.0, CLOTH / 2.0)
            .line(7.0, CLOTH / 2.0)
            .h(-28.0);
        svg.path("c-flag", &flag);
    }

    /// The surveyor's bench mark, a broad arrow under a line. It lies under the tread, where nothing
    /// else is.
    pub(super) fn target(&self, svg: &mut Svg, input: &Stairs<'_>) {
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

    pub(super) fn foot(&self, svg: &mut Svg, input: &Stairs<'_>, names: &Names) {
        svg.group("c-ids");
        for (place, tread) in input.treads.iter().enumerate() {
            let x = self.x(place) + INSET;
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
            let x = self.x(*place) + INSET;
            svg.text(x, first + LINE * row, line);
        }
        svg.end();
        let mut rules = Path::default();
        for (from, count) in &names.groups {
            rules.to(self.x(*from) + INSET, first + 4.0);
            rules.h_to(self.end(from + count - 1) - INSET);
        }
        svg.path("c-rule c-wide", &rules);
    }
}
