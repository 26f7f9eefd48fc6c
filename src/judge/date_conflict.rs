//! `date-conflict`: two dates for one happening, or two times that one thing goes on for.

use crate::{
    align::Relation,
    judge::{Case, Finding, Severity, draft::draft},
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    let (a, b) = (case.a, case.b);
    let ruleset = case.run.ruleset;
    let last = a.is_duration(ruleset) && b.is_duration(ruleset) && (a.lasting || b.lasting);
    let is_told = (a.is_date() && b.is_date()) || last;
    // «ستة أسابيع», «ستة أشهر»
    let differs = case.alignment.relation == Relation::Differs
        || last && case.alignment.relation == Relation::UnitDiffers;
    (is_told && differs).then(|| draft(case, "date-conflict", Severity::Warning, "conflict"))
}
