//! Judge: what an editor should be shown.
//!
//! Takes the alignments of an event and gives [`Finding`]s, one file per check.

mod finding;

pub use crate::ruleset::Severity;
pub use finding::{Confidence, Evidence, EvidenceValue, Finding, Side};
