//! Report: what was found, in the forms that people and programs read.
//!
//! Takes the [`Report`] of a run and gives text: CSV for reviewers, lines or blocks for a terminal, and
//! the [`Format`]s of continuous integration. Every writer goes through [`rows`], so that all of them
//! say the same in the same order; [`Format::write`] streams, whatever the number of findings.

mod checkstyle;
pub mod claims;
pub mod csv;
mod document;
mod fix;
mod format;
mod github;
mod gitlab;
pub mod guard;
mod json;
mod junit;
mod markdown;
mod rdjson;
mod row;
#[cfg(test)]
pub(crate) mod sample;
pub mod sanitize;
mod sarif;
mod summary;
pub mod terminal;
pub mod write;
mod xml;

pub use document::Document;
pub use fix::{Fix, fix};
pub use format::{Format, Target, wrong_name};
pub use json::{line_schema, report_schema};
pub use row::{Place, Row, rows};
pub use summary::summary;

pub use crate::gate::{Notice, Report, SetAside, Status, Witness};
