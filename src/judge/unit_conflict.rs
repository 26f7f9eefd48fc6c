//! `unit-conflict`: one number, but another currency, unit or role.

use crate::{
    align::Relation,
    judge::{Case, Finding, Severity, draft::draft},
};

pub(super) const RULE: &str = "unit-conflict";

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    if case.alignment.relation != Relation::UnitDiffers {
        return None;
    }
    let message = if case.a.measure.has_unit() { "unit" } else { "role" };
    Some(draft(case, RULE, Severity::Error, message))
}
