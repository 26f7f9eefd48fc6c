//! `unit-conflict`: one number, but another currency, unit or role.

use crate::{
    align::{Measure, Relation},
    judge::{Case, Finding, Severity, draft::draft},
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    if case.alignment.relation != Relation::UnitDiffers {
        return None;
    }
    let has_unit = |measure: &Measure| matches!(measure, Measure::Figure { units, .. } if !units.is_empty());
    let message = if has_unit(&case.a.measure) { "unit" } else { "role" };
    Some(draft(case, "unit-conflict", Severity::Error, message))
}
