//! Alignment weights: how much each piece of evidence says.

use serde::Deserialize;

use crate::ruleset::{RuleError, RuleFiles};

/// What each piece of evidence adds to a logit, in thousandths.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are explained in the rule file, where they are changed")]
pub struct AlignmentWeights {
    pub bias: i32,
    pub bias_agreement: i32,
    pub local: i32,
    pub wide: i32,
    pub topic: i32,
    pub counted_same: i32,
    pub counted_differs: i32,
    pub role_same: i32,
    pub role_excludes: i32,
    pub qualifier_differs: i32,
    pub rate_differs: i32,
    pub neighbour: i32,
    pub neighbour_telling: i32,
    pub slip: i32,
    pub no_slip: i32,
    pub slip_agreeing: i32,
    pub same_voice: i32,
    pub same_source: i32,
    pub same_paper: i32,
    pub title_differs: i32,
    pub few: i32,
    pub fighters: i32,
    pub event: i32,
    pub same_article: i32,
    pub heading: i32,
    pub agreeing: i32,
    pub nothing_agrees: i32,
    pub turn_differs: i32,
    pub unit_same: i32,
    pub qualifier_differs_agreement: i32,
    pub digit: i32,
    /// Two days of other months have one number.
    pub day_of_month_same: i32,
    pub time_differs: i32,
    pub place_differs: i32,
    pub name_differs: i32,
    pub two_forecasts: i32,
    pub other_name: i32,
    pub other_time: i32,
    pub other_thing: i32,
    pub plan_differs: i32,
    pub volatile: i32,
    pub sum_explains: i32,
    pub many_tolls: i32,
    pub neighbours_differ: i32,
    pub no_other_agrees: i32,
    pub day_differs: i32,
    pub dated_same: i32,
    pub brief: i32,
    pub many_differ: i32,
    pub only_left: i32,
    pub days_apart: i32,
    pub list_item: i32,
    pub toll_low: i32,
    pub ordinal_differs: i32,
    pub gap_twofold: i32,
    pub gap_fivefold: i32,
    pub own_voice: i32,
    pub revised: i32,
    pub grown: i32,
    pub local_low: i32,
    pub lead_differs: i32,
    /// Both articles open with it.
    pub lead_same: i32,
    pub listed: i32,
    pub part_differs: i32,
}

/// The logits from which a pair counts, in thousandths.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AlignmentThresholds {
    /// Two equal values are an agreement.
    pub agreement: i32,
    /// Two equal values of two digits and more say that both articles tell one story, though too little is
    /// alike beside them to call it an agreement.
    pub retold: i32,
    /// The same of one day.
    pub retold_day: i32,
    /// Two equal values are no candidates for a conflict with others.
    pub consumed: i32,
    /// How much more it takes where one of two unequal values has an equal of which the words say little.
    pub weakly: i32,
    /// Two unequal values are a conflict.
    pub conflict: i32,
    /// They surely are; under this they may be of two things, and the finding is told as a question.
    pub sure: i32,
    /// The same where not both cite somebody, and no other figure of the two sentences is equal.
    pub sure_by_itself: i32,
}

/// How a sum of evidence becomes a confidence, in thousandths: 1 / (1 + e^-(slope × sum + intercept)).
///
/// Source: J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// What a whole of evidence adds to the logit.
    pub slope: i32,
    /// The logit where the evidence for and against is equal.
    pub intercept: i32,
}

impl Default for Calibration {
    fn default() -> Calibration {
        Calibration { slope: 1_000, intercept: 0 }
    }
}

/// How claims are aligned.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlignmentRules {
    /// What each piece of evidence says.
    pub weights: AlignmentWeights,
    /// From where a pair counts.
    pub thresholds: AlignmentThresholds,
    /// How sure the evidence makes.
    #[serde(default)]
    pub calibration: Calibration,
}

impl AlignmentRules {
    pub(crate) fn compile(files: &RuleFiles) -> Result<AlignmentRules, RuleError> {
        let parsed = files.parse::<AlignmentRules>("world/alignment.toml")?;
        Ok(parsed.into_iter().next_back().map(|parsed| parsed.value).unwrap_or_default())
    }
}
