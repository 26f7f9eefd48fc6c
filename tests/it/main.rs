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
mod docs;
mod formats;
mod gate;
mod golden;
mod program;
mod robustness;
