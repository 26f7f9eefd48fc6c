//! `figure-update`: a figure that has grown, or was revised, since the other was printed.

use std::cmp::Ordering;

use crate::{
    align::{Measure, Quantity, Relation, Slip},
    extract::FigureValue,
    judge::{
        Case, Finding, Severity,
        draft::{draft, order_in_time},
    },
    ruleset::QualifierClass,
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    if case.alignment.relation != Relation::Differs || !is_update(case) {
        return None;
    }
    Some(draft(case, "figure-update", Severity::Note, "update"))
}

/// The later side says that the figure rose or was lowered, or is a higher toll printed on a later day.
fn is_update(case: &Case<'_>) -> bool {
    let order = order_in_time(case);
    match order {
        Some(Ordering::Less) => replaces(case.a, case.b) || has_grown(case, case.a, case.b),
        Some(Ordering::Greater) => replaces(case.b, case.a) || has_grown(case, case.b, case.a),
        // Of one day, 28 and 82 are rather a slip than a toll that rose.
        Some(Ordering::Equal) | None => {
            case.alignment.slip != Some(Slip::Transposed)
                && (replaces(case.a, case.b) || replaces(case.b, case.a))
        }
    }
}

fn replaces(earlier: &Quantity, later: &Quantity) -> bool {
    let Some((earlier_value, later_value)) = values(earlier, later) else { return false };
    let says = |class| later.qualifiers.contains(class);
    (later_value > earlier_value && says(QualifierClass::RoseTo))
        || (later_value < earlier_value && says(QualifierClass::LoweredTo))
        || earlier.qualifiers.contains(QualifierClass::Earlier)
}

fn has_grown(case: &Case<'_>, earlier: &Quantity, later: &Quantity) -> bool {
    let grows = later.roles.iter().any(|role| case.run.ruleset.concepts.is_casualty(*role));
    grows && values(earlier, later).is_some_and(|(earlier, later)| later > earlier)
}

fn values(earlier: &Quantity, later: &Quantity) -> Option<(crate::base::Number, crate::base::Number)> {
    match (&earlier.measure, &later.measure) {
        (
            Measure::Figure { value: FigureValue::One(earlier), .. },
            Measure::Figure { value: FigureValue::One(later), .. },
        ) => Some((*earlier, *later)),
        _ => None,
    }
}
