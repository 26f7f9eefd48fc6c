//! Report: what was found, in the forms that people and programs read.

pub mod claims;

use crate::judge::Finding;

/// What a run found.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings, in order of severity, place and id.
    pub findings: Vec<Finding>,
    /// How many articles were checked.
    pub n_articles: usize,
    /// How many events several articles tell of.
    pub n_events: usize,
    /// How many figures and dates were compared.
    pub n_claims: usize,
}
