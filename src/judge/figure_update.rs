//! `figure-update`: a figure that has grown, or was revised, since the other was printed.

use std::cmp::Ordering;

use crate::{
    align::{Measure, Quantity, Relation, Slip},
    extract::FigureValue,
    judge::{
        Case, Finding, Severity,
        draft::{draft_in_order, order_in_time},
    },
    ruleset::QualifierClass,
};

/// Its name.
pub(super) const RULE: &str = "figure-update";

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    let sides = earlier_and_later(case).filter(|_| case.alignment.relation == Relation::Differs)?;
    Some(draft_in_order(case, sides, (RULE, Severity::Note, "update")))
}

/// The side that the other replaces, and that one: it was printed later, or says that it is the newer, that the figure
/// rose or was lowered to it, or is a higher toll.
fn earlier_and_later<'a>(case: &Case<'a>) -> Option<(&'a Quantity, &'a Quantity)> {
    let (a, b) = (case.a, case.b);
    let printed = match order_in_time(case) {
        Some(Ordering::Less) => Some((a, b)),
        Some(Ordering::Greater) => Some((b, a)),
        Some(Ordering::Equal) | None => None,
    };
    match printed {
        Some((earlier, later)) => {
            (replaces(earlier, later) || has_grown(case, earlier, later)).then_some((earlier, later))
        }
        // Of one day, 28 and 82 are rather a slip than a toll that rose.
        None if case.alignment.slip == Some(Slip::Transposed) => None,
        None => [(a, b), (b, a)].into_iter().find(|(earlier, later)| replaces(earlier, later)),
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
