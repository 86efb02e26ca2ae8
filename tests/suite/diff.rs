//! `levelbook diff`: what a change does to the levels.

mod causes;
mod ends;
mod gates;
mod repo;
mod told;
