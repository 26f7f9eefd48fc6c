//! Report: what was found, in the forms that people and programs read.
//!
//! Takes the [`Report`] of a run and gives text: CSV for reviewers, lines or blocks for a terminal, and
//! the [`Format`]s of continuous integration. Every writer goes through [`rows`], so that all of them
//! say the same in the same order; [`Format::write`] streams, whatever the number of findings.

mod checkstyle;
pub mod claims;
pub mod csv;
mod document;
pub mod explanation;
mod fix;
mod format;
mod github;
mod gitlab;
pub mod html;
mod json;
mod junit;
mod markdown;
pub mod matrix;
mod rdjson;
mod row;
#[cfg(test)]
pub(crate) mod sample;
pub mod sanitize;
mod sarif;
mod summary;
pub mod terminal;
pub mod words;
pub mod write;
pub mod xlsx;
mod xml;

pub use document::{Document, copies, is_for_reviewers};
pub use fix::{Fix, fix};
pub use format::{Format, Target, wrong_name};
pub use json::{line_schema, report_schema};
pub use row::{Place, Row, rows, source_name};
pub use summary::summary;

pub use crate::base::guard;
pub use crate::gate::{Notice, Report, SetAside, Status, Witness};

use crate::{
    align::{Quantity, value_text},
    attribution::Certainty,
    base::Span,
    ruleset::Ruleset,
};

/// A figure or a date of an article, with who is cited for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Where it stands.
    pub span: Span,
    /// The id of the agency, or the publisher.
    pub source: String,
    /// How the source is known.
    pub certainty: Certainty,
    /// The canonical value.
    pub value: String,
}

/// The claims of one article, as they are shown.
pub(crate) fn claimed(ruleset: &Ruleset, quantities: &[Quantity]) -> Vec<Claimed> {
    let claimed = quantities.iter().map(|quantity| Claimed {
        span: quantity.span,
        source: quantity.source.clone(),
        certainty: quantity.certainty,
        value: value_text(ruleset, quantity),
    });
    claimed.collect()
}
