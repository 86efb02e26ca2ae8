//! `levelbook diff`: what a change does to the levels.

mod causes;
mod ends;
mod formats;
mod gates;
mod hostile;
mod repo;
mod told;
