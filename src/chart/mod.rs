//! Numbers in, SVG text out. Geometry is exact and stable; all style is the theme's, by class.

mod badge;
mod heat;
mod history;
mod letters;
mod marks;
mod parts;
mod profile;
mod roadmap;
mod stairs;
mod svg;
mod widths;

pub use badge::{BADGE_INK, badge, badge_color};
pub use heat::{Columns, Group, Head, Mark, heads, strip};
pub use history::{History, Point, Standing, history};
pub use parts::{Parts, parts};
pub use profile::{Dimension, Profile, profile};
pub use roadmap::{Due, Roadmap, RoadmapWords, Step, StepStatus, roadmap};
pub use stairs::{Stairs, Tread, stairs};
