//! The rules R1-R20: from answers to satisfaction, level, proof, gap and roadmap, and from all
//! reports to histories, units and the portfolio. Pure and total.

mod types;

pub use types::*;
