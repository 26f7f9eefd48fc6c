//! Report: what was found, in the forms that people and programs read.
//!
//! Takes the [`Report`] of a run and gives text: CSV for reviewers, lines or blocks for a terminal.
//! Every writer goes through [`rows`], so that all of them say the same in the same order.

pub mod claims;
pub mod csv;
pub mod html;
pub mod matrix;
mod row;
#[cfg(test)]
mod sample;
pub mod sanitize;
mod summary;
pub mod terminal;
pub mod words;
pub mod write;
pub mod xlsx;

pub use crate::base::guard;
pub use row::{Place, Row, rows, source_name};
pub use summary::summary;

use crate::{
    align::{Quantity, value_text},
    attribution::Certainty,
    base::Span,
    ingest::Skipped,
    judge::Finding,
    ruleset::Ruleset,
};

/// What a run found, and how much it looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found.
    pub findings: Vec<Finding>,
    /// How many articles were read.
    pub n_articles: usize,
    /// How many events several articles tell of.
    pub n_events: usize,
    /// How many figures and dates were compared.
    pub n_claims: usize,
    /// How many claims two independent origins agree on.
    pub n_agreements: usize,
    /// What of the articles was not compared, as they are longer than an article may be.
    pub unread: Vec<Skipped>,
}

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
