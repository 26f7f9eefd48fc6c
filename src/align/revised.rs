//! Revised: whether the later of two figures replaces the earlier one.

use crate::{
    align::{
        Measure, Quantity,
        facts::{is_count, is_few, is_toll, low_end, says},
        left::kind_key,
        quantity::key_of,
    },
    extract::{FigureKind, FigureValue},
    ruleset::{QualifierClass, Ruleset},
};

/// Whether one of the two says that it replaces the other.
pub(super) fn are_revised(a: &Quantity, b: &Quantity) -> bool {
    is_revised(a, b) || is_revised(b, a)
}

/// Whether the later of two says that it replaces the other, or is a toll that may have grown.
pub(super) fn may_replace(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    are_revised(a, b) || has_grown(ruleset, a, b)
}

/// Whether a figure is what something rose to, or was lowered to.
pub(super) fn is_new(quantity: &Quantity) -> bool {
    quantity.qualifiers.tell_new()
}

/// Whether the later of two printed figures about one kind of thing, or of one forecast, says that it replaces an
/// earlier one.
fn is_revised(earlier: &Quantity, later: &Quantity) -> bool {
    let told = match (low_end(earlier), low_end(later)) {
        (Some(before), Some(after)) if after > before => says(later, QualifierClass::RoseTo),
        (Some(before), Some(after)) if after < before => says(later, QualifierClass::LoweredTo),
        _ => false,
    };
    let are_forecasts = [earlier, later].iter().all(|quantity| says(quantity, QualifierClass::Forecast));
    let tells_again = earlier.article == later.article
        && says(earlier, QualifierClass::Earlier)
        && !says(later, QualifierClass::Earlier);
    told && (may_be_printed_before(earlier, later) || tells_again)
        && (are_forecasts
            || share_role(earlier, later)
            || measure_one_kind(earlier, later)
            || is_number_of(later, earlier))
}

/// Whether a bare number stands in a sentence that tells of what the other counts: "lost 90 containers", "the number of
/// containers lost has risen to 137".
fn is_number_of(bare: &Quantity, counting: &Quantity) -> bool {
    let is_bare = bare.counted.is_none() && is_count(bare);
    is_bare && is_count(counting) && counting.counted.is_some_and(|counted| bare.wide.has(counted.key))
}

/// Whether the sentence of one of the two tells the value of the other as well, which is no small one: «من 48 إلى 33 قتيلا».
pub(super) fn names_what_it_replaces(a: &Quantity, b: &Quantity) -> bool {
    let names = |new: &Quantity, old: &Quantity| match &old.measure {
        Measure::Figure { kind, value: FigureValue::One(value), units, .. } => {
            new.neighbours.binary_search(&key_of(*value, *kind, !units.is_empty())).is_ok()
        }
        _ => false,
    };
    is_new(b) && !is_few(a) && names(b, a) || is_new(a) && !is_few(b) && names(a, b)
}

/// Whether both tell of one thing that happens to what they count.
pub(super) fn share_role(a: &Quantity, b: &Quantity) -> bool {
    a.roles.iter().any(|role| b.roles.contains(role))
}

/// Whether both count the same, or are in one unit that is no currency's: hectares, houses.
fn measure_one_kind(a: &Quantity, b: &Quantity) -> bool {
    let is_money = a.measure.is_of(FigureKind::Money) || a.measure.is_of(FigureKind::Percent);
    !is_money && kind_key(a).is_some_and(|kind| kind_key(b) == Some(kind))
}

/// Whether the day of neither print says that the one that replaces the other is the older.
fn may_be_printed_before(earlier: &Quantity, later: &Quantity) -> bool {
    earlier.article != later.article
        && earlier.printed.zip(later.printed).is_none_or(|(earlier, later)| earlier <= later)
}

fn is_printed_before(earlier: &Quantity, later: &Quantity) -> bool {
    earlier.printed.zip(later.printed).is_some_and(|(earlier, later)| earlier < later)
}

/// Whether both are tolls, and the one that was printed later is the higher: it may be the same, grown.
pub(super) fn has_grown(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    let grows = |earlier: &Quantity, later: &Quantity| {
        is_printed_before(earlier, later)
            && low_end(earlier).zip(low_end(later)).is_some_and(|(earlier, later)| earlier < later)
    };
    is_toll(ruleset, a) && is_toll(ruleset, b) && (grows(a, b) || grows(b, a))
}
