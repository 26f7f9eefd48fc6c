//! Report: what was found, in the forms that people and programs read.
//!
//! Takes the [`Report`] of a run and gives text: CSV for reviewers, lines or blocks for a terminal.
//! Every writer goes through [`rows`], so that all of them say the same in the same order.

pub mod claims;
pub mod csv;
pub mod guard;
mod row;
#[cfg(test)]
mod sample;
pub mod sanitize;
mod summary;
pub mod terminal;
pub mod write;

pub use row::{Place, Row, rows};
pub use summary::summary;

use crate::{ingest::Skipped, judge::Finding};

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
