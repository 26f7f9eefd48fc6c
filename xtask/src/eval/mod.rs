//! `cargo xtask eval …`: how right the program is on a labelled sample.

mod calibration;
mod conflicts;
mod figures; // in reading order
mod gold;
mod names;
mod plant;
mod rational;
mod tally;
mod variants;

pub(crate) use calibration::eval_calibration;
pub(crate) use conflicts::eval_conflicts;
pub(crate) use figures::eval_figures;
pub(crate) use names::{eval_candidates, eval_names};
pub(crate) use variants::eval_variants;
