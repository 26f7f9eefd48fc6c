//! `figure-conflict`: two figures for one quantity that cannot both be right.

use crate::{
    align::Relation,
    judge::{Case, Finding, Severity, draft::draft},
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    if case.alignment.relation != Relation::Differs {
        return None;
    }
    let message = if case.alignment.slip.is_some() { "slip" } else { "conflict" };
    Some(draft(case, "figure-conflict", Severity::Error, message))
}
