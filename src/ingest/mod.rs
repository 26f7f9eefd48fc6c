//! Ingest: files become articles.
//!
//! Takes paths, standard input or strings and gives [`Article`]s and [`Skipped`]s. Reading never
//! gives up: what cannot be read is named, and the rest is still read.

pub mod article;

pub use article::{Article, Format};
