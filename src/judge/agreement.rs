//! `agreement`: two sources say the same. A copy of one wire is no second source.

use crate::{
    align::{Quantity, Relation},
    judge::{Case, Finding, Severity, draft::draft},
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    let origin = |quantity: &Quantity| case.run.origins.of(quantity.article);
    let independent = case.a.article == case.b.article || origin(case.a) != origin(case.b);
    (case.alignment.relation == Relation::Agrees && case.a.source != case.b.source && independent)
        .then(|| draft(case, "agreement", Severity::Info, "agreement"))
}
