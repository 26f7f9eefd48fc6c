//! `cargo xtask eval …`: how right the program is on a labelled sample.

mod figures; // in reading order
mod gold;
mod plant;
mod rational;
mod tally;
mod variants;

pub(crate) use figures::eval_figures;
pub(crate) use variants::eval_variants;
