//! `agreement`: two sources say the same.

use crate::{
    align::Relation,
    judge::{Case, Finding, Severity, draft::draft},
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    (case.alignment.relation == Relation::Agrees && case.a.source != case.b.source)
        .then(|| draft(case, "agreement", Severity::Info, "agreement"))
}
