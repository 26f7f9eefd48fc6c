//! The log of what is weighed.

use tracing::trace;

use crate::{
    align::{Quantity, Score},
    ruleset::Ruleset,
};

/// Tells of a pair of values what was weighed, also where it comes to nothing.
pub(super) fn trace_weighed(ruleset: &Ruleset, values: &str, (a, b): (&Quantity, &Quantity), score: &Score) {
    let place = |quantity: &Quantity| (quantity.article.idx(), quantity.core.start(), quantity.core.end());
    let reasons = || score.reasons.iter().map(|reason| (reason.name, reason.weight)).collect::<Vec<_>>();
    let qualifiers: Vec<_> = a.qualifiers.difference(b.qualifiers).distinguishing().names().collect();
    let roles = |quantity: &Quantity| {
        let concepts = quantity.roles.iter().filter_map(|role| ruleset.concepts.get(*role));
        concepts.map(|concept| concept.id.as_str()).collect::<Vec<_>>()
    };
    let roles = || (roles(a), roles(b));
    trace!(values, logit = score.logit, ?qualifiers, roles = ?roles(), a = ?place(a), b = ?place(b), reasons = ?reasons(), "weighed");
}
