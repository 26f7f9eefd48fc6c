//! `date-conflict`: two dates for one happening.

use crate::{
    align::{Measure, Relation},
    judge::{Case, Finding, Severity, draft::draft},
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    let dates = matches!((&case.a.measure, &case.b.measure), (Measure::Date(_), Measure::Date(_)));
    (dates && case.alignment.relation == Relation::Differs)
        .then(|| draft(case, "date-conflict", Severity::Warning, "conflict"))
}
