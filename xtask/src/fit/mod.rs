//! `cargo xtask fit …`: weights from labelled pairs.

mod align;
pub(crate) mod logistic;
mod names;

pub(crate) use align::{fit_align, fit_calibration};
pub(crate) use names::{HeldOut, Pair, fit_names, held_out, read_pairs};
