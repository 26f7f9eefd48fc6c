//! Sums: a figure that one article gives as a whole and the other in parts.

use rust_decimal::Decimal;

use crate::{
    align::{
        Measure, Quantity,
        facts::{count_one, counted_concept, have_other_roles},
    },
    extract::{FigureKind, FigureValue},
    ruleset::{QualifierClass, Ruleset},
};

/// Of a sentence with more figures beside one than so many no sums are made: some would meet by chance.
const BESIDE_MAX: usize = 6;

/// Whether `whole` is what `part` and one or two figures of its sentence add up to: «227 راكبا و12 من أفراد الطاقم»
/// are «239 شخصا». The dead and the wounded are not added up.
pub(super) fn is_sum_within(
    ruleset: &Ruleset,
    whole: &Quantity,
    (part, of_part): (&Quantity, &[&Quantity]),
) -> bool {
    let (Some(whole), Some(value)) = (value_of(whole), value_of(part)) else { return false };
    let Some(rest) = whole.checked_sub(value).filter(|rest| rest.is_sign_positive() && !rest.is_zero())
    else {
        return false;
    };
    let mut beside: Vec<Decimal> = of_part
        .iter()
        .filter(|other| {
            other.sentence == part.sentence && other.article == part.article && other.core != part.core
        })
        .filter(|other| {
            measures_alike(part, other)
                // «سبع قطع، بينها تاجان»: the two are among the seven.
                && !other.qualifiers.contains(QualifierClass::Part)
                && !have_other_roles(ruleset, other, part)
                && !counts_things(ruleset, part, other)
        })
        .filter_map(|other| value_of(other))
        .collect();
    beside.sort_unstable();
    beside.dedup();
    let is_pair = |at: usize, one: &Decimal| {
        let others = beside.iter().skip(at + 1);
        others.filter_map(|other| one.checked_add(*other)).any(|sum| sum == rest)
    };
    beside.len() <= BESIDE_MAX
        && (beside.contains(&rest) || beside.iter().enumerate().any(|(at, one)| is_pair(at, one)))
}

/// Whether an article that tells `whole` and `part` tells what is left of the one, too, of the same noun and of nobody else's
/// fate: «تعيين 125 قاضيا», 100 of them here and 25 there.
pub(super) fn is_sum_of_article(
    ruleset: &Ruleset,
    (whole, part): (&Quantity, &Quantity),
    all: [&[&Quantity]; 2],
) -> bool {
    let (Some(total), Some(value)) = (value_of(whole), value_of(part)) else { return false };
    let Some(rest) = total.checked_sub(value).filter(|rest| rest.is_sign_positive() && !rest.is_zero())
    else {
        return false;
    };
    let is_rest = |other: &&Quantity| {
        other.article == whole.article
            && ![whole.core, part.core].contains(&other.core)
            && count_one(other, part)
            && !have_other_roles(ruleset, other, part)
            && value_of(other) == Some(rest)
    };
    whole.article == part.article && all.into_iter().flatten().any(is_rest)
}

/// Whether `whole` is `before` and what its own sentence says was added: «ثلاث ميداليات جديدة رفعت الرصيد إلى 23» after
/// a 20.
pub(super) fn is_raised_within((whole, of_whole): (&Quantity, &[&Quantity]), before: &Quantity) -> bool {
    let (Some(sum), Some(value)) = (value_of(whole), value_of(before)) else { return false };
    let is_added = |other: &&&Quantity| {
        other.sentence == whole.sentence
            && other.article == whole.article
            && other.core != whole.core
            && other.counted.is_some()
            && other.counted == whole.counted
            && other.qualifiers.contains(QualifierClass::Additional)
    };
    of_whole
        .iter()
        .filter(is_added)
        .filter_map(|other| value_of(other))
        .any(|added| sum.checked_sub(added).is_some_and(|rest| rest == value))
}

fn value_of(quantity: &Quantity) -> Option<Decimal> {
    match &quantity.measure {
        Measure::Figure { kind: FigureKind::Percent | FigureKind::Ordinal, .. } => None,
        Measure::Figure { value: FigureValue::One(value), .. } => Some(value.to_decimal()),
        Measure::Figure { .. } | Measure::Date(_) => None,
    }
}

/// Whether boats are counted beside those who were rescued.
fn counts_things(ruleset: &Ruleset, part: &Quantity, other: &Quantity) -> bool {
    let is_thing = |quantity: &Quantity| {
        let concept = counted_concept(ruleset, quantity);
        concept.is_some_and(|concept| concept.is_thing)
    };
    !part.roles.is_empty() && !is_thing(part) && is_thing(other)
}

/// Of one kind and unit.
fn measures_alike(a: &Quantity, b: &Quantity) -> bool {
    match (&a.measure, &b.measure) {
        (Measure::Figure { kind, units, .. }, Measure::Figure { kind: other_kind, units: others, .. }) => {
            kind == other_kind && (units == others || units.iter().any(|unit| others.contains(unit)))
        }
        _ => false,
    }
}
