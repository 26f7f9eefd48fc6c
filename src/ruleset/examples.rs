//! Examples: what became of the `[[example]]`s of a kind of rule file.

use crate::ruleset::RuleError;

/// What became of the examples of a kind of rule file.
#[derive(Debug, Default)]
pub struct ExampleOutcome {
    /// How many were run.
    pub n_run: usize,
    /// Those that came out otherwise than they say, with file, line and what came out.
    pub failures: Vec<RuleError>,
}
