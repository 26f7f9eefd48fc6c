//! Swaps: two counts that changed places, the dead of one article being the wounded of the other.

use crate::{
    align::{Measure, Quantity},
    base::{Number, id::ConceptId},
    extract::{FigureKind, FigureValue},
    ruleset::Ruleset,
};

/// A count of the dead, the wounded, the captured: its position, whom it counts, and the count.
type Toll = (usize, ConceptId, Number);

/// The positions of the counts of one fate in `a` and `b` that differ because each stands at the other's place: «مقتل
/// 53 وإصابة 118», «مقتل 118 وإصابة 53». Of the two such pairs the one whose first count stands first in `a`.
pub(super) fn swapped(ruleset: &Ruleset, a: &[&Quantity], b: &[&Quantity]) -> Option<(usize, usize)> {
    let (a_tolls, b_tolls) = (tolls(ruleset, a), tolls(ruleset, b));
    let holds = |tolls: &[Toll], fate, count| tolls.iter().any(|toll| (toll.1, toll.2) == (fate, count));
    a_tolls.iter().find_map(|(a_idx, fate, count)| {
        let (b_idx, _, other) = b_tolls.iter().find(|(_, same, other)| same == fate && other != count)?;
        // Who tells both counts of one fate tells of two happenings, or of two moments.
        let is_told_flatly = !holds(&a_tolls, *fate, *other) && !holds(&b_tolls, *fate, *count);
        let is_crosswise = a_tolls.iter().any(|(_, others, value)| {
            ruleset.concepts.exclude_each_other(*fate, *others)
                && value == other
                && holds(&b_tolls, *others, *count)
                && !holds(&a_tolls, *others, *count)
                && !holds(&b_tolls, *others, *other)
        });
        (is_told_flatly && is_crosswise).then_some((*a_idx, *b_idx))
    })
}

fn tolls(ruleset: &Ruleset, quantities: &[&Quantity]) -> Vec<Toll> {
    let toll = |(idx, quantity): (usize, &&Quantity)| match &quantity.measure {
        Measure::Figure { kind: FigureKind::Number, value: FigureValue::One(count), units, .. }
            if units.is_empty() =>
        {
            let fate = quantity.roles.iter().find(|role| ruleset.concepts.is_casualty(**role))?;
            Some((idx, *fate, *count))
        }
        _ => None,
    };
    quantities.iter().enumerate().filter_map(toll).collect()
}
