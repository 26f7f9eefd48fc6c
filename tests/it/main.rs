//! The tests that look at more than one stage, or at the built program.

mod architecture;
mod cli;
mod csv;
mod program;
mod robustness;
