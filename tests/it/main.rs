//! The tests that look at more than one stage, or at the built program.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected fails"
)]

mod architecture;
mod cases;
mod cli;
mod csv;
mod decisions;
mod docs;
mod explain;
mod formats;
mod gate;
mod golden;
mod hosts;
mod matrix;
mod program;
mod readme;
mod robustness;
mod schema;
