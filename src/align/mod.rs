//! Align: which claims are about one quantity, name or date.

pub mod name;
