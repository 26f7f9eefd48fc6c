//! The tests that look at more than one stage, or at the built program.

mod architecture;
mod cases;
mod cli;
mod csv;
mod golden;
mod program;
mod robustness;
