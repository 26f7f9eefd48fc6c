//! `cargo xtask eval …`: how right the program is on a labelled sample.

mod figures; // in reading order
mod gold;
mod rational;
mod tally;

pub(crate) use figures::eval_figures;
