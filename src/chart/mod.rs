//! Numbers in, SVG text out. Geometry is exact and stable; all style is the theme's, by class.

mod badge;
mod bar;
mod history;
mod stairs;
mod svg;
mod widths;

pub use badge::{BADGE_INK, badge, badge_color};
pub use bar::{Bar, bar};
pub use history::{Point, history};
pub use stairs::{Stairs, Tread, stairs};
